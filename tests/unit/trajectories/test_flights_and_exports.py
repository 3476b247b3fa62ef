"""A throw flown under all bodies, followed along its way, written as files and handed over to poliastro."""

from __future__ import annotations

import csv
import io
import math

import numpy as np
import pytest

from moonbase.constants import EARTH_RADIUS, MOON_RADIUS
from moonbase.errors import TrajectoryError
from moonbase.quantities import parse_date
from moonbase.trajectories.backend import backend
from moonbase.trajectories.dispersion import MuzzleErrors
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.handover import maneuver, orbits
from moonbase.trajectories.launch import Question, launch_windows
from moonbase.trajectories.oem import read_oem, write_csv, write_oem
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.track import rotating, track

DAY = 86400.0


def ask(destination, *, azimuth=90.0, days=30, longitude=-53.0, muzzle=3500.0, onboard=2000.0, flown=1):
    start = parse_date("2031-01-10")
    angle = None if azimuth is None else math.radians(azimuth)
    return Question(
        sites=(LaunchSite(latitude=0.0, longitude=math.radians(longitude), azimuth=angle),),
        destination=destination,
        start=start,
        end=start + days * DAY,
        limits=Limits(max_muzzle_speed=muzzle, max_onboard_dv=onboard, max_time_of_flight=400 * DAY),
        errors=MuzzleErrors(speed=0.04, vertical=0.02, lateral=0.02),
        flown=flown,
    )


@pytest.fixture(scope="module")
def to_mars():
    return launch_windows(ask(Destination(kind="planet", body="mars")))


@pytest.fixture(scope="module")
def flight(to_mars):
    return next(one for one in to_mars.flights if one is not None)


@pytest.fixture(scope="module")
def way(flight):
    return track(flight)


def test_a_row_says_when_how_fast_where_and_how_good(to_mars):
    best = min(to_mars.rows, key=lambda row: row["onboard_m_s"])
    assert best["kick_at"] == "perigee"
    assert best["kick_m_s"] == best["kick_perigee_m_s"] < best["kick_sphere_m_s"]
    assert best["opens"] <= best["depart"] <= best["closes"]
    assert best["flown"]["converged"]
    assert best["flown"]["difference_m_s"] == pytest.approx(
        best["flown"]["onboard_m_s"] - best["onboard_m_s"], abs=0.11
    )
    assert abs(best["flown"]["difference_m_s"]) < 300.0
    assert 0.05 < best["spread"]["correction_99_m_s"] < 2.0
    assert best["height_100km_m"] > 1000


def test_only_the_cheapest_windows_are_flown(to_mars):
    flown = [row["onboard_m_s"] for row in to_mars.rows if row["flown"] is not None]
    assert flown == [min(row["onboard_m_s"] for row in to_mars.rows)]


def test_the_flight_begins_at_the_muzzle_passes_the_earth_and_meets_mars(flight, way):
    assert np.linalg.norm(way.relative("moon")[0, :3]) == pytest.approx(MOON_RADIUS, abs=1.0)
    near = np.linalg.norm(way.relative("earth")[:, :3], axis=1).min()
    assert EARTH_RADIUS + 150e3 < near < EARTH_RADIUS + 600e3
    mars, _ = state("mars", float(way.t[-1]), center="barycentre", ecliptic=False)
    assert np.linalg.norm(way.states[-1, :3] - mars) < 2e7
    assert way.t[-1] == flight.arrive


def test_the_way_is_continuous_in_place_and_jumps_in_speed_by_the_impulses(flight, way):
    ends = np.flatnonzero(np.diff(way.arcs))
    gaps = way.states[ends + 1] - way.states[ends]
    assert np.abs(gaps[:, :3]).max() < 50.0
    assert np.linalg.norm(gaps[:, 3:], axis=1) == pytest.approx([flight.impulse, flight.burn], abs=0.05)


def test_rotating_axes_hold_the_moon_still(way):
    t, places = rotating(way, float(way.t[0]) + 3 * DAY)
    assert places[0] == pytest.approx([384.4e6, 0.0, 0.0], abs=2.5e6)
    assert len(t) == len(places) > 50


