"""Case P8 of the campaign-planning reference: a fully specified tiny base with every feature of the programme.

Numbers computed for this project with an independent formulation; grade: computed.
"""

import numpy as np
import pytest

from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Balance, Capacity, Exchange, Network
from moonbase.mission.spec import Limit, Objective
from moonbase.models.commodity import Commodity
from moonbase.planning import Options, plan

MONTH = 2_629_800.0
WAYS = [Options(terminal="none", method=method, tie_break=1e-6) for method in ("simplex", "hipo", "ipx")]


def tiny_base(cargo=1.0):
    names = ["e", "o", "m", "v", "s"]
    wasteable = {"e", "o"}
    balances = tuple(
        Balance(
            commodity=Commodity(name=name, storable=name in "omv", wasteable=name in wasteable),
            site="base",
        )
        for name in names
    )
    flows = {
        "e": [10, -1, -4, -2],
        "o": [0, 8, -5, 0],
        "m": [0, 0, 2, -1.5],
        "v": [0, 0, 0, -0.1],
        "s": [0, 0, 0, 1],
    }
    built_from = {"m": [2, 1.5, 3, 4], "v": [0.5, 0.4, 0.8, 1]}
    start = [1, 1, 1, 0.5]
    activities = [
        Activity(
            name=name,
            owner=name,
            role="process",
            unit="1",
            label=name,
            site="base",
            flows=tuple(
                Exchange(balance=row, amount=float(flows[good][process]))
                for row, good in enumerate(names)
                if flows[good][process]
            ),
            capacity=Capacity(
                equipment=tuple((names.index(good), built_from[good][process] * MONTH) for good in built_from),
                lead_time=MONTH,
                wear=-np.log(0.99) / MONTH,
                initial=start[process] / MONTH,
            ),
        )
        for process, name in enumerate(["solar", "mine", "smelt", "fab"])
    ]
    activities += [
        Activity(
            name=f"earth:{good}",
            owner="earth",
            role="purchase",
            unit="1",
            label=good,
            site="base",
            flows=(Exchange(balance=names.index(good), amount=1.0),),
            imported_mass=1.0,
        )
        for good in "mv"
    ]
    edges = np.arange(13) * MONTH
    limits = [
        Limit(
            name=f"L{month}",
            quantity="imported-mass",
            most=6.0 * cargo if month % 3 == 0 else 0.0,
            start=float(edges[month]),
            end=float(edges[month + 1]),
        )
        for month in range(12)
    ]
    limits += [Limit(name=f"stock {good}", quantity="stock", of=good, site="base", most=50.0) for good in "omv"]
    return Network(
        title="tiny base",
        grid=Grid(edges),
        balances=balances,
        activities=tuple(activities),
        limits=tuple(limits),
        objective=Objective(sense="maximise", quantity="s", site="base"),
    )


@pytest.mark.parametrize("options", WAYS, ids=lambda options: options.method)
def test_most_product_in_a_year(options):
    assert plan(tiny_base(), options).objective == pytest.approx(42.566263918, rel=3e-7)


def test_simplex_gives_every_digit():
    assert plan(tiny_base(), WAYS[0]).objective == pytest.approx(42.566263918, abs=1e-9)


@pytest.mark.parametrize("options", WAYS, ids=lambda options: options.method)
def test_shadow_prices_of_cargo(options):
    solved = plan(tiny_base(), options)
    prices = [solved.limit_prices[solved.limit_index(name)].max() for name in ("L0", "L3", "L6", "L9")]
    np.testing.assert_allclose(prices, [1.560572, 1.315086, 1.053704, 0.229157], rtol=3e-4)


def test_a_tenth_more_cargo_is_worth_what_the_prices_say():
    solved = plan(tiny_base(), WAYS[0])
    more = plan(tiny_base(1.1), WAYS[0]).objective
    assert more == pytest.approx(45.061374900, abs=1e-8)
    worth = sum(0.6 * solved.limit_prices[solved.limit_index(name)].max() for name in ("L0", "L3", "L6", "L9"))
    assert more - solved.objective == pytest.approx(worth, abs=1e-8)


def test_no_cargo_no_product():
    assert plan(tiny_base(0.0), WAYS[0]).objective == pytest.approx(0.0, abs=1e-9)
