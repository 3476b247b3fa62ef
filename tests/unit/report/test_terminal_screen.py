from __future__ import annotations

from dataclasses import replace

from moonbase.report.result import Bottleneck, Column, Table
from moonbase.report.terminal import screen, text_table, year_spans


def test_no_line_is_wider_than_100_columns(result):
    assert max(map(len, screen(result, "runs/small").splitlines())) <= 100


def test_the_screen_tells_the_essentials(result):
    text = screen(result, "runs/small")
    for part in ("Small base <&>", "How much compute", "payloads are launched", "Landed from Earth", "machinery",
                 "Report: runs/small/report.html", "1 assumed", "nothing feeds <the cat>"):  # fmt: skip
        assert part in text


def _table(rows, columns=2, width=8):
    years = Column(name="year", label="year", values=tuple(str(2030 + i) for i in range(rows)))
    numbers = [Column(name=f"n{i}", label=f"{i}" * width, unit="kg", values=(1.0,) * rows) for i in range(columns)]
    last = Column(name="bottleneck", label="bottleneck", values=("a very long bottleneck name " * 2,) * rows)
    return Table(title="t", columns=(years, *numbers, last))


def test_many_years_are_thinned_and_it_says_so(result):
    text = screen(replace(result, yearly=_table(40)))
    shown = [line for line in text.splitlines() if line[:2] == "20" and line[:4].isdigit()]
    assert len(shown) <= 15
    assert shown[0].startswith("2030")
    assert shown[-1].startswith("2069")
    assert "every 3rd year and the last one shown" in text


def test_columns_that_do_not_fit_are_named():
    text, dropped = text_table(_table(3, columns=12, width=12), width=100, keep=("n11",))
    assert max(map(len, text.splitlines())) <= 100
    assert dropped
    assert "1" * 12 not in dropped
    assert text.splitlines()[0].startswith("year") or "year" in text


def test_years_with_the_same_cause_are_joined():
    rows = tuple(
        Bottleneck(year=year, name=name, cause="capacity", worth=1.0, sentence=f"{name} {year}")
        for year, name in ((2030, "a"), (2031, "a"), (2031, "b"), (2032, "b"), (2033, "a"))
    )
    assert [years for years, _ in year_spans(rows)] == ["2030-2031", "2032", "2033"]
