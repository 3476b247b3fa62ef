"""Mutual inductance of coaxial filaments with its gradient, compiled, for the inner loop of a shot."""

from __future__ import annotations

import math

from moonbase_launchers.compiled import compiled

__all__ = ["pair"]

_MU0 = 4e-7 * math.pi
_ENOUGH = 1e-8  # quadratic convergence: the next step is exact to 1e-16


@compiled
def pair(a: float, b: float, d: float) -> tuple[float, float]:
    """Mutual inductance [H] and its derivative by distance [H/m] of two coaxial filaments.

    ``M = mu0 sqrt(ab) k (D - B)`` and ``dM/dd = mu0 d k^3 / (4 sqrt(ab)) (D - B / kc^2)`` with the complete
    integrals B and D from one run of Bulirsch's algorithm (Numerische Mathematik 13 (1969) 305).

    Parameters
    ----------
    a, b
        Radii [m].
    d
        Axial distance [m].

    Notes
    -----
    Agrees with the Carlson forms of `inductance` to 1e-12 while the distance is below three radii; beyond, the
    difference D - B loses digits, where the coupling itself is negligible.
    """
    far = (a + b) * (a + b) + d * d
    kc2 = ((a - b) * (a - b) + d * d) / far
    k = math.sqrt(4.0 * a * b / far)
    big_b, big_d = _cel_pair(math.sqrt(kc2))
    root = math.sqrt(a * b)
    return _MU0 * root * k * (big_d - big_b), _MU0 * d * k * k * k / (4.0 * root) * (big_d - big_b / kc2)


@compiled
def _cel_pair(kc: float) -> tuple[float, float]:
    a1, b1, a2, b2 = 1.0, 0.0, 0.0, 1.0
    p, e, em, qc = 1.0, kc, 1.0, kc
    while True:
        f1, f2 = a1, a2
        a1 += b1 / p
        a2 += b2 / p
        g = e / p
        b1 = 2.0 * (b1 + f1 * g)
        b2 = 2.0 * (b2 + f2 * g)
        p += g
        g = em
        em += qc
        if abs(g - qc) <= g * _ENOUGH:
            break
        qc = 2.0 * math.sqrt(e)
        e = qc * em
    scale = 0.5 * math.pi / (em * (em + p))
    return scale * (b1 + a1 * em), scale * (b2 + a2 * em)
