"""Throws into a circular orbit about the Moon: ballistic to the highest point, circularised there."""

from __future__ import annotations

import math

import numpy as np

from moonbase.constants import MOON_GM, MOON_RADIUS
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.moon import site_axes, spin_velocity
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.seasons import frozen

__all__ = ["solve", "throw_to_apolune"]

_HIGHEST = 2.0e7  # m; farther out the Earth's pull shapes the orbit


def throw_to_apolune(site: LaunchSite, apolune: float) -> tuple[float, float, float]:
    """Find the muzzle speed that carries a payload up to an apolune.

    ``u^2 (1 - (R cos g / r)^2) = 2 gm (1/R - 1/r)`` with u the speed and g the flight-path angle at release,
    both relative to axes that do not turn; g depends on the ground's motion and is iterated.

    Parameters
    ----------
    site
        Site and muzzle; a launcher that turns throws to the east.
    apolune
        Radius of the highest point [m].

    Returns
    -------
    muzzle_speed, speed_at_apolune, time : float
        Relative to the track [m/s]; inertial [m/s]; release to apolune [s].
    """
    axes = site_axes(site.latitude, site.longitude)
    direction = axes.direction(math.pi / 2 if site.azimuth is None else site.azimuth, site.elevation)
    spin = spin_velocity(site.latitude, site.longitude)
    along = float(direction @ spin)
    muzzle, level = 0.0, math.cos(site.elevation)
    for _ in range(50):
        u = math.sqrt(
            2.0 * MOON_GM * (1.0 / MOON_RADIUS - 1.0 / apolune) / (1.0 - (MOON_RADIUS * level / apolune) ** 2)
        )
        before, muzzle = muzzle, -along + math.sqrt(along**2 + u**2 - float(spin @ spin))
        velocity = muzzle * direction + spin
        sine = min(1.0, max(-1.0, float(velocity @ axes.up) / u))
        level = math.sqrt(1.0 - sine**2)
        if abs(muzzle - before) < 1e-9:
            break
    top = MOON_RADIUS * u * level / apolune
    a = 1.0 / (2.0 / MOON_RADIUS - u**2 / MOON_GM)
    ecc = apolune / a - 1.0
    anomaly = math.acos(max(-1.0, min(1.0, (1.0 - MOON_RADIUS / a) / ecc)))
    time = math.sqrt(a**3 / MOON_GM) * (math.pi - anomaly + ecc * math.sin(anomaly))
    return muzzle, top, time


def solve(site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits) -> Opportunities:
    """Answer `moonbase.trajectories.solve.opportunities` for a circular lunar orbit.

    The plane is the one that the throw gives; it is open all the time.
    """
    radius = float(destination.radius or 0.0)
    if not MOON_RADIUS < radius <= _HIGHEST:
        raise TrajectoryError(
            f"a lunar orbit of {radius / 1e3:.1f} km radius is outside {MOON_RADIUS / 1e3:.1f} to "
            f"{_HIGHEST / 1e3:.0f} km",
            help="the radius counts from the Moon's centre; beyond that range choose eml1 or eml2",
        )
    muzzle, top, time = throw_to_apolune(site, radius)
    arrival = math.sqrt(MOON_GM / radius) - top
    onboard = arrival if destination.stops else 0.0
    for what, value, limit, unit, scale in (
        ("muzzle speed", muzzle, limits.max_muzzle_speed, "m/s", 1.0),
        ("on-board velocity change", onboard, limits.max_onboard_dv, "m/s", 1.0),
        ("time of flight", time, limits.max_time_of_flight, "min", 60.0),
    ):
        if value > limit:
            raise TrajectoryError(
                f"a lunar orbit of {radius / 1e3:.1f} km radius takes a {what} of {value / scale:.1f} "
                f"{unit}; "
                f"the limit of {limit / scale:.1f} {unit} is {(value - limit) / scale:.1f} {unit} short",
                help="raise the limit, or choose a lower orbit",
            )
    return frozen(
        start=np.array([start]),
        end=np.array([end]),
        muzzle_speed=np.array([muzzle]),
        onboard_dv=np.array([onboard]),
        time_of_flight=np.array([time]),
        arrival_speed=np.array([arrival]),
        best=np.array([start]),
        best_onboard_dv=np.array([onboard]),
        peak_muzzle_speed=np.array([muzzle]),
        backend=str(backend()),
        notes=(
            "two-body motion about a round Moon: terrain, mascons and the Earth's pull are left out",
            (
                "without the burn at the highest point the payload hits the ground one turn after release; a "
                "level throw "
                "grazes the ground for hundreds of kilometres, so that terrain must be checked"
            ),
            ("the orbit's plane is the one the throw gives; muzzle errors and their correction are not included"),
        ),
    )
