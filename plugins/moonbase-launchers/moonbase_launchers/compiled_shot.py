"""One shot of a multi-stage coilgun, compiled: adaptive steps between exactly located switching events."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from moonbase_launchers.compiled import compiled
from moonbase_launchers.compiled_circuit import (
    B_COUPLED,
    B_INDUCTANCE,
    B_MASS,
    B_RESISTANCE,
    CAPACITANCE,
    CROWBAR,
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
_FADED = 1e-8  # of the largest current: where a diode's tail is cut
_TRIALS = 60


@compiled
def _crossing(y: Any, slope: Any, count: int, ahead: float, signs: Any) -> tuple[float, float]:
    """Value and rate of the event that is farthest along; positive once it has happened."""
    sign, scale, diode, clamped = signs
    most, rate = (y[0] - ahead) / scale[0], slope[0] / scale[0]
    for i in range(count):
        here = HEAD + EACH * i
        value = (_FADED if clamped[i] else 0.0) - sign[i] * y[here] / scale[HEAD]
        if value > most:
            most, rate = value, -sign[i] * slope[here] / scale[HEAD]
        if diode[i] and not clamped[i]:
            value = -sign[i] * y[here + 1] / scale[HEAD + 1]
            if value > most:
                most, rate = value, -sign[i] * slope[here + 1] / scale[HEAD + 1]
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
def _close(coil: int, count: int, y: Any, signs: Any, net: Any, near: Any) -> int:
    """Let a coil join the circuit; answer the new number of active coils."""
    active, mesh, coils = net[0], net[1], net[2]
    sign, _, diode, clamped = signs
    active[count] = coil
    own = coils[coil]
    here = HEAD + EACH * count
    y[here] = 0.0
    y[here + 1] = own[VOLTAGE]
    y[here + 2] = 0.0
    sign[count] = 1.0 if own[VOLTAGE] >= 0.0 else -1.0
    diode[count], clamped[count] = own[CROWBAR] >= 0.0, False
    mesh[count, count] = own[INDUCTANCE]
    for i in range(count):
        other = coils[active[i]]
        apart = coil - active[i]
        if 0 < apart < near.shape[1]:
            m = near[coil, apart]
        else:
            m, _ = pair(own[RADIUS], other[RADIUS], own[POSITION] - other[POSITION])
        mesh[i, count] = m * own[TURNS] * other[TURNS]
        mesh[count, i] = mesh[i, count]
    return count + 1


@compiled
def _open(slot: int, count: int, y: Any, signs: Any, net: Any) -> int:
    """Let a coil leave the circuit; the last active one takes its slot."""
    active, mesh = net[0], net[1]
    sign, _, diode, clamped = signs
    last = count - 1
    active[slot] = active[last]
    sign[slot], diode[slot], clamped[slot] = sign[last], diode[last], clamped[last]
    for entry in range(EACH):
        y[HEAD + EACH * slot + entry] = y[HEAD + EACH * last + entry]
    own = mesh[last, last]
    for i in range(last):
        mesh[slot, i] = mesh[last, i]
        mesh[i, slot] = mesh[last, i]
    mesh[slot, slot] = own
    return last


@compiled
def _switch(clock: Any, y: Any, record: Any, signs: Any, net: Any, near: Any) -> None:
    """Clamp empty capacitors, open every coil whose current is over, and close the next one if it is its turn."""
    sign, scale, diode, clamped = signs
    active, coils = net[0], net[2]
    count, following = int(clock[1]), int(clock[2])
    slot = 0
    while slot < count:
        here = HEAD + EACH * slot
        late = record[active[slot], 1] < clock[0]
        if diode[slot] and not clamped[slot] and late and -sign[slot] * y[here + 1] / scale[HEAD + 1] > -_SHARP:
            clamped[slot] = True
            y[here + 1] = 0.0
        floor = _FADED if clamped[slot] else 0.0
        if floor - sign[slot] * y[here] / scale[HEAD] > -_SHARP and late:
            record[active[slot], 2] = clock[0]
            record[active[slot], 0] = y[here + 1]
            record[active[slot], 4] = y[here + 2]
            count = _open(slot, count, y, signs, net)
        else:
            slot += 1
    if following < coils.shape[0] and y[0] >= coils[following, TRIGGER] - _SHARP * scale[0]:
        if count < SLOTS:
            record[following, 1] = clock[0]
            count = _close(following, count, y, signs, net, near)
            following += 1
        else:
            clock[3] = CROWDED
    clock[1], clock[2] = count, following


@compiled
def _coast(time: float, clock: Any, y: Any, bucket: Any) -> None:
    """Move on while no drive coil carries current; a resistive bucket's own current fades."""
    clock[0] += time
    y[0] += y[1] * time
    if bucket[B_COUPLED] > 0.0 and bucket[B_RESISTANCE] > 0.0:
        before = y[2]
        y[2] = before * math.exp(-bucket[B_RESISTANCE] * time / bucket[B_INDUCTANCE])
        y[3] += 0.5 * bucket[B_INDUCTANCE] * (before * before - y[2] * y[2])


