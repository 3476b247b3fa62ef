"""One step's sharing of what there is: who gives way when a balance is short, compiled.

Everything only ever goes down, so the sharing ends: takers of a short balance give way by rank, within a rank all by
the same share; makers of what cannot be stored then follow the need that is left. `d` and `n` are the flat arrays of
`moonbase.campaign.forward.slots`.
"""

from __future__ import annotations

from typing import Any

from moonbase.campaign.forward.compiled import compiled
from moonbase.campaign.forward.slots import At

__all__ = ["add_activity", "add_build", "add_upkeep", "follow", "most", "settle", "trim"]

_UPKEEP, _ACTIVITY, _BUILD = 0, 1, 2
_CLOSE = 1e-12  # relative lack that counts as none
_PATIENCE = 40  # sweeps after which a rank that is short gives way altogether


@compiled
def add_activity(d: Any, n: Any, a: int, change: float, m: int) -> None:
    """Do more (or less) of an activity in step m."""
    d[n[At.STATE_X] + a] += change
    steps, varying = n[At.CLOCK_STEPS], n[At.RULES_VARYING]
    use, supply = n[At.STATE_USE], n[At.STATE_SUPPLY]
    for j in range(n[n[At.TAKEN_START] + a], n[n[At.TAKEN_START] + a + 1]):
        row = n[n[At.TAKEN_VARYING] + j]
        amount = d[n[At.TAKEN_AMOUNT] + j] if row < 0 else d[varying + row * steps + m]
        d[use + n[n[At.TAKEN_BALANCE] + j]] += change * amount
    made = change * d[n[At.STATE_GAIN] + a]
    for j in range(n[n[At.GIVEN_START] + a], n[n[At.GIVEN_START] + a + 1]):
        row = n[n[At.GIVEN_VARYING] + j]
        amount = d[n[At.GIVEN_AMOUNT] + j] if row < 0 else d[varying + row * steps + m]
        d[supply + n[n[At.GIVEN_BALANCE] + j]] += made * amount


@compiled
def add_build(d: Any, n: Any, a: int, change: float) -> None:
    """Build more (or less) capacity; without a lead time it stands at once."""
    d[n[At.STATE_K] + a] += change
    use = n[At.STATE_USE]
    for j in range(n[n[At.EQUIPMENT_START] + a], n[n[At.EQUIPMENT_START] + a + 1]):
        d[use + n[n[At.EQUIPMENT_BALANCE] + j]] += change * d[n[At.EQUIPMENT_AMOUNT] + j]
    if d[n[At.CAPACITY_NOW] + a] > 0.0 and n[n[At.STATE_LATE] + a] == 0:
        more = change * d[n[At.CAPACITY_NOW] + a]
        kept = d[n[At.STATE_KEPT_UP] + a] * more * d[n[At.CLOCK_LENGTH]]
        for j in range(n[n[At.UPKEEP_START] + a], n[n[At.UPKEEP_START] + a + 1]):
            d[use + n[n[At.UPKEEP_BALANCE] + j]] += kept * d[n[At.UPKEEP_AMOUNT] + j]
        d[n[At.STATE_ALIVE] + a] = max(d[n[At.STATE_ALIVE] + a] + more, 0.0)


@compiled
def add_upkeep(d: Any, n: Any, a: int, change: float) -> None:
    """Keep up a larger (or smaller) share of what is alive."""
    d[n[At.STATE_KEPT_UP] + a] += change
    kept = change * d[n[At.STATE_ALIVE] + a] * d[n[At.CLOCK_LENGTH]]
    for j in range(n[n[At.UPKEEP_START] + a], n[n[At.UPKEEP_START] + a + 1]):
        d[n[At.STATE_USE] + n[n[At.UPKEEP_BALANCE] + j]] += kept * d[n[At.UPKEEP_AMOUNT] + j]


