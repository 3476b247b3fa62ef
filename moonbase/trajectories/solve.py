"""Answer the mission graph: when can this launcher throw something there, and what does it take.

The chain behind it: muzzle (fixed to the rock) -> state at release (with the Moon's rotation) -> lunar escape
hyperbola -> geocentric arc -> heliocentric arc (Lambert) -> arrival; for the Earth-Moon libration points one arc of
the circular restricted three-body problem. Importing this module loads no numerics.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from moonbase.trajectories.opportunities import NEARBY, Destination, LaunchSite, Limits, Opportunities, check_question

__all__ = ["opportunities", "unflown_opportunities"]


@lru_cache(maxsize=256)
def opportunities(
    site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits
) -> Opportunities:
    """Find the launch opportunities of a fixed launcher.

    Parameters
    ----------
    site
        Where the launcher stands and where it points.
    destination
        Where the payload goes.
    start, end
        First and last departure considered [s, TDB after J2000].
    limits
        What launcher and payload can do.

    Returns
    -------
    Opportunities
        At least one row. Equal questions are answered once per process.

    Raises
    ------
    TrajectoryError
        If the destination is out of reach, no departure fits the limits, or a date lies outside the
        ephemeris; the message says what is missing and by how much.

    Notes
    -----
    Among the transfers that reach the destination the one with the least ``onboard + 0.05 muzzle`` is taken
    at each departure: on-board propellant is dear, muzzle speed is cheap but not free.
    """
    found = unflown_opportunities(site, destination, start, end, limits)
    if destination.kind not in NEARBY:
        return found
    from moonbase.trajectories.flown_nearby import fly_nearby

    flown = fly_nearby(site, destination, limits, found, (start, end))
    return replace(found, flown=flown.table, notes=(*found.notes, *flown.notes))


@lru_cache(maxsize=256)
def unflown_opportunities(
    site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits
) -> Opportunities:
    """Answer like `opportunities`, but leave windows near the Moon unflown, for callers who fly them by date."""
    check_question(site, destination, start, end, limits)
    if destination.kind in ("eml1", "eml2"):
        from moonbase.trajectories import libration as solver
    elif destination.kind == "halo":
        from moonbase.trajectories import halo as solver  # type: ignore[no-redef]
    elif destination.kind == "lunar-orbit":
        from moonbase.trajectories import lunar_orbit as solver  # type: ignore[no-redef]
    elif destination.kind == "escape":
        from moonbase.trajectories import escape as solver  # type: ignore[no-redef]
    else:
        from moonbase.trajectories import departures as solver  # type: ignore[no-redef]
    return solver.solve(site, destination, start, end, limits)
