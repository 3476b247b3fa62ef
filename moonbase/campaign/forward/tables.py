"""What the compiled simulation reads: a network and its plan as flat arrays on uniform steps.

Activities are numbered as in the network, balances too. A list of items per activity is cut out of flat arrays by a
pointer: the items of activity a are ``start[a]`` to ``start[a + 1]``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Capacities", "Clock", "Items", "Rules", "Tables", "Values", "Wanted"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Items(NamedTuple):
    """Amounts of balances per unit of each activity.

    Attributes
    ----------
    start
        Shape ``(n_activities + 1,)``.
    balance, amount
        Shape ``(n_items,)``; amounts are positive.
    varying
        Row of `Rules.varying` that replaces the amount, -1 where it is the same in every step.
    offset
        Steps from the activity to the flow.
    """

    start: Ints
    balance: Ints
    amount: Floats
    varying: Ints
    offset: Ints


class Clock(NamedTuple):
    """Steps: how many, how long [s], and the calendar year of each counted from the first."""

    steps: int
    length: float
    year: Ints
    discount: Floats


class Capacities(NamedTuple):
    """How capacity lives, by activity.

    Attributes
    ----------
    has
        Whether a capacity limits the activity.
    available
        Share of time that it runs [1].
    ratio, standing
        Share that is left after a step, and what was there at the start as the recursion adds it, shape
        ``(n_activities,)`` and ``(n_steps, n_activities)``; see `moonbase.planning.retention`.
    start, offset, value
        What capacity begun so many steps before adds in a step.
    now
        What capacity begun in a step adds in the same step.
    unit
        Size of one machine where only whole ones are built; 0 elsewhere.
    equipment, upkeep
        Per unit of capacity built, and per unit alive and second.
    """

    has: Flags
    available: Floats
    ratio: Floats
    standing: Floats
    start: Ints
    offset: Ints
    value: Floats
    now: Floats
    unit: Floats
    equipment: Items
    upkeep: Items


class Rules(NamedTuple):
    """Who gives way to whom.

    Attributes
    ----------
    varying
        Amounts that differ by step, shape ``(n_rows, n_steps)``.
    kept, stored, strict
        By balance: share of a stock that is kept over a step; whether there is a stock; whether a surplus can neither
        be kept nor thrown away.
    order
        Balances from the soil down to the payload.
    start, rank, kind, member, amount, amount_row
        Takers of each balance, those that give way first in front: rank; upkeep (0), activity (1), build (2) or
        delivery (3) of which member; how much of the balance one unit takes.
    fed, feed_start, feeder, feed
        Balances that cannot be stored and have followers, from the payload up to the soil; the activities that follow
        the need for each, and what a unit of them gives.
    follows
        By activity: whether it follows need instead of the plan.
    gate, launcher, open, use
        By activity its gate or -1; by gate the launcher, the open share of each step, the shots per unit.
    ceiling
        Most activity in each step, shape ``(n_steps, n_activities)``.
    whole
        Whether an activity comes in whole units.
    fate
        By activity the one whose loss draws it shares: purchases are lost with their flight.
    row, patient
        By demand: its balance, and whether what was not delivered may be delivered later.
    """

    varying: Floats
    kept: Floats
    stored: Flags
    strict: Flags
    order: Ints
    start: Ints
    rank: Ints
    kind: Ints
    member: Ints
    amount: Floats
    amount_row: Ints
    fed: Ints
    feed_start: Ints
    feeder: Ints
    feed: Floats
    follows: Flags
    gate: Ints
    launcher: Ints
    open: Floats
    use: Floats
    ceiling: Floats
    whole: Flags
    fate: Ints
    row: Ints
    patient: Flags


class Wanted(NamedTuple):
    """What the plan does in each step: activity, building, delivery; shape ``(n_steps, members)``."""

    activity: Floats
    built: Floats
    delivered: Floats


class Values(NamedTuple):
    """What things cost, weigh and are worth.

    Attributes
    ----------
    cost, capital, fixed, imported
        By activity: per unit, per unit of capacity built, per unit alive and second [USD], per unit [kg].
    price
        By demand [USD per unit].
    goal, money, mass
        Weights of the objective: of each demand's delivery, of spending less income, of imported mass.
    made, arriving
        Mass of what a unit of an activity gives at once and later [kg].
    due
        Weight of each demand's backlog in the lateness [1 per unit]; they make that of delivering nothing the mean time
        from planned delivery to the horizon.
    told
        Weight of each demand in the delivery by year.
    """

    cost: Floats
    capital: Floats
    fixed: Floats
    imported: Floats
    price: Floats
    goal: Floats
    money: float
    mass: float
    made: Floats
    arriving: Floats
    due: Floats
    told: Floats


class Tables(NamedTuple):
    """All of it."""

    clock: Clock
    taken: Items
    given: Items
    later: Items
    capacity: Capacities
    rules: Rules
    wanted: Wanted
    values: Values
