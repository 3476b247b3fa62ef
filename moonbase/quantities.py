"""Text with a unit at the rim, SI floats inside.

This is the only module of the core that uses `astropy.units`, and it loads it only when a text has to be
converted. Money counts as a base unit of its own, ``USD``.
"""

from __future__ import annotations

import math
import re
import warnings
from functools import lru_cache
from typing import Any

from moonbase.errors import QuantityError

__all__ = ["convert", "dimension_matches", "format_quantity", "parse", "parse_date", "to_unit", "unit_scale"]

_NUMBER = re.compile(r"\s*([-+]?(?:\d[\d_]*\.?[\d_]*|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*?)\s*$", re.DOTALL)
_SECONDS_PER_DAY = 86400.0
_J2000_DAY = 2451545.0


@lru_cache(maxsize=1)
def _own_units() -> list[Any]:
    """Units that planners write and astropy lacks."""
    from astropy import units as u

    usd = u.def_unit("USD")
    watt_hour = {f"{prefix}Wh": factor * 3600 * u.J for prefix, factor in _PREFIXES.items()}
    money = {f"{prefix}USD": factor * usd for prefix, factor in _PREFIXES.items() if prefix}
    derived = {
        **watt_hour,
        **money,
        "month": u.yr / 12,
        "gee": 9.80665 * u.m / u.s**2,
        "ppm": 1e-6 * u.dimensionless_unscaled,
    }
    return [usd, *(u.def_unit(name, value) for name, value in derived.items())]


_PREFIXES = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
_ALIASES = {
    "years": "yr",
    "year": "yr",
    "days": "d",
    "months": "month",
    "hours": "h",
    "minutes": "min",
    "tonne": "t",
    "tonnes": "t",
}


@lru_cache(maxsize=4096)
def _unit(text: str) -> Any:
    from astropy import units as u

    name = re.sub("[A-Za-z]+", lambda word: _ALIASES.get(word.group(), word.group()), text.strip())
    name = name.replace("%", "percent").replace("²", "2").replace("³", "3").replace("·", " ")
    if name in ("", "1"):
        return u.dimensionless_unscaled
    with u.add_enabled_units(_own_units()), warnings.catch_warnings():
        warnings.simplefilter("ignore", u.UnitsWarning)
        try:
            return u.Unit(name)
        except (ValueError, TypeError) as error:
            hint = re.search(r"Did you mean ([^?]*)\?", str(error))
            raise QuantityError(
                f'"{text}" is not a unit', help=f"did you mean {hint.group(1)}?" if hint else None
            ) from None


@lru_cache(maxsize=4096)
def unit_scale(unit: str, target: str) -> float:
    """Give the factor that turns a number in `unit` into a number in `target`.

    Raises
    ------
    QuantityError
        If either text is not a unit or the two dimensions differ.
    """
    from astropy import units as u

    source, wanted = _unit(unit), _unit(target)
    try:
        return float(source.to(wanted))
    except u.UnitConversionError:
        raise QuantityError(
            f'"{unit or "a bare number"}" is not a unit of the same kind as "{target or "a pure number"}"'
        ) from None


def dimension_matches(unit: str, target: str) -> bool:
    """Tell whether two units measure the same kind of thing."""
    try:
        unit_scale(unit, target)
    except QuantityError:
        return False
    return True


@lru_cache(maxsize=65536)
def parse(text: str, unit: str) -> float:
    """Turn text with a unit into a float in `unit`.

    Parameters
    ----------
    text
        A number followed by a unit, such as ``"2.4 km/s"``.
    unit
        The wanted unit; by convention an SI one.

    Returns
    -------
    float
        The value [unit].

    Raises
    ------
    QuantityError
        If there is no number, the number is not finite, the unit is unknown, or it measures something else.

    Examples
    --------
    >>> parse("2.4 km/s", "m/s")
    2400.0
    >>> parse("1 kWh", "J")
    3600000.0
    >>> parse("5 %", "1")
    0.05
    """
    found = _NUMBER.match(text)
    if found is None:
        raise QuantityError(f'"{text}" does not start with a number')
    value = float(found.group(1).replace("_", ""))
    if not math.isfinite(value):
        raise QuantityError(f'"{text}" is not a finite number')
    result = value * unit_scale(found.group(2), unit)
    if not math.isfinite(result):
        raise QuantityError(f'"{text}" is too large')
    return _tidy(result)


def _tidy(value: float) -> float:
    """Remove the last-digit noise of a unit conversion."""
    return float(f"{value:.15g}")


def convert(value: float | str, unit: str) -> float:
    """Give a float in `unit` from a float already in it or from text with a unit."""
    return parse(value, unit) if isinstance(value, str) else float(value)


def to_unit(value: float, unit: str, target: str) -> float:
    """Convert a float from one unit into another.

    Examples
    --------
    >>> to_unit(3.6e6, "J", "kWh")
    1.0
    """
    return _tidy(value * unit_scale(unit, target))


def format_quantity(value: float, unit: str, *, digits: int = 4) -> str:
    """Write a value with its unit, short.

    Examples
    --------
    >>> format_quantity(2400.0, "m/s")
    '2400 m/s'
    """
    return f"{value:.{digits}g} {unit if unit != '1' else ''}".rstrip()


def parse_date(text: str) -> float:
    """Turn an ISO date into TDB seconds after J2000, to the day-level accuracy that planning needs.

    The 69 s between UTC and TDB and leap seconds are left out: planning periods are weeks long.

    Examples
    --------
    >>> parse_date("2000-01-01") / 86400
    -0.5
    """
    import datetime as dt

    try:
        day = dt.date.fromisoformat(text.strip())
    except ValueError:
        raise QuantityError(f'"{text}" is not a date; write year-month-day as in "2030-01-01"') from None
    return (day.toordinal() + 1721424.5 - _J2000_DAY) * _SECONDS_PER_DAY
