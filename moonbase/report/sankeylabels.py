"""Names in a Sankey diagram: written where there is room, the largest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from moonbase.report.drawing import shortened
from moonbase.report.streamsums import Link
from moonbase.report.units import human

__all__ = ["Spot", "Wanted", "label_width", "labelled", "told"]

_LETTER, _LONGEST = 6.4, 30


class Spot(NamedTuple):
    """A rectangle that is taken [px]."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Spot) -> bool:
        """Tell whether two rectangles share anything."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Wanted(NamedTuple):
    """A name with its amount, and where its left end and its line may stand, the best place first [px]."""

    name: str
    amount: str
    places: tuple[tuple[float, float], ...]


def label_width(name: str, amount: str) -> float:
    """Give the room that a name with its amount takes [px]."""
    return _LETTER * (len(shortened(name, _LONGEST)) + len(amount) + 1)


def labelled(wanted: Iterable[Wanted], taken: Sequence[Spot], width: float) -> Iterator[str]:
    """Write names where they meet neither a bar nor each other; who finds no room is told by hovering and in the table.

    Parameters
    ----------
    wanted
        Names, the most important first.
    taken
        Where bars stand.
    width
        Of the drawing [px].
    """
    spots = list(taken)
    for name, amount, places in wanted:
        room = label_width(name, amount)
        for left, base in places:
            spot = Spot(left, base - 10.0, left + room, base + 3.0)
            if left >= 0.0 and spot.right <= width and not any(spot.meets(other) for other in spots):
                spots.append(spot)
                yield (
                    f'<text class="halo" x="{left:.1f}" y="{base:.1f}">{escape(shortened(name, _LONGEST))} '
                    f'<tspan class="unit">{escape(amount)}</tspan></text>'
                )
                break


def told(link: Link, unit: str) -> str:
    """Say what a link carries."""
    return f"{link.start} → {link.end}: {human(link.amount, unit)} ({link.what})"
