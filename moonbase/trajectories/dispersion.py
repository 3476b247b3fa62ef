"""Where muzzle errors land: covariance and Monte Carlo of the miss at the destination.

Errors of the muzzle velocity are normal along the muzzle, across it in the vertical plane, and across it in the
horizontal; they are independent unless correlations are stated. The miss is measured in the plane through the
target at right angles to the nominal arrival velocity: first axis in the plane of the Moon's orbit (or level), second
axis across.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.cr3bp import System, collinear_point
from moonbase.trajectories.ensemble import Flights, Plane, fly_ephemeris, fly_three_body
from moonbase.trajectories.ephemeris import to_equatorial
from moonbase.trajectories.moon import site_axes
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.released import muzzle_direction, released
from moonbase.trajectories.throw import release, rotating_axes

__all__ = [
    "Dispersion",
    "MuzzleErrors",
    "at_libration_point",
    "drawn_errors",
    "error_axes",
    "in_flight",
    "misses_on",
]

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class MuzzleErrors:
    """Standard deviations of the muzzle velocity [m/s]."""

    speed: float
    """Along the muzzle."""
    vertical: float
    """Across it, in the vertical plane."""
    lateral: float
    """Across it, level."""
    correlations: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Of speed with lateral, speed with vertical, lateral with vertical [1]."""

    @property
    def factor(self) -> Array:
        """Matrix L with ``L L^T`` the covariance in the order along, vertical, lateral, shape (3, 3) [m/s].

        Raises
        ------
        TrajectoryError
            If no three errors can be correlated that way.
        """
        along_lateral, along_vertical, across = self.correlations
        shared = np.array(
            [[1.0, along_vertical, along_lateral], [along_vertical, 1.0, across], [along_lateral, across, 1.0]]
        )
        try:
            root = np.linalg.cholesky(shared)
        except np.linalg.LinAlgError:
            raise TrajectoryError(
                f"muzzle errors cannot be correlated by {self.correlations}",
                help="the correlation matrix has to be positive definite",
            ) from None
        return np.array([[self.speed], [self.vertical], [self.lateral]]) * root


@dataclass(frozen=True, kw_only=True)
class Dispersion:
    """A sample of misses.

    Attributes
    ----------
    misses
        Shape (n, 2), relative to the nominal arrival [m]; NaN for throws that were lost.
    lost
        Share of throws that never cross the plane or hit the Moon.
    time_of_flight
        Of the nominal throw [s].
    """

    misses: Array
    lost: float
    time_of_flight: float

    @property
    def mean(self) -> Array:
        """Mean miss, shape (2,) [m]; not zero where the second order matters."""
        return np.asarray(np.nanmean(self.misses, axis=0))

    @property
    def covariance(self) -> Array:
        """Covariance of the misses, shape (2, 2) [m2]."""
        return np.asarray(np.cov(self.misses[np.isfinite(self.misses).all(axis=1)].T))

    def radius(self, share: float) -> float:
        """Radius about the nominal arrival that holds a share of all throws [m]; infinite if too many are lost."""
        distance = np.linalg.norm(self.misses, axis=1)
        return float(np.quantile(np.where(np.isfinite(distance), distance, np.inf), share, method="higher"))


def error_axes(muzzle: Array, up: Array) -> Array:
    """Give the unit vectors along a muzzle, across it in the vertical plane, and across it level, shape (3, 3)."""
    side = np.cross(muzzle, up)
    side = side / np.linalg.norm(side)
    return np.stack([muzzle, np.cross(side, muzzle), side])


def drawn_errors(axes: Array, errors: MuzzleErrors, n: int, seed: int) -> Array:
    """Draw velocity errors along `error_axes`, shape (n + 1, 3) [m/s]; the first row is the nominal throw."""
    draw = np.random.default_rng(seed).normal(size=(n, 3)) @ errors.factor.T
    return np.concatenate([np.zeros((1, 3)), draw @ axes])


def misses_on(flights: Flights, plane: Plane, flat: Array, scale: float) -> tuple[Array, float]:
    """Give the misses in a plane, shape (n, 2), and the share that never crosses it; the first flight is the nominal.

    The plane's second axis runs along `flat` as far as that lies in it; `scale` turns lengths into metres.
    """
    normal = plane.normal
    second = flat - (flat @ normal) * normal
    second /= np.linalg.norm(second)
    first = np.cross(second, normal)
    moved = plane.point + np.outer(flights.times - plane.time, plane.velocity)
    gap = (flights.states[:, :3] - moved) * scale
    misses = np.column_stack([gap @ first, gap @ second])
    misses[~flights.crossed] = np.nan
    return misses[1:] - misses[0], float(np.mean(~flights.crossed[1:]))


