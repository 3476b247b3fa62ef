"""What may go wrong in a simulation, as a study says it, and what that means for each activity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.forward.state import Fate
from moonbase.errors import QuantityError, UsageError
from moonbase.graph.network import Activity, Network
from moonbase.parameters.closest import did_you_mean
from moonbase.quantities import parse

__all__ = ["Disturbances", "Outage", "fate_of", "read_disturbances"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Outage:
    """Random outages of a node, on top of the availability that its model declares.

    Attributes
    ----------
    between, repair
        Mean time between outages while it runs, and mean time to repair [s]; both exponentially distributed.
    share
        Share of the node's capacity that is out [1].
    """

    between: float
    repair: float
    share: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Disturbances:
    """What may go wrong, by name of a node, leg or supply; a name may be a pattern such as ``"*"``.

    Attributes
    ----------
    outages
        Of nodes.
    late
        Chance that what a leg or supply would launch in a step misses its window and waits for the next step [1].
    lost
        Chance that one payload of a leg, or one cargo flight of a supply, is lost [1].
    slips
        Mean slip between the start of building and the start of running, beyond the lead time [s]; exponential, in
        whole steps.
    yields
        ``(worst, likely, best)`` of a process: triangular, drawn once per sample; at most 1, the declared yield [1].
    """

    outages: Mapping[str, Outage] = field(default_factory=dict)
    late: Mapping[str, float] = field(default_factory=dict)
    lost: Mapping[str, float] = field(default_factory=dict)
    slips: Mapping[str, float] = field(default_factory=dict)
    yields: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)


def read_disturbances(options: Mapping[str, Any]) -> Disturbances:
    """Read the tables ``outages``, ``late``, ``lost``, ``slips`` and ``yields`` of a study's options.

    Raises
    ------
    UsageError
        If a value cannot be understood or lies outside its range.
    """

    def table(name: str, read: Callable[[str, Any], Any]) -> dict[str, Any]:
        return {key: read(f"simulate.{name}.{key}", value) for key, value in options.get(name, {}).items()}

    return Disturbances(
        outages=table("outages", _outage),
        late=table("late", _chance),
        lost=table("lost", _chance),
        slips=table("slips", _time),
        yields=table("yields", _yield),
    )


def _time(label: str, value: Any) -> float:
    try:
        found = parse(str(value), "s")
    except QuantityError as error:
        raise UsageError(f"{label} = {value!r}: {error.message}", help='write a time such as "3 months"') from None
    if found < 0.0:
        raise UsageError(f"{label} = {value!r} is negative")
    return found


def _chance(label: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.0 <= value < 1.0:
        raise UsageError(f"{label} = {value!r} is no chance", help="write a number from 0 to below 1")
    return float(value)


def _outage(label: str, value: Any) -> Outage:
    known = {"between", "repair", "share"}
    if not isinstance(value, Mapping) or not {"between", "repair"} <= set(value) <= known:
        raise UsageError(f"{label} = {value!r}", help='write { between = "2 yr", repair = "20 d", share = 1.0 }')
    share = value.get("share", 1.0)
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0.0 <= share <= 1.0:
        raise UsageError(f"{label}.share = {share!r} is no share", help="write a number from 0 to 1")
    between, repair = (_time(f"{label}.{name}", value[name]) for name in ("between", "repair"))
    if between <= 0.0 or repair <= 0.0:
        raise UsageError(f"{label}: both times must be positive")
    return Outage(between=between, repair=repair, share=float(share))


def _yield(label: str, value: Any) -> tuple[float, float, float]:
    numbers = value if isinstance(value, list | tuple) else []
    good = len(numbers) == 3 and all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers)
    if not good or not 0.0 < numbers[0] <= numbers[1] <= numbers[2] <= 1.0:
        raise UsageError(f"{label} = {value!r}", help="write [worst, likely, best] with 0 < worst ≤ likely ≤ best ≤ 1")
    return float(numbers[0]), float(numbers[1]), float(numbers[2])


def fate_of(network: Network, disturbances: Disturbances) -> Fate:
    """Give what can happen to each activity of a network.

    Raises
    ------
    UsageError
        If a name matches nothing that the disturbance could happen to.
    """

    def has_capacity(activity: Activity) -> bool:
        return activity.capacity is not None

    def departs(activity: Activity) -> bool:
        return activity.role in ("leg", "flight")

    def makes(activity: Activity) -> bool:
        return activity.role == "process"

    def column(label: str, table: Mapping[str, Any], able: Callable[[Activity], bool], none: Any) -> list[Any]:
        chosen = [none] * len(network.activities)
        for pattern, value in table.items():
            places = [
                place
                for place, each in enumerate(network.activities)
                if able(each) and (fnmatchcase(each.owner, pattern) or fnmatchcase(each.name, pattern))
            ]
            if not places:
                names = [each.owner for each in network.activities if able(each)]
                raise UsageError(f"simulate.{label}.{pattern} names nothing", help=did_you_mean(pattern, names))
            for place in places:
                chosen[place] = value
        return chosen

    outages = column("outages", disturbances.outages, has_capacity, Outage(between=0.0, repair=0.0))
    yields = column("yields", disturbances.yields, makes, (1.0, 1.0, 1.0))
    worst, likely, best = (np.array(one, dtype=float) for one in zip(*yields, strict=True))
    return Fate(
        between=np.array([one.between for one in outages], dtype=float),
        repair=np.array([one.repair for one in outages], dtype=float),
        share=np.array([one.share for one in outages], dtype=float),
        late=np.array(column("late", disturbances.late, departs, 0.0), dtype=float),
        lost=np.array(column("lost", disturbances.lost, departs, 0.0), dtype=float),
        slip=np.array(column("slips", disturbances.slips, has_capacity, 0.0), dtype=float),
        worst=worst,
        likely=likely,
        best=best,
    )
