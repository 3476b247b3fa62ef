"""Windows to places in the Moon's neighbourhood, which are open all the time, and past the Earth's grasp."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.arrival_spread import arrival_spread, within
from moonbase.trajectories.dispersion import in_flight
from moonbase.trajectories.ephemeris import calendar_instant, span
from moonbase.trajectories.escape import at_the_slowest, least_speeds
from moonbase.trajectories.escape_check import READ_AFTER, c3_after
from moonbase.trajectories.flown import Flown
from moonbase.trajectories.flown_nearby import (
    CIRCLED,
    EIGHTH,
    MARGIN,
    SURE,
    escape_at,
    meeting,
    pointed,
    throw_for,
)
from moonbase.trajectories.launch import LaunchWindows, Question
from moonbase.trajectories.libration_check import RealThrow
from moonbase.trajectories.lunar_orbit_check import real_apolune
from moonbase.trajectories.near_flights import NearFlown, near_flight
from moonbase.trajectories.opportunities import Opportunities
from moonbase.trajectories.solve import unflown_opportunities
from moonbase.trajectories.threads import each_in_threads
from moonbase.trajectories.throw import Throw
from moonbase.trajectories.window_rows import height_100km, unflown

__all__ = ["nearby_windows"]

Array = NDArray[np.float64]

_DAY = 86400.0
_SAMPLE = 400


def nearby_windows(question: Question) -> LaunchWindows:
    """Answer a question about a libration point, a halo or lunar orbit, or an escape.

    Of several azimuths that are offered, the track is turned to the one that takes the least on board, and of equals to
    the one with the slowest muzzle. To L1, L2 and the orbits about them there is a row for each eighth of a month, as
    the Moon's real distance and libration change what a throw takes; elsewhere a row per opportunity.
    Every row is flown under all bodies, unless the question asks for fewer.

    Raises
    ------
    TrajectoryError
        As `moonbase.trajectories.solve.opportunities` does; of several azimuths, for the first.
    """
    question, found = _turned(question)
    site, destination = question.sites[0], question.destination
    looked_at = None
    if destination.kind in ("eml1", "eml2", "halo"):
        answered = _monthly(question, found)
    elif destination.kind == "escape":
        looked_at = least_speeds(site, question.start, question.end, question.limits.max_muzzle_speed)
        answered = _escapes(question, at_the_slowest(found, *looked_at))
    else:
        answered = [_circled(question, found, i) for i in range(len(found))]
    t, onboard, muzzle = _departures(question, answered, looked_at)
    return LaunchWindows(
        rows=[one.row for one in answered],
        flights=[one.flight for one in answered],
        t=t,
        onboard=onboard,
        muzzle=muzzle,
        backend=found.backend,
        notes=(*unflown([one.row for one in answered]), *found.notes),
    )


def _turned(question: Question) -> tuple[Question, Opportunities]:
    """Turn the track to the best of the azimuths that are offered; gives the question for it and its opportunities."""
    turned = [replace(question, sites=(site,)) for site in question.sites]
    answers = [(one, _opportunities(one)) for one in turned]
    able = [(one, found) for one, found in answers if isinstance(found, Opportunities)]
    if not able:
        raise next(found for _, found in answers if isinstance(found, TrajectoryError))
    return min(able, key=lambda one: (float(one[1].best_onboard_dv.min()), float(one[1].muzzle_speed.min())))


def _opportunities(question: Question) -> Opportunities | TrajectoryError:
    """Give the opportunities of the first azimuth, or why there are none."""
    try:
        return unflown_opportunities(
            question.sites[0], question.destination, question.start, question.end, question.limits
        )
    except TrajectoryError as error:
        return error


@dataclass(frozen=True, eq=False)
class _Answer:
    """A row with its departure [s], and the flight that stands behind it."""

    t: float
    row: dict[str, Any]
    flight: Flown | None


def _departures(
    question: Question, answered: list[_Answer], looked_at: tuple[Array, Array] | None
) -> tuple[Array, Array, Array]:
    """Give what the calendar shows: each day's row as it was flown, or what an escape takes twice a day."""
    if looked_at is not None:
        t, speeds = looked_at
        open_ = np.isfinite(speeds)
        return t, np.where(open_, 0.0, np.inf), np.where(open_, speeds, np.nan)
    t = np.arange(question.start, question.end, _DAY)
    which = np.zeros(len(t), dtype=int)  # a lunar orbit has one row, for all days
    if question.destination.kind != "lunar-orbit":
        starts = np.array([one.t for one in answered])
        t = t[t < starts[-1] + EIGHTH]
        which = np.searchsorted(starts, t, side="right") - 1
    rows = [one.row for one in answered]
    best = [row["flown"] if row["flown"] and row["flown"]["converged"] else row for row in rows]
    onboard, muzzle = (np.array([one[key] for one in best], dtype=float) for key in ("onboard_m_s", "muzzle_m_s"))
    return t, onboard[which], muzzle[which]


