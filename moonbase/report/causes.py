"""The bottleneck figure: one row per cause, one mark per year."""

from __future__ import annotations

from moonbase.report.result import Bottleneck, Result
from moonbase.report.strips import Mark, Strip, strips
from moonbase.report.years import calendar_year

__all__ = ["CAUSES", "bottleneck_strips", "strength"]

CAUSES = ("capacity", "supply", "node limit", "window", "limit", "demand")
_MOST_ROWS = 14


def bottleneck_strips(result: Result, *, slim: bool = False) -> str:
    """Draw who held the plan back when; empty if nothing did."""
    rows: dict[tuple[str, str], list[Bottleneck]] = {}
    for found in result.bottlenecks:
        if found.share > 0.0:
            rows.setdefault((found.cause, found.name), []).append(found)
    if not rows:
        return ""
    ranked = sorted(rows.items(), key=lambda row: (-sum(found.share for found in row[1]), row[0]))[:_MOST_ROWS]
    ends = calendar_year(result.edges[0]), calendar_year(result.edges[-1])
    drawn = tuple(
        Strip(
            label=name,
            marks=tuple(
                Mark(
                    start=max(float(found.year), ends[0]),
                    end=min(found.year + 1.0, ends[1]),
                    text=f"{found.year}: {found.sentence}",
                    colour=_colour(cause),
                    strength=strength(found.share),
                )
                for found in marks
            ),
        )
        for (cause, name), marks in sorted(ranked, key=lambda row: (min(found.year for found in row[1]), row[0]))
    )
    used = sorted({_colour(cause) for (cause, _), _ in ranked})
    legend = tuple((colour, (*CAUSES, "other")[colour]) for colour in used)
    return strips("what held the plan back", drawn, ends, legend, slim=slim)


def strength(share: float) -> float:
    """Give the strength of colour for a share [1], so that the smallest is still seen."""
    return 0.25 + 0.75 * min(share, 1.0)


def _colour(cause: str) -> int:
    return CAUSES.index(cause) if cause in CAUSES else len(CAUSES)
