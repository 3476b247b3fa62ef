"""Checks a written value against a declaration: type, unit, range, choices."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from moonbase.errors import MoonbaseError, QuantityError
from moonbase.parameters.closest import did_you_mean
from moonbase.parameters.declare import ParamInfo
from moonbase.quantities import date_text, dimension_matches, format_quantity, parse_date, split, to_unit

__all__ = ["RefusedError", "check_value", "display_unit"]

_BEYOND = 1e30
"""Largest number of a mission [SI]: thousands of Suns in watts, half a Sun in kilograms; solvers hold little more."""


class RefusedError(MoonbaseError):
    """A value does not fit its declaration.

    Attributes
    ----------
    code
        A key of `moonbase.mission.diagnostics.CODES`.
    notes
        Facts that help to understand it.
    """

    def __init__(self, code: str, message: str, *, help: str = "", notes: tuple[str, ...] = ()) -> None:  # noqa: A002
        super().__init__(message, help=help or None)
        self.code = code
        self.notes = notes


def check_value(info: ParamInfo, raw: Any, label: str) -> Any:
    """Check one written value.

    Parameters
    ----------
    info
        The declaration.
    raw
        What the mission says, as TOML gives it.
    label
        How messages name it, such as ``"nodes.digger.energy"``.

    Returns
    -------
    Any
        The value in the declared SI unit, or the word, flag, whole number or date [TDB s after J2000].

    Raises
    ------
    RefusedError
        If it does not fit; the code tells why.
    """
    return _CHECKS[info.kind](info, raw, label)


def display_unit(info: ParamInfo) -> str:
    """Give the unit people would write: that of the default if it is text, else the declared one."""
    for example in (info.default, info.lo, info.hi):
        if isinstance(example, str):
            return split(example)[1]
    return info.unit if info.dimensioned else ""


def _flag(_info: ParamInfo, raw: Any, label: str) -> bool:
    if not isinstance(raw, bool):
        raise _wrong_type(label, raw, "true or false")
    return raw


def _word(info: ParamInfo, raw: Any, label: str) -> str:
    if info.dated and isinstance(raw, dt.date):
        return raw.isoformat()[:10]
    if not isinstance(raw, str):
        raise _wrong_type(label, raw, "text in quotes")
    if not all(letter.isprintable() or letter in "\n\t" for letter in raw):
        raise RefusedError("M007", f"{label} contains control characters", help="remove them")
    if info.choices and raw not in info.choices:
        words = ", ".join(info.choices)
        raise RefusedError(
            "M020",
            f'{label} = "{raw}" is none of the allowed words',
            help=did_you_mean(raw, info.choices, otherwise=f"allowed: {words}"),
            notes=(f"allowed: {words}",),
        )
    return raw


def _integer(info: ParamInfo, raw: Any, label: str) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise _wrong_type(label, raw, "a whole number")
    _within(info, raw, label, "")
    return raw


def _number(info: ParamInfo, raw: Any, label: str) -> float:
    if isinstance(raw, str):
        return _text(info, raw, label)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _wrong_type(label, raw, "a number")
    _finite(raw, label)
    _within(info, float(raw), label, "")
    return float(raw)


def _quantity(info: ParamInfo, raw: Any, label: str) -> float:
    if isinstance(raw, str):
        return _text(info, raw, label)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _wrong_type(label, raw, "text with a number and a unit")
    _finite(raw, label)
    key = label.rpartition(".")[2]
    raise RefusedError(
        "M009",
        f"{label} = {raw} has no unit",
        help=f'write {key} = "{raw} {display_unit(info)}", or another unit of that kind',
    )


def _date(info: ParamInfo, raw: Any, label: str) -> float:
    if not isinstance(raw, str | dt.date):
        raise _wrong_type(label, raw, "a date, such as 2030-01-01")
    try:
        value = parse_date(raw)
    except (QuantityError, OverflowError) as error:
        raise RefusedError("M021", f"{label}: {error}", help="write year-month-day: 2030-01-01") from None
    for bound, word in ((info.lo, "before"), (info.hi, "after")):
        limit = info.si(bound)
        if limit is not None and (value < limit if word == "before" else value > limit):
            raise RefusedError("M021", f"{label} = {raw} is {word} {date_text(limit)}")
    return value


def _text(info: ParamInfo, raw: str, label: str) -> float:
    try:
        number, unit = split(raw)
        if info.dimensioned and not unit:
            return _quantity(info, int(number) if number.is_integer() else number, label)
        value = info.si(raw)
    except QuantityError as error:
        notes = (f"{label.rpartition('.')[2]} is measured in units like {display_unit(info) or '1'}",)
        raise RefusedError("M010", f"{label}: {error.message}", help=error.help or "", notes=notes) from None
    _within(info, value, label, unit)
    return float(value)


def _finite(raw: float, label: str) -> None:
    try:
        finite = math.isfinite(raw)
    except OverflowError:
        finite = False
    if not finite:
        raise RefusedError("M012", f"{label} is not a finite number")


def _within(info: ParamInfo, value: float, label: str, unit: str) -> None:
    if abs(value) > _BEYOND:
        raise RefusedError("M011", f"{label} = {_show(value, info, unit)} is beyond anything a mission can hold")
    lo, hi = info.si(info.lo), info.si(info.hi)
    if (lo is None or value >= lo) and (hi is None or value <= hi):
        return
    low, high = _show(lo, info, unit), _show(hi, info, unit)
    span = f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
    word, bound = ("below", low) if lo is not None and value < lo else ("above", high)
    raise RefusedError(
        "M011",
        f"{label} = {_show(value, info, unit)} is {word} the allowed {bound}",
        notes=(f"allowed: {span}", *([f"meaning: {info.doc}"] if info.doc else [])),
    )


def _show(value: float | None, info: ParamInfo, unit: str) -> str:
    if value is None:
        return ""
    if unit and info.unit and dimension_matches(info.unit, unit):
        return format_quantity(to_unit(value, info.unit, unit), unit, digits=6)
    return format_quantity(value, info.unit or "1", digits=6)


def _wrong_type(label: str, raw: Any, wanted: str) -> RefusedError:
    names = {
        str: "text",
        bool: "true or false",
        int: "a number",
        float: "a decimal number",
        list: "a list",
        dict: "a table",
    }
    found = names.get(type(raw), "a date or time")
    return RefusedError("M006", f"{label} must be {wanted}, not {found}")


_CHECKS = {
    "flag": _flag,
    "word": _word,
    "integer": _integer,
    "number": _number,
    "quantity": _quantity,
    "date": _date,
}
