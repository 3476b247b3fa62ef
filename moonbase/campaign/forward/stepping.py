"""One sample step by step: fate, capacity, wishes, sharing, books; compiled.

`d` and `n` are the flat arrays of `moonbase.campaign.forward.slots`; `seed` and `sample` are ``uint64``.
"""

from __future__ import annotations

import math
from typing import Any

from moonbase.campaign.forward.compiled import compiled
from moonbase.campaign.forward.philox import binomial_share, exponential, uniform
from moonbase.campaign.forward.sharing import (
    add_activity,
    add_build,
    add_upkeep,
    follow,
    most,
    settle,
    trim,
)
from moonbase.campaign.forward.slots import Slot as S

__all__ = ["NEARLY", "begin", "run_batch", "step"]

_STREAM = 1 << 20  # most activities
_OUTAGE, _LATE, _LOST, _SLIP, _YIELD = 0, _STREAM, 2 * _STREAM, 3 * _STREAM, 4 * _STREAM
NEARLY = 1e-6
"""Of a whole flight, within which it is whole."""

_MISSING_PART = 0.05  # of a machine that may be missing, with its share of the capacity, when it is put to work
_OBJECTIVE, _LATENESS, _SPENDING, _INCOME, _IMPORTED, _MISSING, _FIXED = 0, 1, 2, 3, 4, 5, 6


@compiled
def begin(d: Any, n: Any, seed: Any, sample: Any, results: int) -> None:
    """Put the state of a sample to its start and draw what holds for all its steps."""
    d[n[S.STATE_STOCK] : n[S.STATE_OUT] + results] = 0.0
    for a in range(n[S.ACTIVITIES]):
        n[n[S.STATE_DRAWS] + a] = 1
        n[n[S.STATE_DOWN] + a] = 0
        n[n[S.STATE_LATE] + a] = 0
        produced = 1.0
        low, mode, high = d[n[S.FATE_WORST] + a], d[n[S.FATE_LIKELY] + a], d[n[S.FATE_BEST] + a]
        if low < high:
            u = uniform(seed, sample, _YIELD + a, 0)
            if u * (high - low) < mode - low:
                produced = low + math.sqrt(u * (high - low) * (mode - low))
            else:
                produced = high - math.sqrt((1.0 - u) * (high - low) * (high - mode))
        elif high < 1.0:
            produced = high
        d[n[S.STATE_PRODUCED] + a] = produced
        if d[n[S.FATE_BETWEEN] + a] > 0.0:
            d[n[S.STATE_EVENT] + a] = d[n[S.FATE_BETWEEN] + a] * exponential(seed, sample, _OUTAGE + a, 0)


@compiled
def _outage(d: Any, n: Any, a: int, m: int, seed: Any, sample: Any) -> float:
    """Share of the step that the activity's capacity runs, outages taken off."""
    if d[n[S.FATE_BETWEEN] + a] <= 0.0:
        return 1.0
    event, draws, state = n[S.STATE_EVENT] + a, n[S.STATE_DRAWS] + a, n[S.STATE_DOWN] + a
    length = d[n[S.CLOCK_LENGTH]]
    now, end, down = m * length, (m + 1) * length, 0.0
    while d[event] < end:
        if n[state]:
            down += d[event] - now
        now = d[event]
        n[state] = 1 - n[state]
        mean = d[n[S.FATE_REPAIR] + a] if n[state] else d[n[S.FATE_BETWEEN] + a]
        d[event] += mean * exponential(seed, sample, _OUTAGE + a, n[draws])
        n[draws] += 1
    if n[state]:
        down += end - now
    return 1.0 - d[n[S.FATE_SHARE] + a] * down / length


