"""Sizes of disturbances as inputs that a study varies: ``simulate.late.throw``, ``simulate.outages.driver.repair``."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any, Final

from moonbase.parameters.declare import ParamInfo

__all__ = ["PREFIX", "disturbance_inputs", "with_sizes"]

PREFIX: Final = "simulate."
_SURE: Final = 1.0 - 1e-9
_YIELDS: Final = ("worst", "likely", "best")


def disturbance_inputs(options: Mapping[str, Any]) -> dict[str, ParamInfo]:
    """Declare every size that the table ``[simulate]`` of a study gives, by dotted name.

    What has the wrong form is left out: `moonbase.campaign.forward.disturbance.read_disturbances` refuses it.
    """
    found: list[ParamInfo] = []
    for table in ("late", "lost"):
        found += [_share(f"{table}.{name}", value, most=_SURE) for name, value in _items(options, table)]
    found += [_time(f"slips.{name}", value, least="0 s") for name, value in _items(options, "slips")]
    for name, value in _items(options, "outages"):
        if isinstance(value, Mapping):
            found += [_time(f"outages.{name}.{key}", value[key]) for key in ("between", "repair") if key in value]
            found.append(_share(f"outages.{name}.share", value.get("share", 1.0)))
    for name, value in _items(options, "yields"):
        if isinstance(value, list | tuple) and len(value) == len(_YIELDS):
            found += [
                _share(f"yields.{name}.{word}", number, least=1e-6) for word, number in zip(_YIELDS, value, strict=True)
            ]
    return {info.name: info for info in found}


def _items(options: Mapping[str, Any], table: str) -> Iterable[tuple[str, Any]]:
    entries = options.get(table)
    return entries.items() if isinstance(entries, Mapping) else ()


def _share(name: str, value: Any, *, least: float = 0.0, most: float = 1.0) -> ParamInfo:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
    return _info(name, default=number, unit="1", lo=least, hi=most)


def _time(name: str, value: Any, *, least: str = "1 s") -> ParamInfo:
    return _info(name, default=value if isinstance(value, str) else "1 d", unit="s", lo=least)


def _info(name: str, **facts: Any) -> ParamInfo:
    return ParamInfo(name=f"{PREFIX}{name}", doc="Size of a disturbance.", source="study", grade="assumed", **facts)


def with_sizes(options: Mapping[str, Any], sizes: Mapping[str, float]) -> dict[str, Any]:
    """Put sizes into the table ``[simulate]``.

    Parameters
    ----------
    options
        The table.
    sizes
        SI values by dotted name, as `disturbance_inputs` names them.

    Examples
    --------
    >>> with_sizes({"late": {"throw": 0.1}}, {"simulate.late.throw": 0.25})
    {'late': {'throw': 0.25}}
    """
    found = {name: copy.deepcopy(value) for name, value in options.items()}
    for name, value in sizes.items():
        table, _, rest = name.removeprefix(PREFIX).partition(".")
        if table in ("late", "lost"):
            found[table][rest] = value
        elif table == "slips":
            found[table][rest] = f"{value!r} s"
        else:
            owner, _, key = rest.rpartition(".")
            entry = found[table][owner]
            if table == "yields":
                found[table][owner] = [value if word == key else old for word, old in zip(_YIELDS, entry, strict=True)]
            else:
                entry[key] = value if key == "share" else f"{value!r} s"
    return found
