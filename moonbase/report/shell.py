"""The frame of every page that is no report of a run: the same style, landmarks and ways around, no scripts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from importlib import resources

from moonbase.report.htmlparts import block
from moonbase.version import __version__

__all__ = ["shell", "style_sheet"]


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """Give the style of the reports of runs."""
    return resources.files("moonbase.report").joinpath("page.css").read_text(encoding="utf-8").strip()


def shell(title: str, told: str, sections: Iterable[tuple[str, str, str]], *, top: str = "", footer: str = "") -> str:
    """Write a page; the same parts give the same bytes.

    Parameters
    ----------
    title, told
        Heading, and the line below it.
    sections
        Anchor, heading and HTML of each section.
    top
        HTML above the links to the sections.
    footer
        What is said at the end, after the version.
    """
    parts = list(sections)
    links = "".join(f'<li><a href="#{escape(key)}">{escape(name)}</a></li>' for key, name, _ in parts)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="moonbase {__version__}"><meta name="color-scheme" content="light dark">',
            f"<title>{escape(title)}</title><style>{style_sheet()}</style></head>",
            '<body><a class="skip" href="#report">Skip to the report</a>',
            f'<header><h1>{escape(title)}</h1><p class="span">{escape(told)}</p>{top}',
            f'<nav aria-label="Sections"><ul>{links}</ul></nav></header>',
            '<main id="report" tabindex="-1">',
            *(block(key, name, content) for key, name, content in parts),
            "</main>",
            f"<footer>moonbase {__version__}{escape(footer)}</footer>",
            "</body></html>",
            "",
        ]
    )