@compiled
def _stand(d: Any, n: Any, a: int, m: int) -> float:
    """Capacity alive in a step."""
    count = n[S.ACTIVITIES]
    alive = d[n[S.CAPACITY_RATIO] + a] * d[n[S.STATE_ALIVE] + a] + d[n[S.CAPACITY_STANDING] + m * count + a]
    for j in range(n[n[S.CAPACITY_START] + a], n[n[S.CAPACITY_START] + a + 1]):
        back = n[n[S.CAPACITY_OFFSET] + j]
        if back <= m:
            alive += d[n[S.CAPACITY_VALUE] + j] * d[n[S.STATE_STARTED] + (m - back) * count + a]
    return max(alive, 0.0)


@compiled
def _prepare(d: Any, n: Any, m: int, seed: Any, sample: Any) -> None:
    """Receive arrivals, let capacity age, meet outages."""
    ring = n[S.STATE_ARRIVING] + (m % n[S.RING]) * n[S.BALANCES]
    for b in range(n[S.BALANCES]):
        d[n[S.STATE_SUPPLY] + b] = d[n[S.STATE_STOCK] + b] * d[n[S.RULES_KEPT] + b] + d[ring + b]
        d[ring + b] = 0.0
        d[n[S.STATE_USE] + b] = 0.0
    for a in range(n[S.ACTIVITIES]):
        d[n[S.STATE_X] + a] = 0.0
        d[n[S.STATE_K] + a] = 0.0
        d[n[S.STATE_KEPT_UP] + a] = 0.0
        d[n[S.STATE_LOST] + a] = 0.0
        n[n[S.STATE_LATE] + a] = 0
        d[n[S.STATE_GAIN] + a] = d[n[S.STATE_PRODUCED] + a]
        d[n[S.STATE_RUNNING] + a] = 1.0
        if n[n[S.CAPACITY_HAS] + a]:
            d[n[S.STATE_ALIVE] + a] = _stand(d, n, a, m)
            d[n[S.STATE_RUNNING] + a] = _outage(d, n, a, m, seed, sample)


@compiled
def _wish_builds(d: Any, n: Any, m: int, seed: Any, sample: Any) -> None:
    """Ask for the capacity that the plan begins now or should have begun before, and for upkeep."""
    wanted = n[S.WANTED_BUILT] + m * n[S.ACTIVITIES]
    for a in range(n[S.ACTIVITIES]):
        if not n[n[S.CAPACITY_HAS] + a]:
            continue
        d[n[S.STATE_UNBUILT] + a] += d[wanted + a]
        wish = max(d[n[S.STATE_UNBUILT] + a], 0.0)
        if wish > 0.0:
            slip = d[n[S.FATE_SLIP] + a]
            if slip > 0.0:
                drawn = slip * exponential(seed, sample, _SLIP + a, m)
                n[n[S.STATE_LATE] + a] = int(math.floor(drawn / d[n[S.CLOCK_LENGTH]] + 0.5))
            add_build(d, n, a, wish)
        add_upkeep(d, n, a, 1.0)


@compiled
def _limit(d: Any, n: Any, m: int) -> None:
    """Count most of what each activity can do."""
    ceiling = n[S.RULES_CEILING] + m * n[S.ACTIVITIES]
    for a in range(n[S.ACTIVITIES]):
        d[n[S.STATE_MOST] + a] = most(d, n, a, m) if n[n[S.CAPACITY_HAS] + a] else d[ceiling + a]
    for a in range(n[S.ACTIVITIES]):
        gate = n[n[S.RULES_GATE] + a]
        if gate < 0:
            continue
        launcher, row = n[n[S.RULES_LAUNCHER] + gate], gate * n[S.CLOCK_STEPS] + m
        if n[n[S.CAPACITY_HAS] + launcher]:
            time = d[n[S.CLOCK_LENGTH]] * d[n[S.STATE_RUNNING] + launcher] * d[n[S.RULES_OPEN] + row]
            shots = d[n[S.CAPACITY_AVAILABLE] + launcher] * d[n[S.STATE_ALIVE] + launcher] * time
            d[n[S.STATE_MOST] + a] = min(d[n[S.STATE_MOST] + a], shots / d[n[S.RULES_USE] + row])


