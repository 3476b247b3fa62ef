"""Random networks, the same for the same seed."""

import numpy as np
import pytest

from moonbase.graph.network import Capacity, Gate
from moonbase.mission.spec import Demand, Limit, Objective

GRIDS = [np.ones(14), np.array([1, 1, 1, 1, 1, 1, 3, 3, 3, 6, 6]), np.array([2, 1, 4, 1, 1, 3, 12])]


def draw_capacity(dice, drawn, parts):
    return Capacity(
        equipment=drawn.rows({parts: float(dice.uniform(0.5, 2.0))}),
        upkeep=drawn.rows({parts: float(dice.uniform(0.0, 0.02))}),
        availability=float(dice.uniform(0.5, 1.0)),
        lead_time=float(dice.integers(0, 4)),
        wear=float(dice.choice([0.0, 0.02])),
        lifetime=float(dice.choice([0, 5, 8])),
        fraction=float(dice.choice([1.0, 0.9])),
        initial=float(dice.uniform(0.5, 2.0)),
        limit=float(dice.uniform(3.0, 9.0)),
    )


def draw_network(sketch, seed):
    """A chain of goods with recycling, two sites, a leg behind windows, and Earth."""
    dice = np.random.default_rng(seed)
    drawn = sketch(np.concatenate(([0.0], np.cumsum(dice.choice(np.array(GRIDS, dtype=object)).astype(float)))))
    periods = len(drawn.edges) - 1
    goods = [f"good {number}" for number in range(4)]
    for name in goods:
        drawn.good(name, storable=bool(dice.integers(2)), wasteable=True, loss=float(dice.choice([0.0, 0.03])))
    drawn.good("parts", storable=True)
    drawn.good("slot")
    drawn.good("far", site="orbit", storable=True)
    for before, after in zip([None, *goods], goods, strict=False):
        flows = [(after, float(dice.uniform(0.5, 1.5)))]
        flows += [(before, -1.0)] if before else []
        flows += [(str(dice.choice(goods)), 0.1, float(dice.uniform(0.0, 4.0)))]
        drawn.do(f"make {after}", *flows, capacity=draw_capacity(dice, drawn, "parts"))
    gun = drawn.do("gun", ("slot", 1.0), capacity=draw_capacity(dice, drawn, "parts"))
    use = dice.uniform(0.5, 2.0, periods)
    arrives = ("far", dice.uniform(0.5, 1.0, periods), float(dice.uniform(0.0, 5.0)))
    throw = drawn.do("throw", (goods[-1], -1.0), ("slot", -use), arrives)
    drawn.do("empty throw", ("slot", -1.0))
    drawn.do("earth", ("parts", 1.0), imported_mass=2.0, ceiling=((0.0, 5.0), (6.0, 3.0)))
    windows = dice.choice([0.0, 0.4, 1.0], periods)
    return drawn.network(
        gates=(Gate(leg=throw, launcher=gun, open=windows, use=use),),
        demands=(Demand(name="near", commodity=goods[1], site="base", most=0.3, price=1.0),),
        limits=(Limit(name="cargo", quantity="imported-mass", most=4.0, per_time=True),),
        objective=Objective(sense="maximise", quantity="far"),
        discount_rate=0.08,
    )


@pytest.fixture(scope="session")
def random_network(sketch):
    return lambda seed: draw_network(sketch, seed)
