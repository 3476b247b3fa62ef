"""Circuit and motion equations of a multi-stage coilgun and one Runge-Kutta step of them, compiled.

State: position, speed, bucket current, ohmic loss of the bucket, then current, capacitor voltage and ohmic loss of each
coil that carries current. Coils without current take no part, so that the cost of a shot does not grow with the square
of its stages.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from moonbase_launchers.compiled import compiled
from moonbase_launchers.compiled_tables import look_up

__all__ = ["slopes", "step"]

SLOTS = 24  # coils that may carry current at once
HEAD = 4  # entries of the state before those of the coils
EACH = 3  # entries of each coil
POSITION, RADIUS, TURNS, INDUCTANCE, RESISTANCE, CAPACITANCE, VOLTAGE, TRIGGER, TABLE, CROWBAR = range(10)
B_RADIUS, B_TURNS, B_INDUCTANCE, B_RESISTANCE, B_MASS, B_COUPLED = range(6)

# Dormand & Prince, J. Comput. Appl. Math. 6 (1980) 19
_A = np.zeros((7, 6))
_A[1, :1] = (1 / 5,)
_A[2, :2] = (3 / 40, 9 / 40)
_A[3, :3] = (44 / 45, -56 / 15, 32 / 9)
_A[4, :4] = (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729)
_A[5, :5] = (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656)
_A[6, :6] = (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84)
_E = np.array([71 / 57600, 0.0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40])


@compiled
def _solve(matrix: Any, right: Any, count: int) -> None:
    """Solve a small symmetric positive definite system in place by elimination."""
    for i in range(count):
        for row in range(i + 1, count):
            factor = matrix[row, i] / matrix[i, i]
            for column in range(i, count):
                matrix[row, column] -= factor * matrix[i, column]
            right[row] -= factor * right[i]
    for i in range(count - 1, -1, -1):
        for column in range(i + 1, count):
            right[i] -= matrix[i, column] * right[column]
        right[i] /= matrix[i, i]


@compiled
def slopes(y: Any, dy: Any, count: int, net: Any) -> None:
    """Write the time derivatives of state `y` into `dy`.

    The bucket's current is eliminated from the circuit equations, which leaves one small symmetric system.

    Parameters
    ----------
    y, dy
        State and its derivative.
    count
        Coils that carry current.
    net
        ``(active, mesh, coils, bucket, work, heads, cells, clamped)``: which coils, their inductances, all coils,
        bucket, scratch, tables of coupling, and which coils run on through their diode past an empty capacitor.
    """
    active, mesh, coils, bucket, work, heads, cells, clamped = net
    matrix, right, mutual, slope = work[:SLOTS], work[SLOTS], work[SLOTS + 1], work[SLOTS + 2]
    current, pull = y[2], 0.0
    for i in range(count):
        coil = coils[active[i]]
        m, g = look_up(heads, cells, int(coil[TABLE]), y[0] - coil[POSITION])
        turns = coil[TURNS] * bucket[B_TURNS]
        mutual[i] = m * turns
        slope[i] = g * turns
        pull += y[HEAD + EACH * i] * slope[i]
    share = bucket[B_COUPLED] / bucket[B_INDUCTANCE]
    free = -(bucket[B_RESISTANCE] * current + y[1] * pull) * share
    for i in range(count):
        here = HEAD + EACH * i
        coil = coils[active[i]]
        resistance = coil[RESISTANCE] + (coil[CROWBAR] if clamped[i] else 0.0)
        right[i] = y[here + 1] - resistance * y[here] - slope[i] * y[1] * current - mutual[i] * free
        dy[here + 1] = 0.0 if clamped[i] else -y[here] / coil[CAPACITANCE]
        dy[here + 2] = resistance * y[here] * y[here]
        for j in range(count):
            matrix[i, j] = mesh[i, j] - mutual[i] * mutual[j] * share
    _solve(matrix, right, count)
    dy[0] = y[1]
    dy[1] = current * pull / bucket[B_MASS]
    dy[2] = free
    for i in range(count):
        dy[HEAD + EACH * i] = right[i]
        dy[2] -= mutual[i] * right[i] * share
    dy[3] = bucket[B_COUPLED] * bucket[B_RESISTANCE] * current * current


@compiled
def step(h: float, y: Any, stages: Any, out: Any, count: int, net: Any) -> None:
    """Take one Dormand-Prince step.

    Parameters
    ----------
    h
        Length [s].
    y
        State; its slopes are in ``stages[0]``.
    stages
        Slopes of the seven stages; ``stages[6]`` are those of the new state.
    out
        New state.
    count, net
        As in `slopes`.
    """
    for s in range(1, 7):
        for i in range(HEAD + EACH * count):
            total = 0.0
            for k in range(s):
                total += _A[s, k] * stages[k, i]
            out[i] = y[i] + h * total
        slopes(out, stages[s], count, net)


@compiled
def step_error(h: float, y: Any, stages: Any, out: Any, count: int, scale: Any) -> float:
    """Largest estimated error of a step per scale of its entry [1]."""
    worst = 0.0
    for i in range(HEAD + EACH * count):
        estimate = 0.0
        for k in range(7):
            estimate += _E[k] * stages[k, i]
        size = scale[i] if i < HEAD else scale[HEAD + (i - HEAD) % EACH]
        worst = max(worst, abs(h * estimate) / (size + max(abs(y[i]), abs(out[i]))))
    return worst
