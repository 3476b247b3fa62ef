"""Which excess velocities a launcher that is fixed to the rock can give, and how far a wanted one is from them.

With a fixed azimuth the muzzle speed is the only freedom: the excess velocities form one curve in the
Moon-fixed frame. With a free azimuth they form a surface of revolution about the local vertical. What the
launcher misses, the payload's own propulsion adds as one impulse near the edge of the Moon's sphere of
influence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_RADIUS
from moonbase.errors import TrajectoryError
from moonbase.trajectories.moon import ESCAPE_SPEED, asymptote, site_axes, spin_velocity

__all__ = ["Reach", "reach_of", "slowest_escape"]

Array = NDArray[np.float64]

_STEP = 4.0  # m/s between the points of the curve; the distance is taken to the chords, good to 0.01 m/s
_LEAST = 1.0  # m/s, the slowest excess speed tabulated


def _muzzle_speed(excess: Array, direction: Array, spin: Array) -> Array:
    """Muzzle speed that gives an excess speed: solves ``|V d + w|^2 = v_inf^2 + v_esc^2``."""
    along = float(direction @ spin)
    return np.asarray(-along + np.sqrt(along**2 + excess**2 + ESCAPE_SPEED**2 - float(spin @ spin)))


def slowest_escape(latitude: float, longitude: float, azimuth: float | None, elevation: float) -> float:
    """Muzzle speed at which a throw just leaves the Moon [m/s]; for a free azimuth the throw to the east."""
    direction = site_axes(latitude, longitude).direction(math.pi / 2 if azimuth is None else azimuth, elevation)
    return float(_muzzle_speed(np.zeros(1), direction, spin_velocity(latitude, longitude))[0])


@dataclass(frozen=True)
class Reach:
    """The curve of reachable excess velocities, ready for nearest-point searches.

    Attributes
    ----------
    curve
        Shape (n, 3), Moon-fixed, for a fixed azimuth; shape (n, 2), (level, up), for a free one [m/s].
    speeds
        Muzzle speeds along the curve, shape (n,) [m/s]; for a free azimuth before the ground's motion is taken off.
    up, spin
        Local vertical and velocity of the ground, Moon-fixed, shape (3,).
    tree
        Nearest-point search over the curve.
    limit
        Largest muzzle speed [m/s].
    """

    curve: Array
    speeds: Array
    up: Array
    spin: Array
    tree: Any
    limit: float

    def nearest(self, wanted: Array) -> tuple[Array, Array]:
        """Find the muzzle speed that comes nearest to wanted excess velocities.

        Parameters
        ----------
        wanted
            Excess velocities in the Moon-fixed frame, shape (n, 3) [m/s]; NaN where there is none.

        Returns
        -------
        muzzle_speed, miss : numpy.ndarray
            Speed relative to the track and the impulse left to the payload, shape (n,) [m/s]; infinite miss
            for NaN.
        """
        speed, miss = np.full(len(wanted), np.nan), np.full(len(wanted), np.inf)
        good = np.flatnonzero(np.isfinite(wanted).all(axis=1))
        if good.size == 0:
            return speed, miss
        targets = wanted[good]
        if self.curve.shape[1] == 3:
            speed[good], miss[good] = self._on_curve(targets)
            return speed, miss
        vertical = targets @ self.up
        level = targets - vertical[:, None] * self.up
        size = np.linalg.norm(level, axis=1)
        inertial, miss[good] = self._on_curve(np.column_stack([size, vertical]))
        along = (level @ self.spin) / np.where(size > 0.0, size, 1.0)
        speed[good] = inertial - along
        miss[speed > self.limit] = np.inf
        return speed, miss

    def _on_curve(self, targets: Array) -> tuple[Array, Array]:
        """Project on the two chords beside the nearest point of the curve."""
        distance, index = self.tree.query(targets)
        best_speed, best = self.speeds[index].copy(), np.asarray(distance)
        for left in (np.maximum(index - 1, 0), np.minimum(index, len(self.speeds) - 2)):
            start = self.curve[left]
            chord = self.curve[left + 1] - start
            share = np.clip(np.sum((targets - start) * chord, axis=1) / np.sum(chord * chord, axis=1), 0.0, 1.0)
            gap = np.linalg.norm(targets - start - share[:, None] * chord, axis=1)
            closer = gap < best
            best = np.where(closer, gap, best)
            chosen = self.speeds[left] + share * (self.speeds[left + 1] - self.speeds[left])
            best_speed = np.where(closer, chosen, best_speed)
        return best_speed, best


def reach_of(
    latitude: float, longitude: float, azimuth: float | None, elevation: float, max_muzzle_speed: float
) -> Reach:
    """Tabulate what a launcher reaches.

    For a free azimuth the table neglects the ground speed (4.6 m/s at most) in the *shape* of the curve and
    adds it to the muzzle speed along the throw; for a level muzzle the neglected part is below 0.01 m/s. Its
    curve ends where a throw against the rotation would need the largest muzzle speed.

    Parameters
    ----------
    latitude, longitude, azimuth, elevation
        Site and muzzle [rad]; azimuth from north through east, None if the launcher turns.
    max_muzzle_speed
        End of the curve [m/s].

    Raises
    ------
    TrajectoryError
        If the fastest throw does not leave the Moon; the message says by how much.
    """
    from scipy.spatial import cKDTree

    axes = site_axes(latitude, longitude)
    spin = spin_velocity(latitude, longitude)
    fixed = azimuth is not None
    direction = axes.direction(math.pi / 2 if azimuth is None else azimuth, elevation)
    slowest = slowest_escape(latitude, longitude, azimuth, elevation)
    if slowest >= max_muzzle_speed:
        raise TrajectoryError(
            f"the muzzle speed is limited to {max_muzzle_speed:.1f} m/s; leaving the Moon from this site "
            "takes "
            f"{slowest:.1f} m/s: {slowest - max_muzzle_speed:.1f} m/s are missing",
            help="raise the muzzle speed (longer track or more acceleration), or choose a lunar orbit",
        )
    ground = spin if fixed else np.zeros(3)
    top = max_muzzle_speed if fixed else max_muzzle_speed - float(np.linalg.norm(spin))
    square = float(np.sum((top * direction + ground) ** 2)) - ESCAPE_SPEED**2
    fastest = math.sqrt(max(square, (2.0 * _LEAST) ** 2))
    excess = np.linspace(_LEAST, fastest, max(16, int(fastest / _STEP) + 2))
    speeds = _muzzle_speed(excess, direction, ground)
    velocity = speeds[:, None] * direction + ground
    curve = asymptote(np.broadcast_to(axes.up * MOON_RADIUS, velocity.shape), velocity)
    if not fixed:
        level = axes.direction(math.pi / 2, 0.0)
        curve = np.column_stack([curve @ level, curve @ axes.up])
    return Reach(curve=curve, speeds=speeds, up=axes.up, spin=spin, tree=cKDTree(curve), limit=max_muzzle_speed)