def _row(question: Question, found: Opportunities, i: int) -> dict[str, Any]:
    site = question.sites[0]
    azimuth = math.pi / 2 if site.azimuth is None else site.azimuth
    arrival, onboard = float(found.arrival_speed[i]), float(found.best_onboard_dv[i])
    own = arrival if question.destination.stops else 0.0
    t = float(found.best[i])
    return {
        "depart": calendar_instant(t),
        "opens": calendar_instant(float(found.start[i])),
        "closes": calendar_instant(float(found.end[i])),
        "arrive": calendar_instant(t + float(found.time_of_flight[i])),
        "tof_days": round(float(found.time_of_flight[i]) / _DAY, 3),
        "azimuth_deg": round(math.degrees(azimuth) % 360.0, 2),
        "muzzle_m_s": round(float(found.muzzle_speed[i]), 1),
        "onboard_m_s": round(onboard, 1),
        "kick_m_s": round(max(onboard - own, 0.0), 1),
        "kick_at": "none" if onboard - own < 0.05 else "way",
        "arrival_m_s": round(arrival, 1),
        "height_100km_m": round(height_100km(site, float(found.muzzle_speed[i]), azimuth)),
        "flown": None,
        "spread": None,
    }


def _circled(question: Question, found: Opportunities, i: int) -> _Answer:
    """Give an opportunity of a lunar orbit."""
    t, row = float(found.best[i]), _row(question, found, i)
    site = pointed(question.sites[0])
    throw = row["muzzle_m_s"], float(found.time_of_flight[i])
    real = real_apolune(site, float(question.destination.radius or 0.0), t, throw)
    row["flown"] = _flown(question, real, row["onboard_m_s"], hit=CIRCLED)
    if question.errors is not None:
        miss = in_flight(site, t, *throw, question.errors, n=_SAMPLE)
        row["spread"] = {"miss_99_km": round(miss.radius(0.99) / 1e3, 2)}
    return _Answer(t, row, near_flight(site, t, real, hit=CIRCLED))


def _escapes(question: Question, found: Opportunities) -> list[_Answer]:
    """Give the opportunities of an escape, those with the slowest muzzle flown."""
    rows = [_row(question, found, i) for i in range(len(found))]
    order = np.argsort(found.muzzle_speed, kind="stable")[: question.flown].tolist()
    return _answered(found.best.tolist(), rows, order, lambda t, row: _escape(question, t, row))


def _answered(
    times: list[float], rows: list[dict[str, Any]], order: list[int], solve: Callable[[float, dict[str, Any]], Any]
) -> list[_Answer]:
    """Fly some of the rows, shared out among threads."""
    flights = dict(zip(order, each_in_threads(lambda i: solve(times[i], rows[i]), order), strict=True))
    return [_Answer(t, row, flights.get(i)) for i, (t, row) in enumerate(zip(times, rows, strict=True))]


