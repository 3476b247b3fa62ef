"""The checked mission: frozen, in SI units, each value still knowing where it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from moonbase.mission.diagnostics import Diagnostic
from moonbase.mission.raw import RawRate
from moonbase.mission.source import Source
from moonbase.mission.stocks import Stock
from moonbase.models.site import Site
from moonbase.parameters.declare import Model

__all__ = [
    "Demand",
    "Leg",
    "Limit",
    "Mission",
    "Node",
    "Objective",
    "Origin",
    "Period",
    "Requirement",
    "SupplyUse",
]


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a parameter's value came from.

    Attributes
    ----------
    value
        In SI units, or a word or flag.
    text
        As written or declared.
    unit
        SI unit; ``"1"`` or empty for pure numbers and words.
    where
        ``"default"``, ``"preset NAME"``, ``"mission line 12"``, ``"--set"`` or ``"sample"``.
    source
        Citation behind it: the declaration's for a default, the preset's, or ``"mission"``.
    grade
        Grade of that source.
    """

    value: Any
    text: str
    unit: str
    where: str
    source: str
    grade: str


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A plugin that the mission needs: distribution or entry-point name and a version specifier."""

    plugin: str
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Period:
    """The time grid that was asked for.

    Attributes
    ----------
    kind
        ``"auto"``, ``"uniform"`` or ``"blocks"``.
    blocks
        ``(length [s], count)`` in order; one pair for a uniform grid.
    """

    kind: str = "auto"
    blocks: tuple[tuple[float, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Node:
    """A model with parameters, put at a site.

    Attributes
    ----------
    name
        As the mission calls it.
    kind
        Kind of the model.
    model_name
        Name of the model.
    model
        The model with its parameters in SI units.
    site
        Name of the site.
    origins
        Where each parameter came from.
    initial
        Capacity at the start, as written, None for none: ``initial.si("kg/s")`` for a process that counts
        kilograms, ``initial.si("1/s")`` for the assembly line of a payload, ``initial.si("1")`` for launchers.
    limit
        Highest capacity allowed, likewise; None for no limit.
    whole
        Whether capacity comes in whole machines.
    available_from
        Earliest date of building or running [TDB s after J2000]; None for the start.
    """

    name: str
    kind: str
    model_name: str
    model: Model
    site: str
    origins: Mapping[str, Origin] = field(default_factory=dict)
    initial: RawRate | None = None
    limit: RawRate | None = None
    whole: bool = False
    available_from: float | None = None


@dataclass(frozen=True, kw_only=True)
class SupplyUse:
    """A supply model used at a site for a list of commodities; `whole` asks for whole flights."""

    name: str
    model_name: str
    model: Model
    site: str
    commodities: tuple[str, ...]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Leg:
    """Payload + launcher + destination.

    Attributes
    ----------
    name, payload, launcher, to
        Names of the leg, of the payload node, of the launcher node and of the destination site.
    max_muzzle_speed, max_onboard_dv, max_time_of_flight
        Limits of the transfer [m/s], [m/s], [s].
    capture
        ``"payload"`` if the payload brakes at the destination itself, ``"destination"`` if it is caught there.
    burn
        ``"sphere"`` if the payload burns at the edge of the Moon's sphere of influence only, ``"cheapest"`` if it may
        burn right after release or at a perigee too.
    """

    name: str
    payload: str
    launcher: str
    to: str
    max_muzzle_speed: float = float("inf")
    max_onboard_dv: float = 500.0
    max_time_of_flight: float = 3.0 * 365.25 * 86400.0
    capture: str = "payload"
    burn: str = "sphere"


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Something that must or may be delivered at a site.

    Attributes
    ----------
    name, commodity, site
        What and where.
    rate
        Units per second that must be delivered between `start` and `end`; 0 for none.
    amount
        Units that must have been delivered by `end`; 0 for none.
    most
        Highest units per second that are taken; None for no limit.
    price
        Money received per unit [USD/unit].
    start, end
        Dates [TDB s after J2000]; None for the mission's.
    """

    name: str
    commodity: str
    site: str
    rate: float = 0.0
    amount: float = 0.0
    most: float | None = None
    price: float = 0.0
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A bound on something that the plan does.

    Attributes
    ----------
    name
        As the mission calls it.
    quantity
        ``"cost"``, ``"imported-mass"``, ``"activity"``, ``"capacity"``, ``"build"`` or ``"stock"``.
    of
        Node or supply (activity, capacity, build; optional for imported-mass) or commodity (stock).
    site
        Where, for stock.
    most, least
        Bounds; None for none. Per second if `per_time`, else over the whole span (for capacity and stock: at
        any time). Known here for cost, imported mass and stock; for activity, capacity and build `resolved` fills
        them in.
    per_time
        Whether the bounds are rates.
    raw_most, raw_least
        Bounds on activity, capacity and build as written: their unit is that of the node's activity.
    start, end
        Dates between which it holds; None for the mission's.
    """

    name: str
    quantity: str
    of: str = ""
    site: str = ""
    most: float | None = None
    least: float | None = None
    per_time: bool = False
    start: float | None = None
    end: float | None = None
    raw_most: RawRate | None = None
    raw_least: RawRate | None = None

    def resolved(self, unit: str, capacity_unit: str) -> Limit:
        """Fill in the bounds of a limit on activity, capacity or build; other limits are given back as they are.

        Parameters
        ----------
        unit
            SI unit of the node's activity; ``"1"`` for shots, payloads and flights.
        capacity_unit
            SI unit of its capacity: ``"kg/s"``, or ``"1"`` for launchers, which are counted.

        Raises
        ------
        MissionError
            If a bound is written in another kind of unit.
        """
        found = {name: raw for name, raw in (("most", self.raw_most), ("least", self.raw_least)) if raw is not None}
        if self.quantity != "activity":
            return replace(self, **{name: raw.si(capacity_unit) for name, raw in found.items()})  # type: ignore[arg-type]
        values = {name: raw.bound(unit) for name, raw in found.items()}
        bounds: dict[str, Any] = {name: value for name, (value, _) in values.items()}
        return replace(self, **bounds, per_time=any(flag for _, flag in values.values()))


@dataclass(frozen=True, kw_only=True)
class Objective:
    """What the plan is for.

    Attributes
    ----------
    sense
        ``"maximise"`` or ``"minimise"``.
    quantity
        A commodity for maximise; ``"cost"``, ``"imported-mass"`` or ``"date"`` for minimise.
    site
        Where the commodity is delivered.
    demand
        For ``"date"``: the name of the demand whose amount is to be met as early as possible.
    """

    sense: str
    quantity: str
    site: str = ""
    demand: str = ""


@dataclass(frozen=True, kw_only=True)
class Mission:
    """A mission that passed every check.

    Dates are TDB seconds after J2000; everything is in SI units and USD. `warnings` holds what the check found
    odd but not wrong.
    """

    source: Source
    name: str
    description: str = ""
    requires: tuple[Requirement, ...] = ()
    start: float = 0.0
    horizon: float = 0.0
    period: Period = field(default_factory=Period)
    discount_rate: float = 0.0
    sites: Mapping[str, Site] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)
    supplies: Mapping[str, SupplyUse] = field(default_factory=dict)
    legs: Mapping[str, Leg] = field(default_factory=dict)
    stocks: Mapping[str, Stock] = field(default_factory=dict)
    demands: Mapping[str, Demand] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    objective: Objective = field(default_factory=lambda: Objective(sense="minimise", quantity="cost"))
    overrides: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Diagnostic, ...] = ()
