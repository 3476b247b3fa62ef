"""Arithmetic that takes numbers and arrays of samples alike.

A Monte-Carlo run builds a model once with arrays for the parameters that vary, and its recipe then holds arrays. Plain
arithmetic works on both; where a recipe must choose, refuse or say something, it uses these.
"""

from __future__ import annotations

from typing import Any

__all__ = ["larger", "largest", "middle", "nothing", "smaller"]


def larger(one: float, other: float) -> float:
    """Give the larger of two numbers, sample by sample.

    Examples
    --------
    >>> larger(1.0, 2.0)
    2.0
    """
    found: float = _choose("maximum", one, other)
    return found


def smaller(one: float, other: float) -> float:
    """Give the smaller of two numbers, sample by sample."""
    found: float = _choose("minimum", one, other)
    return found


def _choose(name: str, one: Any, other: Any) -> Any:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return max(one, other) if name == "maximum" else min(one, other)
    import numpy as np

    return getattr(np, name)(one, other)


def nothing(amount: float) -> bool:
    """Tell whether an amount, or every sample of it, is zero.

    Examples
    --------
    >>> nothing(0.0)
    True
    """
    found: Any = amount
    return not found if isinstance(found, int | float) else not bool(found.any())


def largest(amount: float) -> float:
    """Give the amount itself, or the largest of its samples.

    Examples
    --------
    >>> largest(2.0)
    2.0
    """
    found: Any = amount
    return float(found) if isinstance(found, int | float) else float(found.max())


def middle(amount: float) -> float:
    """Give the number to print: the amount itself or the mean of its samples."""
    found: Any = amount
    return float(found) if isinstance(found, int | float) else float(found.mean())
