"""Peak of the mutual inductance gradient: where a coil pulls hardest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from scipy.optimize import minimize_scalar

from moonbase_launchers.inductance import MU0, mutual_gradient

__all__ = ["PeakGradient", "peak_gradient"]


@dataclass(frozen=True, kw_only=True)
class PeakGradient:
    """Scale-free peak of a filament pair.

    Attributes
    ----------
    position
        Axial distance at the peak per radius of the outer coil [1].
    value
        Largest ``|dM/dx| / mu0`` [1].
    """

    position: float
    value: float


@lru_cache(maxsize=256)
def peak_gradient(ratio: float) -> PeakGradient:
    """Find the largest gradient of a filament pair of radius ratio b/a.

    Parameters
    ----------
    ratio
        Inner by outer radius [1]; between 0 and 1.

    Returns
    -------
    PeakGradient
        Position and value; force is ``mu0 value NI_a NI_b``.

    Examples
    --------
    >>> round(peak_gradient(0.7).value, 9)
    1.154416438
    """
    found = minimize_scalar(
        lambda x: float(mutual_gradient(1.0, ratio, x)),
        bounds=(1e-6, 1.0),
        method="bounded",
        options={"xatol": 1e-12},
    )
    return PeakGradient(position=float(found.x), value=-float(found.fun) / MU0)
