"""Case P1 of the campaign-planning reference: a refinery with by-products that must be cracked, nothing left over.

Recipes of a production-planning game as its players' calculators quote them; the whole-number ratio 20 : 5 : 17 follows
from three linear equations; grade: computed.
"""

import numpy as np
import pytest

from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Balance, Capacity, Exchange, Network
from moonbase.mission.spec import Demand, Objective
from moonbase.models.commodity import Commodity
from moonbase.planning import balance

GOODS = ["crude", "water", "heavy", "light", "gas"]
RECIPES = {
    "refine": (5.0, {"crude": -100, "water": -50, "heavy": 25, "light": 45, "gas": 55}),
    "crack heavy": (2.0, {"heavy": -40, "water": -30, "light": 30}),
    "crack light": (2.0, {"light": -30, "water": -30, "gas": 20}),
}


def refinery(rate):
    makers = tuple(
        Activity(
            name=name,
            owner=name,
            role="process",
            unit="1",
            label="run",
            site="plant",
            flows=tuple(Exchange(balance=GOODS.index(good), amount=float(each)) for good, each in flows.items()),
            capacity=Capacity(unit=1.0 / seconds),
        )
        for name, (seconds, flows) in RECIPES.items()
    )
    wells = tuple(
        Activity(
            name=f"well:{good}",
            owner="well",
            role="purchase",
            unit="1",
            label=good,
            site="plant",
            flows=(Exchange(balance=GOODS.index(good), amount=1.0),),
        )
        for good in ("crude", "water")
    )
    return Network(
        title="refinery",
        grid=Grid(np.arange(13) * 3600.0),
        balances=tuple(
            Balance(commodity=Commodity(name=good, unit="1", wasteable=False), site="plant") for good in GOODS
        ),
        activities=makers + wells,
        demands=(Demand(name="gas", commodity="gas", site="plant", rate=rate, most=rate),),
        objective=Objective(sense="minimise", quantity="cost"),
    )


def test_machines_stand_in_the_ratio_20_to_5_to_17():
    state = balance(refinery(390.0))
    machines = [state.activity(name).machines for name in RECIPES]
    np.testing.assert_allclose(machines, [20.0, 5.0, 17.0], rtol=1e-12)


def test_it_takes_400_crude_and_530_water_a_second():
    state = balance(refinery(390.0))
    assert state.activity("well:crude").rate == pytest.approx(400.0, rel=1e-12)
    assert state.activity("well:water").rate == pytest.approx(530.0, rel=1e-12)
    assert state.commodity("gas", "plant").delivered == pytest.approx(390.0, rel=1e-12)


@pytest.mark.parametrize("scale", [1e-9, 1e9])
def test_ratios_do_not_depend_on_the_size(scale):
    state = balance(refinery(390.0 * scale))
    np.testing.assert_allclose(
        [state.activity(name).machines / scale for name in RECIPES], [20.0, 5.0, 17.0], rtol=1e-9
    )
