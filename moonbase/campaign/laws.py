"""How an input varies, as a campaign file writes it, to a `Law`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from moonbase.campaign.factor import Factor
from moonbase.campaign.names import Input
from moonbase.campaign.study import Law, Varied
from moonbase.parameters.check import RefusedError
from moonbase.parameters.closest import did_you_mean

__all__ = ["LAW_KEYS", "varied"]

_COUNTS: Final = {
    "range": 2,
    "dates": 2,
    "uniform": 2,
    "loguniform": 2,
    "triangular": 3,
    "pert": 3,
    "normal": 2,
    "lognormal": 2,
}
_EXTRAS: Final = {
    "range": ("scale", "points"),
    "discrete": ("weights",),
    "normal": ("cut",),
    "lognormal": ("cut",),
}
_KINDS: Final = ("list", "discrete", *_COUNTS)
LAW_KEYS: Final = (*_KINDS, "scale", "points", "weights", "cut")
"""Words that a table under ``[vary]`` may hold."""

_BAD = "C001"


def varied(item: Input, raw: Any) -> Varied:
    """Read how one input varies.

    Parameters
    ----------
    item
        The input.
    raw
        ``"declared"``, a list of values, or a table with one of the laws.

    Raises
    ------
    RefusedError
        If it cannot be read; ``C001`` unless a value itself is wrong.
    """
    if raw in ("declared", {}):
        return _declared(item)
    table = {"list": raw} if isinstance(raw, list) else raw
    if not isinstance(table, Mapping):
        raise RefusedError(
            _BAD, f'{item.name} must be "declared", a list, or a table such as {{ uniform = [low, high] }}'
        )
    kind = _kind(item, table)
    values = table[kind]
    if not isinstance(values, list) or not values:
        raise RefusedError(_BAD, f"{item.name}: {kind} takes a list of values")
    item = item.with_unit_of(values[0])
    if item.is_choice:
        return _choice(item, kind, table)
    if kind in _COUNTS and len(values) != _COUNTS[kind]:
        words = {2: "two values", 3: "three values: lowest, most likely, highest"}[_COUNTS[kind]]
        raise RefusedError(_BAD, f"{item.name}: {kind} takes {words}, not {len(values)}")
    law = _law(item, "uniform" if kind == "dates" else kind, _numbers(item, kind, values), table)
    return Varied(factor=_factor(item), law=law, nominal=item.nominal)


def _declared(item: Input) -> Varied:
    if item.info is None or not item.info.distribution:
        raise RefusedError(
            _BAD,
            f"{item.name} declares no distribution",
            help="say how it varies: { triangular = [lowest, most likely, highest] }",
        )
    low, mode, high = (float(item.info.si(value)) for value in item.info.distribution)
    law = Law(kind="triangular", values=(low, mode, high))
    return Varied(factor=_factor(item), law=law, nominal=item.nominal, source=item.source, grade=item.grade)


def _factor(item: Input, choices: tuple[str, ...] = ()) -> Factor:
    whole = item.info is not None and item.info.kind == "integer"
    return Factor(name=item.name, unit=item.unit, factor_si=item.factor_si, choices=choices, whole=whole)


def _kind(item: Input, table: Mapping[str, Any]) -> str:
    for key in table:
        if key not in LAW_KEYS:
            raise RefusedError(_BAD, f'{item.name}: "{key}" is no way to vary', help=did_you_mean(key, LAW_KEYS))
    kinds = [key for key in table if key in _KINDS]
    if len(kinds) != 1:
        found = " and ".join(kinds) or "none"
        raise RefusedError(_BAD, f"{item.name} needs one way to vary and has {found}", help=", ".join(_KINDS))
    for key in table:
        if key != kinds[0] and key not in _EXTRAS.get(kinds[0], ()):
            raise RefusedError(_BAD, f'{item.name}: "{key}" does nothing beside "{kinds[0]}"')
    return kinds[0]


def _choice(item: Input, kind: str, table: Mapping[str, Any]) -> Varied:
    if kind not in ("list", "discrete"):
        raise RefusedError(_BAD, f"{item.name} is no number: it takes a list or discrete, not {kind}")
    texts = tuple(str(item.value(raw, item.name)) for raw in table[kind])
    if len(set(texts)) < len(texts):
        raise RefusedError(_BAD, f"{item.name} lists a value twice")
    law = Law(kind=kind, values=tuple(map(float, range(len(texts)))), weights=_weights(item, kind, len(texts), table))
    nominal = float(texts.index(item.text)) if item.text in texts else None
    return Varied(factor=_factor(item, texts), law=law, nominal=nominal)


def _numbers(item: Input, kind: str, values: Sequence[Any]) -> tuple[float, ...]:
    if kind == "lognormal":
        spread = values[1]
        if not isinstance(spread, int | float) or isinstance(spread, bool) or not 0 < spread < math.inf:
            raise RefusedError(
                _BAD,
                f"{item.name}: lognormal takes the median and the standard deviation of the logarithm, a number > 0",
            )
        return (float(item.value(values[0], item.name)), float(spread))
    if kind == "normal":
        return (float(item.value(values[0], item.name)), _spread(item, values[1]))
    return tuple(float(item.value(raw, item.name)) for raw in values)


def _spread(item: Input, raw: Any) -> float:
    """Convert a standard deviation, which may lie outside the range allowed to the value itself."""
    import dataclasses

    free = item.info and dataclasses.replace(item.info, lo=None, hi=None)
    if free is not None and free.kind == "date":
        free = dataclasses.replace(free, unit="s")
    spread = float(dataclasses.replace(item, info=free).value(raw, item.name))
    if not spread > 0:
        raise RefusedError(_BAD, f"{item.name}: the standard deviation must be above 0")
    return spread


def _law(item: Input, kind: str, values: tuple[float, ...], table: Mapping[str, Any]) -> Law:
    if kind in ("range", "uniform", "loguniform") and not values[0] < values[1]:
        raise RefusedError(_BAD, f"{item.name}: the first value must be below the second")
    if kind in ("triangular", "pert") and not (values[0] <= values[1] <= values[2] and values[0] < values[2]):
        raise RefusedError(_BAD, f"{item.name}: write lowest, most likely, highest, in this order")
    log = kind == "range" and _scale(item, table)
    if (kind in ("loguniform", "lognormal") or log) and not values[0] > 0:
        raise RefusedError(_BAD, f"{item.name}: a logarithmic law needs values above 0")
    lo, hi = _cut(item, table)
    return Law(
        kind=kind,
        values=values,
        weights=_weights(item, kind, len(values), table),
        points=_points(item, table),
        log=log,
        lo=lo,
        hi=hi,
    )


def _scale(item: Input, table: Mapping[str, Any]) -> bool:
    scale = table.get("scale", "linear")
    if scale not in ("linear", "log"):
        raise RefusedError("M020", f'{item.name}: scale = "{scale}" is neither "linear" nor "log"')
    return bool(scale == "log")


def _points(item: Input, table: Mapping[str, Any]) -> int:
    points = table.get("points", 0)
    if isinstance(points, bool) or not isinstance(points, int) or (points < 2 and "points" in table):
        raise RefusedError(_BAD, f"{item.name}: points must be a whole number of at least 2")
    return points


def _weights(item: Input, kind: str, count: int, table: Mapping[str, Any]) -> tuple[float, ...]:
    if kind != "discrete":
        return ()
    weights = table.get("weights", [1.0] * count)
    fine = isinstance(weights, list) and all(
        isinstance(one, int | float) and not isinstance(one, bool) and 0 <= one < math.inf for one in weights
    )
    if not fine or len(weights) != count or not sum(weights) > 0:
        raise RefusedError(_BAD, f"{item.name}: weights must be {count} numbers, none below 0 and not all 0")
    return tuple(float(one) / float(sum(weights)) for one in weights)


def _cut(item: Input, table: Mapping[str, Any]) -> tuple[float | None, float | None]:
    if "cut" not in table:
        declared = (item.info.si(item.info.lo), item.info.si(item.info.hi)) if item.info else (None, None)
        return declared if any(key in table for key in ("normal", "lognormal")) else (None, None)
    cut = table["cut"]
    if not isinstance(cut, list) or len(cut) != 2:
        raise RefusedError(_BAD, f"{item.name}: cut takes two values, lowest and highest")
    lo, hi = (float(item.value(raw, item.name)) for raw in cut)
    if not lo < hi:
        raise RefusedError(_BAD, f"{item.name}: the first value of cut must be below the second")
    return lo, hi
