"""Read a gun from a TOML file: bucket and stages, in their own units."""

from __future__ import annotations

import dataclasses
import difflib
import sys
from pathlib import Path
from typing import Any, TypeVar

from moonbase.api import Model, ModelError
from moonbase_launchers.gun import Bucket, Gun, Stage
from moonbase_launchers.gun_parameters import BucketParameters, GunParameters, StageParameters
from moonbase_launchers.thick_coils import Section, self_inductance

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["read_gun"]

_M = TypeVar("_M", bound=Model)


def read_gun(path: Path) -> Gun:
    """Read a gun.

    Parameters
    ----------
    path
        TOML with ``speed`` and ``start``, a table ``[bucket]``, and ``[[stages]]`` in order along the barrel; names
        as in `gun_parameters`, dimensioned values as text with unit.

    Raises
    ------
    ModelError
        If the file cannot be read, or something in it is missing, unknown, in a wrong unit or out of range.
    """
    try:
        with path.open("rb") as file:
            text = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"cannot read {path}: {error}") from None
    rows, wound = text.pop("stages", None), text.pop("bucket", None)
    if not isinstance(rows, list) or not isinstance(wound, dict):
        raise ModelError(f"{path} is not a gun", help="give a [bucket] and at least one [[stages]]")
    start = _made(GunParameters, text, str(path))
    bucket = _made(BucketParameters, wound, f"{path}, bucket")
    stages: list[Stage] = []
    place = 0.0
    for number, row in enumerate(rows, start=1):
        one = _made(StageParameters, row, f"{path}, stages {number}")
        if one.count > 1 and one.pitch <= 0.0:
            raise ModelError(f"{path}, stages {number}: {one.count} stages lie in one place", help="give a pitch")
        for _ in range(one.count):
            stages.append(_stage(one, place))
            place += one.pitch
    return Gun(stages=tuple(stages), bucket=_bucket(bucket), start=start.start, speed=start.speed)


def _made(model: type[_M], row: dict[str, Any], where: str) -> _M:
    names = list(model.__annotations__)
    for key in row:
        if key not in names:
            close = difflib.get_close_matches(key, names, n=1)
            raise ModelError(
                f"{where}: there is no {key}",
                help=f"did you mean {close[0]}?" if close else f"known: {', '.join(names)}",
            )
    for field in dataclasses.fields(model):  # type: ignore[arg-type] # every model is a dataclass
        info = field.metadata["moonbase"]
        if info.dimensioned and isinstance(row.get(field.name), int | float):
            bare = row[field.name]
            raise ModelError(f"{where}: {field.name} = {bare} has no unit", help=f'write "{bare} {info.unit}"')
    try:
        made = model(**row)
    except ModelError as error:
        raise ModelError(f"{where}: {error.message}", help=error.help) from None
    missing = [name for name in names if getattr(made, name) is None]
    if missing:
        raise ModelError(f"{where}: {missing[0]} is missing")
    return made


def _section(radius: float, width: float, height: float) -> Section | None:
    if not (width and height):
        return None
    return Section(inner=radius - width / 2, outer=radius + width / 2, low=-height / 2, high=height / 2)


def _inductance(given: float, turns: float, section: Section | None) -> float:
    if given:
        return given
    if section is None:
        raise ModelError("a filament has no inductance of its own", help="give inductance, or width and height")
    return turns**2 * self_inductance(section)


def _stage(one: StageParameters, place: float) -> Stage:
    section = _section(one.radius, one.width, one.height)
    return Stage(
        position=place,
        trigger=place + one.trigger,
        radius=one.radius,
        turns=one.turns,
        inductance=_inductance(one.inductance, one.turns, section),
        resistance=one.resistance,
        capacitance=one.capacitance,
        voltage=one.voltage,
        section=section,
        crowbar=one.crowbar if one.switch == "crowbar" else None,
    )


def _bucket(one: BucketParameters) -> Bucket:
    section = _section(one.radius, one.width, one.height)
    return Bucket(
        mass=one.mass,
        radius=one.radius,
        turns=one.turns,
        inductance=_inductance(one.inductance, one.turns, section),
        resistance=one.resistance,
        current=one.current,
        constant_current=one.constant_current,
        section=section,
    )
