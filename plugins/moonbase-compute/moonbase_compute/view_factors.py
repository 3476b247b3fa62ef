"""How much of a small plate's view a planet fills."""

from __future__ import annotations

import math

__all__ = ["edge_on_factor", "plate_factor"]


def plate_factor(height_ratio: float, tilt: float) -> float:
    """View factor from one side of a small plate to a sphere [1].

    With H = r/R and sin(th) = 1/H: ``cos(g) / H^2`` while the whole sphere is in view (g up to 90 deg - th), 0 when
    none of it is (g from 90 deg + th), and between them
    ``{ [cos g acos y - x sin g sqrt(1-y^2)] / H^2 + atan(sin g sqrt(1-y^2) / x) } / pi`` with ``x = sqrt(H^2 - 1)``
    and ``y = -x cot g``.

    Parameters
    ----------
    height_ratio
        Distance from the sphere's centre per its radius, H [1].
    tilt
        Angle between the plate's normal and nadir, g [rad].

    Examples
    --------
    >>> round(plate_factor(1.0 + 550.0 / 6371.0, 0.0), 4)
    0.8474
    """
    limb = math.asin(1.0 / height_ratio)
    if tilt <= math.pi / 2.0 - limb:
        return math.cos(tilt) / height_ratio**2
    if tilt >= math.pi / 2.0 + limb:
        return 0.0
    x = math.sqrt(height_ratio**2 - 1.0)
    y = -x / math.tan(tilt)
    rest = math.sqrt(max(1.0 - y * y, 0.0))
    seen = (math.cos(tilt) * math.acos(y) - x * math.sin(tilt) * rest) / height_ratio**2
    return (seen + math.atan(math.sin(tilt) * rest / x)) / math.pi


def edge_on_factor(height_ratio: float) -> float:
    """View factor of a plate that points its edge at the planet, ``[atan(1/x) - x/H^2] / pi`` [1].

    Examples
    --------
    >>> round(edge_on_factor(1.0 + 550.0 / 6371.0), 4)
    0.2578
    """
    x = math.sqrt(height_ratio**2 - 1.0)
    return (math.atan(1.0 / x) - x / height_ratio**2) / math.pi
