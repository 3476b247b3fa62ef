"""The achromatic launch site: where a small error in muzzle speed does not move the arrival sideways.

There the two muzzle speeds that hit the libration point merge, and the first derivative of the lateral miss by muzzle
speed vanishes. T. A. Heppenheimer, "Guidance and trajectory considerations in lunar mass transportation", AIAA J. 15
(1977) 518, doi 10.2514/3.7345, describes the principle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.cr3bp import System
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.throw import crossing, release, rotating_axes

__all__ = ["Achromat", "Sensitivity", "achromat", "sensitivity"]

Array = NDArray[np.float64]

_NEAR = {1: (-150.5, 2333.3), 2: (33.1, 2341.7)}  # east longitude [deg] and muzzle speed [m/s] to start from


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """Where muzzle errors land in the plane through the point perpendicular to the arrival velocity."""

    along: float
    """In-plane miss by muzzle speed [m per m/s]."""
    along_squared: float
    """In-plane miss by the square of the muzzle-speed error [m per (m/s)2]."""
    vertical: float
    """In-plane miss by velocity across the muzzle in the vertical plane [m per m/s]."""
    lateral: float
    """Out-of-plane miss by level velocity across the muzzle [m per m/s]."""


@dataclass(frozen=True, kw_only=True)
class Achromat:
    """A launch site in the plane of the Moon's orbit without first-order effect of muzzle speed."""

    longitude: float
    """East longitude [rad]."""
    muzzle_speed: float
    """[m/s]."""
    time_of_flight: float
    """[s]."""
    arrival_speed: float
    """Relative to the libration point [m/s]."""
    sensitivity: Sensitivity


def _ends(system: System, point: int, site: LaunchSite, speeds: Array, kicks: Array) -> Array:
    """Crossings for muzzle speeds (n,) with extra velocities (n, 3) [m/s] in rotating axes."""
    states = release(site, system, speeds)
    states[:, 3:] += kicks / system.speed
    return crossing(system, point, states)


def sensitivity(
    system: System, point: int, site: LaunchSite, muzzle_speed: float, *, step: float = 0.05
) -> Sensitivity:
    """Differentiate the miss at a libration point by the velocity at the muzzle.

    Parameters
    ----------
    system, point
        Earth-Moon system; 1 or 2.
    site
        Launcher with a fixed azimuth in the plane of the Moon's orbit.
    muzzle_speed
        Speed that hits the point [m/s].
    step
        Velocity step of the central differences [m/s].
    """
    axes = rotating_axes(site)
    azimuth = math.pi / 2 if site.azimuth is None else site.azimuth
    muzzle = axes.direction(azimuth, site.elevation)
    side = axes.direction(azimuth + math.pi / 2, 0.0)
    lift = np.cross(side, muzzle)
    lift = lift if lift @ axes.up >= 0.0 else -lift
    kicks = step * np.array([0.0 * muzzle, muzzle, -muzzle, lift, -lift, side, -side])
    ends = _ends(system, point, site, np.full(7, muzzle_speed), kicks)
    arrive = ends[0, 3:6] / np.linalg.norm(ends[0, 3:6])
    in_plane = np.array([-arrive[1], arrive[0], 0.0]) / math.hypot(arrive[0], arrive[1])
    in_plane = in_plane if in_plane[1] > 0.0 else -in_plane
    miss = (ends[:, :3] - ends[0, :3]) @ in_plane * system.length
    out = ends[:, 2] * system.length
    return Sensitivity(
        along=float(miss[1] - miss[2]) / (2.0 * step),
        along_squared=float(miss[1] + miss[2]) / (2.0 * step**2),
        vertical=float(miss[3] - miss[4]) / (2.0 * step),
        lateral=float(abs(out[5] - out[6])) / (2.0 * step),
    )


def achromat(system: System, point: int = 2, *, elevation: float = 0.0) -> Achromat:
    """Find the achromatic site for throws to the east from the lunar equator.

    Newton's method in longitude and muzzle speed on the lateral miss and its derivative by muzzle speed.

    Parameters
    ----------
    system, point
        Earth-Moon system; 1 or 2.
    elevation
        Elevation of the muzzle [rad].

    Raises
    ------
    TrajectoryError
        If the iteration does not settle.

    Notes
    -----
    For the mean distance: 33.097 degrees east, 2341.66 m/s, 44.19 h, 266.6 m/s at L2. Space-settlement studies of the
    1970s quote 33.1 degrees. For L1 the throw starts behind the Moon's western limb: 150.484 degrees west, 2333.29
    m/s, 43.11 h, 221.2 m/s.
    """
    if point not in _NEAR:
        raise TrajectoryError(f"no achromatic site is known for L{point}", help="choose L1 or L2")
    longitude, speed = _NEAR[point]
    unknown = np.array([math.radians(longitude) + 2.04 * elevation, speed])
    h, k = 0.05, math.radians(0.02)
    for _ in range(12):
        lanes = [(unknown[0] + i * k, unknown[1] + j * h) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        states = np.concatenate([release(_east(lon, elevation), system, np.array([v])) for lon, v in lanes])
        y = crossing(system, point, states)[:, 1].reshape(3, 3) * system.length
        slope = (y[:, 2] - y[:, 0]) / (2.0 * h)
        residual = np.array([y[1, 1], slope[1]])
        jacobian = np.array(
            [
                [(y[2, 1] - y[0, 1]) / (2.0 * k), slope[1]],
                [(slope[2] - slope[0]) / (2.0 * k), (y[1, 2] - 2.0 * y[1, 1] + y[1, 0]) / h**2],
            ]
        )
        if not np.isfinite(jacobian).all():
            break
        change = np.linalg.solve(jacobian, residual)
        unknown = unknown - change
        if abs(change[0]) < 1e-9 and abs(change[1]) < 1e-5:
            site = _east(float(unknown[0]), elevation)
            end = crossing(system, point, release(site, system, unknown[1:]))[0]
            return Achromat(
                longitude=float(unknown[0]),
                muzzle_speed=float(unknown[1]),
                time_of_flight=float(end[6]) * system.time,
                arrival_speed=float(np.linalg.norm(end[3:6])) * system.speed,
                sensitivity=sensitivity(system, point, site, float(unknown[1])),
            )
    raise TrajectoryError(
        f"no achromatic site for L{point} at an elevation of {math.degrees(elevation):.2f} deg was found",
        help="it is known for elevations of a few degrees",
    )


def _east(longitude: float, elevation: float) -> LaunchSite:
    return LaunchSite(latitude=0.0, longitude=longitude, azimuth=math.pi / 2, elevation=elevation)
