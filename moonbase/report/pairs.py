"""Two numbers side by side in one unit for people, with as many digits as it takes to tell them apart."""

from __future__ import annotations

import math

from moonbase.constants import YEAR
from moonbase.report.units import number, scale_for

__all__ = ["change", "pair", "pair_columns"]

_MOST_DIGITS = 6
_TIMES = 10.0


def pair(before: float | None, after: float | None, unit: str) -> str:
    """Write two values that share a unit: ``"1200 → 1300 USD/kg"``.

    Parameters
    ----------
    before, after
        In `unit`; None for a value that is not there.
    unit
        SI unit, also one that counts per capacity, such as ``"kg/(W)"``, ``"kg/(kg/s)"`` or, for what wears,
        ``"kg/(W)/s"``.

    Examples
    --------
    >>> pair(1200.0, 1300.0, "USD/kg")
    '1200 → 1300 USD/kg'
    >>> pair(0.00817, 0.00708, "m2/(W)")
    '8.17 → 7.08 m2/kW'
    >>> pair(1.4562e7, 1.4561e7, "W")
    '14.562 → 14.561 MW'
    """
    one, two, label = pair_columns(before, after, unit)
    return f"{one} → {two} {label}".rstrip()


def pair_columns(before: float | None, after: float | None, unit: str) -> tuple[str, str, str]:
    """Write two values and their unit; the same digits for both, more of them where three show no difference."""
    factor, head, tail = _for_people(unit)
    values = [None if value is None else value * factor for value in (before, after)]
    scale = scale_for(values, head)
    shown = [None if value is None else value / scale.factor for value in values]
    told = ["", ""]
    for digits in range(3, _MOST_DIGITS + 1):
        told = ["–" if value is None else number(value, digits=digits) for value in shown]
        if told[0] != told[1]:
            break
    return told[0], told[1], f"{scale.label}{tail}".strip()


def change(before: float | None, after: float | None) -> str:
    """Write a change: in percent, or how many times as much where that is easier to grasp; empty if there is none.

    Examples
    --------
    >>> change(100.0, 107.5), change(2.0, 713.0)
    ('+7.50%', '356.5 times')
    """
    if not before or after is None:
        return ""
    ratio = after / before
    if not math.isfinite(ratio):
        return ""
    return f"{number(ratio, digits=4)} times" if ratio >= _TIMES else f"{ratio - 1.0:+.2%}"


def _for_people(unit: str) -> tuple[float, str, str]:
    """Split a unit: the factor to what people count by, the unit whose prefix is chosen, and what follows it."""
    head, per, rest = unit.partition("/(")
    if per:
        each, _, tail = rest.partition(")")
        factor, words = _each(each)
        return (factor * YEAR, head, f"{words} a year") if tail == "/s" else (factor, head, words)
    if unit.endswith("/1"):
        return 1.0, unit.removesuffix("/1"), ""
    if unit == "J/s":
        return 1.0, "W", ""
    return (YEAR, unit.removesuffix("/s"), "/yr") if unit.endswith("/s") and unit != "m/s" else (1.0, unit, "")


def _each(capacity: str) -> tuple[float, str]:
    """Say "per capacity" as people do: per kilowatt, per tonne a year, per machine."""
    if capacity == "1":
        return 1.0, " each"
    if capacity == "W":
        return 1e3, "/kW"
    what = capacity.removesuffix("/s")
    if what == "kg":
        return 1e3 / YEAR, " per t/yr"
    return 1.0 / YEAR, f" per {'one' if what == '1' else what} a year"