@compiled
def _trace(clock: Any, y: Any, slope: Any, net: Any, trace: Any) -> None:
    """Write one row of a shot's history, as long as there is room."""
    row = int(clock[5])
    if row >= trace.shape[0]:
        return
    active, bucket = net[0], net[3]
    trace[row, 0] = clock[0]
    trace[row, 1:5] = y[:HEAD]
    trace[row, 5] = bucket[B_MASS] * slope[1]
    trace[row, 6] = clock[1]
    for i in range(int(clock[1])):
        at = 7 + (EACH + 1) * i
        trace[row, at] = active[i]
        for entry in range(EACH):
            trace[row, at + 1 + entry] = y[HEAD + EACH * i + entry]
    clock[5] += 1


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
def fire(machine: Any, y: Any, record: Any, options: Any, trace: Any) -> Any:
    """Fire one shot.

    Parameters
    ----------
    machine
        ``(coils, bucket, couplings)``, as follows.
    coils
        One row per stage in order of their triggers, shape ``(n_stages, 10)``; columns as named in `compiled_circuit`.
    bucket
        Shape ``(6,)``.
    couplings
        ``(heads, cells, near)``: tables of each coil's coupling to the bucket, and couplings per turns of each coil
        to those 1, 2, ... before it, shape ``(n_stages, n_near)``, for thick coils; filaments are computed.
    y
        State at the start, changed in place; shape ``(4 + 3 SLOTS,)``.
    record
        Per stage, filled in: final voltage [V], closing and opening time [s], peak current [A], ohmic loss [J];
        shape ``(n_stages, 5)``.
    options
        ``[tolerance, most steps, scale of position, speed, bucket current, loss, current, voltage, loss]``.
    trace
        Filled with the history: time, position, speed, bucket current, its loss, force, number of active coils, and
        for each of those its index, current, voltage and loss; shape ``(most rows, 7 + 4 SLOTS)``.

    Returns
    -------
    numpy.ndarray
        ``[time, active coils, stages fired, status, steps, rows of the trace]``.
    """
    coils, bucket, (heads, cells, near) = machine
    tolerance, scale = options[0], options[2:]
    active, sign = np.zeros(SLOTS, np.int64), np.ones(SLOTS)
    mesh, work = np.zeros((SLOTS, SLOTS)), np.zeros((SLOTS + 3, SLOTS))
    diode, clamped = np.zeros(SLOTS, np.bool_), np.zeros(SLOTS, np.bool_)
    net = (active, mesh, coils, bucket, work, heads, cells, clamped)
    signs = (sign, scale, diode, clamped)
    stages, out = np.zeros((7, y.shape[0])), np.zeros(y.shape[0])
    clock = np.zeros(6)
    h, fresh = 0.0, True
    while clock[3] == DONE and (clock[1] > 0 or clock[2] < coils.shape[0]):
        count = int(clock[1])
        ahead = coils[int(clock[2]), TRIGGER] if clock[2] < coils.shape[0] else math.inf
        if y[1] <= 0.0 or clock[4] > options[1]:
            clock[3] = STALLED if y[1] <= 0.0 else STUCK
        elif count == 0:
            _coast(max(ahead - y[0], 0.0) / y[1], clock, y, bucket)
            y[0] = max(ahead, y[0])
            _switch(clock, y, record, signs, net, near)
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
            _trace(clock, y, stages[6], net, trace)
            if fresh:
                _switch(clock, y, record, signs, net, near)
            else:
                stages[0] = stages[6]
                h *= min(5.0, 0.9 * max(wrong, 1e-10) ** -0.2)
    return clock
