"""Synthetic bootstrapping missions of any size: layered random technology on a staircase of periods.

Vitamins come only from Earth, components can be imported, the final product cannot; cargo mass is limited per month,
capacity per node, building takes three months. The same seed gives the same mission.
"""

from __future__ import annotations

import numpy as np

from moonbase.constants import YEAR
from moonbase.graph.grid import Grid, make_grid
from moonbase.graph.network import Activity, Balance, Capacity, Exchange, Network
from moonbase.mission.spec import Limit, Objective, Period
from moonbase.models.commodity import Commodity

MONTH = YEAR / 12


def grid(years: float, kind: str = "auto") -> Grid:
    blocks = ((MONTH, 10**6),) if kind == "monthly" else ()
    return make_grid(0.0, years * YEAR, Period(kind="auto" if kind == "auto" else "uniform", blocks=blocks))


def mission(processes: int = 50, commodities: int = 30, *, on: Grid, seed: int = 1, cargo: float = 20.0) -> Network:
    """Give a base of `processes` processes exchanging `commodities` commodities; amounts in t and months."""
    rng = np.random.default_rng(seed)
    vitamins, product = 4, commodities - 1
    balances = tuple(
        Balance(commodity=Commodity(name=f"c{c}", unit="kg", mass=1.0, wasteable=True), site="base")
        for c in range(commodities)
    )
    components = list(range(vitamins + (commodities - vitamins) // 2, product))
    activities = []
    for p in range(processes):
        made = vitamins + p % (commodities - vitamins)
        pool = np.arange(vitamins, made)
        count = min(len(pool), int(rng.integers(1, 4)))
        inputs = (
            {int(c): -float(rng.uniform(0.1, 0.6)) for c in rng.choice(pool, count, replace=False)} if count else {}
        )
        if rng.random() < 0.3:
            inputs[int(rng.integers(0, vitamins))] = -float(rng.uniform(0.001, 0.02))
        parts = {int(c): float(rng.uniform(0.3, 2.0)) for c in rng.choice(components, 3, replace=False)}
        parts[int(rng.integers(0, vitamins))] = float(rng.uniform(0.05, 0.3))
        activities.append(
            Activity(
                name=f"p{p}",
                owner=f"p{p}",
                role="process",
                unit="kg",
                label=f"kg of c{made}",
                site="base",
                flows=(
                    Exchange(balance=made, amount=1.0),
                    *(Exchange(balance=c, amount=a) for c, a in inputs.items()),
                ),
                capacity=Capacity(
                    equipment=tuple((c, a * MONTH * 4.0) for c, a in parts.items()),
                    lead_time=3 * MONTH,
                    wear=0.01 / MONTH,
                    limit=float(rng.uniform(50.0, 200.0)) / MONTH,
                ),
            )
        )
    activities += [
        Activity(
            name=f"earth:c{c}",
            owner="earth",
            role="purchase",
            unit="kg",
            label=f"kg of c{c}",
            site="base",
            flows=(Exchange(balance=c, amount=1.0),),
            imported_mass=1.0,
        )
        for c in [*range(vitamins), *components]
    ]
    return Network(
        title=f"synthetic {processes}x{commodities}x{on.size}",
        grid=on,
        balances=balances,
        activities=tuple(activities),
        limits=(Limit(name="cargo", quantity="imported-mass", most=cargo / MONTH, per_time=True),),
        objective=Objective(sense="maximise", quantity=f"c{product}", site="base"),
        discount_rate=0.05,
    )
