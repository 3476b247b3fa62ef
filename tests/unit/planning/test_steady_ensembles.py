"""Steady states of samples side by side: solved from one basis, checked outside the solver, told apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Balance, Capacity, Exchange, Network
from moonbase.mission.spec import Demand, Objective
from moonbase.models.commodity import Commodity
from moonbase.planning import balance
from moonbase.planning.ensemble import SteadyEnsemble
from moonbase.planning.hot import HotSimplex
from moonbase.planning.steady import replacement_rate

GAS, HEAVY, LIGHT, CRUDE, WATER = range(5)
CRACKED = 40.0


def refinery(cracked=CRACKED, most=None):
    """A refinery of known ratios: 390 gas a second takes 20 refineries, 5 and 17 crackers."""
    names = ("gas", "heavy", "light", "crude", "water")
    balances = tuple(
        Balance(commodity=Commodity(name=name, unit="1", mass=0.0, storable=False, wasteable=False, doc=name), site="s")
        for name in names
    )

    def process(name, flows, seconds):
        exchanges = tuple(Exchange(balance=row, amount=amount) for row, amount in flows.items())
        capacity = Capacity(
            capital_cost=1.0, unit=1.0 / seconds, lifetime=1e6, limit=most if name == "refine" else None
        )
        return Activity(name=name, owner=name, role="process", unit="1", label=name, site="s", flows=exchanges,
                        capacity=capacity)  # fmt: skip

    def bought(name, row):
        return Activity(name=name, owner=name, role="purchase", unit="1", label=name, site="s", cost=1.0,
                        flows=(Exchange(balance=row, amount=1.0),))  # fmt: skip

    return Network(
        title="refinery",
        grid=Grid(np.array([0.0, 3600.0])),
        balances=balances,
        activities=(
            process("refine", {CRUDE: -100.0, WATER: -50.0, HEAVY: 25.0, LIGHT: 45.0, GAS: 55.0}, 5.0),
            process("crack heavy", {HEAVY: -cracked, WATER: -30.0, LIGHT: 30.0}, 2.0),
            process("crack light", {LIGHT: -30.0, WATER: -30.0, GAS: 20.0}, 2.0),
            bought("crude", CRUDE),
            bought("water", WATER),
        ),
        demands=(Demand(name="gas", commodity="gas", site="s", rate=390.0),),
        objective=Objective(sense="minimise", quantity="cost"),
    )


def sampled(ensemble, **changes):
    """The steady network with arrays for what each cracking of heavy oil takes, or what the demand asks for."""
    steady = ensemble.steady
    count = len(next(iter(changes.values())))
    activities = list(steady.activities)
    if "cracked" in changes:
        flows = tuple(
            replace(flow, amount=-changes["cracked"]) if flow.balance == HEAVY else flow for flow in activities[1].flows
        )
        activities[1] = replace(activities[1], flows=flows)
    demands = steady.demands
    if "rate" in changes:
        demands = (replace(demands[0], rate=changes["rate"]),)
    return replace(steady, grid=replace(steady.grid, copies=count), activities=tuple(activities), demands=demands)


def test_published_production_ratios_come_out_for_every_sample():
    ensemble = SteadyEnsemble(refinery())
    found = ensemble.solve(sampled(ensemble, rate=np.array([390.0, 39.0, 3900.0])))
    assert found.words == ["ok"] * 3
    assert np.allclose(found.tables.machines[:3], np.outer([20.0, 5.0, 17.0], [1.0, 0.1, 10.0]))
    assert np.allclose(found.tables.bought[[CRUDE, WATER]], np.outer([400.0, 530.0], [1.0, 0.1, 10.0]))
    assert found.residuals.max() < 1e-12
    assert found.gaps.max() < 1e-12


def test_samples_are_what_single_steady_states_are():
    ensemble = SteadyEnsemble(refinery())
    cracked = np.random.default_rng(3).uniform(20.0, 80.0, 50)
    found = ensemble.solve(sampled(ensemble, cracked=cracked))
    for sample in (0, 17, 49):
        alone = balance(refinery(cracked[sample]))
        assert found.tables.objective[sample] == pytest.approx(alone.objective, rel=1e-12)
        for row, prices in zip(alone.commodities, found.tables.prices[:, sample], strict=True):
            assert prices == pytest.approx(row.price, rel=1e-9, abs=1e-12)


def test_what_has_no_answer_says_why_and_leaves_the_others_alone():
    ensemble = SteadyEnsemble(refinery(most=4.0))
    rates = np.array([390.0, np.inf, np.nan, 400.0, 39.0])
    found = ensemble.solve(sampled(ensemble, rate=rates))
    assert found.words == ["ok", "nonfinite", "nonfinite", "infeasible", "ok"]
    assert [bool(text) for text in found.messages] == [False, True, True, True, False]
    assert np.isfinite(found.tables.objective[[0, 4]]).all()
    assert np.isnan(found.tables.objective[1:4]).all()


def test_a_wrong_answer_is_not_believed(monkeypatch):
    ensemble = SteadyEnsemble(refinery())
    honest = HotSimplex.__call__

    def wrong(self, filled, chosen):
        found = honest(self, filled, chosen)
        found.primal[1] *= 1.001
        return found

    monkeypatch.setattr(HotSimplex, "__call__", wrong)
    found = ensemble.solve(sampled(ensemble, rate=np.array([390.0, 390.0])))
    assert found.words == ["ok", "ok"]
    assert found.tables.rates[:, 1] == pytest.approx(found.tables.rates[:, 0], rel=1e-12)


def test_samples_of_another_structure_are_refused():
    ensemble = SteadyEnsemble(refinery())
    network = sampled(ensemble, rate=np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="structure"):
        ensemble.solve(replace(network, activities=network.activities[:-1]))


def test_an_infeasible_nominal_mission_serves_its_samples():
    ensemble = SteadyEnsemble(refinery(most=1.0))
    assert ensemble.simplex.word == "infeasible"
    found = ensemble.solve(sampled(ensemble, rate=np.array([390.0, 39.0])))
    assert found.words == ["infeasible", "ok"]
    assert found.tables.machines[:3, 1] == pytest.approx([2.0, 0.5, 1.7])


def test_replacement_takes_arrays_as_it_takes_numbers():
    wears, lives = np.array([0.0, 0.0, 0.1, 0.1]), np.array([0.0, 4.0, 0.0, 4.0])
    found = replacement_rate(Capacity(wear=wears, lifetime=lives, fraction=0.9))
    alone = [replacement_rate(Capacity(wear=w, lifetime=n, fraction=0.9)) for w, n in zip(wears, lives, strict=True)]
    assert found == pytest.approx(alone, rel=1e-15)
