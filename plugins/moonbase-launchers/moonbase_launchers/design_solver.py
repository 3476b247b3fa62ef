"""Complete a design from any sufficient subset of its quantities, and name those that contradict each other.

Every relation is a product of powers, ``prod q_i^n_i = c``, hence linear in logarithms: unknown quantities follow by
elimination, and each combination of relations without unknowns is a check whose mismatch is a ratio.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError, constants

__all__ = ["QUANTITIES", "Conflict", "Solution", "solve_design"]

_Array = NDArray[np.float64]

QUANTITIES = {
    "speed": "m/s",
    "acceleration": "m/s2",
    "length": "m",
    "time": "s",
    "payload": "kg",
    "moving": "kg",
    "kinetic": "J",
    "thrust": "N",
    "peak": "W",
    "energy": "J",
    "efficiency": "1",
    "rate": "1/s",
    "power": "W",
    "occupancy": "1",
    "duty": "1",
    "throughput": "kg/yr",
}
"""Quantities by name, with their SI unit; throughput is by the year."""

_RELATIONS: tuple[tuple[str, dict[str, int], float], ...] = (
    ("v^2 = 2 a L", {"speed": 2, "acceleration": -1, "length": -1}, 2.0),
    ("v = a t", {"speed": 1, "acceleration": -1, "time": -1}, 1.0),
    ("E_k = m v^2 / 2", {"kinetic": 1, "payload": -1, "speed": -2}, 0.5),
    ("F = (m + m_b) a", {"thrust": 1, "moving": -1, "acceleration": -1}, 1.0),
    ("P_peak = F v", {"peak": 1, "thrust": -1, "speed": -1}, 1.0),
    ("eta = E_k / E", {"efficiency": 1, "kinetic": -1, "energy": 1}, 1.0),
    ("P = f E", {"power": 1, "rate": -1, "energy": -1}, 1.0),
    ("o = f t", {"occupancy": 1, "rate": -1, "time": -1}, 1.0),
    ("M = m f d", {"throughput": 1, "payload": -1, "rate": -1, "duty": -1}, constants.YEAR),
)
_TINY = 1e-9


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Given quantities that do not fit together.

    Attributes
    ----------
    relation
        The relations they break.
    quantities
        Each given quantity in it, with the value that would fit if only this one were wrong.
    ratio
        How far apart the two sides are [1].
    """

    relation: str
    quantities: Mapping[str, float]
    ratio: float


@dataclass(frozen=True, kw_only=True)
class Solution:
    """What follows from what is given: solved values, contradictions, and what stays open."""

    values: Mapping[str, float]
    conflicts: tuple[Conflict, ...]
    unknown: tuple[str, ...]


def solve_design(given: Mapping[str, float], *, tolerance: float = 0.01) -> Solution:
    """Complete a design.

    Parameters
    ----------
    given
        Some of `QUANTITIES`, in SI units; throughput in kilograms a year.
    tolerance
        Relative mismatch that counts as rounding.

    Raises
    ------
    ModelError
        If a quantity is unknown or not above zero.

    Examples
    --------
    >>> solve_design({"speed": 2400.0, "acceleration": 1e4}).values["length"]
    288.0
    """
    for name, value in given.items():
        if name not in QUANTITIES:
            raise ModelError(f"there is no quantity {name}", help=f"known: {', '.join(QUANTITIES)}")
        if not (math.isfinite(value) and value > 0.0):
            raise ModelError(f"{name} = {value:g} {QUANTITIES[name]} is not above zero")
    names = list(QUANTITIES)
    matrix = np.array([[powers.get(name, 0) for name in names] for _, powers, _ in _RELATIONS], dtype=np.float64)
    right = np.log([constant for _, _, constant in _RELATIONS])
    known = np.array([name in given for name in names])
    logs = np.array([math.log(given.get(name, 1.0)) for name in names])
    rest = right - matrix[:, known] @ logs[known]
    open_part = matrix[:, ~known]
    answer = np.linalg.lstsq(open_part, rest, rcond=None)[0]
    # an unknown is determined if no direction of the null space moves it
    null = _null(open_part)
    fixed = np.all(np.abs(null) < _TINY, axis=1)
    free = [name for name, is_known in zip(names, known, strict=True) if not is_known]
    values = {name: float(f"{math.exp(answer[i]):.12g}") for i, name in enumerate(free) if fixed[i]}
    return Solution(
        values={**given, **values},
        conflicts=_conflicts(matrix, rest, known, given, tolerance),
        unknown=tuple(name for i, name in enumerate(free) if not fixed[i]),
    )


def _null(matrix: _Array) -> _Array:
    """Orthonormal null space, shape ``(n_columns, n_free)``."""
    _, singular, rows = np.linalg.svd(matrix)
    rank = int(np.sum(singular > _TINY))
    return np.asarray(rows[rank:].T)


def _conflicts(
    matrix: _Array,
    rest: _Array,
    known: NDArray[np.bool_],
    given: Mapping[str, float],
    tolerance: float,
) -> tuple[Conflict, ...]:
    """Find combinations of relations in which no unknown is left, and which do not hold."""
    names, found = list(QUANTITIES), []
    for combination in _simple(_null(matrix[:, ~known].T)):
        gap = float(combination @ rest)
        powers = combination @ matrix
        if abs(gap) <= tolerance:
            continue
        involved = {
            name: given[name] * math.exp(gap / powers[i])
            for i, name in enumerate(names)
            if known[i] and abs(powers[i]) > 1e-6
        }
        used = [text for (text, _, _), weight in zip(_RELATIONS, combination, strict=True) if abs(weight) > 1e-6]
        found.append(Conflict(relation=", ".join(used), quantities=involved, ratio=math.exp(abs(gap))))
    return tuple(found)


def _simple(
    basis: _Array,
) -> list[_Array]:
    """Reduce a basis by elimination, so that each vector combines as few relations as it can."""
    rows, lead = basis.T.copy(), 0
    for column in range(rows.shape[1]):
        if lead >= len(rows):
            break
        best = lead + int(np.argmax(np.abs(rows[lead:, column])))
        if abs(rows[best, column]) < 1e-7:
            continue
        rows[[lead, best]] = rows[[best, lead]]
        rows[lead] /= rows[lead, column]
        for other in range(len(rows)):
            if other != lead:
                rows[other] -= rows[other, column] * rows[lead]
        lead += 1
    return [np.where(np.abs(row) < _TINY, 0.0, row) for row in rows[:lead]]
