"""What the trajectory layer draws of a leg: the second door to it, beside `moonbase.graph.transfer`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from moonbase.graph.destinations import destination_of
from moonbase.mission.spec import Leg
from moonbase.models.body import CelestialBody
from moonbase.models.launcher import LauncherFrame
from moonbase.models.site import Site

if TYPE_CHECKING:
    from moonbase.trajectories.paths import Picture
    from moonbase.trajectories.porkchop_chart import Chart

__all__ = ["energies", "ways"]

_FASTEST = 1e5  # m/s: stands for "no limit"


def ways(
    leg: Leg,
    ends: tuple[Site, Site],
    frame: LauncherFrame,
    span: tuple[float, float],
    bodies: Mapping[str, CelestialBody],
) -> tuple[Picture, ...]:
    """Fly the best throw of a span and give pictures of its way; empty where there is none to draw.

    Parameters
    ----------
    leg
        Limits of the transfer, in SI units.
    ends
        Site of the launcher and destination.
    frame
        Azimuth, elevation [rad] and highest muzzle speed [m/s] of the launcher.
    span
        First and last departure [s, TDB after J2000].
    bodies
        Bodies that plugins add.
    """
    from moonbase.trajectories.opportunities import LaunchSite, Limits
    from moonbase.trajectories.paths import pictures

    origin, to = ends
    site = LaunchSite(
        latitude=origin.latitude, longitude=origin.longitude, azimuth=frame.azimuth, elevation=frame.elevation
    )
    limits = Limits(
        max_muzzle_speed=min(leg.max_muzzle_speed, frame.max_muzzle_speed, _FASTEST),
        max_onboard_dv=leg.max_onboard_dv,
        max_time_of_flight=leg.max_time_of_flight,
        burns_anywhere=leg.burn == "cheapest",
    )
    match = False if leg.capture == "destination" else None
    return pictures(site, destination_of(to, bodies, match=match), limits, span)


def energies(to: Site, start: float) -> Chart | None:
    """Give what departures for a planet take, over dates from `start` on; None for other places."""
    if to.kind != "planet":
        return None
    from moonbase.trajectories.porkchop_chart import chart

    return chart(to.body.lower(), start)
