"""Level 0: constant acceleration, occupancy, and the energy chain of a launcher with a returning bucket.

Every function is plain arithmetic, so that it takes floats and numpy arrays alike. Valid for constant thrust in
vacuum on a track short against the Moon's radius, where gravity along the track is zero.
"""

from __future__ import annotations

import math

__all__ = [
    "acceleration_length",
    "acceleration_time",
    "bucket_fleet",
    "kinetic_energy",
    "muzzle_speed",
    "occupancy",
    "shot_energy",
    "storage_share",
    "throughput",
]


def acceleration_length(speed: float, acceleration: float) -> float:
    """Length of track to reach a speed, ``L = v^2 / (2 a)`` [m].

    Parameters
    ----------
    speed
        At the muzzle, relative to the track [m/s].
    acceleration
        Constant [m/s2].

    Examples
    --------
    >>> acceleration_length(2400.0, 1e4)
    288.0
    """
    return speed * speed / (2.0 * acceleration)


def acceleration_time(speed: float, acceleration: float) -> float:
    """Time on the powered track, ``t = v / a`` [s].

    Examples
    --------
    >>> acceleration_time(2400.0, 1e4)
    0.24
    """
    return speed / acceleration


def muzzle_speed(length: float, acceleration: float) -> float:
    """Speed at the end of a track, ``v = sqrt(2 a L)`` [m/s].

    Examples
    --------
    >>> muzzle_speed(288.0, 1e4)
    2400.0
    """
    return float((2.0 * acceleration * length) ** 0.5)


def kinetic_energy(mass: float, speed: float) -> float:
    """Kinetic energy ``m v^2 / 2`` [J].

    Examples
    --------
    >>> kinetic_energy(10.5, 2400.0)
    30240000.0
    """
    return mass * speed * speed / 2.0


def occupancy(rate: float, time: float) -> float:
    """Mean number of buckets that accelerate at once, ``o = f t`` [1].

    Examples
    --------
    >>> occupancy(4.0, 0.24)
    0.96
    """
    return rate * time


def throughput(mass: float, rate: float, *, duty: float, span: float) -> float:
    """Mass launched in a span of time, ``m f T d`` [kg].

    Parameters
    ----------
    mass
        Payload per shot [kg].
    rate
        Shots per second while firing [1/s].
    duty
        Share of the time spent firing [1].
    span
        [s]
    """
    return mass * rate * duty * span


def shot_energy(payload: float, bucket: float, speed: float, *, drive: float, recovery: float) -> float:
    """Energy taken from the supply per shot when the bucket is braked and its energy partly recovered [J].

    ``E = (m_p + m_b) v^2 / (2 eta_a) - eta_r m_b v^2 / 2``

    Parameters
    ----------
    payload, bucket
        Masses [kg]; the bucket comes back.
    speed
        At the muzzle [m/s].
    drive
        Efficiency from the supply to motion, eta_a [1].
    recovery
        Share of the bucket's kinetic energy that returns to the supply, eta_r [1].

    Examples
    --------
    >>> energy = shot_energy(10.5, 10.5, 2400.0, drive=0.96, recovery=0.9)
    >>> round(kinetic_energy(10.5, 2400.0) / energy, 3)
    0.845
    """
    half = speed * speed / 2.0
    return (payload + bucket) * half / drive - recovery * bucket * half


def storage_share(occupied: float) -> float:
    """Energy that a store must smooth so that the supply runs at its mean, per energy of one shot [1].

    At constant thrust each shot draws ``P = 2 E t / t_a^2`` during its run; shots start every ``t_a / o``. The
    store swings by the area between that sawtooth and its mean: ``(1 - o/2)^2`` for `o` up to 1, less beyond,
    because shots overlap.

    Parameters
    ----------
    occupied
        Mean number of buckets on the track, o [1].

    Examples
    --------
    >>> storage_share(1.0)
    0.25
    >>> round(storage_share(0.96), 4)
    0.2704
    """
    whole = math.floor(occupied)
    period = 1.0 / occupied
    drop = (occupied - whole) / occupied
    levels = [0.0]
    for start, end, buckets in ((0.0, drop, whole + 1), (drop, period, whole)):
        offset = buckets * (buckets - 1) * period
        rise = 2.0 * buckets
        turn = (occupied - offset) / rise if rise else start
        base = levels[-1]
        levels.extend(
            base + rise * (at * at - start * start) / 2.0 + (offset - occupied) * (at - start)
            for at in sorted({min(max(turn, start), end), end})
        )
    return max(levels) - min(levels)


def bucket_fleet(rate: float, *, accelerate: float, brake: float, carry: float, load: float) -> float:
    """Buckets in circulation, ``N = f (t_acc + t_brake + t_return + t_load)`` [1].

    Parameters
    ----------
    rate
        Shots per second [1/s].
    accelerate, brake, carry, load
        Time of each stage of the round trip [s].
    """
    return rate * (accelerate + brake + carry + load)
