"""Gravity-assist tours: the Cassini1 problem of the GTOP benchmark, and the backend's own flyby."""

from __future__ import annotations

import csv
import math
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from moonbase.constants import ASTRONOMICAL_UNIT, SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.flybys import flyby_body, powered_flybys
from moonbase.trajectories.grids import states
from moonbase.trajectories.nbody import GM
from moonbase.trajectories.tour_search import search
from moonbase.trajectories.tours import Question, build, costs

DAY = 86400.0
DATA = Path(__file__).parent / "data" / "approximate_elements.csv"


@lru_cache(maxsize=1)
def elements():
    lines = [line for line in DATA.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row.pop("body"): [float(value) for value in row.values()] for row in csv.DictReader(lines)}


def approximate(body, t):
    """States of a planet on its mean orbit, for dates before the ephemeris begins."""
    table = elements()[body]
    a, e, *angles = [p + q * t / (36525.0 * DAY) for p, q in zip(table[:6], table[6:], strict=True)]
    i, longitude, perihelion, node = (np.radians(angle) for angle in angles)
    a, mean, argument = a * ASTRONOMICAL_UNIT, longitude - perihelion, perihelion - node
    anomaly = mean + e * np.sin(mean)
    for _ in range(8):
        anomaly -= (anomaly - e * np.sin(anomaly) - mean) / (1.0 - e * np.cos(anomaly))
    minor, rate = a * np.sqrt(1.0 - e**2), np.sqrt(SUN_GM / a**3) / (1.0 - e * np.cos(anomaly))
    c, s, cn, sn, ci, si = (f(x) for x in (argument, node, i) for f in (np.cos, np.sin))
    p = np.array([c * cn - s * sn * ci, c * sn + s * cn * ci, s * si])
    q = np.array([-s * cn - c * sn * ci, -s * sn + c * cn * ci, c * si])
    place = p * a * (np.cos(anomaly) - e) + q * minor * np.sin(anomaly)
    return np.concatenate([place, (-p * a * np.sin(anomaly) + q * minor * np.cos(anomaly)) * rate])


def test_cassini_1():
    """Earth, Venus twice, Earth, Jupiter, Saturn in 1997: best-known valleys at 4.9307 and 5.3034 km/s (recalled).

    The search agrees with the second; the first, whose tour returns to Venus after two of its years to 0.02 degrees,
    is not reproduced with the elements used here.
    """
    legs = ((30.0, 400.0), (100.0, 470.0), (30.0, 400.0), (400.0, 2000.0), (1000.0, 6000.0))
    question = Question(
        bodies=("earth", "venus", "venus", "earth", "jupiter", "saturn"),
        depart=(-1000.0 * DAY, 0.0),
        tofs=tuple((low * DAY, high * DAY) for low, high in legs),
        arrival="orbit",
        orbit=(1.0895e8, 0.98),
        ephemeris=approximate,
    )
    best = search(question, seeds=2, keep=1)[0]
    assert best.total_dv == pytest.approx(5303.4, rel=2e-3)
    assert best.total_dv == pytest.approx(float(costs(question, np.diff([0.0, *best.times])[None])[0]), abs=2.0)
    assert [one.body for one in best.flybys] == ["venus", "venus", "earth", "jupiter"]
    assert best.flybys[2].altitude == pytest.approx(4e5, abs=100.0)
    assert all(one.altitude > flyby_body(one.body).least_altitude - 1.0 for one in best.flybys)


def test_a_flyby_without_an_impulse_is_the_backends():
    compute = import_module(f"{backend().name}.core.flybys").compute_flyby
    excess, radius = np.array([3000.0, -4000.0, 500.0]), 7e6
    planet = np.array([1.0, 3.5e4, 0.0])
    after, turn = compute(planet + excess, planet, GM["venus"], radius, 0.7)
    found = powered_flybys(GM["venus"], 6.3e6, excess[None], (after - planet)[None])[0]
    assert found == pytest.approx([0.0, radius, 0.0, turn], rel=1e-9, abs=1e-6)


