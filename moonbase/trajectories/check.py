"""How far patched conics are from the motion under all bodies, for one departure.

The throw is flown from the muzzle to the destination under Sun, Earth, Moon and planets. The payload's impulses, the
muzzle speed, the date of arrival and (on a circle) the place of arrival are changed until the destination is hit with
as little propulsion as nearby throws allow (`moonbase.trajectories.steering`); what had to be changed is the error of
the patched conics.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_GM, MOON_RADIUS
from moonbase.trajectories.aims import MOST_STEPS, PROBE, Aim, Departure, Gauge, course_to, outcome
from moonbase.trajectories.ephemeris import state, to_equatorial
from moonbase.trajectories.geocentric import velocity_to_excess
from moonbase.trajectories.moon import asymptote, orientation, site_axes, spin_velocity
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.steering import Steered, steer

__all__ = [
    "MUZZLE_WEIGHT",
    "Correction",
    "Shot",
    "correct",
    "edge",
    "lanes",
    "onto",
    "patched_kick",
    "release_velocity",
]

Array = NDArray[np.float64]
T = TypeVar("T")

_KICK_RADIUS = 6.6e7  # m, the edge of the Moon's sphere of influence, where the payload corrects
MUZZLE_WEIGHT: Final = 0.05
"""Metres per second on board that one of muzzle speed is worth."""
_PLAIN: Final = 4  # unknowns up to the impulse: the impulse and the muzzle speed
_DEAR, _CHEAP = 1.03, 30.0  # times what patched conics ask for, and m/s, beyond which faster throws are tried
_OFF = 0.1  # of the time to the edge of the Moon's sphere of influence
_FASTER = (60.0, 180.0, 400.0)  # m/s
_LONGEST_COAST = 2.0 * 86400.0  # s to the edge of the Moon's sphere of influence


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A departure by patched conics."""

    site: LaunchSite
    t: float
    """Time of release [s, TDB after J2000]."""
    muzzle_speed: float
    """[m/s]."""
    max_muzzle_speed: float
    """[m/s]."""
    excess: Array
    """Wanted excess velocity at the Moon, ecliptic, shape (3,) [m/s]."""
    aim: Aim | Gauge
    boost: Array | None = None
    """Impulse right after release, ecliptic, shape (3,) [m/s]."""
    leaving: Array | None = None
    """Wanted excess velocity relative to the Earth, ecliptic, shape (3,) [m/s]; None inside the Earth-Moon system."""
    stops: bool = False
    """Whether the payload removes its arrival speed."""
    latest: float = math.inf
    """Latest arrival [s, TDB after J2000]."""
    onboard: float = 0.0
    """What the payload spends by patched conics [m/s]."""
    held: bool = False
    """Whether muzzle speed and the impulse after release stay as they are."""

    @property
    def worth(self) -> float:
        """Cost by patched conics and something more, below which a correction is good enough [m/s]."""
        return _DEAR * self.onboard + _CHEAP + MUZZLE_WEIGHT * self.muzzle_speed


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What the shot needs under all bodies."""

    muzzle_speed: float
    """[m/s]."""
    impulse: float
    """Impulse at the edge of the Moon's sphere of influence [m/s]."""
    patched_impulse: float
    """The same by patched conics [m/s]."""
    arrival_speed: float
    """Relative to the destination [m/s]."""
    arrive: float
    """Time of arrival [s, TDB after J2000]."""
    miss: float
    """Distance from the destination, or from the wanted number, that is left."""
    hit: float
    """What counts as a hit."""
    kick: Array
    """The impulse, equatorial, shape (3,) [m/s]."""
    moment: float
    """When it is given [s, TDB after J2000]."""
    by_kick: Array
    """Derivatives of the miss by the impulse, equatorial, shape (3, 3) [s]."""
    boost: Array = field(default_factory=lambda: np.zeros(3))
    """Impulse right after release, equatorial, shape (3,) [m/s]."""

    @property
    def converged(self) -> bool:
        """Whether the destination is hit, within 10,000 km if it is a place."""
        return self.miss < self.hit