def test_a_message_is_read_back_as_it_was_written(way):
    text = write_oem(way, "PAYLOAD", f"solved with {backend()}", created="2030-01-01T00:00:00")
    segments = read_oem(text)
    assert len(segments) == 3
    for number, segment in enumerate(segments):
        meta = segment.meta
        assert (meta["REF_FRAME"], meta["TIME_SYSTEM"], meta["CENTER_NAME"]) == ("ICRF", "TDB", "EARTH")
        rows = np.flatnonzero(way.arcs == number)
        assert segment.t[0] == pytest.approx(way.t[rows[0]], abs=1e-6)
        assert segment.states[-1] == pytest.approx(way.relative("earth")[rows[-1]], abs=1e-3)
    assert text.startswith("CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2030-01-01T00:00:00\nORIGINATOR = ")
    assert str(backend()) in text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("REF_FRAME = ICRF", "", "lacks REF_FRAME"),
        ("CCSDS_OEM_VERS = 2.0", "", "lacks CCSDS_OEM_VERS"),
        ("META_STOP\n\n", "META_STOP\n\n2031-01-01T00:00:00 1 2 3\n", "no epoch with six numbers"),
        ("META_STOP\n\n", "META_STOP\n\n2099-01-01T00:00:00 1 2 3 4 5 6\n", "have to rise"),
    ],
)
def test_a_broken_message_is_refused(way, old, new, words):
    with pytest.raises(TrajectoryError, match=words):
        read_oem(write_oem(way, "PAYLOAD", "test").replace(old, new))


def test_the_table_of_states_has_every_state(way):
    rows = list(csv.DictReader(io.StringIO(write_csv(way, center="sun"))))
    assert len(rows) == len(way.t)
    assert {row["arc"] for row in rows} == {"1", "2", "3"}
    assert float(rows[-1]["x_m"]) == pytest.approx(way.relative("sun")[-1, 0], abs=0.01)
    with pytest.raises(TrajectoryError, match="no centre"):
        write_csv(way, center="pluto")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # astropy of Python 3.10
def test_poliastro_gets_orbits_about_moon_earth_and_earth(flight):
    from astropy import units as u

    found = orbits(flight)
    assert type(found[0]).__module__.startswith(backend().name)
    assert [one.attractor.name for one in found] == ["Moon", "Earth", "Earth"]
    assert found[0].r_p.to_value(u.km) == pytest.approx(1737.4, abs=1.0)
    assert found[2].ecc.value > 1.0
    assert found[1].epoch.tdb.isot.startswith("2031-01")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # astropy of Python 3.10
def test_poliastro_gets_the_impulses(flight):
    from astropy import units as u

    burns = maneuver(flight)
    sizes = [np.linalg.norm(dv.to_value(u.m / u.s)) for _, dv in burns.impulses]
    assert sizes == pytest.approx([flight.impulse, flight.burn], abs=0.1)
    assert burns.get_total_time().to_value(u.day) == pytest.approx(
        (flight.arcs[2].start - flight.arcs[0].start) / DAY, rel=1e-9
    )


def test_earth_return_is_flown_to_the_air():
    entry = EARTH_RADIUS + 50e3
    answer = launch_windows(ask(Destination(kind="earth-return", radius=entry), days=4))
    row = answer.rows[0]
    assert row["kick_at"] == "none"
    assert row["onboard_m_s"] == 0.0
    assert row["arrival_m_s"] == pytest.approx(11050.0, abs=60.0)
    assert row["flown"]["converged"]
    flown = next(one for one in answer.flights if one is not None)
    assert np.linalg.norm(track(flown).relative("earth")[-1, :3]) < 3e8


def test_no_window_says_what_is_missing_and_where_to_point():
    with pytest.raises(TrajectoryError, match=r"m/s on board; \d+ m/s are missing") as caught:
        launch_windows(ask(Destination(kind="planet", body="mars"), azimuth=270.0, onboard=100.0, days=10))
    assert "with the muzzle at azimuth" in str(caught.value.help)


def test_a_site_that_faces_the_wrong_way_is_told_so():
    with pytest.raises(TrajectoryError, match="are missing") as caught:
        launch_windows(
            ask(
                Destination(kind="planet", body="mars"),
                azimuth=None,
                onboard=50.0,
                days=6,
                longitude=60.0,
                muzzle=2600.0,
            )
        )
    assert "from longitude" in str(caught.value.help)


def test_a_muzzle_below_escape_speed_says_by_how_much():
    with pytest.raises(TrajectoryError, match=r"71\.\d m/s are missing"):
        launch_windows(ask(Destination(kind="planet", body="mars"), muzzle=2300.0))


def test_dates_outside_the_ephemeris_name_its_span():
    from dataclasses import replace

    late = replace(ask(Destination(kind="planet", body="mars")), start=parse_date("2105-01-01"), end=4e9)
    with pytest.raises(TrajectoryError, match="covers 2020-01-01 to 2100-01-01"):
        launch_windows(late)
