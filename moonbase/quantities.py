"""Text with a unit at the rim, SI floats inside.

This is the only module of the core that uses `astropy.units`, and it loads it only when a unit has to be converted
whose factor does not stand in ``unit_factors.csv``: importing astropy takes longer than checking a mission. Money
counts as a base unit of its own, ``USD``.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

from moonbase.errors import QuantityError

__all__ = [
    "computed_scale",
    "convert",
    "date_text",
    "dimension_matches",
    "format_quantity",
    "parse",
    "parse_date",
    "split",
    "to_unit",
    "unit_scale",
]

_NUMBER = re.compile(r"\s*([-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\s*(.*?)\s*", re.DOTALL)
_DATE = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$")
_STRAY_DIGITS = re.compile(r"[,.' ]*[0-9](?!\s*/)")
_MAX_UNIT_LENGTH = 100
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
        **{f"{prefix}t": factor * u.t for prefix, factor in _PREFIXES.items() if prefix not in ("", "T")},
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

    if len(text) > _MAX_UNIT_LENGTH:
        raise QuantityError(f'"{text[:20]}..." is too long for a unit')
    name = re.sub("[A-Za-z]+", lambda word: _ALIASES.get(word.group(), word.group()), text.strip())
    name = name.replace("%", "percent").replace("²", "2").replace("³", "3").replace("·", " ")
    if name in ("", "1"):
        return u.dimensionless_unscaled
    with u.add_enabled_units(_own_units()), warnings.catch_warnings():
        warnings.simplefilter("ignore", u.UnitsWarning)
        try:
            unit = u.Unit(name)
        except Exception as error:  # noqa: BLE001 - the parser is fed what users type and fails in many ways
            hint = re.search(r"Did you mean ([^?]*)\?", str(error))
            raise QuantityError(
                f'"{text}" is not a unit', help=f"did you mean {hint.group(1)}?" if hint else None
            ) from None
    if not isinstance(unit, u.UnitBase):
        raise QuantityError(
            f'"{text}" is a logarithmic unit, which cannot be converted', help="write the number on a linear scale"
        )
    return unit


@lru_cache(maxsize=1)
def _everyday() -> dict[tuple[str, str], float]:
    """Factors that astropy was asked for once and for all, by `tools/unit_factors.py`; nan for two kinds of unit."""
    lines = Path(__file__).with_name("unit_factors.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split(",") for line in lines)
    return {(unit, target): float(factor) for unit, target, factor in rows}


@lru_cache(maxsize=4096)
def unit_scale(unit: str, target: str) -> float:
    """Give the factor that turns a number in `unit` into a number in `target`.

    Raises
    ------
    QuantityError
        If either text is not a unit or the two dimensions differ.
    """
    known = _everyday().get((unit, target), math.nan)
    return computed_scale(unit, target) if math.isnan(known) else known


def computed_scale(unit: str, target: str) -> float:
    """Give the same as `unit_scale`, from astropy.

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
        written = f'"{unit}"' if unit else "a bare number"
        wanted = f'a unit of the same kind as "{target}"' if target not in ("", "1") else "a pure number"
        raise QuantityError(f"{written} is not {wanted}") from None
    except (ArithmeticError, ValueError, TypeError):
        raise QuantityError(f'"{unit}" is too large or too small to be converted') from None


def dimension_matches(unit: str, target: str) -> bool:
    """Tell whether two units measure the same kind of thing."""
    if (unit, target) in _everyday():
        return not math.isnan(_everyday()[unit, target])
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
    value, written = split(text)
    result = value * unit_scale(written, unit)
    if not math.isfinite(result):
        raise QuantityError(f'"{text}" is too large')
    return _tidy(result)


def split(text: str) -> tuple[float, str]:
    """Split text into its number and its unit, which may be empty.

    Raises
    ------
    QuantityError
        If there is no number, or it is not finite, or it is followed by more digits.

    Examples
    --------
    >>> split("2.4 km/s")
    (2.4, 'km/s')
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise QuantityError(
            f'"{_short(text)}" does not start with a number', help='write a number and its unit: "2.4 km/s"'
        )
    value, unit = float(found.group(1).replace("_", "")), found.group(2)
    if not math.isfinite(value):
        raise QuantityError(f'"{_short(text)}" is not a finite number')
    if _STRAY_DIGITS.match(unit):
        raise QuantityError(
            f'"{_short(text)}" has something between its digits',
            help='write 12000 or 12_000, and a point for decimals: "1.5 kg"',
        )
    return value, unit


def _short(text: str) -> str:
    return text if len(text) <= 2 * _MAX_UNIT_LENGTH else f"{text[:_MAX_UNIT_LENGTH]}..."


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


def parse_date(text: str | dt.date) -> float:
    """Turn an ISO date, or a date object, into TDB seconds after J2000.

    Accurate to the day, which is what planning needs; a time of day is used, a time zone is converted.

    The 69 s between UTC and TDB and leap seconds are left out: planning periods are weeks long.

    Examples
    --------
    >>> parse_date("2000-01-01") / 86400
    -0.5
    """
    if isinstance(text, str):
        try:
            year, month, day_of_month = map(int, _DATE.findall(text.strip())[0])
            day = dt.date(year, month, day_of_month)
        except (ValueError, IndexError):
            raise QuantityError(f'"{_short(text)}" is not a date', help="write year-month-day: 2030-01-01") from None
    else:
        day = text
    seconds = 0.0
    if isinstance(day, dt.datetime):
        if day.tzinfo is not None:
            day = day.astimezone(dt.timezone.utc)
        seconds = day.hour * 3600 + day.minute * 60 + day.second + day.microsecond * 1e-6
    return (day.toordinal() + 1721424.5 - _J2000_DAY) * _SECONDS_PER_DAY + seconds


def date_text(seconds: float) -> str:
    """Write a date given in TDB seconds after J2000 as year-month-day.

    Examples
    --------
    >>> date_text(parse_date("2030-01-01"))
    '2030-01-01'
    """
    day = math.floor(seconds / _SECONDS_PER_DAY + _J2000_DAY - 1721424.5 + 1e-9)
    return dt.date.fromordinal(min(max(day, 1), dt.date.max.toordinal())).isoformat()