@compiled
def _wish(d: Any, n: Any, m: int, seed: Any, sample: Any) -> None:
    """Ask for what the plan does now and what it is owed from before, within what can be done."""
    wanted = n[S.WANTED_ACTIVITY] + m * n[S.ACTIVITIES]
    for a in range(n[S.ACTIVITIES]):
        if n[n[S.RULES_FOLLOWS] + a]:
            continue
        d[n[S.STATE_OWED] + a] += d[wanted + a]
        wish = min(max(d[n[S.STATE_OWED] + a], 0.0), d[n[S.STATE_MOST] + a])
        late, lost = d[n[S.FATE_LATE] + a], d[n[S.FATE_LOST] + a]
        if late > 0.0 and wish > 0.0 and uniform(seed, sample, _LATE + a, m) < late:
            wish = 0.0
        if n[n[S.RULES_WHOLE] + a]:
            wish = math.floor(wish + NEARLY)
        d[n[S.STATE_X] + a] = wish
        if lost > 0.0 and wish > 0.0:
            d[n[S.STATE_LOST] + a] = binomial_share(lost, wish, uniform(seed, sample, _LOST + a, m))
    for a in range(n[S.ACTIVITIES]):
        lost = d[n[S.STATE_LOST] + n[n[S.RULES_FATE] + a]]
        d[n[S.STATE_LOST] + a] = lost
        if d[n[S.VALUES_MADE] + a] + d[n[S.VALUES_ARRIVING] + a] > 0.0:
            d[n[S.STATE_GAIN] + a] *= 1.0 - lost
        wish = d[n[S.STATE_X] + a]
        d[n[S.STATE_X] + a] = 0.0
        add_activity(d, n, a, wish, m)


@compiled
def _ask_deliveries(d: Any, n: Any, m: int) -> None:
    """Ask for what demands are to get now, and for what they should have got before where it could be kept."""
    wanted = n[S.WANTED_DELIVERED] + m * n[S.DEMANDS]
    for one in range(n[S.DEMANDS]):
        d[n[S.STATE_BEHIND] + one] += d[wanted + one]
        patient = n[n[S.RULES_PATIENT] + one]
        wish = max(d[n[S.STATE_BEHIND] + one], 0.0) if patient else d[wanted + one]
        d[n[S.STATE_Z] + one] = wish
        d[n[S.STATE_USE] + n[n[S.RULES_ROW] + one]] += wish


@compiled
def _ready(d: Any, n: Any, a: int, built: float) -> float:
    """Give the capacity that is put to work: all of it, or whole machines once nearly all of one stands."""
    unit = d[n[S.CAPACITY_UNIT] + a]
    if unit <= 0.0:
        return built
    half_done = d[n[S.STATE_PROGRESS] + a] + built
    ready = min(half_done, math.floor(half_done / unit + _MISSING_PART) * unit)
    d[n[S.STATE_PROGRESS] + a] = half_done - ready
    return ready


@compiled
def _keep(d: Any, n: Any, m: int) -> None:
    """Write down the step: arrivals to come, capacity to come, stocks, what is still owed."""
    count, steps = n[S.ACTIVITIES], n[S.CLOCK_STEPS]
    for a in range(count):
        built, done = d[n[S.STATE_K] + a], d[n[S.STATE_X] + a]
        late = n[n[S.STATE_LATE] + a]
        if built > 0.0:
            d[n[S.STATE_UNBUILT] + a] -= built
            ready = _ready(d, n, a, built)
            if m + late < steps:
                d[n[S.STATE_STARTED] + (m + late) * count + a] += ready
        if done <= 0.0:
            continue
        for j in range(n[n[S.LATER_START] + a], n[n[S.LATER_START] + a + 1]):
            row = n[n[S.LATER_VARYING] + j]
            amount = d[n[S.LATER_AMOUNT] + j] if row < 0 else d[n[S.RULES_VARYING] + row * steps + m]
            place = ((m + n[n[S.LATER_OFFSET] + j]) % n[S.RING]) * n[S.BALANCES] + n[n[S.LATER_BALANCE] + j]
            d[n[S.STATE_ARRIVING] + place] += amount * done * d[n[S.STATE_GAIN] + a]
        d[n[S.STATE_OWED] + a] -= done * d[n[S.STATE_PRODUCED] + a] * (1.0 - d[n[S.STATE_LOST] + a])
    for b in range(n[S.BALANCES]):
        left = d[n[S.STATE_SUPPLY] + b] - d[n[S.STATE_USE] + b]
        d[n[S.STATE_STOCK] + b] = left if n[n[S.RULES_STORED] + b] else 0.0


