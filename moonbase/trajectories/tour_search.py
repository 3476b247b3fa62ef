"""Search for tours of the planets by differential evolution.

The optimiser is `scipy.optimize.differential_evolution` (Storn and Price, J. Global Optim. 11, 1997, 341), a whole
generation of tours at a time through compiled loops; every start from another seed may end in another valley. The best
of each is polished by Nelder and Mead's method, and solved with the backend's public solver.

Where a leg returns to its own planet, every other start sees its time stretched about the planet's whole years
(`moonbase.trajectories.tour_coordinates`): the best places there are minutes wide.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.ephemeris import calendar_date, state, to_ecliptic
from moonbase.trajectories.geocentric import velocity_to_excess
from moonbase.trajectories.moon import ESCAPE_SPEED
from moonbase.trajectories.porkchop import declination, right_ascension
from moonbase.trajectories.tour_build import build
from moonbase.trajectories.tour_coordinates import Coordinates
from moonbase.trajectories.tour_costs import costs
from moonbase.trajectories.tours import Question, Tour

__all__ = ["NOTES", "optimiser_settings", "rows", "search"]

Array = NDArray[np.float64]

_DAY = 86400.0
_GENERATIONS = 2000
_APART = 20.0 * _DAY
_STRIDE = 1e-3  # of the intervals, first steps of the polishing
NOTES = (
    "patched conics: planets are points to the arcs between them, flybys take no time; dates are TDB, ephemeris DE440",
    "each flyby may have one impulse at its pericentre; a search by chance proves no tour to be the best",
)


def search(question: Question, *, seeds: int = 6, keep: int = 5) -> list[Tour]:
    """Find tours with little velocity change on board.

    Parameters
    ----------
    question
        Which tours.
    seeds
        Starts of the optimiser.
    keep
        Most tours to return.

    Returns
    -------
    list of Tour
        The cheapest first, dates of departure or of a leg at least 20 days apart.

    Raises
    ------
    TrajectoryError
        If no tour is found whose flybys stay above their least altitudes, or a date lies outside the ephemeris.
    """
    from scipy.optimize import differential_evolution

    found: list[Tour] = []
    cheapest = np.inf
    for seed in range(seeds):
        coordinates = Coordinates(question, stretch=seed % 2 == 0)
        done = differential_evolution(
            lambda columns, to=coordinates: costs(question, to.rows(np.atleast_2d(columns.T))),
            coordinates.bounds,
            seed=seed,
            **optimiser_settings(),
        )
        best, cost = _polish(question, coordinates, done.x)
        cheapest = min(cheapest, cost)
        tour = build(question, best)
        if tour is not None and all(_differ(tour, other) for other in found):
            found.append(tour)
    if not found:
        raise TrajectoryError(
            f"no tour {' - '.join(question.bodies)} between {calendar_date(question.depart[0])} and "
            f"{calendar_date(question.depart[1])} has flybys above their least altitudes; the cheapest that was found "
            f"would need {cheapest / 1e3:.2f} km/s with turns by impulses besides",
            help="widen dates or times of flight, or take another sequence",
        )
    return sorted(found, key=lambda tour: tour.total_dv)[:keep]


def optimiser_settings() -> dict[str, Any]:
    """Give the settings of `scipy.optimize.differential_evolution` for a generation of tours at a time."""
    return {
        "strategy": "rand1bin",
        "popsize": 15,
        "maxiter": _GENERATIONS,
        "tol": 1e-8,
        "mutation": (0.4, 0.9),
        "recombination": 0.9,
        "vectorized": True,
        "polish": False,
        "updating": "deferred",
    }


def _polish(question: Question, coordinates: Coordinates, start: Array) -> tuple[Array, float]:
    """Descend to the bottom of the valley, inside the bounds; gives dates [s] and cost [m/s]."""
    from scipy.optimize import minimize

    low, high = coordinates.bounds.T

    def cost(x: Array) -> float:
        inside = np.clip(x, low, high)
        return float(costs(question, coordinates.rows(inside[None]))[0]) + 1e3 * float(np.abs(x - inside).sum())

    corners = start + _STRIDE * np.vstack([np.zeros(len(low)), np.diag(high - low)])
    options: dict[str, Any] = {
        "maxfev": 3000, "xatol": 1e-5, "fatol": 1e-4, "adaptive": True, "initial_simplex": np.clip(corners, low, high)
    }  # fmt: skip
    done = minimize(cost, start, method="Nelder-Mead", options=options)
    return coordinates.rows(np.clip(done.x, low, high)[None])[0], float(done.fun)


def _differ(one: Tour, other: Tour) -> bool:
    return max(abs(a - b) for a, b in zip(one.times, other.times, strict=True)) > _APART


def rows(tours: list[Tour], *, from_moon: bool) -> list[dict[str, Any]]:
    """Write tours as plain rows.

    Parameters
    ----------
    tours
        What `search` found.
    from_moon
        Whether the launcher stands on the Moon: adds its excess and muzzle speeds in the best direction.
    """
    return [_row(tour, from_moon=from_moon) for tour in tours]


def _row(tour: Tour, *, from_moon: bool) -> dict[str, Any]:
    excess = tour.departure_excess
    row: dict[str, Any] = {
        "bodies": list(tour.bodies),
        "depart": calendar_date(tour.times[0] + 0.5 * _DAY),
        "arrive": calendar_date(tour.times[-1] + 0.5 * _DAY),
        "tof_days": round((tour.times[-1] - tour.times[0]) / _DAY, 2),
        "c3_km2_s2": round(tour.c3 / 1e6, 4),
        "dla_deg": round(float(np.degrees(declination(excess))), 2),
        "rla_deg": round(float(np.degrees(right_ascension(excess))), 2),
        "launch_dv_km_s": round(tour.launch_dv / 1e3, 4),
        "legs": [
            {
                "from": leg.start,
                "to": leg.end,
                "tof_days": round(leg.tof / _DAY, 4),
                "revolutions": leg.options.revolutions,
                "path": leg.options.path,
            }
            for leg in tour.legs
        ],
        "flybys": [
            {
                "body": one.body,
                "date": calendar_date(one.t + 0.5 * _DAY),
                "altitude_km": round(one.altitude / 1e3, 1),
                "vinf_in_km_s": round(one.excess_in / 1e3, 4),
                "vinf_out_km_s": round(one.excess_out / 1e3, 4),
                "turn_deg": round(float(np.degrees(one.turn)), 2),
                "dv_km_s": round(one.delta_v / 1e3, 4),
            }
            for one in tour.flybys
        ],
        "vinf_arrival_km_s": round(tour.arrival_excess / 1e3, 4),
        "arrival_dv_km_s": round(tour.arrival_dv / 1e3, 4),
        "total_dv_km_s": round(tour.total_dv / 1e3, 4),
    }
    if from_moon:
        r, v = state("moon", tour.times[0], center="earth")
        own = float(np.linalg.norm(velocity_to_excess(r, to_ecliptic(excess)) - v))
        row["vinf_moon_km_s"] = round(own / 1e3, 4)
        row["muzzle_km_s"] = round(float(np.hypot(own, ESCAPE_SPEED)) / 1e3, 4)
    return row
