"""Plans, comparisons and dispersions of samples give what the same runs give one at a time."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from moonbase import pipeline, registry
from moonbase.campaign.designs import sample_values
from moonbase.campaign.entry import load_study
from moonbase.campaign.evaluation import STATUSES
from moonbase.campaign.evaluators import prepare
from moonbase.campaign.evaluators.compare import labels_of
from moonbase.campaign.evaluators.settings import overrides_of
from moonbase.errors import UsageError
from moonbase.mission import Source, read
from moonbase.report.measures import measures

MISSIONS = Path(__file__).parents[3] / "missions"

_spec = importlib.util.spec_from_file_location("evaluator_studies", Path(__file__).with_name("evaluator_studies.py"))
studies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(studies)
drawn, study_of, varied = studies.drawn, studies.study_of, studies.varied


def columns_of(evaluator):
    return {column.name: place for place, column in enumerate(evaluator.columns)}


def test_a_plan_is_what_a_run_gives():
    study = study_of(MISSIONS / "cp2255.toml", what="plan")
    evaluator, values = prepare(study), drawn(study, 2)
    found, places = evaluator(values, np.arange(2)), columns_of(evaluator)
    for sample in range(2):
        result = pipeline.run(study.mission, catalogue=registry.load(), overrides=overrides_of(study, values[sample]))
        for name, value in measures(result).items():
            assert found.rows[sample, places[name]] == value
    units = {column.name: column.unit for column in evaluator.columns}
    assert units["landed"] == "kg"
    assert units["objective"] == result.answer.unit


def test_plans_record_sums_and_final_capacities_by_name():
    names = ("spent.earth_cargo", "imported.earth_cargo:machinery", "final.driver", "delivered.customers")
    study = study_of(MISSIONS / "oxygen_depot.toml", ("smelter",), what="plan", record=names)
    evaluator, values = prepare(study), drawn(study, 1)
    found = evaluator(values, np.arange(1))
    assert [column.name for column in evaluator.columns] == list(names)
    assert [column.unit for column in evaluator.columns] == ["USD", "kg", "1/s", "kg"]
    result = pipeline.run(study.mission, overrides=overrides_of(study, values[0]))
    landed = next(one for one in result.series["landings"] if one.name == "earth_cargo:machinery")
    assert found.rows[0, 1] == pytest.approx(sum(landed.values), rel=1e-12)
    with pytest.raises(UsageError, match="landedd"):
        prepare(replace(study, record=("landedd",)))


def test_a_plan_that_does_not_exist_is_a_row_that_says_so():
    study = study_of(
        MISSIONS / "oxygen_depot.toml", (), (varied("customers.rate", (500.0, 5e9), "t/yr", kind="list"),), what="plan"
    )
    found = prepare(study)(np.array([[500.0], [-1.0]]), np.arange(2))
    assert [STATUSES[k] for k in found.status] == ["ok", "raised"]
    assert "customers.rate" in found.messages[1]
    assert np.isnan(found.rows[1]).all()


def test_missions_are_compared_sample_by_sample():
    ground, orbital = read(MISSIONS / "ground_datacenters.toml"), read(MISSIONS / "orbital_datacenters.toml")
    more = studies.declared(pipeline.check(ground).mission)
    study = study_of(MISSIONS / "orbital_datacenters.toml", more=more, what="compare", others=(ground,))
    evaluator, values = prepare(study), drawn(study, 2)
    found, places = evaluator(values, np.arange(2)), columns_of(evaluator)
    figures = found.rows[
        :, [places["cost_per_kw_year.orbital_datacenters"], places["cost_per_kw_year.ground_datacenters"]]
    ]
    assert found.rows[:, places["winner"]].tolist() == figures.argmin(axis=1).tolist()
    assert found.rows[:, places["difference"]] == pytest.approx(figures[:, 0] - figures[:, 1])
    assert found.rows[:, places["ratio"]] == pytest.approx(figures[:, 0] / figures[:, 1])
    assert (figures[0] != figures[1]).all()
    theirs = {item.factor.name for item in more}
    own = {name: text for name, text in overrides_of(study, values[0]).items() if name not in theirs}
    result = pipeline.run(orbital, overrides=own)
    assert figures[0, 0] == measures(result, rate=0.085)["cost_per_kw_year"]


def test_comparisons_refuse_what_has_no_meaning():
    study = study_of(MISSIONS / "ground_datacenters.toml", what="compare")
    with pytest.raises(UsageError, match="nothing to compare"):
        prepare(study)
    other = read(MISSIONS / "orbital_datacenters.toml")
    strange = replace(study, others=(other,), varied=(varied("nobody.knows", (1.0, 2.0)),))
    with pytest.raises(UsageError, match=r"nobody\.knows"):
        prepare(strange)
    assert labels_of([Source("a/x.toml", ""), Source("b/x.toml", ""), Source("y.toml", "")]) == ("x-1", "x-2", "y")


def test_shots_scatter_as_their_launcher_does():
    more = (varied("driver.switch_mass", (1e-4, 2e-4), "kg/W"),)
    study = study_of(MISSIONS / "oneill_1979.toml", (), more, what="dispersion", options={"point": 2, "shots": 100})
    evaluator, values = prepare(study), drawn(study, 3)
    found, places = evaluator(values, np.arange(3)), columns_of(evaluator)
    assert (found.status == 0).all()
    assert found.rows[0, places["lateral_error"]] == found.rows[1, places["lateral_error"]]
    assert found.rows[0, places["radius_95"]] != found.rows[1, places["radius_95"]]
    again = evaluator(values[1:2], np.array([1]))
    assert again.rows[0].tobytes() == found.rows[1].tobytes()
    assert (found.rows[:, places["median"]] < found.rows[:, places["radius_95"]]).all()
    with pytest.raises(UsageError, match="no launcher"):
        prepare(replace(study, options={"launcher": "digger"}))


def test_unknown_work_is_refused():
    with pytest.raises(UsageError, match="cannot do"):
        prepare(study_of(MISSIONS / "cp2255.toml", what="guess"))


@pytest.mark.parametrize("law", ["[2031-01-01, 2033-02-01]", "{ dates = [2031-01-01, 2033-01-01] }"])
@pytest.mark.parametrize("name", ["earth_cargo.first_flight", "time.start"])
def test_dates_are_factors_of_their_own(tmp_path, name, law):
    """Also where a model keeps its date as text, and where nothing but a date varies."""
    file = tmp_path / "dates.toml"
    mission = (MISSIONS / "first_satellite.toml").as_posix()
    file.write_text(
        f'format = 1\ncampaign = "Dates"\nmission = "{mission}"\nwhat = "steady"\n'
        f'vary = {{ "{name}" = {law} }}\ndesign = {{ kind = "monte-carlo", n = 4 }}\n',
        encoding="utf-8",
    )
    study, _ = load_study(file)
    assert study.varied[0].factor.unit == "date"
    evaluator = prepare(study)
    found = evaluator(sample_values(study), np.arange(4))
    assert (found.status == 0).all()
    assert study.varied[0].factor.text(study.varied[0].law.values[0]) == "2031-01-01"


def test_missions_are_compared_from_python_with_inputs_that_follow(tmp_path, monkeypatch):
    from moonbase.campaign.entry import campaign

    monkeypatch.chdir(MISSIONS)
    found = campaign(
        "ground_datacenters.toml",
        tmp_path / "study",
        vary={"turbines.chip_price": ["22 USD/W", "40 USD/W"]},
        follow=dict.fromkeys(("grid.chip_price", "engines.chip_price", "solar.chip_price"), "turbines.chip_price"),
        others=["ground_datacenters.toml"],
        what="compare",
        design="grid",
        overrides={"time.period": "1 yr"},
        engine="serial",
    ).to_pandas()
    cheap, dear = found["cost_per_kw_year.ground_datacenters-1"]
    assert dear - cheap > 0.24 * 18e3  # chips of 18 USD/W more, at a quarter a year and more
    assert found["difference"].tolist() == [0.0, 0.0]
