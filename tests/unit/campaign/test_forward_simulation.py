"""A plan simulated forward: the plan itself when nothing goes wrong; every kilogram is kept; trouble never helps."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from moonbase.campaign.evaluation import STATUSES
from moonbase.campaign.forward.disturbance import Disturbances, Outage, fate_of, read_disturbances
from moonbase.campaign.forward.simulate import columns_of, simulation
from moonbase.errors import MissionError, UsageError
from moonbase.pipeline import check, plan

MISSIONS = Path(__file__).parents[3] / "missions"
DAY, MONTH, YEAR = 86400.0, 2629800.0, 31557600.0
TROUBLE = Disturbances(
    outages={"*": Outage(between=2 * YEAR, repair=20 * DAY), "driver": Outage(between=YEAR, repair=MONTH, share=0.5)},
    late={"throw": 0.2, "earth_cargo": 0.1},
    lost={"throw": 0.03, "earth_cargo": 0.02},
    slips={"*": 10 * DAY},
    yields={"sunfield": (0.8, 0.95, 1.0)},
)


@pytest.fixture(scope="module")
def decided():
    return plan(check(MISSIONS / "first_satellite.toml").network)


def test_without_disturbances_the_simulation_is_the_plan(decided):
    ready = simulation(decided.network, decided)
    states = ready.walk(1, 0)
    done, built = np.array([s.x for s in states]).T, np.array([s.k for s in states]).T
    stock = np.array([s.stock for s in states]).T
    for own, planned in ((done, decided.activity), (built, decided.built), (stock, decided.stock)):
        size = np.maximum(planned.max(axis=1), 1e-12)[:, None]
        used = planned.max(axis=1) > 1e-6 * planned.max()
        assert (np.abs(own - planned) / size)[used].max() < 1e-4
    out = ready.run(1, np.arange(1))[0]
    assert out[0] == pytest.approx(decided.objective, rel=1e-6)
    assert out[1] == pytest.approx(0.0, abs=1.0)
    assert out[6 : 6 + len(decided.demands)] == pytest.approx(decided.delivered.sum(axis=1), rel=1e-6)


class Ledger:
    """Balances worked out from the network alone, with what the simulation says it did, built and lost."""

    def __init__(self, plan, months):
        self.network, self.length = plan.network, float(plan.grid.lengths[0])
        self.rows = [plan.network.balance_index(demand.commodity, demand.site) for demand in plan.demands]
        self.changes = np.zeros((months + 400, len(plan.network.balances)))
        self.gross = np.zeros_like(self.changes)

    def add(self, month, row, amount):
        self.changes[month, row] += amount
        self.gross[month, row] += abs(amount)

    def record(self, month, state):
        for a, activity in enumerate(self.network.activities):
            for flow in activity.flows:
                amount = float(np.broadcast_to(flow.amount, (self.network.grid.size,))[month]) * state.x[a]
                amount *= state.gain[a] if amount > 0.0 else 1.0
                whole, part = divmod(flow.lag / self.length, 1.0)
                self.add(month + int(whole), flow.balance, (1.0 - part) * amount)
                self.add(month + int(whole) + 1, flow.balance, part * amount)
            capacity = activity.capacity
            for row, amount in capacity.equipment if capacity else ():
                self.add(month, row, -amount * state.k[a])
            for row, amount in capacity.upkeep if capacity else ():
                self.add(month, row, -amount * state.alive[a] * state.kept_up[a] * self.length)
        for demand, row in enumerate(self.rows):
            self.add(month, row, -state.z[demand])


@pytest.mark.parametrize("sample", [0, 1, 2, 3])
def test_every_balance_closes_in_every_month(decided, sample):
    states = simulation(decided.network, decided, TROUBLE).walk(5, sample)
    ledger = Ledger(decided, len(states))
    before = np.zeros(len(decided.network.balances))
    for month, state in enumerate(states):
        ledger.record(month, state)
        for b, balance in enumerate(decided.network.balances):
            close = 1e-9 * max(ledger.gross[: month + 1, b].max(), 1e-3)
            left = before[b] * np.exp(-balance.commodity.loss * ledger.length) + ledger.changes[month, b]
            assert left >= -close, (month, balance.label)
            if balance.commodity.storable:
                assert abs(left - state.stock[b]) <= close, (month, balance.label)
        before = state.stock


def test_a_sample_meets_the_same_fate_in_any_batch(decided):
    ready = simulation(decided.network, decided, TROUBLE)
    together = ready.run(7, np.arange(40))
    assert (np.concatenate([ready.run(7, np.arange(25, 40)), ready.run(7, np.arange(25))])[15:] == together[:25]).all()
    assert (ready.run(7, np.array([31]))[0] == together[31]).all()
    assert (ready.run(8, np.arange(40)) != together).any()
    assert len({tuple(row) for row in together}) == 40


@pytest.mark.parametrize(
    "trouble",
    [
        lambda size: Disturbances(outages={"driver": Outage(between=3 * YEAR, repair=size * 40 * DAY)}),
        lambda size: Disturbances(late={"throw": 0.15 * size, "earth_cargo": 0.15 * size}),
        lambda size: Disturbances(lost={"throw": 0.05 * size, "earth_cargo": 0.05 * size}),
        lambda size: Disturbances(slips={"*": size * 15 * DAY}),
        lambda size: Disturbances(yields={"sunfield": (1.0 - 0.2 * size, 1.0 - 0.1 * size, 1.0)}),
    ],
    ids=["outages", "late", "lost", "slips", "yields"],
)
def test_more_trouble_never_helps_on_average(decided, trouble):
    delivered, late = [], []
    for size in (0.0, 0.5, 1.0, 2.0):
        out = simulation(decided.network, decided, trouble(size) if size else None).run(3, np.arange(400))
        delivered.append(out[:, 6])
        late.append(out[:, 1].mean())
    for less, more in pairwise(delivered):
        assert more.mean() <= less.mean() + 2.0 * np.std(more - less) / 20.0
    assert delivered[-1].mean() < 0.999 * delivered[0].mean()
    assert (np.diff(late) > 0.0).all()


def test_lost_cargo_is_bought_again_and_counted(decided):
    quiet = simulation(decided.network, decided).run(1, np.arange(1))[0]
    out = simulation(decided.network, decided, Disturbances(lost={"earth_cargo": 0.1})).run(1, np.arange(200))
    assert out[:, 5].mean() > 0.05 * quiet[4]
    assert out[:, 4].mean() == pytest.approx(quiet[4] + out[:, 5].mean(), rel=0.05)
    assert out[:, 2].mean() > quiet[2]


def test_a_worse_world_than_the_plan_knew(decided):
    world = check(MISSIONS / "first_satellite.toml", None, {"satellite.assembly_energy": "30 kWh/kg"}).network
    worse = simulation(world, decided).run(1, np.arange(1))[0]
    assert worse[6] < simulation(decided.network, decided).run(1, np.arange(1))[0][6]


def test_a_plan_is_not_tried_in_another_mission(decided):
    other = check(MISSIONS / "oxygen_depot.toml").network
    with pytest.raises(MissionError, match="the plan knows nothing of"):
        simulation(other, decided)


def test_columns_fit_the_results(decided):
    ready = simulation(decided.network, decided)
    names = [column.name for column in columns_of(decided, ready.tables)]
    assert len(names) == len(ready.packed.state.out) + 1
    assert names[7] == "delivered.service"
    assert names[-1] == "in.2035"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"late": {"throw": 1.5}}, "is no chance"),
        ({"outages": {"driver": "2 yr"}}, "between ="),
        ({"outages": {"driver": {"between": "2 yr", "repair": "0 d"}}}, "must be positive"),
        ({"outages": {"driver": {"between": "2 yr", "repair": "1 d", "share": 2.0}}}, "is no share"),
        ({"slips": {"driver": "two months"}}, "simulate.slips.driver"),
        ({"slips": {"driver": "-2 d"}}, "negative"),
        ({"yields": {"sunfield": [0.9, 0.8, 1.0]}}, "worst"),
    ],
)
def test_what_makes_no_sense_is_refused(options, words):
    with pytest.raises(UsageError) as caught:
        read_disturbances(options)
    assert words in f"{caught.value.message} {caught.value.help}"


def test_a_disturbance_of_nothing_is_refused(decided):
    with pytest.raises(UsageError, match="names nothing"):
        fate_of(decided.network, Disturbances(late={"thrwo": 0.1}))


def test_a_study_of_a_decision_with_a_plan_per_cluster(tmp_path):
    from moonbase.campaign.entry import campaign

    options = {"late": {"throw": 0.1}, "clusters": 2}
    found = campaign(
        MISSIONS / "first_satellite.toml",
        tmp_path / "study",
        vary={"earth_cargo.flights_per_year": [18.0, 22.0]},
        what="simulate",
        design="monte-carlo",
        n=24,
        options=options,
        record=["share", "delivered.service"],
        engine="serial",
    ).table
    assert set(found["status"].to_pylist()) == {STATUSES[0]}
    assert len(set(found["delivered.service"].to_pylist())) > 12


def _decision(folder, vary, options, **more):
    from moonbase.campaign.entry import campaign

    given = {"what": "simulate", "design": "monte-carlo", "n": 24, "engine": "serial"}
    given["record"] = ["lateness", "lost_mass"]
    mission = MISSIONS / "first_satellite.toml"
    return campaign(mission, folder, vary=vary, options=options, **{**given, **more}).table.to_pydict()


def test_sizes_of_disturbances_vary_like_any_input(tmp_path):
    options = {"lost": {"throw": 0.1}, "slips": {"*": "10 d"}, "yields": {"sunfield": [0.8, 0.9, 1.0]}}
    vary = {"simulate.lost.throw": [0.0, 0.3], "simulate.slips.*": {"uniform": ["0 d", "60 d"]}}
    found = _decision(tmp_path / "varied", vary, options)
    assert set(found["status"]) == {STATUSES[0]}
    by_chance = {chance: [] for chance in (0.0, 0.3)}
    for chance, lost in zip(found["simulate.lost.throw"], found["lost_mass"], strict=True):
        by_chance[chance].append(lost)
    assert np.mean(by_chance[0.3]) > 1.5 * np.mean(by_chance[0.0])


def test_a_varied_size_gives_what_the_same_fixed_size_gives(tmp_path):
    fixed = {"late": {"throw": 0.2}, "outages": {"driver": {"between": "1 yr", "repair": "30 d"}}}
    rough = {"late": {"throw": 0.5}, "outages": {"driver": {"between": "9 yr", "repair": "2 d"}}}
    vary = {
        "simulate.late.throw": [0.2],
        "simulate.outages.driver.between": ["1 yr"],
        "simulate.outages.driver.repair": ["30 d"],
    }
    sized = _decision(tmp_path / "sized", vary, rough)
    plain = _decision(tmp_path / "plain", {"earth_cargo.flights_per_year": [20.0]}, fixed)
    assert sized["lateness"] == plain["lateness"]
    assert len(set(plain["lateness"])) > 12


def test_a_size_that_the_study_does_not_give_cannot_vary(tmp_path):
    with pytest.raises(MissionError) as caught:
        _decision(tmp_path / "wrong", {"simulate.late.thrwo": [0.1, 0.2]}, {"late": {"throw": 0.1}})
    assert "simulate.late.thrwo" in caught.value.diagnostics[0].message
    with pytest.raises(MissionError) as caught:
        _decision(tmp_path / "high", {"simulate.late.throw": [0.1, 1.2]}, {"late": {"throw": 0.1}})
    assert "1.2" in str(caught.value.diagnostics[0].message)
