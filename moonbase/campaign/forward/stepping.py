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
from moonbase.campaign.forward.slots import At

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
    d[n[At.STATE_STOCK] : n[At.STATE_OUT] + results] = 0.0
    for a in range(n[At.ACTIVITIES]):
        n[n[At.STATE_DRAWS] + a] = 1
        n[n[At.STATE_DOWN] + a] = 0
        n[n[At.STATE_LATE] + a] = 0
        produced = 1.0
        low, mode, high = d[n[At.FATE_WORST] + a], d[n[At.FATE_LIKELY] + a], d[n[At.FATE_BEST] + a]
        if low < high:
            u = uniform(seed, sample, _YIELD + a, 0)
            if u * (high - low) < mode - low:
                produced = low + math.sqrt(u * (high - low) * (mode - low))
            else:
                produced = high - math.sqrt((1.0 - u) * (high - low) * (high - mode))
        elif high < 1.0:
            produced = high
        d[n[At.STATE_PRODUCED] + a] = produced
        if d[n[At.FATE_BETWEEN] + a] > 0.0:
            d[n[At.STATE_EVENT] + a] = d[n[At.FATE_BETWEEN] + a] * exponential(seed, sample, _OUTAGE + a, 0)


@compiled
def _outage(d: Any, n: Any, a: int, m: int, seed: Any, sample: Any) -> Any:
    """Share of the step that the activity's capacity runs, outages taken off."""
    if d[n[At.FATE_BETWEEN] + a] <= 0.0:
        return 1.0
    event, draws, state = n[At.STATE_EVENT] + a, n[At.STATE_DRAWS] + a, n[At.STATE_DOWN] + a
    length = d[n[At.CLOCK_LENGTH]]
    now, end, down = m * length, (m + 1) * length, 0.0
    while d[event] < end:
        if n[state]:
            down += d[event] - now
        now = d[event]
        n[state] = 1 - n[state]
        mean = d[n[At.FATE_REPAIR] + a] if n[state] else d[n[At.FATE_BETWEEN] + a]
        d[event] += mean * exponential(seed, sample, _OUTAGE + a, n[draws])
        n[draws] += 1
    if n[state]:
        down += end - now
    return 1.0 - d[n[At.FATE_SHARE] + a] * down / length


@compiled
def _stand(d: Any, n: Any, a: int, m: int) -> Any:
    """Capacity alive in a step."""
    count = n[At.ACTIVITIES]
    alive = d[n[At.CAPACITY_RATIO] + a] * d[n[At.STATE_ALIVE] + a] + d[n[At.CAPACITY_STANDING] + m * count + a]
    for j in range(n[n[At.CAPACITY_START] + a], n[n[At.CAPACITY_START] + a + 1]):
        back = n[n[At.CAPACITY_OFFSET] + j]
        if back <= m:
            alive += d[n[At.CAPACITY_VALUE] + j] * d[n[At.STATE_STARTED] + (m - back) * count + a]
    return max(alive, 0.0)


@compiled
def _prepare(d: Any, n: Any, m: int, seed: Any, sample: Any) -> None:
    """Receive arrivals, let capacity age, meet outages."""
    ring = n[At.STATE_ARRIVING] + (m % n[At.RING]) * n[At.BALANCES]
    supply, use, stock, kept = n[At.STATE_SUPPLY], n[At.STATE_USE], n[At.STATE_STOCK], n[At.RULES_KEPT]
    for b in range(n[At.BALANCES]):
        d[supply + b] = d[stock + b] * d[kept + b] + d[ring + b]
        d[ring + b], d[use + b] = 0.0, 0.0
    x, k, kept_up, lost, late = n[At.STATE_X], n[At.STATE_K], n[At.STATE_KEPT_UP], n[At.STATE_LOST], n[At.STATE_LATE]
    gain, produced, running = n[At.STATE_GAIN], n[At.STATE_PRODUCED], n[At.STATE_RUNNING]
    has, alive = n[At.CAPACITY_HAS], n[At.STATE_ALIVE]
    for a in range(n[At.ACTIVITIES]):
        d[x + a], d[k + a], d[kept_up + a], d[lost + a] = 0.0, 0.0, 0.0, 0.0
        n[late + a] = 0
        d[gain + a], d[running + a] = d[produced + a], 1.0
        if n[has + a]:
            d[alive + a] = _stand(d, n, a, m)
            d[running + a] = _outage(d, n, a, m, seed, sample)


