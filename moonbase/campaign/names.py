"""Dotted names to inputs of a mission: what a factor means, its unit, its declaration and its value so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

from moonbase.errors import QuantityError
from moonbase.mission import fields
from moonbase.mission.locate import Path
from moonbase.mission.overrides import apply_overrides, resolve_name
from moonbase.mission.sheet import Sheet
from moonbase.mission.source import Source
from moonbase.mission.spec import Mission, Node, SupplyUse
from moonbase.mission.toml import loads
from moonbase.models.catalogue import Catalogue
from moonbase.parameters.check import RefusedError, check_value, display_unit
from moonbase.parameters.closest import did_you_mean
from moonbase.parameters.declare import Model, ParamInfo, params_of
from moonbase.quantities import split, unit_scale

__all__ = ["Input", "Inputs"]

_KEYS: Mapping[str, Mapping[str, ParamInfo]] = {
    "nodes": fields.NODE,
    "supplies": fields.SUPPLY,
    "time": fields.TIME,
    "economics": fields.ECONOMICS,
    "sites": fields.SITE,
    "legs": fields.LEG,
    "demands": fields.DEMAND,
    "limits": fields.LIMIT,
    "objective": fields.OBJECTIVE,
}


@dataclass(frozen=True, kw_only=True)
class Input:
    """One input that a study may vary.

    Attributes
    ----------
    name
        As the study calls it.
    info
        Its declaration; None for an amount whose unit only a model knows.
    unit
        Unit that people write; for an amount without a declaration that of its first value.
    nominal
        Value in the mission [SI]; None where it has none or it is no number.
    text
        The value as the mission wrote it, if it did.
    source, grade
        Where its declared distribution comes from.
    own
        Whether it belongs to what a plugin does with a sample, and not to the mission.
    """

    name: str
    info: ParamInfo | None
    unit: str = ""
    nominal: float | None = None
    text: str = ""
    source: str = "study"
    grade: str = "assumed"
    own: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether its values are words or flags."""
        return self.info is not None and self.info.kind in ("word", "flag")

    @property
    def factor_si(self) -> float:
        """SI value of one unit; 1 where the unit has no declaration."""
        if self.info is None or not self.info.dimensioned:
            return 1.0
        return unit_scale(self.unit, self.info.unit)

    def value(self, raw: Any, label: str) -> Any:
        """Convert a written value: a float in SI units, or a word.

        Raises
        ------
        RefusedError
            If it does not fit the declaration.
        """
        if self.info is not None:
            value = check_value(self.info, raw, label)
            return str(value).lower() if isinstance(value, bool) else value
        try:
            number, unit = split(raw if isinstance(raw, str) else repr(raw))
            return number * unit_scale(unit, self.unit)
        except QuantityError as error:
            raise RefusedError("M010", f"{label}: {error.message}", help=error.help or "") from None

    def with_unit_of(self, raw: Any) -> Input:
        """Take the unit from a written value, where no declaration gives one."""
        if self.info is not None or self.unit or not isinstance(raw, str):
            return self
        try:
            unit = split(raw)[1]
        except QuantityError:
            return self
        return Input(name=self.name, info=None, unit=unit, text=self.text)


class Inputs:
    """The inputs of one mission, by name.

    Parameters
    ----------
    mission
        The mission with the study's overrides.
    catalogue
        Its models.
    own
        Further inputs of what is done with a sample: parameters of a class that a plugin declares, or declarations by
        name.
    """

    def __init__(
        self,
        mission: Mission | None,
        catalogue: Catalogue,
        own: type[Model] | Mapping[str, ParamInfo] | None = None,
    ) -> None:
        self.mission = mission
        self._own = {info.name: info for info in params_of(own)} if isinstance(own, type) else dict(own or {})
        source = mission.source if mission else Source("", "")
        self._sheet = Sheet(source, loads(source), catalogue)
        if mission:
            apply_overrides(self._sheet, mission.overrides)

    def find(self, name: str) -> Input:
        """Give an input.

        Raises
        ------
        RefusedError
            If the mission has none of that name.
        """
        if name in self._own:
            return _own(self._own[name])
        if self.mission is None:
            raise RefusedError("M027", f"{name} names nothing", help=did_you_mean(name, self._own))
        self._sheet.findings.clear()
        self._sheet.override_name = ""
        path = resolve_name(self._sheet, name)
        if path is None:
            finding = self._sheet.findings[0]
            raise RefusedError("M027", finding.message.strip(), help=finding.help)
        return self._at(name, path)

    def has_own(self, name: str) -> bool:
        """Tell whether a name is one of those that the mission does not know."""
        return name in self._own

    def matching(self, pattern: str, grades: tuple[str, ...] = ()) -> list[Input]:
        """Give every parameter that declares a distribution and whose name matches, as ``smelter.*`` does."""
        found = [_own(info) for info in self._own.values()]
        if self.mission is not None:
            placed: dict[str, Node | SupplyUse] = {**self.mission.nodes, **self.mission.supplies}
            for name, item in placed.items():
                infos = params_of(type(item.model))
                found += [self._at(f"{name}.{info.name}", ("nodes", name, info.name)) for info in infos]
        return [
            item
            for item in found
            if fnmatchcase(item.name, pattern)
            and item.info is not None
            and item.info.distribution
            and (not grades or item.grade in grades)
        ]

    def _at(self, name: str, path: Path) -> Input:
        assert self.mission is not None
        section, key = str(path[0]), str(path[-1])
        placed: dict[str, Node | SupplyUse] = {**self.mission.nodes, **self.mission.supplies}
        item = placed.get(str(path[1])) if section in ("nodes", "supplies") and len(path) == 3 else None
        if item is not None:
            infos = {info.name: info for info in params_of(type(item.model))}
            if key in infos:
                return _declared(name, infos[key], item.origins[key].value)
            if key not in (*_KEYS[section], "initial", "limit"):
                known = [*infos, "initial", "limit"]
                raise RefusedError(
                    "M016", f'"{path[1]}" has no parameter "{key}"', help=did_you_mean(key, known)
                )  # fmt: skip
        info = _KEYS.get(section, {}).get(key)
        written: Any = self._sheet.data
        for part in path:
            written = written.get(part) if isinstance(written, dict) else None
        if info is None:
            return Input(name=name, info=None, text="" if written is None else str(written))
        try:
            nominal = None if written is None else check_value(info, written, name)
        except RefusedError:
            nominal = None
        return _declared(name, info, nominal)


def _own(info: ParamInfo) -> Input:
    return replace(_declared(info.name, info, info.si(info.default)), own=True)


def _unit(info: ParamInfo) -> str:
    if info.kind == "date":
        return "date"
    return display_unit(info) if info.kind in ("quantity", "number") else ""


def _declared(name: str, info: ParamInfo, value: Any) -> Input:
    if info.dated:
        info = replace(info, unit="date")
        value = info.si(value)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Input(
        name=name,
        info=info,
        unit=_unit(info),
        nominal=float(value) if number else None,
        text="" if number or value is None else str(value).lower() if isinstance(value, bool) else str(value),
        source=info.source,
        grade=info.grade,
    )
