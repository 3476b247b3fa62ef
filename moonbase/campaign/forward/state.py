"""What the compiled simulation writes: the state of one sample, and the fate that it meets."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.forward.tables import Tables

__all__ = ["Fate", "State", "make_state"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Fate(NamedTuple):
    """What can happen, by activity.

    Attributes
    ----------
    between, repair, share
        Mean time between outages and to repair [s], and the share of the capacity that an outage takes; no outages
        where `between` is 0.
    late
        Chance that a step's departures do not leave [1].
    lost
        Chance that one departure is lost [1].
    slip
        Mean slip of the start of capacity [s].
    worst, likely, best
        Triangular distribution of the yield, drawn once per sample [1].
    """

    between: Floats
    repair: Floats
    share: Floats
    late: Floats
    lost: Floats
    slip: Floats
    worst: Floats
    likely: Floats
    best: Floats


class State(NamedTuple):
    """Of one sample; the same arrays serve one sample after another.

    Attributes
    ----------
    stock, supply, use
        By balance: at the end of the step, what there is, what is asked of it.
    arriving
        Ring of arrivals, shape ``(n_ring, n_balances)``.
    alive, started
        Capacity of the step, and what starts to count from each step, shape ``(n_steps, n_activities)``.
    most, running, kept_up
        By activity: most that it can do in the step, share of the time not in outage, share of the upkeep met.
    x, k, z
        Activity, building and delivery of the step.
    owed, unbuilt, behind
        What the plan wanted by now and has not had: activity (of which only what was not lost counts), building,
        delivery.
    progress
        Capacity built that waits for the rest of its machine.
    produced, gain
        Yield of the sample, and what is left of an output in the step after yield and losses [1].
    lost
        Share of the step's departures that is lost.
    late
        Steps by which capacity begun now slips.
    event, draws, down
        Next change between running and outage [s], random numbers used, whether in outage.
    out
        Results: objective, lateness, spending, income, imported mass, lost mass, delivery by demand, then delivery of
        the goal by year.
    """

    stock: Floats
    supply: Floats
    use: Floats
    arriving: Floats
    alive: Floats
    started: Floats
    most: Floats
    running: Floats
    kept_up: Floats
    x: Floats
    k: Floats
    z: Floats
    owed: Floats
    unbuilt: Floats
    behind: Floats
    progress: Floats
    produced: Floats
    gain: Floats
    lost: Floats
    late: Ints
    event: Floats
    draws: Ints
    down: Ints
    out: Floats


FIXED = 6
"""Results before the deliveries: objective, lateness, spending, income, imported mass, lost mass."""


def make_state(tables: Tables) -> State:
    """Make room for a sample."""
    balances, activities = len(tables.rules.kept), len(tables.capacity.has)
    demands, years = len(tables.rules.row), int(tables.clock.year.max()) + 1
    ring = int(tables.later.offset.max(initial=0)) + 2

    def empty(size: int) -> Floats:
        return np.zeros(size)

    return State(
        stock=empty(balances),
        supply=empty(balances),
        use=empty(balances),
        arriving=np.zeros((ring, balances)),
        alive=empty(activities),
        started=np.zeros((tables.clock.steps, activities)),
        most=empty(activities),
        running=empty(activities),
        kept_up=empty(activities),
        x=empty(activities),
        k=empty(activities),
        z=empty(demands),
        owed=empty(activities),
        unbuilt=empty(activities),
        behind=empty(demands),
        progress=empty(activities),
        produced=empty(activities),
        gain=empty(activities),
        lost=empty(activities),
        late=np.zeros(activities, dtype=np.int64),
        event=empty(activities),
        draws=np.zeros(activities, dtype=np.int64),
        down=np.zeros(activities, dtype=np.int64),
        out=empty(FIXED + demands + years),
    )
