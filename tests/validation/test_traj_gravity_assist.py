"""Gravity-assist tours: the Cassini1 problem of the GTOP benchmark, and the backend's own flyby."""

from __future__ import annotations

import csv
import itertools
import math
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from moonbase.constants import SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import LambertOptions, backend, lambert
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.flybys import flyby_body, powered_flybys
from moonbase.trajectories.grids import states
from moonbase.trajectories.nbody import GM
from moonbase.trajectories.tour_build import build
from moonbase.trajectories.tour_coordinates import Coordinates, resonances
from moonbase.trajectories.tour_costs import best_arcs, costs
from moonbase.trajectories.tour_search import search
from moonbase.trajectories.tours import Question

DAY = 86400.0
DATA = Path(__file__).parent / "data" / "gtop_elements.csv"
GTOP_AU, GTOP_SUN = 149597870660.0, 1.32712428e20  # m, m3/s2, as in the toolbox
RECORD = (-789.8117, 158.302027105278, 449.385873819743, 54.7489684339665, 1024.36205846918, 4552.30796805542)  # days


@lru_cache(maxsize=1)
def elements():
    lines = [line for line in DATA.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = {}
    for row in csv.DictReader(lines):
        found.setdefault(row["body"], []).append([float(row[name]) for name in ("c0", "c1", "c2", "c3")])
    return found


def gtop_states(body, t):
    """States of a planet on the mean orbit of the date that the GTOP toolbox gives it."""
    centuries = 1.0 + t / (36525.0 * DAY)
    a, e, *angles = (np.polynomial.polynomial.polyval(centuries, c) for c in elements()[body])
    i, node, argument, mean = (np.radians(angle) for angle in angles)
    a = a * GTOP_AU
    anomaly = mean + e * np.sin(mean)
    for _ in range(8):
        anomaly -= (anomaly - e * np.sin(anomaly) - mean) / (1.0 - e * np.cos(anomaly))
    minor, rate = a * np.sqrt(1.0 - e**2), np.sqrt(GTOP_SUN / a**3) / (1.0 - e * np.cos(anomaly))
    c, s, cn, sn, ci, si = (f(x) for x in (argument, node, i) for f in (np.cos, np.sin))
    p = np.array([c * cn - s * sn * ci, c * sn + s * cn * ci, s * si])
    q = np.array([-s * cn - c * sn * ci, -s * sn + c * cn * ci, c * si])
    place = p * a * (np.cos(anomaly) - e) + q * minor * np.sin(anomaly)
    return np.concatenate([place, (-p * a * np.sin(anomaly) + q * minor * np.cos(anomaly)) * rate])


def cassini_1():
    legs = ((30.0, 400.0), (100.0, 470.0), (30.0, 400.0), (400.0, 2000.0), (1000.0, 6000.0))
    return Question(
        bodies=("earth", "venus", "venus", "earth", "jupiter", "saturn"),
        depart=(-1000.0 * DAY, 0.0),
        tofs=tuple((low * DAY, high * DAY) for low, high in legs),
        arrival="orbit",
        orbit=(1.0895e8, 0.98),
        ephemeris=gtop_states,
    )


def test_cassini_1_costs_what_gtop_says():
    """Record of the GTOP benchmark, 4930.72687 m/s (secondary: Musegaas 2012, as in the tests of Tudat).

    With the toolbox's own gravitational parameters of the planets 4930.7285 m/s come out; DE440's, used here, take off
    0.08 m/s, most of it at Venus. The last digit of the date is lost in print.
    """
    tour = build(cassini_1(), np.array(RECORD) * DAY)
    assert tour.total_dv == pytest.approx(4930.72687, abs=0.15)
    assert [one.altitude / 1e3 for one in tour.flybys[:3:2]] == pytest.approx([300.0, 400.0], abs=0.1)


def test_the_search_finds_the_record_of_cassini_1():
    """It lies 23 minutes before two years of Venus are over, in a valley of some minutes in a range of 370 days."""
    record, second = search(cassini_1(), seeds=2)
    assert record.total_dv == pytest.approx(4930.6, abs=0.5)
    assert np.diff([0.0, *record.times]) / DAY == pytest.approx(RECORD, abs=2.0)
    assert second.total_dv == pytest.approx(5303.4, abs=1.0)  # second-best valley, recalled as 5.3034 km/s
    assert record.total_dv == pytest.approx(float(costs(cassini_1(), np.diff([0.0, *record.times])[None])[0]), abs=2.0)
    assert all(one.altitude > flyby_body(one.body).least_altitude - 1.0 for one in record.flybys)


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


def test_arcs_with_full_turns_are_chosen_as_by_trying_all():
    """Every chain of arcs with 0 to 2 turns, solved one by one with the backend's public solver."""
    kinds = [LambertOptions(), *(LambertOptions(revolutions=m, low_path=low) for m in (1, 2) for low in (True, False))]
    legs = ((300.0 * DAY, 900.0 * DAY), (300.0 * DAY, 1100.0 * DAY))
    question = Question(bodies=("emb", "venus", "venus"), depart=(8.4e8, 9e8), tofs=legs, revolutions=2)
    several = 0
    for start, *days in ((8.45e8, 700.0, 800.0), (8.61e8, 420.0, 930.0), (8.8e8, 880.0, 460.0)):
        row = (start, *(DAY * length for length in days))
        times = np.cumsum(row)
        at = [states(body, times[i : i + 1])[:, 0] for i, body in enumerate(question.bodies)]
        least = np.inf
        for first, second in itertools.product(kinds, kinds):
            try:
                a = lambert(SUN_GM, at[0][:3], at[1][:3], row[1], first)
                b = lambert(SUN_GM, at[1][:3], at[2][:3], row[2], second)
            except TrajectoryError:
                continue
            away = b[0] - at[1][3:]
            found = powered_flybys(GM["venus"], question.lowest("venus"), (a[1] - at[1][3:])[None], away[None])[0]
            turn = 20.0 * np.linalg.norm(away) * math.sin(0.5 * found[2])
            cost = np.linalg.norm(a[0] - at[0][3:]) + found[0] + turn
            if cost < least:
                least, chain = cost, (first, second)
        assert costs(question, np.array([row]))[0] == pytest.approx(least, rel=1e-9)
        assert best_arcs(question, np.array(row)) == chain
        several += sum(one.revolutions > 0 for one in chain)
    assert several > 0


def test_more_turns_never_cost_more():
    legs = ((80.0 * DAY, 700.0 * DAY), (100.0 * DAY, 700.0 * DAY))
    direct = Question(bodies=("emb", "venus", "mercury"), depart=(8.4e8, 9.4e8), tofs=legs, arrival="rendezvous")
    rng = np.random.default_rng(3)
    bounds = np.array([direct.depart, *legs])
    rows = bounds[:, 0] + rng.random((400, 3)) * (bounds[:, 1] - bounds[:, 0])
    more = costs(replace(direct, revolutions=2), rows)
    assert (more <= costs(direct, rows) * (1.0 + 1e-12)).all()
    assert np.mean(more < costs(direct, rows) - 1.0) > 0.5


def test_resonances_are_the_years_of_a_planet():
    leg = (100.0 * DAY, 700.0 * DAY)
    question = Question(bodies=("emb", "venus", "venus", "mars"), depart=(8.4e8, 8.8e8), tofs=(leg, leg, leg))
    times, year = resonances(question, 1)
    assert year / DAY == pytest.approx(224.7008, abs=0.01)  # sidereal period of Venus
    assert times / year == pytest.approx([1.0, 2.0, 3.0])
    assert resonances(question, 0)[0].size == 0
    coordinates = Coordinates(question)
    rng = np.random.default_rng(0)
    points = coordinates.bounds[:, 0] + rng.random((4000, 4)) * np.diff(coordinates.bounds, axis=1)[:, 0]
    rows = coordinates.rows(points)
    assert rows[:, 2].min() >= leg[0]
    assert rows[:, 2].max() <= leg[1]
    assert [np.mean(np.abs(rows[:, 2] - place) < 0.1 * DAY) for place in times] == pytest.approx([0.05] * 3, abs=0.02)
    assert np.array_equal(np.argsort(points[:, 2]), np.argsort(rows[:, 2]))
    assert rows[:, [0, 1, 3]] == pytest.approx(points[:, [0, 1, 3]] * DAY)
    assert not Coordinates(question, stretch=False).stretched


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
        (("emb", "venus", "mars"), span, (leg, leg), {"revolutions": -1}, "-1 full turns"),
    ):
        with pytest.raises(TrajectoryError, match=words):
            Question(bodies=bodies, depart=depart, tofs=legs, **extra)


def test_a_sequence_that_cannot_work_says_so():
    legs = ((20.0 * DAY, 21.0 * DAY), (20.0 * DAY, 21.0 * DAY))
    question = Question(bodies=("emb", "mars", "venus"), depart=(8.4e8, 8.4e8 + 2.0 * DAY), tofs=legs)
    with pytest.raises(TrajectoryError, match="above their least altitudes"):
        search(question, seeds=1)