def _escape(question: Question, t: float, row: dict[str, Any]) -> Flown | None:
    """Fly an escape under all bodies, and add to its row what that takes."""
    site, flight = escape_at(question.sites[0], question.limits, t, row["muzzle_m_s"])
    azimuth = float(site.azimuth or 0.0)
    row["azimuth_deg"] = round(math.degrees(azimuth) % 360.0, 2)
    row["height_100km_m"] = round(height_100km(site, row["muzzle_m_s"], azimuth))
    if flight is not None:
        own, real = (c3_after(site, t, v) for v in (row["muzzle_m_s"], flight.muzzle))
        row["flown"] = {
            "converged": flight.converged,
            "muzzle_m_s": round(flight.muzzle, 1),
            "onboard_m_s": 0.0,
            "correction_m_s": 0.0,
            "burn_m_s": 0.0,
            "arrival_m_s": round(flight.arrival, 1),
            "difference_m_s": 0.0,
            "arrive": calendar_instant(flight.arrive),
            "miss_km": None,
            "muzzle_difference_m_s": round(flight.muzzle - row["muzzle_m_s"], 1),
            "read_after_days": READ_AFTER / _DAY,
            "c3_km2_s2": _number(1e-6 * real[0]),
            "distance_km": _number(1e-3 * real[1]),
            "patched_speed_c3_km2_s2": _number(1e-6 * own[0]),
            "patched_speed_distance_km": _number(1e-3 * own[1]),
            "note": None if flight.converged else "no muzzle speed near that of patched conics leaves and stays away",
        }
    return flight


def _number(value: float) -> float | None:
    return float(f"{value:.5g}") if math.isfinite(value) else None


def _flown(question: Question, real: RealThrow, onboard: float, *, hit: float) -> dict[str, Any]:
    """Tell what a throw takes under Sun, Earth and Moon."""
    total = real.midcourse_dv + (real.arrival_speed if question.destination.stops else 0.0)
    lack = real.muzzle_speed - question.limits.max_muzzle_speed
    note = f"the launcher is {lack:.1f} m/s too slow for the throw under all bodies" if lack > 0.0 else None
    if not real.miss < hit:
        note = f"the corrections do not settle: {real.miss / 1e3:,.1f} km from the destination are left"
    return {
        "converged": note is None,
        "muzzle_m_s": round(real.muzzle_speed, 1),
        "onboard_m_s": round(total, 1),
        "correction_m_s": round(real.midcourse_dv, 1),
        "burn_m_s": 0.0,
        "arrival_m_s": round(real.arrival_speed, 1),
        "difference_m_s": round(total - onboard, 1),
        "arrive": calendar_instant(real.arrive) if math.isfinite(real.arrive) else None,
        "miss_km": round(real.miss / 1e3) if math.isfinite(real.miss) else None,
        "note": note,
    }


def _monthly(question: Question, found: Opportunities) -> list[_Answer]:
    """Give a row per date: the throw of the three-body problem, corrected for the real Moon of that date."""
    point, throw = throw_for(question.sites[0], question.destination, question.limits)
    dates = np.arange(question.start, question.end, EIGHTH).tolist()
    rows = []
    for t in dates:
        row = _row(question, found, 0)
        row.update(
            depart=calendar_instant(t),
            opens=calendar_instant(t),
            closes=calendar_instant(min(t + EIGHTH, question.end)),
            arrive=calendar_instant(t + throw.time_of_flight),
            azimuth_deg=round(math.degrees(throw.azimuth) % 360.0, 2),
        )
        rows.append(row)
    last = span()[1] - throw.time_of_flight - MARGIN
    order = [i for i, t in enumerate(dates[: question.flown]) if t < last]
    return _answered(dates, rows, order, lambda t, row: _real(question, point, throw, (t, row)))


def _real(question: Question, point: int, throw: Throw, at: tuple[float, dict[str, Any]]) -> NearFlown | None:
    """Fly a throw on a date under Sun, Earth and Moon, and add to its row what that takes and where errors land."""
    t, row = at
    site = replace(question.sites[0], azimuth=throw.azimuth)
    stops = question.destination.stops
    real = meeting(site, point, throw, t, question.limits.max_muzzle_speed, stops=stops)
    onboard = throw.midcourse_dv + (throw.arrival_speed if stops else 0.0)
    row["flown"] = _flown(question, real, onboard, hit=SURE)
    if not math.isfinite(real.arrive):
        return None
    flight = near_flight(site, t, real, hit=SURE, patched=throw.midcourse_dv)
    if question.errors is not None and row["flown"]["converged"]:
        spread = arrival_spread(site, flight, question.errors)
        row["spread"] = {
            "correction_99_m_s": round(within(spread.correction, 0.99), 3),
            "correction_after_h": round((spread.correction_time - t) / 3600.0, 1),
            "stop_99_m_s": round(within(spread.stop, 0.99), 3),
            "miss_99_km": round(within(spread.miss, 0.99) / 1e3, 2),
        }
    return flight
