"""Drawings as one self-contained page: without network, light and dark, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from moonbase.report.htmlfigures import plot_html
from moonbase.report.plots import Plot
from moonbase.report.shell import Page, shell

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
    sections = [("drawings", "Drawings", f'<div class="figures">{"".join(map(plot_html, plots))}</div>')]
    if notes:
        said = "".join(f"<li>{escape(note)}</li>" for note in notes)
        sections.append(("notes", "Notes", f'<ul class="note">{said}</ul>'))
    return shell(Page(title=title, sections=sections, lively=plots))
