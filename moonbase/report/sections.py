"""Tables, and the sections that plugins add to a report: plain data without numerics."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cell", "Column", "Curve", "LinePlot", "Section", "Table"]

Cell = float | str | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        Machine name, such as ``"power"``.
    label
        What people read above it.
    unit
        SI unit of the numbers; empty for words.
    values
        One cell per row; None where there is nothing to say.
    display
        Unit for people; empty to choose one by size.
    """

    name: str
    label: str
    unit: str = ""
    values: tuple[Cell, ...] = ()
    display: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Columns of equal length with a title and an explanation."""

    title: str
    columns: tuple[Column, ...]
    note: str = ""

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.columns[0].values) if self.columns else 0

    def column(self, name: str) -> Column | None:
        """Find a column by its machine name."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One curve of a `LinePlot`: its name and its points in SI units, `x` and `y` of one length."""

    label: str
    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class LinePlot:
    """A figure that a plugin adds to the report as plain numbers; the report draws it.

    Attributes
    ----------
    title
        What it shows.
    x_label, y_label
        Names of the quantities.
    x_unit, y_unit
        SI units of the numbers; the report chooses those for people.
    curves
        At least one.
    log
        Whether the vertical axis is logarithmic.
    """

    title: str
    x_label: str
    y_label: str
    x_unit: str
    y_unit: str
    curves: tuple[Curve, ...]
    log: bool = False


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the report that a plugin adds."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    plots: tuple[LinePlot, ...] = ()
