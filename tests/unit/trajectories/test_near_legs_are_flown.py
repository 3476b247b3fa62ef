"""Windows of legs to places near the Moon are flown under all bodies, and their numbers are those of the flight."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from moonbase.constants import MOON_RADIUS
from moonbase.quantities import parse_date
from moonbase.report.launches import window_table
from moonbase.trajectories import flown_nearby
from moonbase.trajectories.ephemeris import calendar_date, span
from moonbase.trajectories.escape import at_the_slowest, least_speeds
from moonbase.trajectories.flown_nearby import EIGHTH, fly_nearby, meeting, throw_for
from moonbase.trajectories.flown_windows import MOST
from moonbase.trajectories.launch import Question
from moonbase.trajectories.nearby import nearby_windows
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.solve import opportunities, unflown_opportunities

DAY = 86400.0
START = parse_date("2031-01-01")
EAST = LaunchSite(latitude=0.0, longitude=math.radians(33.1), azimuth=math.radians(90.0))
LIMITS = Limits(max_muzzle_speed=2600.0, max_onboard_dv=1200.0, max_time_of_flight=30 * DAY)
FAST = Limits(max_muzzle_speed=3200.0, max_onboard_dv=0.0, max_time_of_flight=90 * DAY)
L2 = Destination(kind="eml2")
PLACES = {
    "eml1": (Destination(kind="eml1"), replace(LIMITS, max_onboard_dv=3000.0)),
    "eml2": (L2, LIMITS),
    "caught": (Destination(kind="eml2", match=False), LIMITS),
    "halo": (Destination(kind="halo", body="eml2", period=6.56 * DAY), LIMITS),
    "lunar-orbit": (Destination(kind="lunar-orbit", radius=MOON_RADIUS + 1e7), LIMITS),
    "escape": (Destination(kind="escape"), FAST),
}


def answer(name, days=20.0):
    place, limits = PLACES[name]
    return opportunities(EAST, place, START, START + days * DAY, limits)


@pytest.mark.parametrize("name", PLACES)
def test_windows_near_the_moon_are_flown_and_hit(name):
    found = answer(name)
    assert found.flown[:, 0].tolist() == list(range(len(found)))
    assert (found.flown[:, 5] == 0.0).all()
    assert found.flown[:, 2] - found.flown[:, 3] == pytest.approx(found.best_onboard_dv, abs=1e-9)
    assert np.abs(found.flown[:, 3]).max() < 400.0
    assert np.abs(found.flown[:, 4]).max() < 330.0
    assert any("flown under" in note for note in found.notes[-2:])


@pytest.mark.parametrize("name", ["eml2", "halo"])
def test_the_middle_flight_is_that_of_the_date_the_notes_name(name):
    found = answer(name)
    place, limits = PLACES[name]
    point, throw = throw_for(EAST, place, limits)
    flights = [meeting(EAST, point, throw, START + k * EIGHTH, 2600.0, stops=True) for k in range(6)]
    totals = [one.midcourse_dv + one.arrival_speed for one in flights]
    middle = sorted(range(6), key=totals.__getitem__)[3]
    assert found.flown[0, 1:3] == pytest.approx([flights[middle].muzzle_speed, totals[middle]], abs=1e-6)
    words = " ".join(found.notes)
    assert f"which leaves {calendar_date(START + middle * EIGHTH)}" in words
    assert "on 6 dates" in words
    least = min(totals) - found.best_onboard_dv[0]
    assert f"on board {least:+.1f} to" in words


def test_a_leg_and_the_list_of_windows_fly_the_same_throws():
    asked = Question(sites=(EAST,), destination=L2, start=START, end=START + 20 * DAY, limits=LIMITS)
    rows = sorted(row["flown"]["onboard_m_s"] for row in nearby_windows(asked).rows)
    assert answer("eml2").flown[0, 2] == pytest.approx(rows[3], abs=0.06)


def test_escapes_are_flown_at_the_hour_of_the_slowest_muzzle():
    found = answer("escape", 60.0)
    slow = at_the_slowest(found, *least_speeds(EAST, START, START + 60.0 * DAY, 3200.0))
    assert found.flown[:, 1] - found.flown[:, 4] == pytest.approx(slow.muzzle_speed, abs=1e-9)
    assert np.abs(found.flown[:, 4]).min() > 1.0
    assert not found.flown[:, 2:4].any()


def test_a_long_horizon_is_flown_on_few_dates_that_cover_window_and_month(monkeypatch):
    seen = []

    def watched(site, point, throw, t, fastest, *, stops):
        seen.append(t)
        return meeting(site, point, throw, t, fastest, stops=stops)

    monkeypatch.setattr(flown_nearby, "meeting", watched)
    years = START, START + 15.0 * 365.25 * DAY
    fly_nearby(EAST, L2, LIMITS, unflown_opportunities(EAST, L2, *years, LIMITS), years)
    steps = (np.sort(seen) - START) / EIGHTH
    assert len(steps) == MOST
    assert np.bincount(np.round(steps).astype(int) % 8).tolist() == [3] * 8
    assert np.diff(steps).max() * EIGHTH < 366.0 * DAY
    assert years[1] - max(seen) < 366.0 * DAY


def test_throws_that_miss_are_not_shown_as_flown(monkeypatch):
    def lost(site, point, throw, t, fastest, *, stops):
        real = meeting(site, point, throw, t, fastest, stops=stops)
        return replace(real, miss=5e9 + t - START)

    monkeypatch.setattr(flown_nearby, "meeting", lost)
    days = START, START + 10.0 * DAY
    flown = fly_nearby(EAST, L2, LIMITS, unflown_opportunities(EAST, L2, *days, LIMITS), days)
    assert flown.table[0, 5] == 5e9
    assert np.isnan(flown.table[0, 1:5]).all()
    assert flown.notes[0].endswith("it never meets the destination")


def test_dates_that_the_ephemeris_does_not_cover_are_not_flown():
    last = span()[1]
    found = opportunities(EAST, L2, last - 5.0 * DAY, last, LIMITS)
    assert len(found.flown) == 0
    assert any("not flown under all bodies" in note for note in found.notes)


def test_a_launcher_too_slow_for_the_flown_throw_is_told():
    place = PLACES["lunar-orbit"][0]
    days = START, START + 30.0 * DAY
    found = unflown_opportunities(EAST, place, *days, LIMITS)
    needed = float(found.muzzle_speed[0])
    short = replace(LIMITS, max_muzzle_speed=needed - 5.0)
    words = " ".join(fly_nearby(EAST, place, short, found, days).notes)
    assert "the launcher is too slow for the flown throw" in words
    assert "too slow" not in " ".join(fly_nearby(EAST, place, LIMITS, found, days).notes)


def test_the_table_of_windows_shows_the_flight_of_a_leg_to_l2():
    found = answer("eml2")
    columns = (found.start, found.end, found.muzzle_speed, found.onboard_dv, found.time_of_flight, found.arrival_speed)

    class Leg:
        windows = np.column_stack(columns)
        flown = found.flown

    table = window_table({"throw": Leg()})
    assert table is not None
    shown = [table.column(name) for name in ("flown_muzzle_speed", "flown_onboard_dv", "flown_difference")]
    assert [column.values[0] for column in shown if column is not None] == pytest.approx(found.flown[0, 1:4].tolist())
    assert not table.note
