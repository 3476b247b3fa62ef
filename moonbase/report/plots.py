"""What a figure is: drawings that stand on paper, what a browser can make of them, and the numbers in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moonbase.report.sections import Table

__all__ = ["Figure", "Plot"]


@dataclass(frozen=True, kw_only=True)
class Plot:
    """One drawing.

    Attributes
    ----------
    name
        Machine name, unique within a report: anchor in the page and stem of the exported file.
    title
        What it shows; read aloud by screen readers.
    svg
        The drawing as SVG text; colours are classes that the page and the export style.
    live
        Traces and layout for plotly (``{"data": [...], "layout": {...}}``); None where a closer look gains nothing.
    table
        The numbers in it; None where a table of the same section has them.
    slim
        The same drawn for a phone and for half a page; empty where `svg` serves both.
    told
        What it shows, in a sentence with its main numbers, for those who cannot see it.
    wide
        Whether it needs the whole width, and scrolls on its own on a narrow screen.
    """

    name: str
    title: str
    svg: str
    live: Mapping[str, Any] | None = None
    table: Table | None = None
    wide: bool = False
    slim: str = ""
    told: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Drawings under one heading, with what to see in them."""

    key: str
    title: str
    caption: str
    plots: tuple[Plot, ...]
