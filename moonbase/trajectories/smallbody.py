"""Asteroids, comets and other destinations on an orbit about the Sun, by elements or by a function of a plugin."""

from __future__ import annotations

import csv
import importlib
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from moonbase.constants import ASTRONOMICAL_UNIT, SUN_GM
from moonbase.errors import TrajectoryError

__all__ = ["Elements", "Ephemeris", "Orbit", "known_bodies"]

Array = NDArray[np.float64]

_J2000 = 2451545.0
_DAY = 86400.0


@dataclass(frozen=True, kw_only=True)
class Elements:
    """Osculating elements of a closed orbit about the Sun, mean ecliptic and equinox of J2000.

    The orbit is taken as it is at the epoch: planets' pulls are left out, which moves a main-belt asteroid by some
    million kilometres in a decade, and by more where the body passes close to a planet.

    Attributes
    ----------
    name
        What errors and notes call the body.
    semi_major_axis
        [m].
    eccentricity
        Below 1.
    inclination, node, argument
        To the ecliptic; of the ascending node; of the perihelion from the node [rad].
    mean_anomaly
        At the epoch [rad].
    epoch
        [s, TDB after J2000].
    """

    name: str
    semi_major_axis: float
    eccentricity: float
    inclination: float = 0.0
    node: float = 0.0
    argument: float = 0.0
    mean_anomaly: float = 0.0
    epoch: float = 0.0

    def __post_init__(self) -> None:
        """Refuse orbits that are not closed."""
        if not 0.0 <= self.eccentricity < 1.0 or not self.semi_major_axis > 0.0:
            raise TrajectoryError(
                f"the orbit of {self.name} is not closed: eccentricity {self.eccentricity:.6g}, semi-major axis "
                f"{self.semi_major_axis / ASTRONOMICAL_UNIT:.6g} AU; a destination needs one of 0 to below 1",
                help="give osculating elements of an ellipse, or a function of time through a plugin",
            )

    @property
    def distances(self) -> tuple[float, float]:
        """Perihelion and aphelion [m]."""
        a, e = self.semi_major_axis, self.eccentricity
        return a * (1.0 - e), a * (1.0 + e)

    def state(self, t: ArrayLike) -> tuple[Array, Array]:
        """Heliocentric position [m] and velocity [m/s], ecliptic, shape (n, 3), or (3,) for one time.

        Examples
        --------
        >>> r, v = Elements(name="rock", semi_major_axis=1.5e11, eccentricity=0.1).state(0.0)
        >>> round(float(r[0]) / 1e11, 3)
        1.35
        """
        times = np.atleast_1d(np.asarray(t, dtype=float))
        a, e = self.semi_major_axis, self.eccentricity
        motion = math.sqrt(SUN_GM / a**3)
        mean = np.mod(self.mean_anomaly + motion * (times - self.epoch) + math.pi, 2.0 * math.pi) - math.pi
        anomaly = mean + e * np.sin(mean) if e < 0.8 else np.sign(mean) * 2.5  # Newton's method starts here
        for _ in range(60):
            step = (anomaly - e * np.sin(anomaly) - mean) / (1.0 - e * np.cos(anomaly))
            anomaly = anomaly - np.clip(step, -1.0, 1.0)
            if np.abs(step).max() < 1e-14:
                break
        c, s = np.cos(anomaly), np.sin(anomaly)
        across = math.sqrt(1.0 - e * e)
        rate = motion / (1.0 - e * c)
        flat = np.stack([a * (c - e), a * across * s], axis=-1)
        speed = np.stack([-a * s * rate, a * across * c * rate], axis=-1)
        r, v = flat @ self._axes, speed @ self._axes
        return (r[0], v[0]) if np.ndim(t) == 0 else (r, v)

    @property
    def _axes(self) -> Array:
        """Directions of the perihelion and of the motion there, as rows."""
        co, so, cw, sw = math.cos(self.node), math.sin(self.node), math.cos(self.argument), math.sin(self.argument)
        ci, si = math.cos(self.inclination), math.sin(self.inclination)
        return np.array(
            [
                [co * cw - so * sw * ci, so * cw + co * sw * ci, sw * si],
                [-co * sw - so * cw * ci, -so * sw + co * cw * ci, cw * si],
            ]
        )


@dataclass(frozen=True, kw_only=True)
class Ephemeris:
    """A destination whose place is computed by a function, imported when first asked.

    Attributes
    ----------
    name
        What errors and notes call the body.
    target
        ``"package.module:function"``; called with times of shape (n,) [s, TDB after J2000] it gives heliocentric
        position [m] and velocity [m/s], mean ecliptic of J2000, each of shape (n, 3).
    version
        Of what computes it; answers in the cache do not outlive a change.
    """

    name: str
    target: str
    version: str = ""

    def state(self, t: ArrayLike) -> tuple[Array, Array]:
        """Heliocentric position [m] and velocity [m/s], ecliptic, shape (n, 3), or (3,) for one time.

        Raises
        ------
        TrajectoryError
            If the function cannot be imported, fails, or gives something else.
        """
        times = np.atleast_1d(np.asarray(t, dtype=float))
        try:
            r, v = (np.asarray(part, dtype=float) for part in _function(self.target)(times))
        except Exception as error:
            raise TrajectoryError(
                f"the ephemeris of {self.name} ({self.target}) failed: {type(error).__name__}: {error}",
                help="it is called with times [s, TDB after J2000] and gives position [m] and velocity [m/s]",
            ) from error
        if r.shape != (len(times), 3) or v.shape != r.shape or not np.isfinite(np.stack([r, v])).all():
            raise TrajectoryError(
                f"the ephemeris of {self.name} ({self.target}) gave arrays of shapes {r.shape} and {v.shape} "
                f"or numbers that are not finite; wanted are two of shape ({len(times)}, 3)"
            )
        return (r[0], v[0]) if np.ndim(t) == 0 else (r, v)


Orbit = Elements | Ephemeris


@lru_cache(maxsize=64)
def _function(target: str) -> Any:
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


@lru_cache(maxsize=1)
def known_bodies() -> dict[str, Elements]:
    """Asteroids and comets that ship with moonbase, by name; sources are in ``data/small_bodies.csv``."""
    text = (resources.files("moonbase.trajectories") / "data" / "small_bodies.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {
        row["name"]: Elements(
            name=row["name"],
            semi_major_axis=float(row["a_au"]) * ASTRONOMICAL_UNIT,
            eccentricity=float(row["eccentricity"]),
            inclination=math.radians(float(row["inclination_deg"])),
            node=math.radians(float(row["node_deg"])),
            argument=math.radians(float(row["argument_deg"])),
            mean_anomaly=math.radians(float(row["mean_anomaly_deg"])),
            epoch=(float(row["epoch_jd"]) - _J2000) * _DAY,
        )
        for row in rows
    }
