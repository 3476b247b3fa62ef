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
# rows of the net: the matrix to solve, its right side, couplings to the bucket and their slopes, which coils are
# active, the sign of their currents, whether they have a diode and run through it, the bucket, coil inductances
RIGHT, MUTUAL, SLOPE, ACTIVE, SIGN, DIODE, CLAMPED, BUCKET, MESH = range(SLOTS, SLOTS + 9)
ROWS = MESH + SLOTS
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
def _solve(work: Any, count: int) -> None:
    """Solve a small symmetric positive definite system in place: upper triangle and a row with the right side."""
    for i in range(count):
        inverse = 1.0 / work[i, i]
        for row in range(i + 1, count):
            factor = work[i, row] * inverse
            for column in range(row, count):
                work[row, column] -= factor * work[i, column]
            work[RIGHT, row] -= factor * work[RIGHT, i]
    for i in range(count - 1, -1, -1):
        for column in range(i + 1, count):
            work[RIGHT, i] -= work[i, column] * work[RIGHT, column]
        work[RIGHT, i] /= work[i, i]


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
        ``(work, coils, cells)``: what carries current and scratch, all coils, tables of coupling. Three arrays, for
        each costs time at every call.
    """
    work, coils, cells = net
    current, pull = y[2], 0.0
    for i in range(count):
        c = int(work[ACTIVE, i])
        m, g = look_up(cells, int(coils[c, TABLE]), y[0] - coils[c, POSITION])
        turns = coils[c, TURNS] * work[BUCKET, B_TURNS]
        work[MUTUAL, i] = m * turns
        work[SLOPE, i] = g * turns
        pull += y[HEAD + EACH * i] * work[SLOPE, i]
    share = work[BUCKET, B_COUPLED] / work[BUCKET, B_INDUCTANCE]
    free = -(work[BUCKET, B_RESISTANCE] * current + y[1] * pull) * share
    for i in range(count):
        here = HEAD + EACH * i
        c = int(work[ACTIVE, i])
        resistance = coils[c, RESISTANCE] + (coils[c, CROWBAR] if work[CLAMPED, i] else 0.0)
        drop = resistance * y[here] + work[SLOPE, i] * y[1] * current + work[MUTUAL, i] * free
        work[RIGHT, i] = y[here + 1] - drop
        dy[here + 1] = 0.0 if work[CLAMPED, i] else -y[here] / coils[c, CAPACITANCE]
        dy[here + 2] = resistance * y[here] * y[here]
        for j in range(i + 1):
            work[j, i] = work[MESH + j, i] - work[MUTUAL, i] * work[MUTUAL, j] * share
    _solve(work, count)
    dy[0] = y[1]
    dy[1] = current * pull / work[BUCKET, B_MASS]
    dy[2] = free
    for i in range(count):
        dy[HEAD + EACH * i] = work[RIGHT, i]
        dy[2] -= work[MUTUAL, i] * work[RIGHT, i] * share
    dy[3] = work[BUCKET, B_COUPLED] * work[BUCKET, B_RESISTANCE] * current * current


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
