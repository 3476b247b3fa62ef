"""The numbers of a chart as a table, for those who cannot see it or want them."""

from __future__ import annotations

from moonbase.report.sections import Column, Table
from moonbase.report.svg import Chart, Curve

__all__ = ["chart_table", "chart_told"]

_MOST_ROWS = 60
_SPOKEN = 3


def chart_table(what: Chart) -> Table:
    """Lay a chart out: one row per period, one column per curve; every n-th period of a long one.

    Numbers are in the unit of the chart's axis.
    """
    step = -(-len(what.names) // _MOST_ROWS)
    picked = range(0, len(what.names), step)
    columns = [Column(name="period", label="period", values=tuple(what.names[index] for index in picked))]
    columns += [
        Column(
            name=curve.label,
            label=curve.label,
            values=tuple(f"{curve.values[index] / what.scale.factor:.3g}" for index in picked),
        )
        for curve in what.curves
    ]
    note = f"In {what.scale.label}" if what.scale.label else ""
    more = f"every {step} periods; the Parquet tables hold all" if step > 1 else ""
    return Table(title=what.title, columns=tuple(columns), note=", ".join(part for part in (note, more) if part))


def chart_told(what: Chart) -> str:
    """Say in a sentence what a chart shows: how each of the largest curves begins, peaks and ends."""
    ranked = sorted(what.curves, key=lambda curve: -max(curve.values, default=0.0))
    parts = [_course(curve, what) for curve in ranked[:_SPOKEN] if curve.values]
    rest = len(ranked) - _SPOKEN
    more = f"; {rest} more in the table of numbers" if rest > 0 else ""
    return f"{'; '.join(parts)}{more}." if parts else ""


def _course(curve: Curve, what: Chart) -> str:
    top = max(range(len(curve.values)), key=lambda index: curve.values[index])
    first, last, most = (f"{what.scale(curve.values[index])} {what.scale.label}".rstrip() for index in (0, -1, top))
    return f"{curve.label}: {first} in {what.names[0]}, highest {most} in {what.names[top]}, {last} in {what.names[-1]}"