def test_impulse_and_turn_of_a_flyby_belong_together():
    before, after, gm = np.array([[5000.0, 0.0, 0.0]]), np.array([[4000.0, 5000.0, 0.0]]), GM["venus"]
    dv, radius, rest, turn = powered_flybys(gm, 1e5, before, after)[0]
    a, b = 5000.0, math.hypot(4000.0, 5000.0)
    assert rest == 0.0
    assert turn == pytest.approx(math.atan2(5.0, 4.0))
    assert math.asin(1 / (1 + radius * a**2 / gm)) + math.asin(1 / (1 + radius * b**2 / gm)) == pytest.approx(turn)
    assert dv == pytest.approx(abs(math.sqrt(a**2 + 2 * gm / radius) - math.sqrt(b**2 + 2 * gm / radius)))
    high = powered_flybys(gm, 2.0 * radius, before, after)[0]
    assert high[1] == 2.0 * radius
    assert high[2] > 0.05


def test_compiled_states_are_those_of_the_ephemeris():
    t = np.array([8.4e8, 9.1e8, 8.8e8])
    for body in ("venus", "earth", "emb", "jupiter"):
        r, v = state(body, t)
        assert np.abs(states(body, t)[:3].T - r).max() < 1e-3
        assert np.abs(states(body, t)[3:].T - v).max() < 1e-9


def test_a_tour_by_venus_to_mars_is_complete():
    legs = ((80.0 * DAY, 250.0 * DAY), (100.0 * DAY, 400.0 * DAY))
    question = Question(bodies=("emb", "venus", "mars"), depart=(8.4e8, 8.4e8 + 900.0 * DAY), tofs=legs)
    tours = search(question, seeds=2)
    best = tours[0]
    assert [tour.total_dv for tour in tours] == sorted(tour.total_dv for tour in tours)
    assert best.total_dv == pytest.approx(best.launch_dv + best.flybys[0].delta_v)
    assert best.c3 == pytest.approx(best.launch_dv**2)
    assert best.flybys[0].altitude >= 3e5 - 1.0
    leg = best.legs[0]
    assert np.linalg.norm(leg.v1 - states("emb", np.array([leg.depart]))[3:, 0]) == pytest.approx(best.launch_dv)
    free = Question(bodies=question.bodies, depart=question.depart, tofs=legs, free_excess=1e4, arrival="rendezvous")
    tour = build(free, np.diff([0.0, *best.times]))
    assert tour is not None
    assert tour.launch_dv == 0.0
    assert tour.arrival_dv == pytest.approx(best.arrival_excess)


def test_meaningless_tours_are_refused():
    leg = (100.0 * DAY, 200.0 * DAY)
    span = (8.4e8, 8.5e8)
    for bodies, depart, legs, extra, words in (
        (("emb",), span, (), {}, "two planets or more"),
        (("emb", "mars"), span, (leg, leg), {}, "an interval of times for each leg"),
        (("emb", "vulcan", "mars"), span, (leg, leg), {}, "no planet"),
        (("emb", "uranus", "mars"), span, (leg, leg), {}, "no flybys"),
        (("emb", "venus", "mars"), span[::-1], (leg, leg), {}, "empty"),
        (("emb", "venus", "mars"), span, (leg, (-1.0, 5.0)), {}, "positive"),
        (("emb", "venus", "mars"), span, (leg, leg), {"arrival": "orbit"}, "way to arrive"),
    ):
        with pytest.raises(TrajectoryError, match=words):
            Question(bodies=bodies, depart=depart, tofs=legs, **extra)


def test_a_sequence_that_cannot_work_says_so():
    legs = ((20.0 * DAY, 21.0 * DAY), (20.0 * DAY, 21.0 * DAY))
    question = Question(bodies=("emb", "mars", "venus"), depart=(8.4e8, 8.4e8 + 2.0 * DAY), tofs=legs)
    with pytest.raises(TrajectoryError, match="above their least altitudes"):
        search(question, seeds=1)
