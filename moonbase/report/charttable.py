"""The numbers of a chart as a table, for those who cannot see it or want them."""

from __future__ import annotations

from moonbase.report.sections import Column, Table
from moonbase.report.svg import Chart

__all__ = ["chart_table"]

_MOST_ROWS = 60


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
