"""Coils of rectangular section: mutual and self inductance, force gradient, and the thin solenoid.

The current is spread evenly over the section, as in stranded or tape windings. A single filament at the centre is 1 to
6 % off for the coils of a launcher; these quadratures are not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from moonbase.api import ModelError
from moonbase_launchers.inductance import mutual, mutual_gradient

__all__ = ["Section", "mutual_of_sections", "nagaoka", "section_gradient", "self_inductance"]

_Nodes = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True, kw_only=True)
class Section:
    """Rectangular section of a coil about the axis, one turn.

    Attributes
    ----------
    inner, outer
        Radii [m].
    low, high
        Axial ends [m].
    """

    inner: float
    outer: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not (0.0 < self.inner < self.outer and self.low < self.high):
            raise ModelError(f"{self} is not a coil section", help="inner < outer and low < high are needed")

    def moved(self, distance: float) -> Section:
        """Shift along the axis [m]."""
        return Section(inner=self.inner, outer=self.outer, low=self.low + distance, high=self.high + distance)


@lru_cache(maxsize=32)
def _unit(count: int) -> _Nodes:
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return (nodes + 1.0) / 2.0, weights / 2.0


def mutual_of_sections(one: Section, two: Section, *, nodes: int = 10) -> float:
    """Mutual inductance of two coils whose sections do not touch, per turn of each [H].

    Averages the filament formula over both sections by Gauss-Legendre quadrature.

    Parameters
    ----------
    one, two
        Sections.
    nodes
        Per direction and section; 10 give 1e-11 where the gap is half a section wide.
    """
    return _average(mutual, one, two, nodes)


def section_gradient(one: Section, two: Section, *, nodes: int = 10) -> float:
    """Differentiate the mutual inductance by the shift of `two` along the axis, per turn of each [H/m]."""
    return _average(mutual_gradient, one, two, nodes)


def _average(kernel: Callable[[Any, Any, Any], Any], one: Section, two: Section, nodes: int) -> float:
    at, weight = _unit(nodes)
    a = one.inner + (one.outer - one.inner) * at[:, None, None, None]
    b = two.inner + (two.outer - two.inner) * at[None, :, None, None]
    first = one.low + (one.high - one.low) * at[None, None, :, None]
    second = two.low + (two.high - two.low) * at[None, None, None, :]
    return float(np.einsum("ijkl,i,j,k,l->", kernel(a, b, second - first), weight, weight, weight, weight))


def self_inductance(coil: Section, *, nodes: int = 32) -> float:
    """Self-inductance of a coil, per turn squared [H].

    With u the axial and s the radial distance of two points of the section, the mean of M over the section is
    ``4 / (w h)^2`` times the integral of ``(h - u) M(r, r + s, u)``. Its logarithm at s = u = 0 is removed by
    splitting the (s, u) rectangle along its diagonal and grading the distance from the corner with a cube.

    Parameters
    ----------
    coil
        Section.
    nodes
        Per direction.

    Examples
    --------
    >>> brooks = Section(inner=1.0, outer=2.0, low=0.0, high=1.0)
    >>> f"{self_inductance(brooks) / 1.5:.9e}"
    '1.699378211e-06'
    """
    width, height = coil.outer - coil.inner, coil.high - coil.low
    at, weight = _unit(nodes)
    far = (at**3)[:, None, None]
    slant = at[None, :, None]
    along = at[None, None, :]
    jacobian = 3.0 * (at**5 * weight)[:, None, None] * weight[None, :, None] * weight[None, None, :]
    total = 0.0
    for radial, axial in ((far, far * slant), (far * slant, far)):
        apart, rise = width * radial, height * axial
        span = width - apart
        radius = coil.inner + span * along
        total += float(np.sum(jacobian * span * (height - rise) * mutual(radius, radius + apart, rise)))
    return 4.0 * total / (width * height)


def nagaoka(ratio: float) -> float:
    """Nagaoka's coefficient of a thin solenoid, ``L = K mu0 pi r^2 N^2 / l`` [1].

    ``K = 4 / (3 pi k') { (k'/k)^2 [K(k) - E(k)] + E(k) - k }`` with ``k^2 = d^2 / (d^2 + l^2)`` (Lorenz 1879).

    Parameters
    ----------
    ratio
        Diameter per length, d/l [1].

    Examples
    --------
    >>> round(nagaoka(1.0), 12)
    0.68842260732
    """
    square = ratio**2 / (1.0 + ratio**2)
    other = 1.0 / (1.0 + ratio**2)
    big_k, big_e = special.ellipk(square), special.ellipe(square)
    inside = other / square * (big_k - big_e) + big_e - np.sqrt(square)
    return float(4.0 / (3.0 * np.pi * np.sqrt(other)) * inside)
