"""A tour of given dates, solved with the backend's public solver."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend, lambert
from moonbase.trajectories.ephemeris import to_equatorial
from moonbase.trajectories.flybys import flyby_body, powered_flybys
from moonbase.trajectories.nbody import GM
from moonbase.trajectories.tour_costs import best_arcs
from moonbase.trajectories.tours import Flyby, Leg, Question, Tour

__all__ = ["build"]

Array = NDArray[np.float64]

_LEFT = 1e-4  # rad of turn that may be left over at a flyby's lowest pericentre, and is flown by an impulse


def build(question: Question, row: Array) -> Tour | None:
    """Solve a tour with the backend's public solver; None if a leg has no solution or a flyby is too low.

    Parameters
    ----------
    question
        Which tours.
    row
        Departure and times of the legs, shape (1 + legs,) [s].
    """
    times = np.cumsum(row)
    legs, flybys = [], []
    arcs = best_arcs(question, row)
    at = [question.ephemeris(body, times[i : i + 1])[:, 0] for i, body in enumerate(question.bodies)]
    for i in range(len(question.tofs)):
        try:
            v1, v2 = lambert(SUN_GM, at[i][:3], at[i + 1][:3], float(row[i + 1]), arcs[i])
        except TrajectoryError:
            return None
        legs.append(
            Leg(
                start=question.bodies[i],
                end=question.bodies[i + 1],
                depart=float(times[i]),
                tof=float(row[i + 1]),
                options=arcs[i],
                r1=at[i][:3],
                v1=v1,
                r2=at[i + 1][:3],
                v2=v2,
            )
        )
    for i, body in enumerate(question.bodies[1:-1], start=1):
        before, after = legs[i - 1].v2 - at[i][3:], legs[i].v1 - at[i][3:]
        dv, radius, rest, turn = powered_flybys(GM[body], question.lowest(body), before[None], after[None])[0]
        if not rest <= _LEFT:
            return None
        flybys.append(
            Flyby(
                body=body,
                t=float(times[i]),
                excess_in=float(np.linalg.norm(before)),
                excess_out=float(np.linalg.norm(after)),
                turn=float(turn),
                altitude=float(radius - flyby_body(body).radius),
                delta_v=float(dv + 2.0 * np.linalg.norm(after) * math.sin(0.5 * rest)),
            )
        )
    start = legs[0].v1 - at[0][3:]
    arrival = float(np.linalg.norm(legs[-1].v2 - at[-1][3:]))
    return Tour(
        bodies=question.bodies,
        times=tuple(float(t) for t in times),
        departure_excess=to_equatorial(start),
        launch_dv=max(float(np.linalg.norm(start)) - question.free_excess, 0.0),
        flybys=tuple(flybys),
        arrival_excess=arrival,
        arrival_dv=float(question.insertion(np.array(arrival))),
        legs=tuple(legs),
        backend=str(backend()),
    )
