"""Positions of Sun, Moon and planets from an excerpt of JPL's DE440 that ships with moonbase.

The excerpt holds the Chebyshev coefficients of DE440 unchanged for 2020-01-01 to 2100-01-01 TDB
(`tools/excerpt_de440.py` wrote it). Values agree with the full file to rounding: below 1 mm for the Moon and
0.1 m for the planets. DE440 itself is good to about 1 m for the Moon and better than 1 km for the inner
planets in this span.

Mars to Neptune are the barycentres of planet and moons; Earth and Moon are given apart from their barycentre
``emb``.

Source: Park et al., Astron. J. 161 (2021) 105, doi 10.3847/1538-3881/abd414.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import ArrayLike, NDArray

from moonbase.constants import EMRAT
from moonbase.errors import TrajectoryError

__all__ = [
    "BODIES",
    "OBLIQUITY",
    "Chebyshev",
    "calendar_date",
    "calendar_instant",
    "require_span",
    "segment",
    "span",
    "state",
]

Array = NDArray[np.float64]

OBLIQUITY = math.radians(84381.448 / 3600.0)  # rad, IAU 1976 mean obliquity at J2000: the ecliptic of JPL's tables
BODIES = (
    "sun", "mercury", "venus", "emb", "earth", "moon", "mars", "jupiter", "saturn", "uranus", "neptune",
)  # fmt: skip
_FILE = "de440_2020_2100.npz"
_DAY = 86400.0
_MOON_SHARE = EMRAT / (1.0 + EMRAT)  # of the Earth-Moon vector that lies between Moon and barycentre


@dataclass(frozen=True)
class Chebyshev:
    """A vector function given by Chebyshev series on equal time intervals.

    Attributes
    ----------
    coefficients
        Shape (n_records, 3, degree + 1) [m].
    start
        Start of the first record [s, TDB after J2000].
    step
        Length of a record [s].
    """

    coefficients: Array
    start: float
    step: float

    @property
    def end(self) -> float:
        """End of the last record [s, TDB after J2000]."""
        return self.start + self.step * len(self.coefficients)

    def __call__(self, t: Array) -> tuple[Array, Array]:
        """Evaluate position [m] and velocity [m/s], each of shape (n, 3), by Clenshaw's recurrence."""
        record = np.clip(((t - self.start) // self.step).astype(np.int64), 0, len(self.coefficients) - 1)
        tau = (2.0 * (t - self.start - record * self.step) / self.step - 1.0)[:, None]
        rows = self.coefficients[record]
        zero = np.zeros((len(t), 3))
        b1, b2, d1, d2 = zero, zero, zero, zero
        for k in range(rows.shape[2] - 1, 0, -1):
            d1, d2 = 2.0 * b1 + 2.0 * tau * d1 - d2, d1
            b1, b2 = rows[:, :, k] + 2.0 * tau * b1 - b2, b1
        return rows[:, :, 0] + tau * b1 - b2, (b1 + tau * d1 - d2) * (2.0 / self.step)


@lru_cache(maxsize=16)
def segment(name: str) -> Chebyshev:
    """Load one series of the excerpt, in the equatorial frame (ICRF), SI units.

    Parameters
    ----------
    name
        ``sun``, ``emb`` or a planet, relative to the solar-system barycentre; ``moon_from_emb``.
    """
    with (
        resources.as_file(resources.files("moonbase.trajectories") / "data" / _FILE) as path,
        np.load(path) as data,
    ):
        start, step = data[f"{name}_grid"]
        return Chebyshev(data[name] * 1e3, float(start), float(step))


_FIRST = (2458849.5 - 2451545.0) * _DAY
_LAST = (2488069.5 - 2451545.0) * _DAY


def span() -> tuple[float, float]:
    """First and last time that the excerpt covers [s, TDB after J2000]."""
    return _FIRST, _LAST


def calendar_date(t: float) -> str:
    """Write TDB seconds after J2000 as a calendar date.

    Examples
    --------
    >>> calendar_date(0.0)
    '2000-01-01'
    """
    import datetime as dt

    return str(dt.date(2000, 1, 1) + dt.timedelta(days=math.floor(t / _DAY + 0.5)))


def calendar_instant(t: float) -> str:
    """Write TDB seconds after J2000 as a calendar date and time to the minute.

    Examples
    --------
    >>> calendar_instant(90.0)
    '2000-01-01T12:02'
    """
    import datetime as dt

    minutes = math.floor(t / 60.0 + 0.5)
    return f"{dt.datetime(2000, 1, 1, 12) + dt.timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"  # noqa: DTZ001 - TDB


def require_span(start: float, end: float) -> None:
    """Refuse times that the ephemeris does not cover.

    Raises
    ------
    TrajectoryError
        If a time lies outside; the message says by how many days.
    """
    if start < _FIRST or end > _LAST:
        early, late = (_FIRST - start) / _DAY, (end - _LAST) / _DAY
        part = f"{early:.1f} days before it begins" if early > 0.0 else f"{late:.1f} days after it ends"
        raise TrajectoryError(
            f"the ephemeris covers {calendar_date(_FIRST)} to {calendar_date(_LAST)}; "
            f"{calendar_date(start if early > 0.0 else end)} lies {part}",
            help="move the mission's dates inside the covered span",
        )


def _barycentric(body: str, t: Array) -> tuple[Array, Array]:
    if body not in ("earth", "moon"):
        return segment(body)(t)
    (r, v), (rm, vm) = segment("emb")(t), segment("moon_from_emb")(t)
    share = 1.0 if body == "moon" else -1.0 / EMRAT
    return r + share * rm, v + share * vm


def _moon_from_earth(t: Array) -> tuple[Array, Array]:
    r, v = segment("moon_from_emb")(t)
    return r / _MOON_SHARE, v / _MOON_SHARE


def to_ecliptic(vectors: Array) -> Array:
    """Turn vectors of shape (..., 3) from the equator to the mean ecliptic of J2000."""
    c, s = math.cos(OBLIQUITY), math.sin(OBLIQUITY)
    x, y, z = vectors[..., 0], vectors[..., 1], vectors[..., 2]
    return np.stack([x, c * y + s * z, c * z - s * y], axis=-1)


def to_equatorial(vectors: Array) -> Array:
    """Turn vectors of shape (..., 3) from the mean ecliptic of J2000 to the equator (ICRF)."""
    c, s = math.cos(OBLIQUITY), math.sin(OBLIQUITY)
    x, y, z = vectors[..., 0], vectors[..., 1], vectors[..., 2]
    return np.stack([x, c * y - s * z, c * z + s * y], axis=-1)


def state(body: str, t: ArrayLike, *, center: str = "sun", ecliptic: bool = True) -> tuple[Array, Array]:
    """Give position and velocity of a body relative to another.

    Parameters
    ----------
    body, center
        Names out of `BODIES`; `center` may also be ``"barycentre"`` (of the solar system).
    t
        Times, shape (n,) or a number [s, TDB after J2000].
    ecliptic
        Mean ecliptic and equinox of J2000 if true, else the equatorial frame (ICRF).

    Returns
    -------
    r, v : numpy.ndarray
        Position [m] and velocity [m/s], shape (n, 3), or (3,) for a number.

    Raises
    ------
    TrajectoryError
        If a name is unknown or a time lies outside the excerpt.
    """
    for name in (body, center):
        if name not in (*BODIES, "barycentre"):
            raise TrajectoryError(f'the ephemeris has no body "{name}"', help="it has " + ", ".join(BODIES))
    times = np.atleast_1d(np.asarray(t, dtype=float))
    if times.size:
        require_span(float(times.min()), float(times.max()))
    if (body, center) == ("moon", "earth"):
        r, v = _moon_from_earth(times)
    else:
        r, v = _barycentric(body, times) if body != "barycentre" else (np.zeros((times.size, 3)),) * 2
        if center != "barycentre":
            rc, vc = _barycentric(center, times)
            r, v = r - rc, v - vc
    if ecliptic:
        r, v = to_ecliptic(r), to_ecliptic(v)
    return (r[0], v[0]) if np.ndim(t) == 0 else (r, v)
