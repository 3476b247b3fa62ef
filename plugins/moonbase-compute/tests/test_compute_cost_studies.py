"""The comparison of computing costs takes part in campaigns, sample by sample and a hundred thousand at once."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from moonbase.api import ModelError, params_of
from moonbase.campaign.entry import campaign
from moonbase_compute.break_even import DATES, break_even_date, worlds
from moonbase_compute.comparison import draw, evaluate
from moonbase_compute.study import CostStudy
from moonbase_compute.study_inputs import NAMES, CostInputs

ORDER = list(NAMES)


def asked(names=ORDER, **details):
    factors = tuple(SimpleNamespace(name=name) for name in names)
    return SimpleNamespace(**{"factors": factors, "options": {}, "overrides": {}, **details})


def samples_of(count, seed=0):
    drawn = {**draw(DATES[-1], samples=count, seed=seed), "slip": np.ones(count)}
    return drawn, np.column_stack([drawn[NAMES[name]] for name in ORDER])


def test_rows_are_what_the_comparison_gives():
    drawn, values = samples_of(200)
    study = CostStudy(asked())
    found = study(values, np.arange(200))
    places = {column.name: place for place, column in enumerate(study.columns)}
    last = evaluate(drawn)
    assert np.allclose(found.rows[:, places["cost.lunar.2040"]], last["cost.lunar"], rtol=1e-9, atol=0.0)
    ratios = {
        date: (each := evaluate(world))["cost.lunar"] / each["cost.launched"] for date, world in worlds(drawn).items()
    }
    assert np.array_equal(found.rows[:, places["break_even.lunar-over-launched"]], break_even_date(ratios))
    assert (found.status == 0).all()
    assert np.isfinite(found.rows).all()


def test_a_sample_does_not_know_its_neighbours():
    _, values = samples_of(64)
    study = CostStudy(asked())
    whole = study(values, np.arange(64)).rows
    parts = np.concatenate([study(values[k : k + 5], np.arange(k, min(k + 5, 64))).rows for k in range(0, 64, 5)])
    single = np.concatenate([study(values[k : k + 1], np.array([k])).rows for k in range(64)])
    assert whole.tobytes() == parts.tobytes() == single.tobytes()


def test_inputs_that_do_not_vary_keep_their_most_likely_value():
    study = CostStudy(asked(["launch"], overrides={"moon_plant_life": "30"}))
    places = {column.name: place for place, column in enumerate(study.columns)}
    cheap, dear = study(np.array([[50.0], [250.0]]), np.arange(2)).rows
    assert cheap[places["cost.launched.2040"]] < dear[places["cost.launched.2040"]]
    assert cheap[places["cost.earth-cheapest.2040"]] == dear[places["cost.earth-cheapest.2040"]]
    plain = CostStudy(asked(["launch"]))(np.array([[50.0]]), np.arange(1)).rows[0]
    assert plain[places["cost.lunar.2040"]] > cheap[places["cost.lunar.2040"]]


def test_slip_stretches_the_time_to_break_even_and_power_that_waits_shortens_it():
    _, values = samples_of(50)
    study = CostStudy(asked())
    places = {column.name: place for place, column in enumerate(study.columns)}
    date = places["break_even.launched"]
    on_time = study(values, np.arange(50)).rows[:, date]
    values[:, ORDER.index("slip")] = 2.0
    late = study(values, np.arange(50)).rows
    assert late[:, date] == pytest.approx(np.minimum(2026.0 + 2.0 * (on_time - 2026.0), 2100.0))
    assert (late[:, places["break_even.launched-over-waiting"]] <= late[:, date]).all()
    assert (late[:, places["break_even.launched-over-waiting"]] < late[:, date]).any()


def test_a_campaign_needs_no_mission_for_it(tmp_path):
    text = """
format = 1
campaign = "Break-even"
what = "compute-costs"
record = ["break_even.lunar", "cost.lunar.2040"]

[design]
kind = "latin-hypercube"
n = 50

[vary]
"*" = "declared"
"""
    path = tmp_path / "costs.toml"
    path.write_text(text, encoding="utf-8")
    found = campaign(path, tmp_path / "run", engine="serial").to_pandas()
    assert len(found) == 50
    assert (found["break_even.lunar"] >= 2026.0).all()


def test_every_input_says_where_its_range_comes_from():
    infos = params_of(CostInputs)
    assert len(infos) == len(NAMES) > 60
    assert all(info.source and info.doc for info in infos)
    assert sum(info.distribution is not None for info in infos) > 50


def test_strange_questions_are_refused():
    with pytest.raises(ModelError, match="no input"):
        CostStudy(asked(["smelter_heat"]))
    with pytest.raises(ModelError, match="place"):
        CostStudy(asked(options={"place": "mars"}))
