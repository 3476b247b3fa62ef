"""How long data centres on Earth wait for power: a triangular distribution."""

from __future__ import annotations

__all__ = ["connected_share"]


def connected_share(waited: float, times: tuple[float, float, float]) -> float:
    """Share of the orders that have their power after a time, the triangular distribution function [1].

    Parameters
    ----------
    waited
        Since the order [s].
    times
        Shortest, most likely and longest time to power [s].

    Examples
    --------
    >>> [connected_share(time, (1.0, 2.0, 5.0)) for time in (0.5, 2.0, 5.0)]
    [0.0, 0.25, 1.0]
    """
    low, mode, high = times
    if waited >= high:
        return 1.0
    if waited <= low:
        return 0.0
    if waited <= mode:
        return (waited - low) ** 2 / ((high - low) * (mode - low))
    return 1.0 - (high - waited) ** 2 / ((high - low) * (high - mode))
