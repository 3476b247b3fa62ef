"""Count of lithography tools."""

from __future__ import annotations

__all__ = ["scanners"]

_HOURS_PER_MONTH = 730.5


def scanners(wafers_per_month: float, layers: float, wafers_per_hour: float, utilisation: float) -> float:
    """Give the scanners that a wafer rate needs, not rounded.

    Parameters
    ----------
    wafers_per_month
        Wafers started [1/month].
    layers
        Exposures per wafer [1].
    wafers_per_hour
        Of one tool [1/h].
    utilisation
        Share of the time that it exposes [1].

    Examples
    --------
    >>> round(scanners(100e3, 20, 220, 0.85), 1)
    14.6
    """
    return wafers_per_month * layers / (wafers_per_hour * _HOURS_PER_MONTH * utilisation)
