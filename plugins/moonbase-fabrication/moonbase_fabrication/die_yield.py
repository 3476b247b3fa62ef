"""Die yield laws: the share of dies without a killing defect.

All take ``x = A D0``: die area times defect density [1].
"""

from __future__ import annotations

import math

from moonbase.api import ModelError

__all__ = ["LAWS", "bose_einstein", "die_yield", "learned_defect_density", "negative_binomial"]


def poisson(x: float) -> float:
    """``exp(-x)``: defects scattered at random.

    Examples
    --------
    >>> round(poisson(0.15), 5)
    0.86071
    """
    return math.exp(-x)


def murphy(x: float) -> float:
    """``((1 - exp(-x))/x)**2``: triangular spread of defect density (Murphy 1964)."""
    return (-math.expm1(-x) / x) ** 2 if x > 0.0 else 1.0


def seeds(x: float) -> float:
    """``1/(1 + x)``: exponential spread of defect density (Seeds 1967)."""
    return 1.0 / (1.0 + x)


def moore(x: float) -> float:
    """``exp(-sqrt(x))`` (Moore 1970); some texts print this one under the name of Seeds."""
    return math.exp(-math.sqrt(x))


def rectangular(x: float) -> float:
    """``(1 - exp(-2x))/(2x)``: uniform spread of defect density."""
    return -math.expm1(-2.0 * x) / (2.0 * x) if x > 0.0 else 1.0


def negative_binomial(x: float, clustering: float) -> float:
    """``(1 + x/a)**-a``: clustered defects (Stapper 1983).

    Parameters
    ----------
    x
        Die area times defect density [1].
    clustering
        Parameter ``a`` [1]; 2 to 5 in practice, infinite for Poisson, 1 for Seeds.
    """
    return float((1.0 + x / clustering) ** -clustering)


def bose_einstein(x: float, layers: int) -> float:
    """``(1 + x)**-n``: `layers` critical layers, each with ``A D0 = x``."""
    return float((1.0 + x) ** -layers)


LAWS = {
    "poisson": poisson,
    "murphy": murphy,
    "seeds": seeds,
    "moore": moore,
    "rectangular": rectangular,
}


def die_yield(law: str, x: float, clustering: float = 3.0) -> float:
    """Give the yield by the name of the law.

    Parameters
    ----------
    law
        One of `LAWS` or ``"negative-binomial"``.
    x
        Die area times defect density [1].
    clustering
        Parameter of the negative binomial law [1].

    Raises
    ------
    ModelError
        If there is no such law.
    """
    if law == "negative-binomial":
        return negative_binomial(x, clustering)
    if law not in LAWS:
        raise ModelError(f'no yield law "{law}"', help=f"known: {', '.join([*LAWS, 'negative-binomial'])}")
    return LAWS[law](x)


def learned_defect_density(final: float, initial: float, age: float, time_constant: float) -> float:
    """Give the defect density of a line that learns, ``D + (D_i - D) exp(-t/tau)`` [same unit as `final`].

    Parameters
    ----------
    final, initial
        Defect density in the end and at the start.
    age, time_constant
        [s]
    """
    return final + (initial - final) * math.exp(-age / time_constant)
