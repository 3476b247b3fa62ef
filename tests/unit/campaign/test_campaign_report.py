"""What a study found, in words, tables, figures and on a page, from samples made up for the purpose."""

from __future__ import annotations

import dataclasses
import json
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from moonbase.campaign.designs import unit_points
from moonbase.campaign.evaluation import STATUSES
from moonbase.campaign.factor import Factor
from moonbase.campaign.present.page import page, write_figures
from moonbase.campaign.present.part import Asked
from moonbase.campaign.present.samples import Samples
from moonbase.campaign.present.sections import found
from moonbase.campaign.study import Design, Law, Study, Varied
from moonbase.errors import UsageError
from moonbase.mission.source import Source

PRICE = Varied(factor=Factor(name="cargo.price", unit="USD/kg"), law=Law(kind="uniform", values=(100.0, 1000.0)))
LIFE = Varied(
    factor=Factor(name="driver.life", unit="yr"),
    law=Law(kind="uniform", values=(5.0, 20.0)),
    grade="primary",
    source="x",
)
KIND = Varied(factor=Factor(name="driver.model", choices=("coilgun", "sling")), law=Law(kind="list", values=(0.0, 1.0)))


def samples(kind="monte-carlo", n=600, failed=0.0, varied=(PRICE, LIFE, KIND), **settings):
    rng = np.random.default_rng(1)
    inputs = np.stack([rng.uniform(100, 1000, n), rng.uniform(5, 20, n), rng.integers(0, 2, n)], axis=1)
    status = np.zeros(n, dtype=np.int8)
    status[inputs[:, 0] > 1000 - 900 * failed] = STATUSES.index("infeasible")
    moon = 2.0 * inputs[:, 0] - 10.0 * inputs[:, 1] + 300.0 * inputs[:, 2]
    results = {"moon": np.where(status == 0, moon, np.nan), "earth": np.where(status == 0, 1000.0, np.nan)}
    study = Study(
        name="Made <up>",
        mission=Source("m.toml", "format = 1"),
        varied=varied,
        design=Design(kind=kind, n=n, seed=3, settings=settings),
        what="steady",
    )
    return Samples(
        study=study, digest="0", expected=n, numbers=np.arange(n), inputs=inputs[:, : len(varied)], status=status,
        results=results, units={"moon": "USD", "earth": "USD"}, docs={"moon": "Cost.", "earth": "Cost."},
    )  # fmt: skip


def parts(given, **asked):
    return {part.key: part for part in found(given, Asked(**asked))}


def test_distribution_and_influence_of_what_differs():
    told = parts(samples())
    assert set(told) == {"samples", "distribution-moon", "influence-moon"}
    statistics = told["distribution-moon"].data["statistics"]
    assert statistics["mean"]["value"] == pytest.approx(1100 - 125 + 150, abs=4 * statistics["mean"]["error"])
    influence = told["influence-moon"].data
    assert influence["cargo.price"]["first"] > 0.8
    assert influence["driver.life"]["first"] < 0.05
    words = " ".join(told["influence-moon"].sentences)
    assert "cargo.price (assumed" in words
    assert "driver.life (primary" not in words


def test_where_the_moon_is_cheaper_and_where_it_breaks_even():
    told = parts(samples(), less=("moon", "earth"))["less"]
    assert told.data["share"] == pytest.approx(0.44, abs=0.08)
    assert any(row[0].startswith("cargo.price ≤") for row in told.rows)
    words = " ".join(told.sentences)
    price = float(re.search(r"cargo.price = (\d+) USD/kg", words)[1])
    assert price == pytest.approx(487.5, abs=30)
    assert "map" in told.drawings


def test_failed_samples_are_told_with_their_bias():
    told = parts(samples(failed=0.2))["samples"]
    assert {row[0] for row in told.rows} == {"ok", "infeasible"}
    assert "cargo.price +1" in " ".join(told.sentences)


def test_a_front_of_two_results():
    given = samples()
    given.results["earth"] = 3000.0 - given.results["moon"] + 100.0 * given.inputs[:, 1]
    told = parts(given, front=("moon", "+earth"))["front"]
    kept = told.data["samples"]
    best = max(range(600), key=lambda row: given.results["earth"][row])
    assert best in kept
    assert 0.0 < told.data["hypervolume"] < 1.0
    assert "front" in told.drawings


def test_a_saltelli_design_gives_total_indices():
    given = samples("saltelli", n=400, varied=(PRICE, LIFE))
    rng = np.random.default_rng(5)
    a, b = rng.random((100, 2)), rng.random((100, 2))
    rows = np.stack([a, np.stack([b[:, 0], a[:, 1]], 1), np.stack([a[:, 0], b[:, 1]], 1), b], axis=1).reshape(400, 2)
    given.inputs[:] = rows
    given.results["moon"][:] = rows[:, 0]
    told = parts(given)["influence-moon"]
    assert "total" in told.heads
    price = told.data["cargo.price"]
    assert price["total"] == pytest.approx(1.0, abs=4 * price["total_error"])
    assert told.data["driver.life"]["total"] == pytest.approx(0.0, abs=0.01)


def test_a_grid_has_extremes_but_no_quantiles():
    told = parts(samples("grid"))
    assert told["extremes-moon"].rows[0][0] == "least"
    assert "Weakly known" not in " ".join(told["influence-moon"].sentences)


def test_a_morris_design_gives_effects():
    given = samples("morris", n=40, varied=(PRICE, LIFE), levels=4)
    unit = unit_points(given.study, 0, 120)
    results = {"moon": 5.0 * unit[:, 0] - unit[:, 1], "earth": np.ones(120)}
    whole = dataclasses.replace(
        given, expected=120, numbers=np.arange(120), inputs=unit, status=np.zeros(120, dtype=np.int8), results=results
    )
    told = parts(whole)["influence-moon"].data
    assert told["cargo.price"]["strength"] == pytest.approx(5.0)
    assert told["driver.life"]["mean"] == pytest.approx(-1.0)


def test_a_column_that_was_not_recorded_is_named():
    with pytest.raises(UsageError, match='no "mon"'):
        parts(samples(), results=("mon",))


def test_the_page_is_whole_safe_and_the_same_each_time(tmp_path):
    given = samples()
    told = tuple(found(given, Asked(less=("moon", "earth"), front=("moon", "earth"))))
    text = page(given, told)
    assert text == page(samples(), told)
    assert "Made &lt;up&gt;" in text
    drawings = sum(len(part.drawings) for part in told)
    assert drawings >= 4
    assert text.count('<div class="slim"><svg') == text.count('<div class="broad">') == drawings
    assert "<script" not in text
    assert "prefers-color-scheme:dark" in text
    assert not re.search(r'(src|href)="(?!#)', text)
    for drawing in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        ET.fromstring(drawing)
    for path in write_figures(told, tmp_path / "figures"):
        assert ET.parse(path).getroot().tag.endswith("svg")
    json.dumps([part.data for part in told])
