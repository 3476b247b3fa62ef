"""A section of what a study found, and what was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from moonbase.report.plots import Plot

__all__ = ["Asked", "Part"]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What to tell.

    Attributes
    ----------
    results
        Columns with a section each; empty for the first few that differ between samples.
    less
        Two columns: where the first is less than the second, and where they are equal.
    front
        Columns traded against each other; those with a leading ``+`` are better the larger.
    """

    results: tuple[str, ...] = ()
    less: tuple[str, str] | None = None
    front: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """One section.

    Attributes
    ----------
    key, title
        Anchor and heading.
    sentences
        What it says in words.
    heads, rows
        Its table; no heads for none.
    drawings
        Its drawings by name.
    data
        The same for machines.
    """

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    drawings: dict[str, Plot] = field(default_factory=dict)
    data: Any = None
