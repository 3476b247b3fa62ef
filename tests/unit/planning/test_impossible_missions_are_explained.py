"""A planted impossibility is found: what, where, when and how much."""

import numpy as np
import pytest

from moonbase.errors import InfeasibleError
from moonbase.graph.network import Capacity
from moonbase.mission.spec import Demand, Limit
from moonbase.planning import plan

MONTH = 2_629_800.0


@pytest.fixture
def oxygen_base(sketch):
    """Two sites; 10 kg of ore a month make 4 kg of oxygen a month."""

    def build(*demands, limits=()):
        drawn = sketch(np.arange(13) * MONTH)
        drawn.good("ore", storable=True, wasteable=True)
        drawn.good("oxygen", storable=True, wasteable=True)
        drawn.good("water", site="depot", storable=True, wasteable=True)
        drawn.do("dig", ("ore", 1.0), ceiling=((0.0, 10.0 / MONTH),))
        drawn.do("reduce", ("ore", -1.0), ("oxygen", 0.4), capacity=Capacity(initial=20.0 / MONTH, buildable=False))
        drawn.do("earth", ("water", 1.0), cost=1.0, imported_mass=1.0)
        drink = Demand(name="drink", commodity="water", site="depot", rate=1.0 / MONTH)
        return drawn.network(demands=(drink, *demands), limits=limits)

    return build


def breathe(amount, month):
    return Demand(name="breathe", commodity="oxygen", site="base", amount=amount, end=month * MONTH)


def test_just_enough_is_a_plan(oxygen_base, exact):
    solved = plan(oxygen_base(breathe(24.0, 6)), exact)
    assert solved.delivered[1].sum() == pytest.approx(24.0)


def test_a_demand_beyond_a_supply_names_both_and_the_amount(oxygen_base, exact):
    with pytest.raises(InfeasibleError) as caught:
        plan(oxygen_base(breathe(29.0, 6)), exact)
    found = {each.name: each for each in caught.value.conflict}
    assert set(found) == {"breathe", "dig"}
    given_way = [each for each in caught.value.conflict if each.missing > 0.0]
    assert len(given_way) == 1
    lacking = {"breathe": 5.0, "dig": 5.0 / 0.4}
    assert given_way[0].missing == pytest.approx(lacking[given_way[0].name], rel=1e-6)
    assert "29" in str(caught.value)
    assert "oxygen at base" in str(caught.value)


def test_two_limits_that_collide_are_both_named_and_others_are_not(oxygen_base, exact):
    cargo = Limit(name="cargo", quantity="imported-mass", most=7.0)
    spare = Limit(name="spare", quantity="stock", of="ore", site="base", most=1e6)
    with pytest.raises(InfeasibleError) as caught:
        plan(oxygen_base(breathe(4.0, 6), limits=(spare, cargo)), exact)
    assert {each.name for each in caught.value.conflict} == {"drink", "cargo"}
    missing = [each.missing for each in caught.value.conflict if each.missing > 0.0]
    assert missing == [pytest.approx(5.0, rel=1e-6)]
