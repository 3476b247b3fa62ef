"""Numbers for people: units with prefixes, few digits, thousands set apart."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Scale", "capacity_unit", "human", "number", "per_year", "scale_for", "typeset"]

_THIN = "\u202f"
_POWER = re.compile(r"(?<!\w)([kcm]?m|s)([23])(?!\w)")
_YEAR = 365.25 * 86400.0
_SI = ((1.0, ""), (1e3, "k"), (1e6, "M"), (1e9, "G"), (1e12, "T"), (1e15, "P"), (1e18, "E"), (1e21, "Z"), (1e24, "Y"))
_PREFIXED = ("W", "FLOP", "FLOPS", "bit", "B", "Pa", "N", "Hz", "V", "A")
_LADDERS: dict[str, tuple[tuple[float, str], ...]] = {
    "kg": ((1e-6, "mg"), (1e-3, "g"), (1.0, "kg"), (1e3, "t"), (1e6, "kt"), (1e9, "Mt"), (1e12, "Gt")),
    "J": (
        (1.0, "J"),
        (1e3, "kJ"),
        (3.6e6, "kWh"),
        (3.6e9, "MWh"),
        (3.6e12, "GWh"),
        (3.6e15, "TWh"),
        (3.6e18, "PWh"),
    ),
    "USD": ((1.0, "USD"), (1e6, "million USD"), (1e9, "billion USD"), (1e12, "trillion USD")),
    "s": ((1e-3, "ms"), (1.0, "s"), (60.0, "min"), (3600.0, "h"), (86400.0, "d"), (_YEAR, "yr")),
    "m": ((1e-6, "µm"), (1e-3, "mm"), (1.0, "m"), (1e3, "km"), (1.495978707e11, "AU")),
    "m2": ((1e-4, "cm2"), (1.0, "m2"), (1e6, "km2")),
    "m/s": ((1e-3, "mm/s"), (1.0, "m/s"), (1e3, "km/s")),
    "rad": ((math.pi / 180.0, "°"),),
    "1": ((1.0, ""), (1e6, "million"), (1e9, "billion"), (1e12, "trillion")),
}


@dataclass(frozen=True)
class Scale:
    """A unit for people: SI value = shown value × `factor`."""

    factor: float
    label: str

    def __call__(self, value: float | None) -> str:
        """Write a value in this unit, without the unit."""
        return "–" if value is None else number(value / self.factor)

    def column(self, value: float | None, largest: float) -> str:
        """Write a value among others of which `largest` is the largest; what is dust beside it becomes (nearly) 0."""
        if value is None:
            return "–"
        if self.label == "%":
            return f"{value:.1f}" if abs(value) >= 0.05 or not value else "<0.1"
        if abs(value) <= 5e-4 * abs(largest):
            return "0" if abs(value) <= 1e-7 * abs(largest) else "≈0"
        shown = value / self.factor
        if 1e-4 <= abs(shown) < 1e-3:
            return f"{shown:.2g}"
        return number(shown, padded=self.label not in ("", "million", "billion"))


def _ladder(unit: str) -> tuple[tuple[float, str], ...]:
    if unit in _LADDERS:
        return _LADDERS[unit]
    if unit in _PREFIXED:
        return tuple((factor, prefix + unit) for factor, prefix in _SI)
    head, slash, tail = unit.partition("/")
    if slash and (head in _LADDERS or head in _PREFIXED):
        size, tail = (1 / 3.6e9, "MWh") if tail == "J" else (1.0, tail)
        return tuple((factor * size, f"{label}/{tail}") for factor, label in _ladder(head))
    return ((1.0, "" if unit == "1" else unit),)


def scale_for(values: Iterable[float | None], unit: str, display: str = "") -> Scale:
    """Choose one unit in which all values of a column read well.

    Parameters
    ----------
    values
        In `unit`.
    unit
        SI unit.
    display
        Unit for people that is preferred as long as the largest value stays between 1 and 100 000 in it.

    Returns
    -------
    Scale
        The largest unit in which the largest value is at least 1.
    """
    largest = max((abs(value) for value in values if value is not None and math.isfinite(value)), default=0.0)
    ladder = _ladder(unit)
    if display:
        wanted = next((step for step in ladder if step[1] == display), None)
        if wanted and (largest == 0 or 1.0 <= largest / wanted[0] < 1e5):
            return Scale(*wanted)
    if largest == 0:
        return Scale(*next((step for step in ladder if step[0] == 1.0), ladder[0]))
    fitting = [step for step in ladder if largest / step[0] >= 1.0 - 1e-9]
    return Scale(*(fitting[-1] if fitting else ladder[0]))


def number(value: float, *, padded: bool = False, digits: int = 3) -> str:
    """Write a number with about `digits` significant digits; `padded` keeps trailing zeros, for columns.

    Examples
    --------
    >>> number(1234567.0) == "1\u202f234\u202f567"
    True
    >>> number(0.012345)
    '0.0123'
    >>> number(12.0), number(12.0, padded=True)
    ('12', '12.0')
    >>> number(9.9996, padded=True)
    '10.0'
    """
    if not math.isfinite(value):
        return "∞" if value > 0 else "-∞" if value < 0 else "–"
    size = abs(value)
    if size < 1e-300:
        return "0"
    if size < 1e-3 or size >= 1e9:
        mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
        return f"{mantissa.rstrip('0').rstrip('.')}e{int(power)}"
    if size >= 1e4 or (size >= 1e3 and abs(value - round(value)) < 0.05):
        return f"{value:,.0f}".replace(",", _THIN) if size >= 1e4 else f"{value:.0f}"
    behind = max(0, digits - 1 - math.floor(math.log10(float(f"{size:.{digits - 1}e}"))))
    text = f"{value:.{behind}f}"
    return text.rstrip("0").rstrip(".") if "." in text and not padded else text


def human(value: float | None, unit: str, display: str = "") -> str:
    """Write one value with the unit that suits its size.

    Examples
    --------
    >>> human(1.5e6, "kg")
    '1.5 kt'
    >>> human(7.2e9, "J")
    '2 MWh'
    >>> human(2.5e9, "USD")
    '2.5 billion USD'
    """
    if value is None:
        return "–"
    if unit == "1" and abs(value) >= 1e15:
        return number(value)
    scale = scale_for((value,), unit, display)
    return f"{scale(value)} {scale.label}".rstrip()


def per_year(value: float, unit: str) -> tuple[float, str]:
    """Turn a rate per second into the rate that people use: watts for energy, else per year.

    Examples
    --------
    >>> per_year(2.0, "J")
    (2.0, 'W')
    >>> per_year(1.0, "kg")
    (31557600.0, 'kg/yr')
    """
    return (value, "W") if unit == "J" else (value * _YEAR, f"{unit}/yr")


def capacity_unit(unit: str) -> str:
    """Give the unit of a capacity from that of its activity: watts for energy, machines for time, else a rate.

    Examples
    --------
    >>> capacity_unit("J"), capacity_unit("s"), capacity_unit("kg")
    ('W', '1', 'kg/s')
    """
    return {"J": "W", "s": "1"}.get(unit, f"{unit}/s")


def typeset(text: str) -> str:
    """Write powers of units as print does, for pages and drawings.

    Examples
    --------
    >>> typeset("1.33 kW/m2 and 9.81 m/s2 of H2O")
    '1.33 kW/m² and 9.81 m/s² of H2O'
    """
    return _POWER.sub(lambda found: found[1] + {"2": "²", "3": "³"}[found[2]], text)
