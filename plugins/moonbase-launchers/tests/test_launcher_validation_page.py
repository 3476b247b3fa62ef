"""Every validation case passes, and the page in docs/ is what the program computes today."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from moonbase_launchers.commands import launchers
from moonbase_launchers.validation_cases import cases, page

CASES = list(cases())
PAGE = Path(__file__).resolve().parents[3] / "docs" / "validation" / "launchers.md"


def rows(text):
    table = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    return [row for row in table if row[0] != "case" and not row[0].startswith("---")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case):
    assert case.passes, f"{case.computed} against {case.published}"


def test_the_committed_page_is_up_to_date():
    committed, fresh = rows(PAGE.read_text(encoding="utf-8")), rows(page())
    assert [(row[0], row[1], row[4], row[5]) for row in committed] == [(r[0], r[1], r[4], r[5]) for r in fresh]
    for old, new in zip(committed, fresh, strict=True):
        if new[3] == "within":  # a number near zero, of which only the size matters
            assert old[3] == "within"
        else:
            assert float(old[2].split()[0]) == pytest.approx(float(new[2].split()[0]), rel=1e-7)


def test_command_prints_the_page(tmp_path):
    target = tmp_path / "sub" / "page.md"
    done = CliRunner().invoke(launchers, ["validation", "--out", str(target)])
    assert done.exit_code == 0
    assert len(rows(target.read_text(encoding="utf-8"))) == len(CASES) > 50
    assert "33.1" in CliRunner().invoke(launchers, ["validation"]).output
