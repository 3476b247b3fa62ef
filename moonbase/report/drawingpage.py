"""Drawings as one self-contained page: without network or scripts, light and dark, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib import resources
from string import Template

from moonbase.report.htmlfigures import plot_html, scripts
from moonbase.report.plots import Plot
from moonbase.version import __version__

__all__ = ["drawing_page"]


def drawing_page(title: str, plots: Sequence[Plot], notes: Sequence[str] = ()) -> str:
    """Write a page that shows drawings as a report does, each with a way to look closer.

    Parameters
    ----------
    title
        Heading.
    plots
        What is drawn, one below the other or side by side.
    notes
        Lines below the drawings.
    """
    return Template(_file("drawingpage.html")).substitute(
        title=escape(title),
        style=_file("page.css"),
        script=_file("page.js"),
        drawings="".join(plot_html(plot) for plot in plots),
        notes="".join(f"<li>{escape(note)}</li>" for note in notes),
        data=scripts(plots),
        version=escape(__version__),
    )


def _file(name: str) -> str:
    return resources.files("moonbase.report").joinpath(name).read_text(encoding="utf-8")
