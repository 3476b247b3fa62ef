"""The one door from the mission graph to the trajectories: what a leg costs in each period, and when it is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import ModelError
from moonbase.graph.destinations import destination_of
from moonbase.graph.grid import Grid
from moonbase.mission.spec import Leg
from moonbase.models.body import CelestialBody
from moonbase.models.launcher import LauncherFrame
from moonbase.models.site import Site

__all__ = ["Departures", "departures", "energies", "ways"]

if TYPE_CHECKING:
    from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
    from moonbase.trajectories.paths import Picture
    from moonbase.trajectories.porkchop_chart import Chart

_Array = NDArray[np.float64]
_NONE: Mapping[str, CelestialBody] = {}
_FASTEST = 1e5  # m/s: stands for "no limit", far above any launcher


@dataclass(frozen=True, kw_only=True, eq=False)
class Departures:
    """What a leg asks in each period.

    Attributes
    ----------
    open
        Share of the period in which a launch reaches the destination [1], shape ``(n_periods,)``.
    muzzle_speed, onboard_dv, arrival_speed
        Averages over the open part [m/s], shape ``(n_periods,)``; where nothing is open, that of the nearest
        open period, so that reports never show a hole.
    time_of_flight
        Average over the horizon [s].
    windows
        ``start, end, muzzle_speed, onboard_dv, time_of_flight, arrival_speed`` of every opportunity,
        shape ``(n_windows, 6)``.
    backend
        Solver that found them.
    notes
        Their accuracy.
    flown
        Windows flown under all bodies: number of the window, muzzle speed, on-board velocity change, what on-board
        change and muzzle speed are more than by patched conics [m/s], distance by which the throw misses [m]; shape
        ``(n_flown, 6)``.
    """

    open: _Array
    muzzle_speed: _Array
    onboard_dv: _Array
    arrival_speed: _Array
    time_of_flight: float
    windows: _Array
    backend: str
    notes: tuple[str, ...]
    flown: _Array


def departures(
    leg: Leg, origin: Site, to: Site, frame: LauncherFrame, grid: Grid, bodies: Mapping[str, CelestialBody] = _NONE
) -> Departures:
    """Ask the trajectory layer for every opportunity and lay them over the periods.

    Parameters
    ----------
    leg
        Limits of the transfer, in SI units.
    origin, to
        Site of the launcher and destination.
    frame
        Azimuth, elevation [rad] and highest muzzle speed [m/s] of the launcher.
    grid
        Periods of departure.
    bodies
        Bodies that plugins add as destinations.

    Raises
    ------
    TrajectoryError
        If the destination cannot be reached from this launcher.
    ModelError
        If the launcher does not stand on the Moon.
    """
    from moonbase.trajectories.cache import cached_opportunities

    if origin.kind != "moon":
        raise ModelError(
            f"leg {leg.name}: its launcher stands at {origin.name}, which is not on the Moon",
            help="legs start from a site of kind moon",
        )
    site, destination, limits = _question(leg, origin, to, frame, bodies)
    found = cached_opportunities(site, destination, float(grid.edges[0]), float(grid.edges[-1]), limits)
    windows = np.column_stack(
        [found.start, found.end, found.muzzle_speed, found.onboard_dv, found.time_of_flight, found.arrival_speed]
    )
    overlap = _overlap(windows[:, 0], windows[:, 1], grid)
    share = overlap.sum(axis=1)
    return Departures(
        open=np.minimum(share / grid.lengths, 1.0),
        muzzle_speed=_average(overlap, windows[:, 2]),
        onboard_dv=_average(overlap, windows[:, 3]),
        arrival_speed=_average(overlap, windows[:, 5]),
        time_of_flight=float(np.average(windows[:, 4], weights=windows[:, 1] - windows[:, 0])),
        windows=windows,
        backend=found.backend,
        notes=tuple(found.notes),
        flown=found.flown,
    )


def _question(
    leg: Leg, origin: Site, to: Site, frame: LauncherFrame, bodies: Mapping[str, CelestialBody]
) -> tuple[LaunchSite, Destination, Limits]:
    """Put a leg into the words of the trajectory layer."""
    from moonbase.trajectories.opportunities import LaunchSite, Limits

    site = LaunchSite(
        latitude=origin.latitude, longitude=origin.longitude, azimuth=frame.azimuth, elevation=frame.elevation
    )
    destination = destination_of(to, bodies, match=False if leg.capture == "destination" else None)
    limits = Limits(
        max_muzzle_speed=min(leg.max_muzzle_speed, frame.max_muzzle_speed, _FASTEST),
        max_onboard_dv=leg.max_onboard_dv,
        max_time_of_flight=leg.max_time_of_flight,
        burns_anywhere=leg.burn == "cheapest",
    )
    return site, destination, limits


def ways(
    leg: Leg,
    origin: Site,
    to: Site,
    frame: LauncherFrame,
    span: tuple[float, float],
    bodies: Mapping[str, CelestialBody] = _NONE,
) -> tuple[Picture, ...]:
    """Fly the best throw of a span and give pictures of its way; empty where there is none to draw.

    Parameters
    ----------
    leg, origin, to, frame
        As for `departures`.
    span
        First and last departure [s, TDB after J2000].
    bodies
        Bodies that plugins add as destinations.
    """
    from moonbase.trajectories.paths import pictures

    return pictures(*_question(leg, origin, to, frame, bodies), span)


def energies(to: Site, start: float) -> Chart | None:
    """Give what departures for a planet take, over dates from `start` on; None for other places."""
    if to.kind != "planet":
        return None
    from moonbase.trajectories.porkchop_chart import chart

    return chart(str(to.body), start)


def _overlap(start: _Array, end: _Array, grid: Grid) -> _Array:
    """Time that each window lies inside each period [s], shape ``(n_periods, n_windows)``."""
    left = np.maximum(start[None, :], grid.edges[:-1, None])
    right = np.minimum(end[None, :], grid.edges[1:, None])
    return np.asarray(np.maximum(right - left, 0.0), dtype=np.float64)


def _average(overlap: _Array, values: _Array) -> _Array:
    """Average a window's quantity over each period; closed periods take the nearest open one's."""
    total = overlap.sum(axis=1)
    mean = np.where(total > 0.0, overlap @ values / np.where(total > 0.0, total, 1.0), np.nan)
    known = np.flatnonzero(total > 0.0)
    nearest = known[np.abs(np.arange(len(mean))[:, None] - known[None, :]).argmin(axis=1)]
    return np.asarray(mean[nearest], dtype=np.float64)
