"""One shot of a multi-stage coilgun, compiled: adaptive steps between exactly located switching events."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from moonbase_launchers.compiled import compiled
from moonbase_launchers.compiled_circuit import (
    CAPACITANCE,
    EACH,
    HEAD,
    INDUCTANCE,
    POSITION,
    RADIUS,
    SLOTS,
    TRIGGER,
    TURNS,
    VOLTAGE,
    slopes,
    step,
    step_error,
)
from moonbase_launchers.compiled_inductance import pair

__all__ = ["fire"]

DONE, STALLED, CROWDED, STUCK = range(4)
_SHARP = 1e-13  # an event is located when its function is this small in its own scale
_TRIALS = 60


@compiled
def _crossing(y: Any, slope: Any, count: int, ahead: float, signs: Any) -> tuple[float, float]:
    """Value and rate of the event that is farthest along; positive once it has happened."""
    sign, scale = signs
    most, rate = (y[0] - ahead) / scale[0], slope[0] / scale[0]
    for i in range(count):
        value = -sign[i] * y[HEAD + EACH * i] / scale[HEAD]
        if value > most:
            most, rate = value, -sign[i] * slope[HEAD + EACH * i] / scale[HEAD]
    return most, rate


@compiled
def _locate(h: float, run: Any, ahead: float) -> float:
    """Shorten a step that contains an event to the event: Newton on whole steps, kept inside its bracket."""
    y, stages, out, count, net, signs = run
    low, high, at = 0.0, h, h
    for _ in range(_TRIALS):
        value, rate = _crossing(out, stages[6], count, ahead, signs)
        if abs(value) <= _SHARP or high - low <= 1e-16 * h:
            break
        if value > 0.0:
            high = at
        else:
            low = at
        at = at - value / rate if rate > 0.0 else high
        if not low < at < high:
            at = 0.5 * (low + high)
        step(at, y, stages, out, count, net)
    return at


@compiled
def _peak(h: float, before: float, after: float, rise: float, fall: float) -> float:
    """Largest magnitude of a current within a step, from the cubic through its ends."""
    if rise * fall >= 0.0:
        return max(abs(before), abs(after))
    s = rise / (rise - fall)
    left, right = (1.0 - s) * (1.0 - s), s * s
    value = left * (1.0 + 2.0 * s) * before + right * (3.0 - 2.0 * s) * after
    return abs(value + h * (left * s * rise - right * (1.0 - s) * fall))


@compiled
def _close(coil: int, count: int, y: Any, sign: Any, net: Any) -> int:
    """Let a coil join the circuit; answer the new number of active coils."""
    active, mesh, coils, _, _ = net
    active[count] = coil
    here = HEAD + EACH * count
    y[here] = 0.0
    y[here + 1] = coils[coil, VOLTAGE]
    y[here + 2] = 0.0
    sign[count] = 1.0 if coils[coil, VOLTAGE] >= 0.0 else -1.0
    mesh[count, count] = coils[coil, INDUCTANCE]
    for i in range(count):
        other = coils[active[i]]
        own = coils[coil]
        m, _ = pair(own[RADIUS], other[RADIUS], own[POSITION] - other[POSITION])
        mesh[i, count] = m * own[TURNS] * other[TURNS]
        mesh[count, i] = mesh[i, count]
    return count + 1


@compiled
def _open(slot: int, count: int, y: Any, sign: Any, net: Any) -> int:
    """Let a coil leave the circuit; the last active one takes its slot."""
    active, mesh, _, _, _ = net
    last = count - 1
    active[slot] = active[last]
    sign[slot] = sign[last]
    for entry in range(EACH):
        y[HEAD + EACH * slot + entry] = y[HEAD + EACH * last + entry]
    own = mesh[last, last]
    for i in range(last):
        mesh[slot, i] = mesh[last, i]
        mesh[i, slot] = mesh[last, i]
    mesh[slot, slot] = own
    return last


@compiled
def _switch(clock: Any, y: Any, record: Any, signs: Any, net: Any) -> None:
    """Open every coil whose current is through zero and close the next one if its trigger has been reached."""
    sign, scale = signs
    active, _, coils, _, _ = net
    count, following = int(clock[1]), int(clock[2])
    slot = 0
    while slot < count:
        if -sign[slot] * y[HEAD + EACH * slot] / scale[HEAD] > -_SHARP and record[active[slot], 1] < clock[0]:
            record[active[slot], 2] = clock[0]
            record[active[slot], 0] = y[HEAD + EACH * slot + 1]
            record[active[slot], 4] = y[HEAD + EACH * slot + 2]
            count = _open(slot, count, y, sign, net)
        else:
            slot += 1
    if following < coils.shape[0] and y[0] >= coils[following, TRIGGER] - _SHARP * scale[0]:
        if count < SLOTS:
            record[following, 1] = clock[0]
            count = _close(following, count, y, sign, net)
            following += 1
        else:
            clock[3] = CROWDED
    clock[1], clock[2] = count, following


@compiled
def _accept(h: float, clock: Any, run: Any, record: Any, active: Any) -> None:
    """Move to the end of a step and remember the peak currents."""
    y, out, stages = run
    clock[0] += h
    for i in range(int(clock[1])):
        here = HEAD + EACH * i
        peak = _peak(h, y[here], out[here], stages[0, here], stages[6, here])
        record[active[i], 3] = max(record[active[i], 3], peak)
    y[:] = out


@compiled
def fire(coils: Any, bucket: Any, y: Any, record: Any, options: Any) -> Any:
    """Fire one shot.

    Parameters
    ----------
    coils
        One row per stage in order of their triggers, shape ``(n_stages, 8)``; columns as named in `compiled_circuit`.
    bucket
        Shape ``(6,)``.
    y
        State at the start, changed in place; shape ``(4 + 3 SLOTS,)``.
    record
        Per stage, filled in: final voltage [V], closing and opening time [s], peak current [A], ohmic loss [J];
        shape ``(n_stages, 5)``.
    options
        ``[tolerance, most steps, scale of position, speed, bucket current, loss, current, voltage, loss]``.

    Returns
    -------
    numpy.ndarray
        ``[time, active coils, stages fired, status, steps]``.
    """
    tolerance, scale = options[0], options[2:]
    active, sign = np.zeros(SLOTS, np.int64), np.ones(SLOTS)
    mesh, work = np.zeros((SLOTS, SLOTS)), np.zeros((SLOTS + 3, SLOTS))
    net = (active, mesh, coils, bucket, work)
    signs = (sign, scale)
    stages, out = np.zeros((7, y.shape[0])), np.zeros(y.shape[0])
    clock = np.zeros(5)
    h, fresh = 0.0, True
    while clock[3] == DONE and (clock[1] > 0 or clock[2] < coils.shape[0]):
        count = int(clock[1])
        ahead = coils[int(clock[2]), TRIGGER] if clock[2] < coils.shape[0] else math.inf
        if y[1] <= 0.0 or clock[4] > options[1]:
            clock[3] = STALLED if y[1] <= 0.0 else STUCK
        elif count == 0:
            clock[0] += max(ahead - y[0], 0.0) / y[1]
            y[0] = max(ahead, y[0])
            _switch(clock, y, record, signs, net)
            fresh = True
        else:
            if fresh:
                coil = coils[active[count - 1]]
                h = 1e-2 * math.sqrt(coil[INDUCTANCE] * coil[CAPACITANCE])
                slopes(y, stages[0], count, net)
            step(h, y, stages, out, count, net)
            clock[4] += 1
            wrong = step_error(h, y, stages, out, count, scale) / tolerance
            fresh = False
            if wrong > 1.0:
                h *= max(0.2, 0.9 * wrong**-0.2)
                continue
            if _crossing(out, stages[6], count, ahead, signs)[0] > 0.0:
                h = _locate(h, (y, stages, out, count, net, signs), ahead)
                fresh = True
            _accept(h, clock, (y, out, stages), record, active)
            if fresh:
                _switch(clock, y, record, signs, net)
            else:
                stages[0] = stages[6]
                h *= min(5.0, 0.9 * max(wrong, 1e-10) ** -0.2)
    return clock