@compiled
def most(d: Any, n: Any, a: int, m: int) -> Any:
    """Most that an activity with a capacity can do in step m."""
    time = d[n[At.CLOCK_LENGTH]] * d[n[At.STATE_RUNNING] + a]
    able = d[n[At.CAPACITY_AVAILABLE] + a] * d[n[At.STATE_ALIVE] + a] * time
    return min(d[n[At.RULES_CEILING] + m * n[At.ACTIVITIES] + a], able) * d[n[At.STATE_KEPT_UP] + a]


@compiled
def _hold(d: Any, n: Any, a: int, m: int) -> None:
    """Hold an activity within a capacity that became smaller."""
    able = most(d, n, a, m)
    if d[n[At.STATE_X] + a] > able:
        add_activity(d, n, a, able - d[n[At.STATE_X] + a], m)


@compiled
def _asked(d: Any, n: Any, i: int, m: int) -> Any:
    """How much taker i asks of its balance."""
    member, kind, row = n[n[At.RULES_MEMBER] + i], n[n[At.RULES_KIND] + i], n[n[At.RULES_AMOUNT_ROW] + i]
    amount = d[n[At.RULES_AMOUNT] + i] if row < 0 else d[n[At.RULES_VARYING] + row * n[At.CLOCK_STEPS] + m]
    if kind == _ACTIVITY:
        return d[n[At.STATE_X] + member] * amount
    if kind == _BUILD:
        return d[n[At.STATE_K] + member] * amount
    if kind == _UPKEEP:
        return d[n[At.STATE_KEPT_UP] + member] * d[n[At.STATE_ALIVE] + member] * amount * d[n[At.CLOCK_LENGTH]]
    return d[n[At.STATE_Z] + member]


@compiled
def _scale(d: Any, n: Any, i: int, left: float, m: int) -> None:
    """Leave taker i only a share of what it does."""
    member, kind = n[n[At.RULES_MEMBER] + i], n[n[At.RULES_KIND] + i]
    if kind == _ACTIVITY:
        add_activity(d, n, member, (left - 1.0) * d[n[At.STATE_X] + member], m)
    elif kind == _BUILD:
        add_build(d, n, member, (left - 1.0) * d[n[At.STATE_K] + member])
        _hold(d, n, member, m)
    elif kind == _UPKEEP:
        add_upkeep(d, n, member, (left - 1.0) * d[n[At.STATE_KEPT_UP] + member])
        _hold(d, n, member, m)
    else:
        change = (left - 1.0) * d[n[At.STATE_Z] + member]
        d[n[At.STATE_USE] + n[n[At.RULES_ROW] + member]] += change
        d[n[At.STATE_Z] + member] += change


@compiled
def _cut(d: Any, n: Any, b: int, m: int, hard: bool) -> bool:  # noqa: FBT001 - compiled code takes no keywords
    """Let takers of a short balance give way; tell whether any did."""
    use, supply, rank = n[At.STATE_USE] + b, n[At.STATE_SUPPLY] + b, n[At.RULES_RANK]
    i, end = n[n[At.RULES_START] + b], n[n[At.RULES_START] + b + 1]
    changed = False
    while i < end and d[use] - d[supply] > _CLOSE * d[use]:
        j, asked = i, 0.0
        while j < end and n[rank + j] == n[rank + i]:
            asked += _asked(d, n, j, m)
            j += 1
        if asked > 0.0:
            lack = d[use] - d[supply]
            left = 0.0 if hard or lack >= asked else 1.0 - lack / asked
            for taker in range(i, j):
                _scale(d, n, taker, left, m)
            changed = True
        i = j
    return changed


