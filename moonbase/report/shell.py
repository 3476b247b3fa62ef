"""The frame of every page: one style, the same landmarks and ways around, scripts only where something moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib import resources
from string import Template

from moonbase.report.htmlfigures import scripts
from moonbase.report.htmlparts import block
from moonbase.report.plots import Plot
from moonbase.version import __version__

__all__ = ["Page", "shell"]


@dataclass(frozen=True, kw_only=True)
class Page:
    """What stands in the frame.

    Attributes
    ----------
    title
        Heading.
    told
        The line below it, if any.
    sections
        Anchor, heading and HTML of each section.
    top
        HTML above the links to the sections.
    footer
        What is said at the end, after the version.
    version
        Of what made the numbers.
    kind
        What the browser's tab says after the title.
    style
        Rules of this page beside those of all pages.
    lively
        Drawings that a reader can look closer at; None for a page without scripts.
    """

    title: str
    sections: Sequence[tuple[str, str, str]]
    told: str = ""
    top: str = ""
    footer: str = ""
    version: str = __version__
    kind: str = ""
    style: str = ""
    lively: Sequence[Plot] | None = None


def shell(page: Page) -> str:
    """Write a page; the same parts give the same bytes."""
    links = "".join(f'<li><a href="#{escape(key)}">{escape(name)}</a></li>' for key, name, _ in page.sections)
    told = f'<p class="span">{escape(page.told)}</p>\n' if page.told else ""
    return Template(_file("page.html")).substitute(
        version=escape(page.version),
        tab=escape(f"{page.title} – {page.kind}" if page.kind else page.title),
        style=_file("page.css") + page.style,
        title=escape(page.title),
        top=told + page.top,
        links=links,
        body="\n".join(block(key, name, content) for key, name, content in page.sections),
        footer=escape(page.footer),
        scripts="" if page.lively is None else f"{scripts(page.lively)}\n<script>\n{_file('page.js')}</script>\n",
    )


@lru_cache
def _file(name: str) -> str:
    return resources.files("moonbase.report").joinpath(name).read_text(encoding="utf-8")
