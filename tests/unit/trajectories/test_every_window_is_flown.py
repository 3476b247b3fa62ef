"""Windows that are reported are flown under all bodies, and say so where they are not."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from moonbase.constants import EARTH_GM, EARTH_RADIUS
from moonbase.graph.transfer import Departures
from moonbase.quantities import parse_date
from moonbase.report.launches import window_table
from moonbase.trajectories.closest import through
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.flown import Arc
from moonbase.trajectories.flown_windows import MOST
from moonbase.trajectories.launch import Question, launch_windows
from moonbase.trajectories.nearby import nearby_windows
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.places import named_destination
from moonbase.trajectories.solve import opportunities
from moonbase.trajectories.window_rows import note, unflown

DAY = 86400.0
START = parse_date("2031-01-01")
EAST = LaunchSite(latitude=0.0, longitude=math.radians(33.1), azimuth=math.radians(90.0))


def ask(to, days, **more):
    limits = Limits(max_muzzle_speed=4000.0, max_onboard_dv=3000.0, max_time_of_flight=800 * DAY)
    return Question(
        sites=(EAST,), destination=named_destination(to), start=START, end=START + days * DAY, limits=limits, **more
    )


@pytest.fixture(scope="module")
def circle():
    return launch_windows(ask("1.2 AU", 60))


def test_every_row_is_flown_unless_fewer_are_asked_for(circle):
    assert len(circle.rows) > 2
    assert all(row["flown"]["converged"] for row in circle.rows)
    assert not unflown(circle.rows)
    fewer = launch_windows(ask("1.2 AU", 60, flown=1))
    left = [row for row in fewer.rows if row["flown"] is None]
    assert len(left) == len(circle.rows) - 1
    assert fewer.notes[0].startswith(f"{len(left)} of {len(circle.rows)} windows")
    assert "were not flown" in fewer.notes[0]
    best = min(fewer.rows, key=lambda row: row["onboard_m_s"])
    assert best["flown"] is not None


def test_all_dates_to_a_libration_point_are_told_also_if_few_are_flown():
    limits = Limits(max_muzzle_speed=2600.0, max_onboard_dv=1000.0, max_time_of_flight=60 * DAY)
    answer = nearby_windows(replace(ask("eml2", 20, flown=2), limits=limits))
    assert [row["flown"] is not None for row in answer.rows] == [True, True, False, False, False, False]


def test_what_is_missed_is_said_in_words(circle):
    flight = next(one for one in circle.flights if one is not None)
    assert note(flight, "heliocentric") is None
    lost = replace(flight, converged=False, miss=1.25e10)
    assert note(lost, "heliocentric") == "the corrections do not settle: 12,500,000 km from the destination are left"
    assert "the perigee is 12,500,000 km off" in str(note(lost, "earth-orbit"))
    assert "C3 is missed by 0.2 km2/s2" in str(note(replace(lost, miss=1e5), "solar-escape"))
    assert note(replace(flight, through="moon"), "planet") == "the corrected way leads through the Moon"


@pytest.mark.parametrize(("perigee", "body"), [(EARTH_RADIUS - 500e3, "earth"), (EARTH_RADIUS + 500e3, None)])
def test_a_way_through_the_earth_is_noticed(perigee, body):
    far = 3.0e8
    inward = np.array([-0.6, -0.8, 0.0])
    side = np.array([0.8, -0.6, 0.0])
    speed = math.sqrt(2.0 * EARTH_GM / far)
    across = math.sqrt(2.0 * EARTH_GM * perigee) / far
    earth, earth_v = state("earth", START, center="barycentre", ecliptic=False)
    velocity = math.sqrt(speed**2 - across**2) * inward + across * side
    fall = Arc(start=START, end=START + 4 * DAY, state=np.concatenate([earth - far * inward, earth_v + velocity]))
    assert through((fall,)) == body
    assert through((fall,), lands=True) is None


@pytest.fixture(scope="module")
def seasons():
    limits = Limits(max_muzzle_speed=4000.0, max_onboard_dv=1500.0, max_time_of_flight=400 * DAY)
    return opportunities(EAST, Destination(kind="planet", body="mars"), START, START + 1200 * DAY, limits)


def test_the_windows_of_a_leg_are_flown(seasons):
    assert len(seasons.flown) == min(len(seasons), MOST)
    assert (seasons.flown[:, 5] == 0.0).all()
    assert np.abs(seasons.flown[:, 3]).max() < 400.0
    assert any("each of them flown under all bodies" in note for note in seasons.notes)


def test_the_table_of_windows_shows_what_was_flown_and_counts_the_rest(seasons):
    windows = np.column_stack([seasons.start, seasons.end, *(np.ones((4, len(seasons))))])
    two = np.array([[0.0, 3000.0, 500.0, 20.0, -7.0, 0.0], [1.0, 3100.0, 600.0, 30.0, 9.0, 5e9]])
    leg = Departures(
        open=np.ones(1),
        muzzle_speed=np.ones(1),
        onboard_dv=np.ones(1),
        arrival_speed=np.ones(1),
        time_of_flight=1.0,
        windows=windows,
        backend="",
        notes=(),
        flown=two,
    )
    table = window_table({"throw": leg})
    assert table is not None
    shown = table.column("flown_difference")
    assert shown is not None
    assert shown.values[0] == 20.0
    assert math.isnan(float(shown.values[1]))
    muzzle = table.column("flown_muzzle_difference")
    assert muzzle is not None
    assert muzzle.values[0] == -7.0
    assert f"{len(windows) - 1} of {len(windows)} windows of throw are not flown" in table.note
    assert "window 2 of throw was flown and misses by 5,000,000 km" in table.note
