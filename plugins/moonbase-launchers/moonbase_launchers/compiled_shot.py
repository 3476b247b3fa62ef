"""One shot of a multi-stage coilgun, compiled: adaptive steps between exactly located switching events."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from moonbase_launchers.compiled import compiled
from moonbase_launchers.compiled_circuit import (
    ACTIVE,
    B_COUPLED,
    B_INDUCTANCE,
    B_MASS,
    B_RESISTANCE,
    BUCKET,
    CAPACITANCE,
    CLAMPED,
    CROWBAR,
    DIODE,
    EACH,
    HEAD,
    INDUCTANCE,
    MESH,
    POSITION,
    RADIUS,
    ROWS,
    SIGN,
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
    work, scale = signs
    most, rate = (y[0] - ahead) / scale[0], slope[0] / scale[0]
    for i in range(count):
        here = HEAD + EACH * i
        value = (_FADED if work[CLAMPED, i] else 0.0) - work[SIGN, i] * y[here] / scale[HEAD]
        if value > most:
            most, rate = value, -work[SIGN, i] * slope[here] / scale[HEAD]
        if work[DIODE, i] and not work[CLAMPED, i]:
            value = -work[SIGN, i] * y[here + 1] / scale[HEAD + 1]
            if value > most:
                most, rate = value, -work[SIGN, i] * slope[here + 1] / scale[HEAD + 1]
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
def _close(coil: int, count: int, y: Any, net: Any, near: Any) -> int:
    """Let a coil join the circuit; answer the new number of active coils."""
    work, coils = net[0], net[1]
    work[ACTIVE, count] = coil
    own = coils[coil]
    here = HEAD + EACH * count
    y[here] = 0.0
    y[here + 1] = own[VOLTAGE]
    y[here + 2] = 0.0
    work[SIGN, count] = 1.0 if own[VOLTAGE] >= 0.0 else -1.0
    work[DIODE, count] = 1.0 if own[CROWBAR] >= 0.0 else 0.0
    work[CLAMPED, count] = 0.0
    work[MESH + count, count] = own[INDUCTANCE]
    for i in range(count):
        other = coils[int(work[ACTIVE, i])]
        apart = coil - int(work[ACTIVE, i])
        if 0 < apart < near.shape[1]:
            m = near[coil, apart]
        else:
            m, _ = pair(own[RADIUS], other[RADIUS], own[POSITION] - other[POSITION])
        work[MESH + i, count] = m * own[TURNS] * other[TURNS]
        work[MESH + count, i] = work[MESH + i, count]
    return count + 1


@compiled
def _open(slot: int, count: int, y: Any, net: Any) -> int:
    """Let a coil leave the circuit; the last active one takes its slot."""
    work = net[0]
    last = count - 1
    work[ACTIVE, slot] = work[ACTIVE, last]
    for kind in (SIGN, DIODE, CLAMPED):
        work[kind, slot] = work[kind, last]
    for entry in range(EACH):
        y[HEAD + EACH * slot + entry] = y[HEAD + EACH * last + entry]
    own = work[MESH + last, last]
    for i in range(last):
        work[MESH + slot, i] = work[MESH + last, i]
        work[MESH + i, slot] = work[MESH + last, i]
    work[MESH + slot, slot] = own
    return last


@compiled
def _switch(clock: Any, y: Any, record: Any, scale: Any, net: Any, near: Any) -> None:
    """Clamp empty capacitors, open every coil whose current is over, and close the next one if it is its turn."""
    work, coils = net[0], net[1]
    count, following = int(clock[1]), int(clock[2])
    slot = 0
    while slot < count:
        here = HEAD + EACH * slot
        late = record[int(work[ACTIVE, slot]), 1] < clock[0]
        if (
            work[DIODE, slot]
            and not work[CLAMPED, slot]
            and late
            and -work[SIGN, slot] * y[here + 1] / scale[HEAD + 1] > -_SHARP
        ):
            work[CLAMPED, slot] = 1.0
            y[here + 1] = 0.0
        floor = _FADED if work[CLAMPED, slot] else 0.0
        if floor - work[SIGN, slot] * y[here] / scale[HEAD] > -_SHARP and late:
            record[int(work[ACTIVE, slot]), 2] = clock[0]
            record[int(work[ACTIVE, slot]), 0] = y[here + 1]
            record[int(work[ACTIVE, slot]), 4] = y[here + 2]
            count = _open(slot, count, y, net)
        else:
            slot += 1
    if following < coils.shape[0] and y[0] >= coils[following, TRIGGER] - _SHARP * scale[0]:
        if count < SLOTS:
            record[following, 1] = clock[0]
            count = _close(following, count, y, net, near)
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
    work = net[0]
    trace[row, 0] = clock[0]
    trace[row, 1:5] = y[:HEAD]
    trace[row, 5] = work[BUCKET, B_MASS] * slope[1]
    count = min(int(clock[1]), (trace.shape[1] - 7) // (EACH + 1))
    trace[row, 6] = count
    for i in range(count):
        at = 7 + (EACH + 1) * i
        trace[row, at] = int(work[ACTIVE, i])
        for entry in range(EACH):
            trace[row, at + 1 + entry] = y[HEAD + EACH * i + entry]
    clock[5] += 1


@compiled
def _accept(h: float, clock: Any, run: Any, record: Any, work: Any) -> None:
    """Move to the end of a step and remember the peak currents."""
    y, out, stages = run
    clock[0] += h
    for i in range(int(clock[1])):
        here = HEAD + EACH * i
        peak = _peak(h, y[here], out[here], stages[0, here], stages[6, here])
        record[int(work[ACTIVE, i]), 3] = max(record[int(work[ACTIVE, i]), 3], peak)
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
        ``(cells, near)``: tables of each coil's coupling to the bucket, and couplings per turns of each coil
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
        for each of those its index, current, voltage and loss; shape ``(most rows, 7 + 4 most coils)``.

    Returns
    -------
    numpy.ndarray
        ``[time, active coils, stages fired, status, steps, rows of the trace]``.
    """
    coils, bucket, (cells, near) = machine
    tolerance, scale = options[0], options[2:]
    work = np.zeros((ROWS, SLOTS))
    work[BUCKET, : bucket.shape[0]] = bucket
    net, signs = (work, coils, cells), (work, scale)
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
            _switch(clock, y, record, scale, net, near)
            fresh = True
        else:
            if fresh:
                coil = coils[int(work[ACTIVE, count - 1])]
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
            _accept(h, clock, (y, out, stages), record, work)
            _trace(clock, y, stages[6], net, trace)
            if fresh:
                _switch(clock, y, record, scale, net, near)
            else:
                stages[0] = stages[6]
                h *= min(5.0, 0.9 * max(wrong, 1e-10) ** -0.2)
    return clock
