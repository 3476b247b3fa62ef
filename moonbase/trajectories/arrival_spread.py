"""What muzzle errors do to a throw to a libration point or a halo orbit: the miss there, and what mends it.

The state-transition matrix of the flown arcs carries the errors from the muzzle to the impulse and to the arrival. The
miss is that in the plane at right angles to the velocity relative to the destination. The correction is given together
with the impulse on the way, and brings the payload to its place at the time of arrival.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.dispersion import Dispersion, MuzzleErrors, drawn_errors, error_axes, misses_on
from moonbase.trajectories.ensemble import Plane, fly_ephemeris
from moonbase.trajectories.moon import site_axes
from moonbase.trajectories.near_flights import NearFlown
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.released import muzzle_direction, released

__all__ = ["ArrivalSpread", "arrival_spread", "sampled_arrivals", "within"]

Array = NDArray[np.float64]

_PROBE = 0.01  # m/s
_SAMPLES = 4000
_RTOL = 1e-12
_LATER = 1.3  # of the time from the impulse to the arrival, within which strays have to cross the plane


@dataclass(frozen=True, kw_only=True, eq=False)
class ArrivalSpread:
    """How errors of one standard deviation arrive.

    Attributes
    ----------
    miss
        Covariance of the miss in the plane at the destination, shape (2, 2) [m2]; first axis in the plane of the
        equator, second towards the north.
    correction
        Covariance of the impulse that takes the miss out, ICRF, shape (3, 3) [m2/s2].
    stop
        Covariance of what the corrected payload's velocity at arrival differs by, ICRF, shape (3, 3) [m2/s2].
    correction_time
        When the impulse is given [s, TDB after J2000].
    """

    miss: Array
    correction: Array
    stop: Array
    correction_time: float


def within(covariance: Array, share: float, *, seed: int = 0) -> float:
    """Give the length that a share of normal vectors with a covariance does not exceed (4000 samples)."""
    values, axes = np.linalg.eigh(covariance)
    root = axes * np.sqrt(np.maximum(values, 0.0))
    draw = np.random.default_rng(seed).normal(size=(_SAMPLES, len(values))) @ root.T
    return float(np.quantile(np.linalg.norm(draw, axis=1), share))


def arrival_spread(site: LaunchSite, flight: NearFlown, errors: MuzzleErrors) -> ArrivalSpread:
    """Carry muzzle errors along a flown throw by its state-transition matrix (central differences of 1 cm/s).

    Parameters
    ----------
    site
        Launcher with the azimuth of the flight.
    flight
        The throw, with an impulse on the way that may be small.
    errors
        Of the muzzle.
    """
    coast, after = flight.arcs[0], flight.arcs[-1]
    frame = error_axes(muzzle_direction(site), site_axes(site.latitude, site.longitude).up) * _PROBE
    edge = _edge(site, flight, np.concatenate([np.zeros((1, 3)), frame, -frame]))
    probes = np.repeat(edge[:1], 6, axis=0)
    probes[:, 3:] += _PROBE * np.concatenate([np.eye(3), -np.eye(3)])
    ends = fly_ephemeris(np.concatenate([edge, probes]), coast.end, after.end - coast.end, rtol=_RTOL).states
    by_error, by_kick = ((part[:3] - part[3:]).T / (2.0 * _PROBE) for part in (ends[1:7], ends[7:]))
    loads = errors.factor
    first, second = _plane_axes(ends[0, 3:] - np.array(flight.goal_velocity))
    miss = np.stack([first, second]) @ by_error[:3] @ loads
    kick = -np.linalg.solve(by_kick[:3], by_error[:3]) @ loads
    stop = by_error[3:] @ loads + by_kick[3:] @ kick
    return ArrivalSpread(miss=miss @ miss.T, correction=kick @ kick.T, stop=stop @ stop.T, correction_time=coast.end)


def sampled_arrivals(
    site: LaunchSite, flight: NearFlown, errors: MuzzleErrors, *, n: int = 1000, seed: int = 0
) -> Dispersion:
    """Sample the miss of a flown throw to a libration point or a halo orbit without any correction.

    Throws with errors get the impulse of the nominal throw and fly on, under Moon, Earth and Sun, until they cross the
    plane that moves with the destination.

    Parameters
    ----------
    site, flight, errors
        As for `arrival_spread`.
    n, seed
        Size of the sample and seed of the generator.

    Raises
    ------
    TrajectoryError
        If the nominal throw does not arrive.
    """
    start, after = flight.arcs[0].end, flight.arcs[-1]
    axes = error_axes(muzzle_direction(site), site_axes(site.latitude, site.longitude).up)
    states = _edge(site, flight, drawn_errors(axes, errors, n, seed))
    nominal = fly_ephemeris(states[:1], start, after.end - start, rtol=_RTOL)
    if nominal.hit[0]:
        raise TrajectoryError("the throw hits the Moon on its way", help="sample a throw that arrives")
    end, moves = nominal.states[0], np.array(flight.goal_velocity)
    arrival = end[3:] - moves
    plane = Plane(normal=arrival / np.linalg.norm(arrival), point=end[:3], velocity=moves, time=after.end)
    flights = fly_ephemeris(states, start, _LATER * (after.end - start), plane, rtol=1e-11)
    misses, lost = misses_on(flights, plane, np.array([0.0, 0.0, 1.0]), 1.0)
    return Dispersion(misses=misses, lost=lost, time_of_flight=after.end - flight.arcs[0].start)


def _edge(site: LaunchSite, flight: NearFlown, errors: Array) -> Array:
    """Fly throws with errors of shape (n, 3) [m/s], Moon-fixed, to just after the impulse; relative to the Moon."""
    coast = flight.arcs[0]
    states = released(site, coast.start, flight.muzzle * muzzle_direction(site) + errors)
    states = fly_ephemeris(states, coast.start, coast.end - coast.start, rtol=_RTOL).states
    states[:, 3:] += flight.correction.kick
    return states


def _plane_axes(velocity: Array) -> tuple[Array, Array]:
    """Two unit vectors at right angles to a velocity, the second as far north as can be."""
    along = velocity / np.linalg.norm(velocity)
    north = np.array([0.0, 0.0, 1.0]) - along[2] * along
    north /= np.linalg.norm(north)
    return np.cross(north, along), north