def at_libration_point(
    system: System,
    point: int,
    site: LaunchSite,
    muzzle_speed: float,
    errors: MuzzleErrors,
    *,
    n: int = 1000,
    seed: int = 0,
) -> Dispersion:
    """Sample the miss of throws to L1 or L2 in the circular restricted three-body problem.

    Parameters
    ----------
    system, point
        Earth-Moon system; 1 or 2.
    site
        Launcher; one that turns throws to the east.
    muzzle_speed
        Nominal [m/s].
    errors
        Standard deviations.
    n, seed
        Size of the sample and seed of the generator.

    Raises
    ------
    TrajectoryError
        If the nominal throw does not come past the point.
    """
    axes = rotating_axes(site)
    muzzle = axes.direction(math.pi / 2 if site.azimuth is None else site.azimuth, site.elevation)
    kicks = drawn_errors(error_axes(muzzle, axes.up), errors, n, seed)
    states = np.repeat(release(site, system, np.array([muzzle_speed])), n + 1, axis=0)
    states[:, 3:] += kicks / system.speed
    latest = 12.0 * 86400.0 / system.time
    goal = np.array([collinear_point(system.mu, point), 0.0, 0.0])
    gate = Plane(normal=np.array([1.0, 0.0, 0.0]), point=goal, velocity=np.zeros(3), time=0.0)
    nominal = fly_three_body(system, states[:1], latest, gate)
    if not nominal.crossed[0]:
        raise TrajectoryError(
            f"a throw at {muzzle_speed:.2f} m/s does not come past L{point}", help="use a muzzle speed that reaches it"
        )
    arrival = nominal.states[0, 3:]
    plane = Plane(normal=arrival / np.linalg.norm(arrival), point=nominal.states[0, :3], velocity=np.zeros(3), time=0.0)
    flights = fly_three_body(system, states, latest, plane)
    misses, lost = misses_on(flights, plane, np.array([0.0, 0.0, 1.0]), system.length)
    return Dispersion(misses=misses, lost=lost, time_of_flight=float(nominal.times[0]) * system.time)


def in_flight(
    site: LaunchSite,
    t: float,
    muzzle_speed: float,
    duration: float,
    errors: MuzzleErrors,
    *,
    n: int = 1000,
    seed: int = 0,
) -> Dispersion:
    """Sample how far throws are apart after a time of flight, under Moon, Earth and Sun as DE440 moves them.

    The plane goes through the place that the nominal throw reaches, at right angles to its velocity relative to the
    Moon, and does not move: throws are compared where they cross it, earlier or later.

    Parameters
    ----------
    site
        Launcher; one that turns throws to the east.
    t
        Release [s, TDB after J2000].
    muzzle_speed
        Nominal [m/s].
    duration
        Time of flight [s].
    errors
        Standard deviations.
    n, seed
        Size of the sample and seed of the generator.

    Raises
    ------
    TrajectoryError
        If the nominal throw hits the Moon, or a date lies outside the ephemeris.
    """
    muzzle = muzzle_direction(site)
    kicks = drawn_errors(error_axes(muzzle, site_axes(site.latitude, site.longitude).up), errors, n, seed)
    states = released(site, t, muzzle_speed * muzzle + kicks)
    nominal = fly_ephemeris(states[:1], t, duration)
    if nominal.hit[0]:
        raise TrajectoryError(
            f"a throw at {muzzle_speed:.2f} m/s falls back on the Moon", help="throw faster or higher"
        )
    arrival = nominal.states[0, 3:]
    plane = Plane(
        normal=arrival / np.linalg.norm(arrival), point=nominal.states[0, :3], velocity=np.zeros(3), time=t + duration
    )
    flights = fly_ephemeris(states, t, 1.5 * duration, plane)
    pole = to_equatorial(np.array([0.0, 0.0, 1.0]))
    misses, lost = misses_on(flights, plane, pole, 1.0)
    return Dispersion(misses=misses, lost=lost, time_of_flight=duration)