@compiled
def _wish_builds(d: Any, n: Any, m: int, seed: Any, sample: Any) -> None:
    """Ask for the capacity that the plan begins now or should have begun before, and for upkeep."""
    wanted = n[At.WANTED_BUILT] + m * n[At.ACTIVITIES]
    has, unbuilt = n[At.CAPACITY_HAS], n[At.STATE_UNBUILT]
    for a in range(n[At.ACTIVITIES]):
        if not n[has + a]:
            continue
        d[unbuilt + a] += d[wanted + a]
        wish = max(d[unbuilt + a], 0.0)
        if wish > 0.0:
            slip = d[n[At.FATE_SLIP] + a]
            if slip > 0.0:
                drawn = slip * exponential(seed, sample, _SLIP + a, m)
                n[n[At.STATE_LATE] + a] = math.floor(drawn / d[n[At.CLOCK_LENGTH]] + 0.5)
            add_build(d, n, a, wish)
        add_upkeep(d, n, a, 1.0)


@compiled
def _limit(d: Any, n: Any, m: int) -> None:
    """Count most of what each activity can do."""
    ceiling = n[At.RULES_CEILING] + m * n[At.ACTIVITIES]
    has, able, gates = n[At.CAPACITY_HAS], n[At.STATE_MOST], n[At.RULES_GATE]
    for a in range(n[At.ACTIVITIES]):
        d[able + a] = most(d, n, a, m) if n[has + a] else d[ceiling + a]
    for a in range(n[At.ACTIVITIES]):
        gate = n[gates + a]
        if gate < 0:
            continue
        launcher, row = n[n[At.RULES_LAUNCHER] + gate], gate * n[At.CLOCK_STEPS] + m
        if n[n[At.CAPACITY_HAS] + launcher]:
            time = d[n[At.CLOCK_LENGTH]] * d[n[At.STATE_RUNNING] + launcher] * d[n[At.RULES_OPEN] + row]
            shots = d[n[At.CAPACITY_AVAILABLE] + launcher] * d[n[At.STATE_ALIVE] + launcher] * time
            d[n[At.STATE_MOST] + a] = min(d[n[At.STATE_MOST] + a], shots / d[n[At.RULES_USE] + row])


@compiled
def _wish(d: Any, n: Any, m: int, seed: Any, sample: Any) -> None:
    """Ask for what the plan does now and what it is owed from before, within what can be done."""
    wanted = n[At.WANTED_ACTIVITY] + m * n[At.ACTIVITIES]
    follows, owed, able, whole = n[At.RULES_FOLLOWS], n[At.STATE_OWED], n[At.STATE_MOST], n[At.RULES_WHOLE]
    x, lost, gain, fate = n[At.STATE_X], n[At.STATE_LOST], n[At.STATE_GAIN], n[At.RULES_FATE]
    for a in range(n[At.ACTIVITIES]):
        if n[follows + a]:
            continue
        d[owed + a] += d[wanted + a]
        wish = min(max(d[owed + a], 0.0), d[able + a])
        if wish <= 0.0:
            continue
        late, chance = d[n[At.FATE_LATE] + a], d[n[At.FATE_LOST] + a]
        if late > 0.0 and uniform(seed, sample, _LATE + a, m) < late:
            wish = 0.0
        if n[whole + a]:
            wish = math.floor(wish + NEARLY)
        d[x + a] = wish
        if chance > 0.0 and wish > 0.0:
            d[lost + a] = binomial_share(chance, wish, uniform(seed, sample, _LOST + a, m))
    for a in range(n[At.ACTIVITIES]):
        wish = d[x + a]
        if wish <= 0.0:
            continue
        d[lost + a] = d[lost + n[fate + a]]
        if d[lost + a] > 0.0 and d[n[At.VALUES_MADE] + a] + d[n[At.VALUES_ARRIVING] + a] > 0.0:
            d[gain + a] *= 1.0 - d[lost + a]
        d[x + a] = 0.0
        add_activity(d, n, a, wish, m)


@compiled
def _ask_deliveries(d: Any, n: Any, m: int) -> None:
    """Ask for what demands are to get now, and for what they should have got before where it could be kept."""
    wanted = n[At.WANTED_DELIVERED] + m * n[At.DEMANDS]
    for one in range(n[At.DEMANDS]):
        d[n[At.STATE_BEHIND] + one] += d[wanted + one]
        patient = n[n[At.RULES_PATIENT] + one]
        wish = max(d[n[At.STATE_BEHIND] + one], 0.0) if patient else d[wanted + one]
        d[n[At.STATE_Z] + one] = wish
        d[n[At.STATE_USE] + n[n[At.RULES_ROW] + one]] += wish


