"""Where each array of the simulation lies in the two flat arrays that compiled code passes around.

Compiled functions hand over tuples of arrays one word at a time, hundreds of words per call; two flat arrays cost
nothing. ``d[n[At.X] + a]`` is element a of array ``x``.
"""

from __future__ import annotations

from enum import IntEnum, auto
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.forward.state import Fate, State
from moonbase.campaign.forward.tables import Tables

__all__ = ["At", "Packed", "pack"]


class At(IntEnum):
    """Numbers of the arrays; a name is that of the field in `Tables`, `Fate` or `State`, with the group in front."""

    ACTIVITIES = 0
    BALANCES = auto()
    DEMANDS = auto()
    RING = auto()
    FEDS = auto()
    CLOCK_STEPS = auto()
    CLOCK_LENGTH = auto()
    CLOCK_YEAR = auto()
    CLOCK_DISCOUNT = auto()
    TAKEN_START = auto()
    TAKEN_BALANCE = auto()
    TAKEN_AMOUNT = auto()
    TAKEN_VARYING = auto()
    TAKEN_OFFSET = auto()
    GIVEN_START = auto()
    GIVEN_BALANCE = auto()
    GIVEN_AMOUNT = auto()
    GIVEN_VARYING = auto()
    GIVEN_OFFSET = auto()
    LATER_START = auto()
    LATER_BALANCE = auto()
    LATER_AMOUNT = auto()
    LATER_VARYING = auto()
    LATER_OFFSET = auto()
    EQUIPMENT_START = auto()
    EQUIPMENT_BALANCE = auto()
    EQUIPMENT_AMOUNT = auto()
    EQUIPMENT_VARYING = auto()
    EQUIPMENT_OFFSET = auto()
    UPKEEP_START = auto()
    UPKEEP_BALANCE = auto()
    UPKEEP_AMOUNT = auto()
    UPKEEP_VARYING = auto()
    UPKEEP_OFFSET = auto()
    CAPACITY_HAS = auto()
    CAPACITY_AVAILABLE = auto()
    CAPACITY_RATIO = auto()
    CAPACITY_STANDING = auto()
    CAPACITY_START = auto()
    CAPACITY_OFFSET = auto()
    CAPACITY_VALUE = auto()
    CAPACITY_NOW = auto()
    CAPACITY_UNIT = auto()
    RULES_VARYING = auto()
    RULES_KEPT = auto()
    RULES_STORED = auto()
    RULES_STRICT = auto()
    RULES_ORDER = auto()
    RULES_START = auto()
    RULES_RANK = auto()
    RULES_KIND = auto()
    RULES_MEMBER = auto()
    RULES_AMOUNT = auto()
    RULES_AMOUNT_ROW = auto()
    RULES_FED = auto()
    RULES_FEED_START = auto()
    RULES_FEEDER = auto()
    RULES_FEED = auto()
    RULES_FOLLOWS = auto()
    RULES_GATE = auto()
    RULES_LAUNCHER = auto()
    RULES_OPEN = auto()
    RULES_USE = auto()
    RULES_CEILING = auto()
    RULES_WHOLE = auto()
    RULES_FATE = auto()
    RULES_ROW = auto()
    RULES_PATIENT = auto()
    WANTED_ACTIVITY = auto()
    WANTED_BUILT = auto()
    WANTED_DELIVERED = auto()
    VALUES_COST = auto()
    VALUES_CAPITAL = auto()
    VALUES_FIXED = auto()
    VALUES_IMPORTED = auto()
    VALUES_PRICE = auto()
    VALUES_GOAL = auto()
    VALUES_MONEY = auto()
    VALUES_MASS = auto()
    VALUES_MADE = auto()
    VALUES_ARRIVING = auto()
    VALUES_DUE = auto()
    VALUES_TOLD = auto()
    FATE_BETWEEN = auto()
    FATE_REPAIR = auto()
    FATE_SHARE = auto()
    FATE_LATE = auto()
    FATE_LOST = auto()
    FATE_SLIP = auto()
    FATE_WORST = auto()
    FATE_LIKELY = auto()
    FATE_BEST = auto()
    STATE_STOCK = auto()
    STATE_SUPPLY = auto()
    STATE_USE = auto()
    STATE_ARRIVING = auto()
    STATE_ALIVE = auto()
    STATE_STARTED = auto()
    STATE_MOST = auto()
    STATE_RUNNING = auto()
    STATE_KEPT_UP = auto()
    STATE_X = auto()
    STATE_K = auto()
    STATE_Z = auto()
    STATE_OWED = auto()
    STATE_UNBUILT = auto()
    STATE_BEHIND = auto()
    STATE_PROGRESS = auto()
    STATE_PRODUCED = auto()
    STATE_GAIN = auto()
    STATE_LOST = auto()
    STATE_LATE = auto()
    STATE_EVENT = auto()
    STATE_DRAWS = auto()
    STATE_DOWN = auto()
    STATE_OUT = auto()


class Packed(NamedTuple):
    """A simulation ready to run.

    Attributes
    ----------
    d, n
        Flat arrays; `n` begins with one number per `At`: a size or the place of an array.
    state
        The state as views into them.
    """

    d: NDArray[np.float64]
    n: NDArray[np.int64]
    state: State


def pack(tables: Tables, fate: Fate, state: State) -> Packed:
    """Lay tables, fate and room for a sample into two flat arrays."""
    capacity = tables.capacity
    groups = tables._asdict() | {
        "equipment": capacity.equipment,
        "upkeep": capacity.upkeep,
        "fate": fate,
        "state": state,
    }
    found = {
        f"{group}_{name}".upper(): np.asarray(value)
        for group, members in groups.items()
        for name, value in members._asdict().items()
        if not isinstance(value, tuple)
    }
    sizes = {
        "ACTIVITIES": len(capacity.has),
        "BALANCES": len(tables.rules.kept),
        "DEMANDS": len(tables.rules.row),
        "RING": len(state.arriving),
        "FEDS": len(tables.rules.fed),
        "CLOCK_STEPS": tables.clock.steps,
    }
    real = [slot for slot in At if slot.name not in sizes and found[slot.name].dtype == np.float64]
    whole = [slot for slot in At if slot.name not in sizes and found[slot.name].dtype != np.float64]
    n = np.zeros(len(At) + sum(found[slot.name].size for slot in whole), dtype=np.int64)
    d = np.zeros(sum(found[slot.name].size for slot in real))
    for slot in At:
        if slot.name in sizes:
            n[slot] = sizes[slot.name]
    places: dict[str, Any] = {}
    for slots, flat, place in ((real, d, 0), (whole, n, len(At))):
        for slot in slots:
            values = found[slot.name]
            n[slot] = place
            view = flat[place : place + values.size]
            view[:] = values.ravel()
            places[slot.name] = view.reshape(values.shape)
            place += values.size  # noqa: PLW2901 - the next array begins where this one ends
    return Packed(d, n, State(*(places[f"STATE_{name}".upper()] for name in State._fields)))
