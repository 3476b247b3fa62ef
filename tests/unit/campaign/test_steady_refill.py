"""Refilled programmes are those that checking, resolving and assembling each mission would give."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from moonbase import pipeline, planning, registry
from moonbase.campaign.evaluation import STATUSES
from moonbase.campaign.evaluators import prepare
from moonbase.campaign.evaluators.settings import overrides_of
from moonbase.errors import MissionError, UsageError
from moonbase.planning.sizing import steady_programme

MISSIONS = Path(__file__).parents[3] / "missions"

_spec = importlib.util.spec_from_file_location("evaluator_studies", Path(__file__).with_name("evaluator_studies.py"))
studies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(studies)
drawn, study_of, varied = studies.drawn, studies.study_of, studies.varied

WANTS = {
    "moonbase_alpha": (
        varied("earth_cargo.payload_per_flight", (90.0, 110.0), "t", factor_si=1e3),
        varied("economics.discount_rate", (0.02, 0.1)),
        varied("throw.max_onboard_dv", (900.0, 1000.0), "m/s", kind="list"),
    ),
    "oxygen_depot": (
        varied("customers.rate", (400.0, 600.0), "t/yr"),
        varied("demands.customers.price", (1.0, 9.0), "USD/kg"),
        varied("economics.discount_rate", (0.02, 0.1)),
    ),
}


def entered(study, values):
    evaluator = prepare(study)
    network, odd = evaluator.nominal.varied.samples(values)
    return evaluator, evaluator.nominal.ensemble.fill(network), odd


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "name",
    [
        "moonbase_alpha",
        "oxygen_depot",
        "first_satellite",
        "mars_depot",
        "oneill_1979",
        "ground_datacenters",
        "orbital_datacenters",
        "cp2255",
        "metzger_2013",
    ],
)
def test_refill_gives_the_programme_of_the_whole_mission(name, seed):
    study = study_of(MISSIONS / f"{name}.toml", more=WANTS.get(name, ()))
    values = drawn(study, 4, seed)
    evaluator, filled, odd = entered(study, values)
    catalogue = registry.load()
    for sample in range(len(values)):
        overrides = overrides_of(study, values[sample])
        if odd[sample]:
            with pytest.raises(MissionError):
                pipeline.check(study.mission, catalogue, overrides)
            continue
        wanted = steady_programme(pipeline.check(study.mission, catalogue, overrides).network)
        found = filled.single(sample, evaluator.nominal.ensemble.nominal)
        assert np.allclose(found.matrix.toarray(), wanted.matrix.toarray(), rtol=1e-12, atol=0.0)
        for part in ("cost", "lower", "upper", "row_lower", "row_upper"):
            assert np.allclose(getattr(found, part), getattr(wanted, part), rtol=1e-12, atol=0.0), part


def test_limits_and_capacities_are_refilled():
    text = (MISSIONS / "oxygen_depot.toml").read_text(encoding="utf-8")
    text += '\n[limits.landed]\nquantity = "imported-mass"\nmost = "900 t/yr"\n'
    text += '\n[limits.digging]\nquantity = "activity"\nof = "digger"\nmost = "90 kt/yr"\n'
    text += '\n[limits.track]\nquantity = "capacity"\nof = "driver"\nmost = 5\n'
    text = text.replace("[nodes.smelter]", '[nodes.smelter]\nlimit = "5 t/h"')
    source = pipeline_source(text)
    more = (
        varied("landed.most", (700.0, 999.0), "t/yr"),
        varied("digging.most", (80.0, 99.0), "kt/yr"),
        varied("track.most", (3.0, 9.0)),
        varied("smelter.limit", (4.0, 6.0), "t/h"),
        varied("driver.switch_mass", (1e-4, 2e-4), "kg/W"),
    )
    study = studies.Study(
        name="limits", mission=source, varied=more, design=studies.Design(kind="sobol", n=4), what="steady"
    )
    values = drawn(study, 5)
    evaluator, filled, odd = entered(study, values)
    assert set(evaluator.paths.values()) == {
        "its number is refilled",
        "its model is asked once for many samples",
        "its model is asked once for each sample",
    }
    assert not odd.any()
    for sample in range(5):
        checked = pipeline.check(source, registry.load(), overrides_of(study, values[sample]))
        wanted = steady_programme(checked.network)
        found = filled.single(sample, evaluator.nominal.ensemble.nominal)
        assert np.allclose(found.matrix.toarray(), wanted.matrix.toarray(), rtol=1e-12, atol=0.0)
        assert np.allclose(found.row_upper, wanted.row_upper, rtol=1e-12)
        assert np.allclose(found.upper, wanted.upper, rtol=1e-12)


def pipeline_source(text):
    from moonbase.mission import Source

    return Source("text.toml", text)


def test_an_answer_is_what_balance_gives():
    study = study_of(MISSIONS / "moonbase_alpha.toml", ("smelter", "sunfield", "logic_fab", "satellite"))
    values = drawn(study, 3)
    names = ("objective", "power", "equipment_mass", "rate.digger", "price.oxygen@base", "import.earth_cargo:machinery")
    evaluator = prepare(study_of(MISSIONS / "moonbase_alpha.toml", ("smelter", "sunfield", "logic_fab", "satellite"),
                                 record=(*names, "made.electricity@base", "machines.driver")))  # fmt: skip
    found = evaluator(values, np.arange(3))
    assert [column.name for column in evaluator.columns][:6] == list(names)
    for sample in range(3):
        network = pipeline.check(study.mission, registry.load(), overrides_of(study, values[sample])).network
        steady = planning.balance(network)
        wanted = [
            steady.objective,
            steady.power,
            steady.equipment_mass,
            steady.activity("digger").rate,
            steady.commodity("oxygen", "base").price,
            steady.activity("earth_cargo:machinery").rate,
            steady.commodity("electricity", "base").made,
            steady.activity("driver").machines,
        ]
        assert np.allclose(found.rows[sample], wanted, rtol=1e-9, atol=1e-12)


def test_an_answer_does_not_know_its_neighbours():
    study = study_of(
        MISSIONS / "moonbase_alpha.toml", ("smelter", "sunfield", "memory_fab", "packaging", "earth_cargo")
    )
    evaluator, values = prepare(study), drawn(study, 40)
    samples = np.arange(40)
    whole = evaluator(values, samples).rows
    turned = prepare(study)(values[::-1].copy(), samples[::-1].copy()).rows[::-1]
    parts = np.concatenate([evaluator(values[k : k + 7], samples[k : k + 7]).rows for k in range(0, 40, 7)])
    single = np.concatenate([evaluator(values[k : k + 1], samples[k : k + 1]).rows for k in range(40)])
    assert whole.tobytes() == np.ascontiguousarray(turned).tobytes() == parts.tobytes() == single.tobytes()


def test_a_bad_sample_costs_its_own_row_only():
    study = study_of(MISSIONS / "moonbase_alpha.toml", ("smelter", "packaging"))
    evaluator, values = prepare(study), drawn(study, 6)
    good = evaluator(values, np.arange(6))
    column = [factor.name for factor in study.factors].index("smelter.current_efficiency")
    other = [factor.name for factor in study.factors].index("packaging.defect_density")
    spoilt = values.copy()
    spoilt[1, column], spoilt[3, column], spoilt[4, other] = 7.0, np.nan, -1.0
    found = evaluator(spoilt, np.arange(6))
    assert [STATUSES[k] for k in found.status] == ["ok", "raised", "ok", "raised", "raised", "ok"]
    assert "current_efficiency = 7 is above the allowed 1" in found.messages[1]
    assert np.isnan(found.rows[[1, 3, 4]]).all()
    kept = [0, 2, 5]
    assert found.rows[kept].tobytes() == good.rows[kept].tobytes()


def test_what_has_no_door_is_checked_once_for_each_combination(monkeypatch):
    more = (
        varied("base.illumination", (0.4, 0.5), kind="list"),
        varied("sunfield.quality", (0.0,), kind="list", choices=("mixed",)),
        varied("time.horizon", (14.0, 15.0), "yr", kind="list", factor_si=31557600.0),
    )
    study = study_of(MISSIONS / "oxygen_depot.toml", ("smelter",), more)
    evaluator, values = prepare(study), drawn(study, 12)
    assert evaluator.paths["sunfield.quality"] == "the mission is checked once for each combination of its values"
    asked = []
    check = pipeline.check
    monkeypatch.setattr(pipeline, "check", lambda *given: asked.append(given) or check(*given))
    found = evaluator(values, np.arange(12))
    assert len(asked) == len({tuple(row) for row in values[:, -3:].tolist()})
    for sample in range(3):
        network = check(study.mission, registry.load(), overrides_of(study, values[sample])).network
        assert found.rows[sample, 0] == pytest.approx(planning.balance(network).objective, rel=1e-9)


def test_statuses_tell_infeasible_from_unbounded():
    text = (MISSIONS / "oxygen_depot.toml").read_text(encoding="utf-8")
    text += '\n[limits.landed]\nquantity = "imported-mass"\nmost = "900 t/yr"\n'
    study = studies.Study(
        name="s", mission=pipeline_source(text), varied=(varied("landed.most", (0.0, 900.0), "t/yr"),),
        design=studies.Design(kind="sobol", n=2), what="steady",
    )  # fmt: skip
    found = prepare(study)(np.array([[0.0], [900.0]]), np.arange(2))
    assert [STATUSES[k] for k in found.status] == ["infeasible", "ok"]
    endless = study_of(MISSIONS / "cp2255.toml")
    found = prepare(endless)(drawn(endless, 2), np.arange(2))
    assert [STATUSES[k] for k in found.status] == ["unbounded", "unbounded"]


def test_unknown_columns_and_options_are_refused():
    path = MISSIONS / "first_satellite.toml"
    with pytest.raises(UsageError, match=r"rate\.driverr") as caught:
        prepare(study_of(path, ("driver",), record=("rate.driverr",)))
    assert "rate.driver" in caught.value.help
    with pytest.raises(UsageError, match="tolerence"):
        prepare(study_of(path, ("driver",), options={"tolerence": 1e-3}))
    with pytest.raises(UsageError, match="not of the type float"):
        prepare(study_of(path, ("driver",), options={"tolerance": "small"}))