def release_velocity(shot: Shot, speeds: Array) -> tuple[Array, Array]:
    """Position (3,) and velocities (n, 3) relative to the Moon after release, ecliptic axes that do not turn."""
    site = shot.site
    axes, spin = site_axes(site.latitude, site.longitude), spin_velocity(site.latitude, site.longitude)
    turn = orientation(np.array([shot.t]))[0]
    if site.azimuth is not None:
        local = speeds[:, None] * axes.direction(site.azimuth, site.elevation) + spin
    else:
        wanted = turn.T @ shot.excess
        level = wanted - (wanted @ axes.up) * axes.up
        level /= np.linalg.norm(level)
        inertial = speeds + level @ spin
        local = inertial[:, None] * (math.cos(site.elevation) * level + math.sin(site.elevation) * axes.up)
    boost = np.zeros(3) if shot.boost is None else shot.boost
    return turn @ axes.up * MOON_RADIUS, local @ turn.T + boost


def _time_to(radius: float, speed: float) -> float:
    """Time from a level release to a distance from the Moon on a hyperbola or a near-parabola [s]."""
    energy = max(0.5 * speed**2 - MOON_GM / MOON_RADIUS, 50.0)
    a = 0.5 * MOON_GM / energy
    ecc = 1.0 + MOON_RADIUS / a
    anomaly = math.acosh((1.0 + radius / a) / ecc)
    return math.sqrt(a**3 / MOON_GM) * (ecc * math.sinh(anomaly) - anomaly)


def lanes(shot: Shot, x: Array, moment: float) -> Array:
    """Fly to the impulse: nominal, then each unknown changed a little.

    Parameters
    ----------
    shot
        The throw.
    x
        Impulse (3) [m/s], muzzle speed [m/s] and, where there is one, the impulse right after release (3) [m/s],
        equatorial.
    moment
        When the impulse is given [s, TDB after J2000].

    Returns
    -------
    numpy.ndarray
        States after the impulse, barycentric, equatorial, shape (1 + len(x), 6).
    """
    plain = replace(shot, boost=None)
    r, v = release_velocity(plain, np.array([x[3], x[3] + PROBE]))
    moon, moon_v = state("moon", shot.t, center="barycentre", ecliptic=False)
    own = moon_v + to_equatorial(v)
    boosted = own[:1] + x[4:7] if len(x) > _PLAIN else own[:1]
    velocities = [boosted, own[1:] + (boosted - own[:1])]
    if len(x) > _PLAIN:
        velocities.append(boosted + PROBE * np.eye(3))
    speeds = np.concatenate(velocities)
    place = np.broadcast_to(moon + to_equatorial(r), speeds.shape)
    at_edge = propagate(np.column_stack([place, speeds]), shot.t, moment, most=MOST_STEPS)
    found = np.concatenate([np.repeat(at_edge[:1], 4, axis=0), at_edge[1:]])
    found[:, 3:] += x[:3]
    found[1:4, 3:] += PROBE * np.eye(3)
    return found


def edge(shot: Shot) -> tuple[Array, float]:
    """Fly to the edge of the Moon's sphere of influence, or for two days; state, barycentric, equatorial, and time."""
    r, v = release_velocity(shot, np.array([shot.muzzle_speed]))
    moment = shot.t + min(_time_to(_KICK_RADIUS, float(np.linalg.norm(v[0]))), _LONGEST_COAST)
    moon, moon_v = state("moon", shot.t, center="barycentre", ecliptic=False)
    start = np.concatenate([moon + to_equatorial(r), moon_v + to_equatorial(v[0])])
    return propagate(start[None], shot.t, moment)[0], moment


def _guesses(shot: Shot) -> tuple[list[Array], float]:
    """Give impulses to start from, equatorial, and when they are given, at the edge of the Moon's sphere of influence.

    The first leads from the place that is really reached there onto the wanted hyperbolas about Moon and Earth, the
    second is the difference of the asymptotes by patched conics.
    """
    there, moment = edge(shot)
    excess = to_equatorial(shot.excess)
    if shot.leaving is not None:
        earth, _ = state("earth", moment, center="barycentre", ecliptic=False)
        moon_v = state("moon", moment, center="earth", ecliptic=False)[1]
        real = velocity_to_excess(there[:3] - earth, to_equatorial(shot.leaving)) - moon_v
        excess = real if np.isfinite(real).all() else excess
    return [one for one in (onto(there, moment, excess), patched_kick(shot)) if np.isfinite(one).all()], moment


def patched_kick(shot: Shot) -> Array:
    """Give the difference of the wanted asymptote and that of the throw, equatorial, shape (3,) [m/s]."""
    r, v = release_velocity(shot, np.array([shot.muzzle_speed]))
    return to_equatorial(shot.excess - asymptote(r, v[0]))


