"""Windows to places in the Moon's neighbourhood, which are open all the time, and past the Earth's grasp."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from moonbase.trajectories.cr3bp import earth_moon
from moonbase.trajectories.dispersion import MuzzleErrors, at_libration_point, in_flight
from moonbase.trajectories.ephemeris import calendar_instant, span
from moonbase.trajectories.escape import slowest
from moonbase.trajectories.escape_check import READ_AFTER, best_azimuth, real_escape
from moonbase.trajectories.halo import throw_to
from moonbase.trajectories.launch import LaunchWindows, Question
from moonbase.trajectories.libration import best_throw
from moonbase.trajectories.libration_check import real_throw
from moonbase.trajectories.lunar_orbit_check import real_apolune
from moonbase.trajectories.opportunities import LaunchSite, Opportunities, opportunities
from moonbase.trajectories.threads import in_threads
from moonbase.trajectories.throw import Throw
from moonbase.trajectories.window_rows import height_100km, unflown

__all__ = ["NEARBY", "nearby_windows"]

NEARBY = ("eml1", "eml2", "halo", "lunar-orbit", "escape")
"""Kinds of destination that are answered here."""
_DAY = 86400.0
_BETWEEN = 3.44 * _DAY  # an eighth of the month from perigee to perigee
_SAMPLE = 400
_CIRCLED = 100.0  # m, how well the height of a lunar orbit is met
_SURE = 2e6  # m, distance from a libration point within which a corrected throw counts as arrived


def nearby_windows(question: Question) -> LaunchWindows:
    """Answer a question about a libration point, a halo or lunar orbit, or an escape.

    The first azimuth that is offered is used. To L1, L2 and the orbits about them there is a row for each eighth of
    a month, since the Moon's real distance and libration change what a throw takes; elsewhere a row per opportunity.
    Every row is flown under all bodies, unless the question asks for fewer.

    Raises
    ------
    TrajectoryError
        As `moonbase.trajectories.opportunities.opportunities` does.
    """
    site, destination = question.sites[0], question.destination
    found = opportunities(site, destination, question.start, question.end, question.limits)
    if destination.kind in ("eml1", "eml2", "halo"):
        rows = _monthly(question, found)
    else:
        rows = [_row(question, found, i) for i in range(len(found))]
        _fly(question, rows)
    times = np.array([row.pop("t") for row in rows])
    return LaunchWindows(
        rows=rows,
        flights=[None] * len(rows),
        t=times,
        onboard=np.array([row["onboard_m_s"] for row in rows]),
        muzzle=np.array([row["muzzle_m_s"] for row in rows]),
        backend=found.backend,
        notes=(*unflown(rows), *found.notes),
    )


def _row(question: Question, found: Opportunities, i: int) -> dict[str, Any]:
    site = question.sites[0]
    azimuth = math.pi / 2 if site.azimuth is None else site.azimuth
    arrival, onboard = float(found.arrival_speed[i]), float(found.best_onboard_dv[i])
    own = arrival if question.destination.stops else 0.0
    t, muzzle = float(found.best[i]), float(found.muzzle_speed[i])
    if question.destination.kind == "escape":
        ends = float(found.start[i]), float(found.end[i])
        t, muzzle = slowest(site, *ends, question.limits.max_muzzle_speed)
        azimuth = best_azimuth(site, t) if site.azimuth is None else site.azimuth
    row: dict[str, Any] = {
        "t": t,
        "depart": calendar_instant(t),
        "opens": calendar_instant(float(found.start[i])),
        "closes": calendar_instant(float(found.end[i])),
        "arrive": calendar_instant(t + float(found.time_of_flight[i])),
        "tof_days": round(float(found.time_of_flight[i]) / _DAY, 3),
        "azimuth_deg": round(math.degrees(azimuth) % 360.0, 2),
        "muzzle_m_s": round(muzzle, 1),
        "onboard_m_s": round(onboard, 1),
        "kick_m_s": round(max(onboard - own, 0.0), 1),
        "kick_at": "none" if onboard - own < 0.05 else "way",
        "arrival_m_s": round(arrival, 1),
        "height_100km_m": round(height_100km(site, muzzle, azimuth)),
        "flown": None,
        "spread": None,
    }
    if question.errors is not None and question.destination.kind == "lunar-orbit":
        miss = in_flight(
            replace(site, azimuth=azimuth),
            t,
            row["muzzle_m_s"],
            float(found.time_of_flight[i]),
            question.errors,
            n=_SAMPLE,
        )
        row["spread"] = {"miss_99_km": round(miss.radius(0.99) / 1e3, 2)}
    return row


def _fly(question: Question, rows: list[dict[str, Any]]) -> None:
    """Fly rows to a lunar orbit or on an escape, as many as are asked for."""
    solve = _escaped if question.destination.kind == "escape" else _circled

    def some(part: slice) -> None:
        for row in rows[: question.flown][part]:
            site = replace(question.sites[0], azimuth=math.radians(row["azimuth_deg"]))
            row["flown"] = solve(site, question, row["t"], row)

    in_threads(some, len(rows[: question.flown]))


def _escaped(site: LaunchSite, question: Question, t: float, row: dict[str, Any]) -> dict[str, Any] | None:
    """Find the slowest throw that really leaves, and what becomes of the one that patched conics give."""
    if t + READ_AFTER > span()[1]:
        return None
    real = real_escape(site, t, row["muzzle_m_s"], question.limits.max_muzzle_speed)
    return {
        "converged": real.escapes,
        "muzzle_m_s": round(real.muzzle_speed, 1),
        "onboard_m_s": 0.0,
        "correction_m_s": 0.0,
        "burn_m_s": 0.0,
        "arrival_m_s": 0.0,
        "difference_m_s": 0.0,
        "muzzle_difference_m_s": round(real.muzzle_speed - row["muzzle_m_s"], 1),
        "read_after_days": READ_AFTER / _DAY,
        "c3_km2_s2": _number(1e-6 * real.c3),
        "distance_km": _number(1e-3 * real.distance),
        "patched_c3_km2_s2": _number(1e-6 * real.patched_c3),
        "patched_distance_km": _number(1e-3 * real.patched_distance),
        "miss_km": None,
        "note": None if real.escapes else "no muzzle speed near that of patched conics leaves the Earth within 120 days",
    }


def _number(value: float) -> float | None:
    return float(f"{value:.5g}") if math.isfinite(value) else None


def _circled(site: LaunchSite, question: Question, t: float, row: dict[str, Any]) -> dict[str, Any]:
    """Fly a throw to a lunar orbit under Sun, Earth and Moon, with the muzzle speed corrected for the height."""
    radius = float(question.destination.radius or 0.0)
    real = real_apolune(site, radius, t, (row["muzzle_m_s"], row["tof_days"] * _DAY))
    total = real.arrival_speed if question.destination.stops else 0.0
    met = real.miss < _CIRCLED
    fast = real.muzzle_speed > question.limits.max_muzzle_speed
    return {
        "converged": met and not fast,
        "muzzle_m_s": round(real.muzzle_speed, 1),
        "onboard_m_s": round(total, 1),
        "correction_m_s": 0.0,
        "burn_m_s": 0.0,
        "arrival_m_s": round(real.arrival_speed, 1),
        "difference_m_s": round(total - row["onboard_m_s"], 1),
        "miss_km": round(real.miss / 1e3),
        "note": f"the height is {real.miss / 1e3:.1f} km off"
        if not met
        else "the launcher is not fast enough"
        if fast
        else None,
    }


def _monthly(question: Question, found: Opportunities) -> list[dict[str, Any]]:
    """Give a row per date: the throw of the three-body problem, corrected for the real Moon of that date."""
    site, destination = question.sites[0], question.destination
    point = 1 if "eml1" in (destination.kind, (destination.body or "").lower()) else 2
    if destination.kind == "halo":
        throw = throw_to(site, destination, question.limits)
    else:
        throw = best_throw(site, earth_moon(), point, question.limits, stops=destination.stops)
    dates = np.arange(question.start, question.end, _BETWEEN)
    spread = _spread(question, point, throw, question.errors)
    rows = []
    for t in dates.tolist():
        row = _row(question, found, 0)
        row.update(
            t=t,
            depart=calendar_instant(t),
            opens=calendar_instant(t),
            closes=calendar_instant(min(t + _BETWEEN, question.end)),
            arrive=calendar_instant(t + throw.time_of_flight),
            azimuth_deg=round(math.degrees(throw.azimuth) % 360.0, 2),
            spread=spread,
        )
        rows.append(row)

    def some(part: slice) -> None:
        for row in rows[: question.flown][part]:
            if row["t"] + throw.time_of_flight + 10.0 * _DAY < span()[1]:
                row["flown"] = _real(question, point, throw, row["t"])

    in_threads(some, len(rows[: question.flown]))
    return rows


def _real(question: Question, point: int, throw: Throw, t: float) -> dict[str, Any]:
    site = replace(question.sites[0], azimuth=throw.azimuth)
    stops = question.destination.stops
    real = real_throw(site, point, throw, t, question.limits.max_muzzle_speed, stops=stops)
    total = real.midcourse_dv + (real.arrival_speed if stops else 0.0)
    return {
        "converged": real.miss < _SURE,
        "muzzle_m_s": round(real.muzzle_speed, 1),
        "onboard_m_s": round(total, 1),
        "correction_m_s": round(real.midcourse_dv, 1),
        "burn_m_s": 0.0,
        "arrival_m_s": round(real.arrival_speed, 1),
        "difference_m_s": round(total - throw.midcourse_dv - (throw.arrival_speed if stops else 0.0), 1),
        "miss_km": round(real.miss / 1e3),
        "note": None
        if real.miss < _SURE
        else f"the corrections do not settle: {real.miss / 1e3:,.0f} km from the destination are left",
    }


def _spread(question: Question, point: int, throw: Throw, errors: MuzzleErrors | None) -> dict[str, Any] | None:
    """Miss at the point without any correction; only a throw without an impulse on the way can be sampled."""
    if errors is None or throw.midcourse_dv > 0.0 or throw.goal:
        return None
    site = replace(question.sites[0], azimuth=throw.azimuth)
    miss = at_libration_point(earth_moon(), point, site, throw.muzzle_speed, errors, n=_SAMPLE)
    return {"miss_99_km": round(miss.radius(0.99) / 1e3, 2)}