@compiled
def _ready(d: Any, n: Any, a: int, built: float) -> Any:
    """Give the capacity that is put to work: all of it, or whole machines once nearly all of one stands."""
    unit = d[n[At.CAPACITY_UNIT] + a]
    if unit <= 0.0:
        return built
    half_done = d[n[At.STATE_PROGRESS] + a] + built
    ready = min(half_done, math.floor(half_done / unit + _MISSING_PART) * unit)
    d[n[At.STATE_PROGRESS] + a] = half_done - ready
    return ready


@compiled
def _keep(d: Any, n: Any, m: int) -> None:
    """Write down the step: arrivals to come, capacity to come, stocks, what is still owed."""
    count, steps = n[At.ACTIVITIES], n[At.CLOCK_STEPS]
    x, k = n[At.STATE_X], n[At.STATE_K]
    for a in range(count):
        built, done = d[k + a], d[x + a]
        if built > 0.0:
            late = n[n[At.STATE_LATE] + a]
            d[n[At.STATE_UNBUILT] + a] -= built
            ready = _ready(d, n, a, built)
            if m + late < steps:
                d[n[At.STATE_STARTED] + (m + late) * count + a] += ready
        if done <= 0.0:
            continue
        for j in range(n[n[At.LATER_START] + a], n[n[At.LATER_START] + a + 1]):
            row = n[n[At.LATER_VARYING] + j]
            amount = d[n[At.LATER_AMOUNT] + j] if row < 0 else d[n[At.RULES_VARYING] + row * steps + m]
            place = ((m + n[n[At.LATER_OFFSET] + j]) % n[At.RING]) * n[At.BALANCES] + n[n[At.LATER_BALANCE] + j]
            d[n[At.STATE_ARRIVING] + place] += amount * done * d[n[At.STATE_GAIN] + a]
        d[n[At.STATE_OWED] + a] -= done * d[n[At.STATE_PRODUCED] + a] * (1.0 - d[n[At.STATE_LOST] + a])
    supply, use, stock, stored = n[At.STATE_SUPPLY], n[At.STATE_USE], n[At.STATE_STOCK], n[At.RULES_STORED]
    for b in range(n[At.BALANCES]):
        d[stock + b] = d[supply + b] - d[use + b] if n[stored + b] else 0.0


@compiled
def _account(d: Any, n: Any, m: int) -> None:
    """Add the step to the results."""
    out, length = n[At.STATE_OUT], d[n[At.CLOCK_LENGTH]]
    spent, earned, brought, missing = 0.0, 0.0, 0.0, 0.0
    x, k, alive, capital, fixed = (
        n[At.STATE_X],
        n[At.STATE_K],
        n[At.STATE_ALIVE],
        n[At.VALUES_CAPITAL],
        n[At.VALUES_FIXED],
    )
    for a in range(n[At.ACTIVITIES]):
        done = d[x + a]
        spent += d[capital + a] * d[k + a] + d[fixed + a] * d[alive + a] * length
        if done <= 0.0:
            continue
        spent += d[n[At.VALUES_COST] + a] * done
        brought += d[n[At.VALUES_IMPORTED] + a] * done
        mass = d[n[At.VALUES_MADE] + a] + d[n[At.VALUES_ARRIVING] + a]
        missing += mass * done * (1.0 - d[n[At.STATE_GAIN] + a])
    value, backlog, told = 0.0, 0.0, 0.0
    for one in range(n[At.DEMANDS]):
        given = d[n[At.STATE_Z] + one]
        earned += d[n[At.VALUES_PRICE] + one] * given
        value += d[n[At.VALUES_GOAL] + one] * given
        told += d[n[At.VALUES_TOLD] + one] * given
        d[n[At.STATE_BEHIND] + one] -= given
        backlog += d[n[At.VALUES_DUE] + one] * d[n[At.STATE_BEHIND] + one]
        d[out + _FIXED + one] += given
    money = d[n[At.VALUES_MONEY]] * (spent - earned) + d[n[At.VALUES_MASS]] * brought
    d[out + _OBJECTIVE] += d[n[At.CLOCK_DISCOUNT] + m] * (value + money)
    d[out + _LATENESS] += length * backlog
    d[out + _SPENDING] += spent
    d[out + _INCOME] += earned
    d[out + _IMPORTED] += brought
    d[out + _MISSING] += missing
    d[out + _FIXED + n[At.DEMANDS] + n[n[At.CLOCK_YEAR] + m]] += told


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
        for m in range(n[At.CLOCK_STEPS]):
            step(d, n, m, seed, samples[row])
        for column in range(results):
            out[row, column] = d[n[At.STATE_OUT] + column]
