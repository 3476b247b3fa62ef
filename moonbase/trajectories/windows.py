"""Launch windows as plain rows, for the command line and for scripts."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from moonbase.errors import TrajectoryError
from moonbase.trajectories.ephemeris import calendar_date, state, to_ecliptic
from moonbase.trajectories.geocentric import velocity_to_excess
from moonbase.trajectories.moon import ESCAPE_SPEED
from moonbase.trajectories.porkchop import Minimum, Porkchop, declination, minima, porkchop, right_ascension

__all__ = ["NOTES", "chart_of", "windows"]

_DAY = 86400.0
_STEPS = (73, 67)  # cells of the scan: departures and times of flight
NOTES = (
    "patched conics: C3 is relative to the Earth; dates are TDB, rounded to days; ephemeris DE440",
    (
        "from the moon: the arc leaves with the Earth-Moon barycentre, and the muzzle speed is that of a "
        "throw in the best "
        "direction at the day of departure, before the Moon's rotation helps with up to 4.6 m/s"
    ),
)


def windows(
    start: str, target: str, depart: tuple[float, float], tof: tuple[float, float]
) -> tuple[list[dict[str, Any]], str]:
    """Find the least-C3 transfers to a planet.

    Parameters
    ----------
    start
        ``earth``, ``emb`` or ``moon``.
    target
        Name of a planet.
    depart
        First and last departure [s, TDB after J2000].
    tof
        Shortest and longest time of flight [s].

    Returns
    -------
    rows : list of dict
        One row per minimum: ``type``, ``depart``, ``arrive``, ``tof_days``, ``c3_km2_s2``,
        ``vinf_arrival_km_s``, ``dla_deg``, ``rla_deg``, ``at_edge``; from the Moon also ``vinf_moon_km_s``
        and ``muzzle_km_s``.
    backend : str
        Library that solved Lambert's problem.

    Raises
    ------
    TrajectoryError
        If a name is unknown, an interval is empty, a date lies outside the ephemeris, or nothing is found.
    """
    chart, best = chart_of(start, target, depart, tof)
    rows = [_row(minimum, from_moon=start == "moon") for minimum in best]
    if not rows:
        raise TrajectoryError(
            f"no transfer to {target} between {calendar_date(depart[0])} and {calendar_date(depart[1])}",
            help="widen the departures or the times of flight",
        )
    return rows, chart.backend


def chart_of(
    start: str, target: str, depart: tuple[float, float], tof: tuple[float, float]
) -> tuple[Porkchop, list[Minimum]]:
    """Solve the grid behind `windows`, and refine its minima.

    Raises
    ------
    TrajectoryError
        If a name is unknown, an interval is empty, or a date lies outside the ephemeris.
    """
    for what, pair in (("departures", depart), ("times of flight", tof)):
        if not pair[1] > pair[0]:
            raise TrajectoryError(f"the interval of {what} is empty", help="write first:last")
    if tof[0] <= 0.0:
        raise TrajectoryError("times of flight must be positive")
    dates = max(_STEPS[0], math.ceil((depart[1] - depart[0]) / (5.0 * _DAY)))
    chart = porkchop(start, target, np.linspace(*depart, dates), np.linspace(*tof, _STEPS[1]))
    return chart, minima(chart)


def _row(minimum: Minimum, *, from_moon: bool) -> dict[str, Any]:
    excess = np.array(minimum.excess)
    row: dict[str, Any] = {
        "type": minimum.kind,
        "depart": calendar_date(minimum.depart + 0.5 * _DAY),
        "arrive": calendar_date(minimum.depart + minimum.tof + 0.5 * _DAY),
        "tof_days": round(minimum.tof / _DAY, 2),
        "c3_km2_s2": round(minimum.c3 / 1e6, 4),
        "vinf_arrival_km_s": round(minimum.arrival_excess / 1e3, 4),
        "dla_deg": round(float(np.degrees(declination(excess))), 2),
        "rla_deg": round(float(np.degrees(right_ascension(excess))), 2),
        "at_edge": minimum.at_edge,
    }
    if from_moon:
        r, v = state("moon", minimum.depart, center="earth")
        own = float(np.linalg.norm(velocity_to_excess(r, to_ecliptic(excess)) - v))
        row["vinf_moon_km_s"] = round(own / 1e3, 4)
        row["muzzle_km_s"] = round(math.hypot(own, ESCAPE_SPEED) / 1e3, 4)
    return row