@compiled
def _account(d: Any, n: Any, m: int) -> None:
    """Add the step to the results."""
    out, length = n[S.STATE_OUT], d[n[S.CLOCK_LENGTH]]
    spent, earned, brought, missing = 0.0, 0.0, 0.0, 0.0
    for a in range(n[S.ACTIVITIES]):
        done = d[n[S.STATE_X] + a]
        spent += d[n[S.VALUES_COST] + a] * done + d[n[S.VALUES_CAPITAL] + a] * d[n[S.STATE_K] + a]
        spent += d[n[S.VALUES_FIXED] + a] * d[n[S.STATE_ALIVE] + a] * length
        brought += d[n[S.VALUES_IMPORTED] + a] * done
        mass = d[n[S.VALUES_MADE] + a] + d[n[S.VALUES_ARRIVING] + a]
        missing += mass * done * (1.0 - d[n[S.STATE_GAIN] + a])
    value, backlog, told = 0.0, 0.0, 0.0
    for one in range(n[S.DEMANDS]):
        given = d[n[S.STATE_Z] + one]
        earned += d[n[S.VALUES_PRICE] + one] * given
        value += d[n[S.VALUES_GOAL] + one] * given
        told += d[n[S.VALUES_TOLD] + one] * given
        d[n[S.STATE_BEHIND] + one] -= given
        backlog += d[n[S.VALUES_DUE] + one] * d[n[S.STATE_BEHIND] + one]
        d[out + _FIXED + one] += given
    money = d[n[S.VALUES_MONEY]] * (spent - earned) + d[n[S.VALUES_MASS]] * brought
    d[out + _OBJECTIVE] += d[n[S.CLOCK_DISCOUNT] + m] * (value + money)
    d[out + _LATENESS] += length * backlog
    d[out + _SPENDING] += spent
    d[out + _INCOME] += earned
    d[out + _IMPORTED] += brought
    d[out + _MISSING] += missing
    d[out + _FIXED + n[S.DEMANDS] + n[n[S.CLOCK_YEAR] + m]] += told


@compiled
def step(d: Any, n: Any, m: int, seed: Any, sample: Any) -> int:
    """Carry one sample over one step; give the number of sweeps that sharing took."""
    _prepare(d, n, m, seed, sample)
    _wish_builds(d, n, m, seed, sample)
    _limit(d, n, m)
    _wish(d, n, m, seed, sample)
    _ask_deliveries(d, n, m)
    follow(d, n, m)
    sweeps = settle(d, n, m)
    trim(d, n, m)
    _keep(d, n, m)
    _account(d, n, m)
    return sweeps


@compiled
def run_batch(d: Any, n: Any, seed: Any, samples: Any, out: Any) -> None:
    """Carry samples over all steps, one after the other; `out` takes a row of results each."""
    results = out.shape[1]
    for row in range(len(samples)):
        begin(d, n, seed, samples[row], results)
        for m in range(n[S.CLOCK_STEPS]):
            step(d, n, m, seed, samples[row])
        for column in range(results):
            out[row, column] = d[n[S.STATE_OUT] + column]
