"""The 20-stage reference gun by scipy's DOP853, as anyone would write it: the baseline of the shot benchmarks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from moonbase_launchers.coilgun_shot import Bucket, Stage
from moonbase_launchers.inductance import mutual, mutual_gradient
from moonbase_launchers.reference_guns import twenty_stages

Slopes = Callable[[float, Any], Any]


def equations(rows: list[Stage], bucket: Bucket) -> Slopes:
    """Circuit and motion equations of the coils that carry current."""
    radii, turns = np.array([s.radius for s in rows]), np.array([s.turns for s in rows])
    places = np.array([s.position for s in rows])
    resist, capacity = np.array([s.resistance for s in rows]), np.array([s.capacitance for s in rows])
    n = len(rows)
    mesh = np.diag([s.inductance for s in rows])
    for i in range(n):
        for j in range(i):
            mesh[i, j] = mesh[j, i] = float(mutual(radii[i], radii[j], places[i] - places[j])) * turns[i] * turns[j]

    def slopes(_: float, y: Any) -> Any:
        m = mutual(radii, bucket.radius, y[0] - places) * turns * bucket.turns
        g = mutual_gradient(radii, bucket.radius, y[0] - places) * turns * bucket.turns
        currents, volts = y[3 : 3 + n], y[3 + n :]
        matrix = np.block([[mesh, m[:, None]], [m[None, :], np.array([[bucket.inductance]])]])
        right = np.append(volts - resist * currents - g * y[1] * y[2], -y[1] * (g @ currents))
        rates = np.linalg.solve(matrix, right)
        force = y[2] * (g @ currents)
        return np.concatenate([[y[1], force / bucket.mass, rates[n]], rates[:n], -currents / capacity])

    return slopes


def event(index: int, value: float, direction: int) -> Callable[[float, Any], float]:
    """Ask `solve_ivp` to stop where an entry of the state crosses a value."""

    def crossing(_: float, y: Any) -> float:
        return float(y[index] - value)

    crossing.terminal, crossing.direction = True, direction  # type: ignore[attr-defined]
    return crossing


def by_solve_ivp(tolerance: float = 1e-9) -> float:
    """Muzzle speed of the gun [m/s]; one integration per interval between switching events."""
    gun = twenty_stages()
    stages, head = gun.stages, np.array([gun.start, gun.speed, gun.bucket.current])
    active: dict[int, tuple[float, float]] = {}
    following = 0
    while following < len(stages) or active:
        if following < len(stages) and (not active or head[0] >= stages[following].trigger - 1e-12):
            head[0] = max(head[0], stages[following].trigger)
            active[following] = (0.0, stages[following].voltage)
            following += 1
        names = sorted(active)
        events = [event(3 + i, 0.0, -1) for i in range(len(names))]
        if following < len(stages):
            events.append(event(0, stages[following].trigger, 1))
        start = np.concatenate([head, [active[i][0] for i in names], [active[i][1] for i in names]])
        slopes = equations([stages[i] for i in names], gun.bucket)
        done = solve_ivp(slopes, (0.0, 0.1), start, "DOP853", events=events, rtol=tolerance, atol=tolerance)
        head = done.y[:3, -1].copy()
        for i, name in enumerate(names):
            active[name] = (done.y[3 + i, -1], done.y[3 + len(names) + i, -1])
            if len(done.t_events[i]):
                del active[name]
    return float(head[1])
