"""Small words about inputs and results."""

from __future__ import annotations

from collections.abc import Sequence

from moonbase.campaign.factor import Factor
from moonbase.campaign.statistics.regions import Bound
from moonbase.report.units import number

__all__ = ["bounds_text", "named", "text_of"]


def named(column: str) -> str:
    """Take the part behind the last point of a column's name.

    Examples
    --------
    >>> named("in.2031")
    '2031'
    """
    return column.rpartition(".")[2]


def text_of(factor: Factor, value: float) -> str:
    """Write a value of an input as the table shows it: in its unit, a choice by its word, a date as a year."""
    if factor.choices:
        return factor.choices[int(value)]
    if factor.unit == "date":
        return f"{value:.1f}"
    return f"{number(float(value))} {factor.unit}".rstrip()


def bounds_text(factors: Sequence[Factor], bounds: Sequence[Bound]) -> str:
    """Write the bounds of a box of inputs.

    Examples
    --------
    >>> bounds_text([Factor(name="price", unit="USD/kg"), Factor(name="kind", choices=("a", "b", "c"))],
    ...             [(0, 1500.0, True), (1, 1.5, False)])
    'price > 1500 USD/kg and kind is a or b'
    """
    words = []
    for index, threshold, above in bounds:
        factor = factors[index]
        if factor.choices:
            kept = [choice for place, choice in enumerate(factor.choices) if (place > threshold) == above]
            words.append(f"{factor.name} is {' or '.join(kept)}")
        else:
            words.append(f"{factor.name} {'>' if above else '≤'} {text_of(factor, threshold)}")
    return " and ".join(words) if words else "everywhere"