def onto(there: Array, moment: float, excess: Array) -> Array:
    """Give the impulse from a barycentric state onto the hyperbola about the Moon with an excess velocity [m/s]."""
    moon, moon_v = state("moon", moment, center="barycentre", ecliptic=False)
    return _onto(there[:3] - moon, excess) - (there[3:] - moon_v)


def _onto(r: Array, excess: Array) -> Array:
    """Velocity relative to the Moon whose outgoing asymptote is an excess velocity."""
    distance, speed = float(np.linalg.norm(r)), float(np.linalg.norm(excess))
    out, along = r / distance, excess / max(speed, 1e-9)
    cosine = max(1.0 + float(out @ along), 1e-3)
    d = math.sqrt(MOON_GM / (distance * cosine) + 0.25 * speed**2)
    return np.asarray((d + 0.5 * speed) * along + (d - 0.5 * speed) * out)


def correct(shot: Shot) -> Correction:
    """Fly a shot under all bodies and correct it until it hits.

    Among the corrections that hit, one is taken with as little propulsion on board as can be had nearby; the muzzle
    speed stays below its limit. Where that takes clearly more than by patched conics, faster throws are tried as well.
    """
    best, departure = _steered(shot)
    for one in () if shot.held else faster(shot):
        if best.hits and best.cost < shot.worth:
            break
        best, departure = min((best, departure), _steered(one), key=lambda each: each[0].rank)
    again = slowed(shot, best, departure.t)
    if again is not None:
        best, departure = preferred((best, departure), _steered(again))
    return _result(shot, best, departure)


def _steered(shot: Shot) -> tuple[Steered, Departure]:
    kicks, moment = _guesses(shot)
    found = []
    for departure in (_departure(shot, kick, moment) for kick in kicks):
        course, first = course_to(shot.aim, departure, stops=shot.stops, latest=shot.latest)
        found.append((steer(course, first), departure))
    return min(found, key=lambda each: each[0].rank)


def slowed(shot: Shot, best: Steered, moment: float) -> Shot | None:
    """Give the throw at the speed found, if the impulse is not where such a throw reaches the edge of the sphere."""
    one = replace(shot, muzzle_speed=float(best.at[3]))
    return one if best.hits and abs(edge(one)[1] - moment) > _OFF * (moment - shot.t) else None


def preferred(one: tuple[Steered, T], two: tuple[Steered, T]) -> tuple[Steered, T]:
    """Take the second unless it misses or is clearly dearer."""
    return two if two[0].hits and two[0].cost < one[0].cost + _CHEAP else one


def faster(shot: Shot) -> list[Shot]:
    """Give the same throw at higher muzzle speeds, as far as the launcher goes."""
    speeds = {min(shot.muzzle_speed + more, shot.max_muzzle_speed) for more in _FASTER}
    return [replace(shot, muzzle_speed=speed) for speed in sorted(speeds) if speed > shot.muzzle_speed + 1.0]


def _result(shot: Shot, best: Steered, departure: Departure) -> Correction:
    arrive, arrival, by_kick = outcome(shot.aim, departure, best.at)
    x = best.at
    return Correction(
        muzzle_speed=float(x[3]),
        impulse=float(np.linalg.norm(x[:3])),
        patched_impulse=float(np.linalg.norm(patched_kick(shot))),
        arrival_speed=arrival,
        arrive=arrive,
        miss=float(np.linalg.norm(best.look.miss)),
        hit=shot.aim.hit,
        kick=x[:3],
        boost=np.zeros(3) if shot.boost is None else x[4:7],
        moment=departure.t,
        by_kick=by_kick,
    )


def _departure(shot: Shot, kick: Array, moment: float) -> Departure:
    first = np.append(kick, shot.muzzle_speed)
    impulses: tuple[int, ...] = (0,)
    if shot.boost is not None:
        first, impulses = np.concatenate([first, to_equatorial(shot.boost)]), (0, _PLAIN)
    low, high, price = np.full(len(first), -np.inf), np.full(len(first), np.inf), np.zeros(len(first))
    low[3], high[3], price[3] = 0.0, shot.max_muzzle_speed, MUZZLE_WEIGHT
    if shot.held:
        low[3:], high[3:] = first[3:], first[3:]

    def flown(x: Array) -> Array:
        return lanes(shot, x, moment)

    return Departure(t=moment, lanes=flown, first=first, low=low, high=high, price=price, impulses=impulses)