@compiled
def _stop_makers(d: Any, n: Any, b: int, m: int) -> bool:
    """Make less of what can neither be kept nor thrown away."""
    made, surplus = 0.0, d[n[At.STATE_SUPPLY] + b] - d[n[At.STATE_USE] + b]
    for again in range(2):
        left = max(0.0, 1.0 - surplus / made) if again and made > 0.0 else 1.0
        for a in range(n[At.ACTIVITIES]):
            for j in range(n[n[At.GIVEN_START] + a], n[n[At.GIVEN_START] + a + 1]):
                if n[n[At.GIVEN_BALANCE] + j] != b:
                    continue
                if again:
                    add_activity(d, n, a, (left - 1.0) * d[n[At.STATE_X] + a], m)
                else:
                    made += d[n[At.STATE_X] + a] * d[n[At.GIVEN_AMOUNT] + j] * d[n[At.STATE_GAIN] + a]
    return made > 0.0


@compiled
def settle(d: Any, n: Any, m: int) -> int:
    """Share out every balance until none is short; give the number of sweeps."""
    sweeps, changed = 0, True
    order, uses, supplies = n[At.RULES_ORDER], n[At.STATE_USE], n[At.STATE_SUPPLY]
    while changed:
        changed = False
        for place in range(n[At.BALANCES]):
            b = n[order + place]
            use, supply = d[uses + b], d[supplies + b]
            if use - supply > _CLOSE * use:
                changed = _cut(d, n, b, m, sweeps >= _PATIENCE) or changed
            elif n[n[At.RULES_STRICT] + b] and supply - use > _CLOSE * supply:
                changed = _stop_makers(d, n, b, m) or changed
        sweeps += 1
    return sweeps


@compiled
def follow(d: Any, n: Any, m: int) -> None:
    """Let makers of what cannot be stored meet the need: by plan share, then with what they have to spare."""
    wanted = n[At.WANTED_ACTIVITY] + m * n[At.ACTIVITIES]
    for p in range(n[At.FEDS]):
        b = n[n[At.RULES_FED] + p]
        need = d[n[At.STATE_USE] + b] - d[n[At.STATE_SUPPLY] + b]
        planned, able = 0.0, 0.0
        for j in range(n[n[At.RULES_FEED_START] + p], n[n[At.RULES_FEED_START] + p + 1]):
            a = n[n[At.RULES_FEEDER] + j]
            feed = d[n[At.RULES_FEED] + j] * d[n[At.STATE_GAIN] + a]
            planned += min(d[wanted + a], d[n[At.STATE_MOST] + a]) * feed
            able += d[n[At.STATE_MOST] + a] * feed
        if need <= 0.0 or able <= 0.0:
            continue
        share = min(1.0, need / planned) if planned > 0.0 else 0.0
        extra = min(1.0, (need - planned) / (able - planned)) if need > planned and able > planned else 0.0
        for j in range(n[n[At.RULES_FEED_START] + p], n[n[At.RULES_FEED_START] + p + 1]):
            a = n[n[At.RULES_FEEDER] + j]
            base = min(d[wanted + a], d[n[At.STATE_MOST] + a])
            add_activity(d, n, a, share * base + extra * (d[n[At.STATE_MOST] + a] - base), m)


@compiled
def trim(d: Any, n: Any, m: int) -> None:
    """Take followers back to the need that is left after sharing."""
    for p in range(n[At.FEDS]):
        b = n[n[At.RULES_FED] + p]
        surplus, made = d[n[At.STATE_SUPPLY] + b] - d[n[At.STATE_USE] + b], 0.0
        for j in range(n[n[At.RULES_FEED_START] + p], n[n[At.RULES_FEED_START] + p + 1]):
            a = n[n[At.RULES_FEEDER] + j]
            made += d[n[At.STATE_X] + a] * d[n[At.RULES_FEED] + j] * d[n[At.STATE_GAIN] + a]
        if made <= 0.0 or surplus <= _CLOSE * made:
            continue
        left = max(0.0, 1.0 - surplus / made)
        for j in range(n[n[At.RULES_FEED_START] + p], n[n[At.RULES_FEED_START] + p + 1]):
            a = n[n[At.RULES_FEEDER] + j]
            add_activity(d, n, a, (left - 1.0) * d[n[At.STATE_X] + a], m)
