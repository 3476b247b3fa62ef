"""Throws to libration points, the orbits about them and lunar orbits as flights that can be drawn and exported.

They are flown from the muzzle to the destination under Moon, Earth and Sun (DE440), as
`moonbase.trajectories.libration_check` and `moonbase.trajectories.lunar_orbit_check` correct them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.check import Correction
from moonbase.trajectories.ensemble import fly_ephemeris
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.flown import Arc, Flown
from moonbase.trajectories.libration_check import RealThrow
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.released import muzzle_direction, released

__all__ = ["NearFlown", "correction_of", "follow", "near_flight", "turned"]

Array = NDArray[np.float64]

_RTOL = 1e-12
_COARSE = 300


@dataclass(frozen=True, kw_only=True)
class NearFlown(Flown):
    """A throw that was corrected under Moon, Earth and Sun."""

    goal_velocity: tuple[float, ...] = (0.0, 0.0, 0.0)
    """With which the destination moves relative to the Moon at arrival, ICRF [m/s]."""


def _about_the_moon(what: Array, t: float, sign: float) -> Array:
    r, v = state("moon", t, center="barycentre", ecliptic=False)
    return np.asarray(what + sign * np.concatenate([r, v]))


def follow(arc: Arc, times: Array) -> Array:
    """Fly a piece of a near flight to many times.

    Parameters
    ----------
    arc
        The piece.
    times
        Shape (n,) [s, TDB after J2000], none before its start.

    Returns
    -------
    numpy.ndarray
        Relative to the solar-system barycentre, ICRF, shape (n, 6) [m, m/s].
    """
    first = _about_the_moon(arc.state, arc.start, -1.0)
    ends = fly_ephemeris(np.repeat(first[None], len(times), axis=0), arc.start, times - arc.start, rtol=_RTOL).states
    moon, speed = state("moon", times, center="barycentre", ecliptic=False)
    return np.asarray(ends + np.concatenate([moon, speed], axis=1))


def turned(arc: Arc) -> tuple[Array, Array]:
    """Give times along a piece, shape (n,) [s], and the share of its turning about the Moon that is done by then.

    The rate is ``sqrt(GM / r^3)``, that of a circle at the distance from the Moon.
    """
    times = np.linspace(arc.start, arc.end, _COARSE)
    moon, _ = state("moon", times, center="barycentre", ecliptic=False)
    rate = np.linalg.norm(follow(arc, times)[:, :3] - moon, axis=1) ** -1.5
    done = np.concatenate([[0.0], np.cumsum(0.5 * (rate[1:] + rate[:-1]))])
    return times, done / done[-1]


def near_flight(site: LaunchSite, t: float, real: RealThrow, *, hit: float, patched: float = 0.0) -> NearFlown:
    """Make a corrected throw into a flight.

    Parameters
    ----------
    site
        Launcher with its azimuth.
    t
        Release [s, TDB after J2000].
    real
        The throw as it was corrected.
    hit
        Miss below which the destination counts as reached [m].
    patched
        Impulse on the way before the correction [m/s].
    """
    start = _about_the_moon(released(site, t, real.muzzle_speed * muzzle_direction(site)[None])[0], t, 1.0)
    moment = real.moment if math.isfinite(real.moment) else real.arrive
    arcs: tuple[Arc, ...] = (Arc(start=t, end=moment, state=start),)
    if math.isfinite(real.moment):
        after = follow(arcs[0], np.array([moment]))[0]
        after[3:] += real.kick
        arcs = (*arcs, Arc(start=moment, end=real.arrive, state=after))
    return NearFlown(
        muzzle=real.muzzle_speed,
        impulse=real.midcourse_dv,
        burn=0.0,
        arrival=real.arrival_speed,
        converged=real.miss < hit,
        miss=real.miss,
        arrive=real.arrive,
        arcs=arcs,
        goal_velocity=real.goal_velocity,
        correction=correction_of(real, hit=hit, patched=patched),
    )


def correction_of(real: RealThrow, *, hit: float, patched: float = 0.0) -> Correction:
    """Tell the correction of a throw as `moonbase.trajectories.check` does; arguments as for `near_flight`."""
    return Correction(
        muzzle_speed=real.muzzle_speed,
        impulse=real.midcourse_dv,
        patched_impulse=patched,
        arrival_speed=real.arrival_speed,
        arrive=real.arrive,
        miss=real.miss,
        hit=hit,
        kick=np.array(real.kick),
        moment=real.moment if math.isfinite(real.moment) else real.arrive,
        by_kick=np.array(real.by_kick) if real.by_kick else np.full((3, 3), np.nan),
    )
