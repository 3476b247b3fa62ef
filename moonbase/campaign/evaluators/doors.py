"""Where a factor enters a mission, and how its samples get in without reading the mission text again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.factor import Factor
from moonbase.mission.fields import ECONOMICS, LEG, SECTIONS
from moonbase.mission.raw import RawRate, per_second
from moonbase.mission.spec import Mission, Node, SupplyUse
from moonbase.models.catalogue import Catalogue
from moonbase.parameters.declare import Model, params_of
from moonbase.quantities import dimension_matches, split, unit_scale

__all__ = ["Door", "SampledRate", "enter", "find_door"]

Floats = NDArray[np.float64]

_NAMED = ("nodes", "supplies", "legs", "sites", "demands", "limits")
_AMOUNTS = ("rate", "amount", "most", "price")


@dataclass(frozen=True)
class SampledRate(RawRate):
    """An amount whose unit a model decides, with a number, or one per sample, beside its unit.

    Attributes
    ----------
    number
        In the unit of `text`, which holds a 1 with that unit.
    """

    number: Any = 0.0

    def si(self, unit: str) -> Any:
        """Convert into `unit`, as `RawRate` does."""
        return tidied(self.number * unit_scale(split(self.text)[1], unit))


def tidied(values: Any) -> Any:
    """Round to 15 digits, as quantities are when they are read from text."""
    if np.ndim(values) == 0:
        return float(f"{values:.15g}")
    return np.array([float(f"{value:.15g}") for value in values.tolist()])


@dataclass(frozen=True, kw_only=True)
class Door:
    """One factor's way into a checked mission.

    Attributes
    ----------
    column
        Its place among the study's factors.
    factor
        What is varied.
    section, name, key
        Where it stands in the mission: ``("nodes", "smelter", "heat_loss")``.
    of_model
        Whether it is a parameter of a model.
    target
        Unit that the mission holds it in; "" where a model decides that.
    lo, hi
        Allowed range; None for none.
    """

    column: int
    factor: Factor
    section: str
    name: str
    key: str
    of_model: bool
    target: str
    lo: float | None = None
    hi: float | None = None

    def numbers(self, values: Floats) -> Floats:
        """Turn samples into the numbers that reading them as text would give, shape ``(n_samples,)``."""
        written = values / self.factor.factor_si
        if not self.factor.unit or not self.target:
            return written
        return np.asarray(tidied(written * unit_scale(self.factor.unit, self.target)), dtype=float)

    def fits(self, numbers: Floats) -> NDArray[np.bool_]:
        """Tell which numbers a mission file may hold, shape ``(n_samples,)``."""
        good = np.isfinite(numbers)
        if self.lo is not None:
            good &= numbers >= self.lo
        if self.hi is not None:
            good &= numbers <= self.hi
        return good


def find_door(mission: Mission, catalogue: Catalogue, factor: Factor, column: int) -> Door | None:
    """Find where a factor enters; None if the mission has to be checked anew for each of its values.

    Parameters
    ----------
    mission
        Without the factor.
    catalogue
        Commodities of the installed plugins.
    factor, column
        The factor and its place among those of the study.
    """
    path = _path(mission, factor.name)
    if path is None or factor.choices or factor.unit == "date" or getattr(factor, "whole", False):
        return None
    section, name, key = path
    found = _FINDERS[section](mission, catalogue, name, key, factor) if section in _FINDERS else None
    if found is None:
        return None
    target, lo, hi = found
    if target and target != "1" and not dimension_matches(factor.unit, target):
        return None
    of_model = section in ("nodes", "supplies") and bool(target)
    return Door(
        column=column, factor=factor, section=section, name=name, key=key, of_model=of_model,
        target=target, lo=lo, hi=hi,
    )  # fmt: skip


def _path(mission: Mission, dotted: str) -> tuple[str, str, str] | None:
    first, *rest = dotted.split(".")
    if first in SECTIONS:
        return (first, *rest) if len(rest) == 2 else (first, "", *rest) if len(rest) == 1 else None  # type: ignore[return-value]
    homes = [section for section in _NAMED if first in getattr(mission, section)]
    return (homes[0], first, rest[0]) if len(homes) == 1 and len(rest) == 1 else None


_Found = tuple[str, float | None, float | None] | None


def _placed(mission: Mission, _catalogue: Catalogue, name: str, key: str, factor: Factor) -> _Found:
    item: Node | SupplyUse = mission.nodes[name] if name in mission.nodes else mission.supplies[name]
    for info in params_of(type(item.model)):
        if info.name == key:
            if info.kind not in ("quantity", "number") or getattr(item.model, key) is None:
                return None
            return info.unit, info.si(info.lo), info.si(info.hi)
    if key not in ("initial", "limit") or not isinstance(item, Node) or getattr(item, key) is None:
        return None
    return ("", 0.0, None) if bool(factor.unit) == (item.kind != "launcher") else None


def _demand(mission: Mission, catalogue: Catalogue, name: str, key: str, _factor: Factor) -> _Found:
    demand = mission.demands[name]
    if key not in _AMOUNTS or getattr(demand, key) is None:
        return None
    unit = _unit(catalogue, demand.commodity)
    price = "USD" if unit == "1" else f"USD/({unit})"
    return {"rate": per_second(unit), "most": per_second(unit), "amount": unit, "price": price}[key], 0.0, None


def _limit(mission: Mission, catalogue: Catalogue, name: str, key: str, factor: Factor) -> _Found:
    limit = mission.limits[name]
    if key not in ("most", "least"):
        return None
    raw = getattr(limit, f"raw_{key}")
    if raw is not None:
        return ("", 0.0, None) if dimension_matches(factor.unit, split(raw.text)[1]) else None
    if getattr(limit, key) is None:
        return None
    unit = _unit(catalogue, limit.of) if limit.quantity == "stock" else "USD" if limit.quantity == "cost" else "kg"
    return per_second(unit) if limit.per_time else unit, 0.0, None


def _unit(catalogue: Catalogue, commodity: str) -> str:
    known = catalogue.commodities
    return known[commodity].unit if commodity in known else "1"


def _leg(_mission: Mission, _catalogue: Catalogue, _name: str, key: str, _factor: Factor) -> _Found:
    info = LEG[key]
    return (info.unit, info.si(info.lo), info.si(info.hi)) if info.dimensioned else None


def _economics(_mission: Mission, _catalogue: Catalogue, _name: str, key: str, _factor: Factor) -> _Found:
    info = ECONOMICS[key]
    return info.unit, info.si(info.lo), info.si(info.hi)


_FINDERS = {
    "nodes": _placed,
    "supplies": _placed,
    "demands": _demand,
    "limits": _limit,
    "legs": _leg,
    "economics": _economics,
}


def enter(mission: Mission, entered: Sequence[tuple[Door, Any]]) -> Mission:
    """Put numbers, or arrays of samples, into a checked mission.

    Parameters
    ----------
    mission
        Without them.
    entered
        Doors with what goes through each: a number, or an array of shape ``(n_samples,)``.

    Raises
    ------
    ModelError
        If a model refuses a number.
    """
    places: dict[tuple[str, str], list[tuple[Door, Any]]] = {}
    for door, value in entered:
        places.setdefault((door.section, door.name), []).append((door, value))
    sections: dict[str, Any] = {}
    for (section, name), values in places.items():
        if section == "economics":
            sections.update({door.key: value for door, value in values})
            continue
        table = sections.setdefault(section, dict(getattr(mission, section)))
        table[name] = _changed(table[name], values)
    return replace(mission, **sections)


def _changed(item: Any, values: Sequence[tuple[Door, Any]]) -> Any:
    parameters = {door.key: value for door, value in values if door.of_model}
    held: dict[str, Any] = {"model": _with_parameters(item.model, parameters)} if parameters else {}
    for door, value in values:
        if door.of_model:
            continue
        key = f"raw_{door.key}" if door.section == "limits" and not door.target else door.key
        held[key] = value
        if not door.target:
            raw: RawRate = getattr(item, key)
            held[key] = SampledRate(f"1 {door.factor.unit}".strip(), raw.path, raw.source, raw.given, number=value)
    return replace(item, **held)


def _with_parameters(model: Model, values: Mapping[str, Any]) -> Model:
    """Build a model again. What it holds was checked when it was built, and ranges are those of the doors."""
    known = {info.name: getattr(model, info.name) for info in params_of(type(model))}
    if type(model).__post_init__ is not Model.__post_init__:  # checks of its own
        return type(model)(**{**known, **values})
    built: Model = object.__new__(type(model))
    for key, value in {**known, **values}.items():
        object.__setattr__(built, key, value)
    return built
