"""Windows of a launcher as rows of a table."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from moonbase.trajectories.calendar import PLACES, Calendar
from moonbase.trajectories.ephemeris import calendar_instant
from moonbase.trajectories.flown import Flown, pick, shot_of
from moonbase.trajectories.moon import orientation, site_axes, spin_velocity
from moonbase.trajectories.muzzle import clearance, correction_spread
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.problem import Problem

if TYPE_CHECKING:
    from moonbase.trajectories.launch import Question

__all__ = ["ESCAPES", "height_100km", "note", "row_of", "unflown"]

ESCAPES = ("escape", "solar-escape")
"""Kinds of destination that are judged by an energy and not by a distance."""
_PERIGEES = ("earth-orbit", "earth-return")
_DAY = 86400.0
_DOWNRANGE = 100e3  # m


def row_of(
    question: Question, problem: Problem, one: Calendar, ends: tuple[float, float], flight: Flown | None
) -> dict[str, Any]:
    """Make a window into a row."""
    what = pick(one, 0)
    own = what.arrival if problem.stops else 0.0
    exact = replace(what, member=0 if problem.family.size == 1 else what.member)
    shot = shot_of(problem, exact)
    by_place = dict(zip(PLACES, one.by_place[0].tolist(), strict=True))
    direction = _direction(problem, exact)
    row: dict[str, Any] = {
        "depart": calendar_instant(what.t),
        "opens": calendar_instant(ends[0]),
        "closes": calendar_instant(ends[1]),
        "arrive": calendar_instant(what.t + what.tof),
        "tof_days": round(what.tof / _DAY, 2),
        "azimuth_deg": round(math.degrees(direction), 2),
        "muzzle_m_s": round(what.muzzle, 1),
        "onboard_m_s": round(what.onboard, 1),
        "kick_m_s": round(what.onboard - own, 1),
        "kick_at": what.place,
        **{
            f"kick_{place}_m_s": round(value - own, 1) if math.isfinite(value) else None
            for place, value in by_place.items()
            if place != "none"
        },
        "arrival_m_s": round(what.arrival, 1),
        "height_100km_m": round(height_100km(problem.site, what.muzzle, direction)),
        "flown": None,
        "spread": None,
    }
    if flight is not None:
        row["flown"] = _flown(flight, what.onboard, own=problem.stops)
        row["flown"]["miss_km"] = None if question.destination.kind in ESCAPES else round(flight.miss / 1e3)
        row["flown"]["note"] = note(flight, question.destination.kind)
        if question.errors is not None:
            impulse, miss = correction_spread(shot, flight.muzzle, question.errors, flight.correction.by_kick)
            if flight.converged and math.isfinite(miss):
                row["spread"] = {"correction_99_m_s": round(impulse, 3), "miss_99_km": round(miss / 1e3, 1)}
    return row


def _direction(problem: Problem, what: Any) -> float:
    """Azimuth of the muzzle [rad]."""
    site = problem.site
    if site.azimuth is not None:
        return site.azimuth % (2.0 * math.pi)
    shot = shot_of(problem, what)
    axes = site_axes(site.latitude, site.longitude)
    level = orientation(np.array([what.t]))[0].T @ shot.excess
    return math.atan2(float(level @ axes.east), float(level @ axes.north)) % (2.0 * math.pi)


def height_100km(site: LaunchSite, muzzle: float, azimuth: float) -> float:
    """Give the height above the mean sphere 100 km from the muzzle [m]."""
    axes, spin = site_axes(site.latitude, site.longitude), spin_velocity(site.latitude, site.longitude)
    velocity = muzzle * axes.direction(azimuth, site.elevation) + spin
    speed = float(np.linalg.norm(velocity))
    return clearance(math.asin(float(velocity @ axes.up) / speed), speed, _DOWNRANGE)


def _flown(flight: Flown, onboard: float, *, own: bool) -> dict[str, Any]:
    total = flight.impulse + flight.burn + (flight.arrival if own else 0.0)
    return {
        "converged": flight.converged,
        "muzzle_m_s": round(flight.muzzle, 1),
        "onboard_m_s": round(total, 1),
        "correction_m_s": round(flight.impulse, 1),
        "burn_m_s": round(flight.burn, 1),
        "arrival_m_s": round(flight.arrival, 1),
        "difference_m_s": round(total - onboard, 1),
        "arrive": calendar_instant(flight.arrive),
    }


def unflown(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """Say how many rows stand as patched conics found them, and what to do about it; nothing if none does."""
    left = sum(row["flown"] is None for row in rows)
    if not left:
        return ()
    return (
        (
            f"{left} of {len(rows)} windows are answers of patched conics that were not flown under all bodies; "
            "leave --fly out (flown=None) to fly every one"
        ),
    )


def note(flight: Flown, kind: str) -> str | None:
    """Say in words what keeps a flown throw from its destination; None if nothing does."""
    if flight.through is not None:
        return f"the corrected way leads through the {flight.through.capitalize()}"
    if flight.converged:
        return None
    if kind in ESCAPES:
        left = f"the wanted C3 is missed by {2e-6 * flight.miss:.3g} km2/s2"
    elif kind in _PERIGEES:
        left = f"the height of the perigee is {flight.miss / 1e3:,.0f} km off"
    else:
        left = f"{flight.miss / 1e3:,.0f} km from the destination are left"
    return f"the corrections do not settle: {left}"
