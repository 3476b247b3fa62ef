"""Axes: where ticks stand and how values become pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from moonbase.report.units import number

__all__ = ["Axis", "labels", "linear", "logarithmic"]


@dataclass(frozen=True)
class Axis:
    """One direction of a chart.

    Attributes
    ----------
    low, high
        Values at the two ends, in what is drawn.
    start, end
        Pixels at the two ends.
    ticks
        Values with a tick.
    log
        Whether pixels follow the logarithm.
    """

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]
    log: bool = False

    def __call__(self, value: float) -> float:
        """Pixel of a value, held inside the axis."""
        if self.log:
            low, high, value = math.log10(self.low), math.log10(self.high), math.log10(max(value, self.low))
        else:
            low, high = self.low, self.high
        share = (value - low) / (high - low) if high > low else 0.0
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start), 2)


_SMALLEST = 1e-290
_POWERS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def labels(axis: Axis) -> tuple[str, ...]:
    """Write the ticks of an axis alike: as many decimals for each, or powers of ten where one of them needs it.

    Examples
    --------
    >>> labels(linear([0.0, 2.0], 0.0, 1.0))
    ('0', '0.5', '1.0', '1.5', '2.0')
    >>> labels(logarithmic([2e-4, 5.0], 0.0, 1.0))
    ('10⁻⁴', '10⁻³', '10⁻²', '10⁻¹', '1', '10')
    """
    size = max(map(abs, axis.ticks), default=0.0)
    if axis.log:
        if min(axis.ticks) >= 9e-4 and size < 1e6:
            return tuple(number(tick) for tick in axis.ticks)
        return tuple(_power(tick) for tick in axis.ticks)
    if size >= 1e4 or 0.0 < size < 1e-2:
        return tuple(number(tick) for tick in axis.ticks)
    behind = next((count for count in range(5) if all(_round(tick, count, size) for tick in axis.ticks)), 5)
    return tuple(f"{tick:.{behind}f}".replace("-", "−") if abs(tick) > 1e-9 * size else "0" for tick in axis.ticks)


def _power(tick: float) -> str:
    exponent = round(math.log10(tick))
    return {0: "1", 1: "10"}.get(exponent, f"10{str(exponent).translate(_POWERS)}")


def _round(value: float, count: int, size: float) -> bool:
    return abs(value - round(value, count)) <= 1e-9 * size


def linear(values: Sequence[float], start: float, end: float, *, count: int = 5, zero: bool = True) -> Axis:
    """Lay a linear axis with round ticks over values; `zero` makes it begin at 0."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < _SMALLEST:  # equal values, or so small that a tick could not be told from zero
        high = low + (abs(low) if abs(low) >= _SMALLEST else 1.0)
    step = _step((high - low) / count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if not zero:
        inside = [i * step for i in range(first, last + 1) if low - 1e-9 <= i * step <= high + 1e-9]
        return Axis(low, high, start, end, tuple(inside))
    ticks = tuple(index * step for index in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], start, end, ticks)


def _step(rough: float) -> float:
    """Round a step up to 1, 2, 2.5 or 5 times a power of ten."""
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * factor for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if rough <= size * factor * (1 + 1e-9))


def logarithmic(values: Sequence[float], start: float, end: float, *, decades: int = 6) -> Axis:
    """Lay a logarithmic axis over positive values, showing at most `decades` of them below the largest."""
    positive = [value for value in values if value > 0.0] or [1.0]
    top = math.ceil(math.log10(max(positive)) - 1e-9)
    bottom = max(math.floor(math.log10(min(positive)) + 1e-9), top - decades)
    if bottom == top:
        bottom -= 1
    ticks = tuple(10.0**power for power in range(bottom, top + 1))
    return Axis(ticks[0], ticks[-1], start, end, ticks, log=True)
