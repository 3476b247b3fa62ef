"""Launchers whose track can be turned: several azimuths or any, to places near and far."""

from __future__ import annotations

import math

import pytest

from moonbase.errors import TrajectoryError
from moonbase.quantities import parse_date
from moonbase.trajectories.launch import Question, launch_windows
from moonbase.trajectories.nearby import nearby_windows
from moonbase.trajectories.opportunities import LaunchSite, Limits
from moonbase.trajectories.places import named_destination

DAY = 86400.0
LIMITS = Limits(max_muzzle_speed=3500.0, max_onboard_dv=1200.0, max_time_of_flight=20.0 * DAY)


def ask(answer, to, longitude, azimuths, limits=LIMITS, flown=0):
    sites = tuple(
        LaunchSite(
            latitude=0.0,
            longitude=math.radians(longitude),
            azimuth=None if azimuth is None else math.radians(azimuth),
        )
        for azimuth in azimuths
    )
    start = parse_date("2031-01-01")
    question = Question(
        sites=sites, destination=named_destination(to), start=start, end=start + 8.0 * DAY, limits=limits, flown=flown
    )
    return answer(question)


@pytest.mark.parametrize(("to", "longitude"), [("eml2", 33.1), ("llo", 0.0), ("escape", 20.0)])
def test_the_best_of_several_azimuths_is_taken_near_the_moon(to, longitude):
    flown = 1 if to == "eml2" else 0
    west, east = (ask(nearby_windows, to, longitude, [azimuth], flown=flown).rows for azimuth in (270.0, 90.0))
    both = ask(nearby_windows, to, longitude, [270.0, 90.0], flown=flown).rows
    takes = [(min(one["onboard_m_s"] for one in rows), min(one["muzzle_m_s"] for one in rows)) for rows in (west, east)]
    assert takes[0] != takes[1]
    better = (west, east)[takes.index(min(takes))]
    assert [row["azimuth_deg"] for row in both] == [row["azimuth_deg"] for row in better]
    assert [row["onboard_m_s"] for row in both] == [row["onboard_m_s"] for row in better]


def test_an_azimuth_that_cannot_does_not_spoil_one_that_can():
    slow = Limits(max_muzzle_speed=3000.0, max_onboard_dv=1200.0, max_time_of_flight=20.0 * DAY)
    with pytest.raises(TrajectoryError, match="are missing"):
        ask(nearby_windows, "escape", 20.0, [90.0], slow)
    assert ask(nearby_windows, "escape", 20.0, [90.0, 270.0], slow).rows[0]["azimuth_deg"] == 270.0


def test_any_azimuth_is_at_least_as_good_as_east():
    for to in ("eml2", "llo"):
        free, east = (ask(nearby_windows, to, 33.1, [one], flown=1).rows[0] for one in (None, 90.0))
        assert free["onboard_m_s"] <= east["onboard_m_s"] + 0.2


def test_a_return_to_the_earth_takes_the_best_azimuth_of_each_window():
    east, west = (ask(launch_windows, "earth-return", -53.0, [one]) for one in (90.0, 60.0))
    several, free = (
        ask(launch_windows, "earth-return", -53.0, [60.0, 90.0]),
        ask(launch_windows, "earth-return", -53.0, [None]),
    )
    least = [min(row["onboard_m_s"] for row in answer.rows) for answer in (east, west, several, free)]
    assert least[2] == pytest.approx(min(least[:2]), abs=0.2)
    assert least[3] <= least[2] + 0.5
