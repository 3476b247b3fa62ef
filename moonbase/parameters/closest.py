"""Suggests the known word that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["closest", "did_you_mean"]


def closest(word: str, known: Iterable[str]) -> str:
    """Give the known word that looks most like `word`, or an empty text.

    Examples
    --------
    >>> closest("effciency", ["energy", "efficiency"])
    'efficiency'
    """
    names = sorted(known)
    folded = {name.lower().replace("_", "-"): name for name in reversed(names)}
    found = difflib.get_close_matches(word[:200].lower().replace("_", "-"), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Suggest a known word, or list the known ones if they are few and none is close.

    Examples
    --------
    >>> did_you_mean("colour", ["mass", "length"])
    'known here: length, mass'
    """
    names = sorted(known)
    best = closest(word, names)
    if best:
        return f'did you mean "{best}"?'
    if otherwise:
        return otherwise
    return f"known here: {', '.join(names)}" if 0 < len(names) <= 12 else ""
