"""Corrections of a flight: conditions are met exactly while what the payload burns is made as small as it can be.

A trust-region method with two parts in each step (Byrd and Omojokun; see Nocedal and Wright, *Numerical Optimization*,
2nd ed., section 18.5): one towards the conditions, one along them towards a smaller sum of impulses. A step is taken
only where impulses and misses together become less, so that a guess far away is approached instead of overshot.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

__all__ = ["Course", "Look", "Steered", "approach", "steer"]

Array = NDArray[np.float64]

_FIRST_REGION = 80.0  # m/s
_LEAST_REGION = 0.05  # m/s
_GAIN = 0.2  # m/s that a step must promise, once the conditions are met
_SMALLEST = 0.3  # m/s, below which an impulse counts as none when weights are formed
_LEAST_WEIGHT = 2.0  # m/s of cost that a miss is worth which an impulse of 1 m/s takes out
_MARGIN = 2.0  # by which the weight exceeds what keeps a step towards the conditions from looking dear
_TINY = 1e-6  # m/s
_POLISH = 8  # flights straight towards the conditions, if they are not met at the end
_ROUNDS = 3  # of weights in each step
_PART = 0.8  # of the region that the step towards the conditions may use


@dataclass(frozen=True, eq=False, kw_only=True)
class Look:
    """What one choice of the unknowns gives.

    Attributes
    ----------
    miss
        The conditions, shape (m,); zero where met.
    parts
        Impulses whose sizes are added up to the cost, shape (p, 3) [m/s].
    miss_slopes, parts_slopes
        Derivatives by the unknowns, shapes (m, n) and (p, 3, n).
    """

    miss: Array
    parts: Array
    miss_slopes: Array
    parts_slopes: Array


@dataclass(frozen=True, eq=False, kw_only=True)
class Course:
    """A flight with unknowns.

    Attributes
    ----------
    look
        From unknowns, shape (n,), to what they give; NaN where there is no flight.
    size
        Change of each unknown that is as large as an impulse of 1 m/s, shape (n,).
    low, high
        Bounds of the unknowns, shape (n,).
    price
        Cost of a unit of each unknown apart from the impulses, shape (n,) [m/s].
    hit
        Misses that are small enough, shape (m,).
    """

    look: Callable[[Array], Look]
    size: Array
    low: Array
    high: Array
    price: Array
    hit: Array


@dataclass(frozen=True, eq=False, kw_only=True)
class Steered:
    """The best that was found.

    Attributes
    ----------
    at
        Unknowns.
    look
        What they give.
    hits
        Whether the conditions are met.
    cost
        Sum of the impulses and prices [m/s].
    looks
        How many flights it took.
    """

    at: Array
    look: Look
    hits: bool
    cost: float
    looks: int

    @property
    def rank(self) -> tuple[bool, float]:
        """Order among tries: those that hit by cost, the others by what they miss."""
        worth = self.cost if self.hits else float(np.linalg.norm(self.look.miss))
        return not self.hits, worth if math.isfinite(worth) else math.inf


def steer(course: Course, first: Array, *, most: int = 60) -> Steered:
    """Meet the conditions from a first guess, at the least cost nearby.

    Parameters
    ----------
    course
        The flight.
    first
        Unknowns to start from, shape (n,).
    most
        Flights after which the best so far is given.
    """
    at = np.clip(first, course.low, course.high)
    now = _rate(course, at, course.look(at), 1)
    best, region, weight = now, _FIRST_REGION, _LEAST_WEIGHT
    while now.looks < most and region > _LEAST_REGION and math.isfinite(now.cost):
        step = _step(course, now, region)
        if not np.isfinite(step).all():
            break
        cheaper, nearer = _promise(course, now, step)
        weight = max(weight, -_MARGIN * cheaper / nearer) if nearer > _TINY else weight
        promised = cheaper + weight * nearer
        if now.hits and promised < _GAIN:
            break
        there = np.clip(now.at + step, course.low, course.high)
        then, gain = _try(course, now, there, weight)
        length = float(np.linalg.norm((there - now.at) / course.size))
        if gain > 0.0:
            region = max(region, 2.0 * length) if gain > 0.5 * promised else region
            now = then
        else:
            region = 0.3 * min(region, length)
            now = replace(now, looks=then.looks)
        best = _better(course, best, now)
    return replace(best if best.hits else _polished(course, best), looks=now.looks)


def approach(course: Course, first: Array) -> Steered:
    """Meet the conditions by the shortest way from a first guess, whatever it costs."""
    at = np.clip(first, course.low, course.high)
    return _polished(course, _rate(course, at, course.look(at), 1))


def _polished(course: Course, now: Steered) -> Steered:
    """Go straight for the conditions, by the shortest ways."""
    best, share = now, 1.0
    for _ in range(_POLISH if math.isfinite(now.cost) else 0):
        slopes = best.look.miss_slopes * course.size
        step = -course.size * np.linalg.lstsq(slopes, best.look.miss, rcond=None)[0]
        there = np.clip(best.at + share * step, course.low, course.high)
        then = _rate(course, there, course.look(there), now.looks)
        if _better(course, best, then) is then:
            best, share = then, min(1.0, 2.0 * share)
        else:
            share *= 0.3
        if best.hits:
            break
    return best


def _rate(course: Course, at: Array, look: Look, looks: int) -> Steered:
    cost = float(np.linalg.norm(look.parts, axis=1).sum() + course.price @ at)
    if not all(np.isfinite(one).all() for one in (look.miss, look.miss_slopes, look.parts_slopes)):
        cost = math.nan
    return Steered(at=at, look=look, hits=bool(np.all(np.abs(look.miss) <= course.hit)), cost=cost, looks=looks)


def _worth(course: Course, reference: Look, miss: Array) -> float:
    """Size of the change of unknowns that would take out a miss, in m/s of impulse."""
    slopes = reference.miss_slopes * course.size
    return float(np.linalg.norm(np.linalg.lstsq(slopes, miss, rcond=None)[0]))


def _try(course: Course, now: Steered, there: Array, weight: float) -> tuple[Steered, float]:
    """Fly a step, once more with its curvature taken out if that is what spoils it; what is gained [m/s]."""
    merit = now.cost + weight * _worth(course, now.look, now.look.miss)

    def gained(then: Steered) -> float:
        if not math.isfinite(then.cost):
            return -math.inf
        return merit - then.cost - weight * _worth(course, now.look, then.look.miss)

    then = _rate(course, there, course.look(there), now.looks + 1)
    gain = gained(then)
    if gain > 0.0 or not math.isfinite(gain):
        return then, gain
    slopes = then.look.miss_slopes * course.size
    back = course.size * np.linalg.lstsq(slopes, then.look.miss, rcond=None)[0]
    again = np.clip(there - back, course.low, course.high)
    second = _rate(course, again, course.look(again), now.looks + 2)
    return max((replace(then, looks=second.looks), gain), (second, gained(second)), key=lambda one: one[1])


def _better(course: Course, one: Steered, two: Steered) -> Steered:
    """Take the one that hits, then the cheaper one; the nearer one if neither hits."""
    if one.hits != two.hits:
        return one if one.hits else two
    if not math.isfinite(two.cost) or not math.isfinite(one.cost):
        return one if math.isfinite(one.cost) else two
    if one.hits:
        return one if one.cost <= two.cost else two
    far = [float(np.abs(each.look.miss / course.hit).max()) for each in (one, two)]
    return one if far[0] <= far[1] else two


def _step(course: Course, now: Steered, region: float) -> Array:
    """Choose a step inside the region and the bounds."""
    free = np.ones(len(now.at), dtype=bool)
    for _ in range(2):  # unknowns that run into a bound are held, and the rest is chosen again
        step = np.zeros(len(now.at))
        step[free] = _within(course, now, free, region)
        beyond = ((now.at + step < course.low) | (now.at + step > course.high)) & free
        touching = (now.at <= course.low) | (now.at >= course.high)
        if not (beyond & touching).any():
            break
        free &= ~(beyond & touching)
    return np.asarray(np.clip(now.at + step, course.low, course.high) - now.at)


def _promise(course: Course, now: Steered, step: Array) -> tuple[float, float]:
    """Say how much less impulses and misses would be after a step, if all were linear [m/s]."""
    look = now.look
    parts = look.parts + look.parts_slopes @ step
    ahead = float(np.linalg.norm(parts, axis=1).sum() + course.price @ (now.at + step))
    nearer = _worth(course, look, look.miss) - _worth(course, look, look.miss + look.miss_slopes @ step)
    return now.cost - ahead, nearer


def _within(course: Course, now: Steered, free: NDArray[np.bool_], region: float) -> Array:
    """Step of the free unknowns: towards the conditions, then along them to less impulse."""
    look, size = now.look, course.size[free]
    slopes, parts = look.miss_slopes[:, free] * size, look.parts_slopes[:, :, free] * size
    towards = -np.linalg.lstsq(slopes, look.miss, rcond=None)[0]
    long = float(np.linalg.norm(towards))
    towards *= min(1.0, _PART * region / max(long, 1e-12))
    rows = len(look.miss)
    along = np.linalg.svd(slopes)[2][rows:].T if rows < len(size) else np.zeros((len(size), 0))
    total = towards
    for _ in range(_ROUNDS if along.shape[1] else 0):
        total = towards + along @ _slide(
            (look.parts + parts @ towards, parts @ along, look.parts + parts @ total),
            along.T @ (course.price[free] * size),
            math.sqrt(max(region**2 - float(towards @ towards), 0.0)),
        )
    return np.asarray(total * size)


def _slide(vectors: tuple[Array, Array, Array], price: Array, room: float) -> Array:
    """Least sum of impulses along the conditions, by weighted squares, no farther than there is room."""
    here, slopes, guess = vectors
    weights = 1.0 / np.maximum(np.linalg.norm(guess, axis=1), _SMALLEST)
    square = np.einsum("p,pik,pil->kl", weights, slopes, slopes)
    pull = np.einsum("p,pik,pi->k", weights, slopes, here) + price
    values, axes = np.linalg.eigh(square)
    pull = axes.T @ pull
    damping = 1e-4
    for _ in range(60):
        move = -pull / (np.maximum(values, 0.0) + damping)
        if np.linalg.norm(move) <= room:
            break
        damping *= 1.5
    return np.asarray(axes @ (move * min(1.0, room / max(float(np.linalg.norm(move)), 1e-12))))
