"""Asteroids and comets by elements, destinations of plugins, and destinations by name."""

from __future__ import annotations

import csv
import math
from importlib import resources

import numpy as np
import pytest

from moonbase.constants import ASTRONOMICAL_UNIT, SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import lambert
from moonbase.trajectories.opportunities import KINDS
from moonbase.trajectories.places import named_destination, orbit_of, small_body
from moonbase.trajectories.smallbody import Elements, Ephemeris, known_bodies

DAY = 86400.0


def test_motion_agrees_with_poliastro():
    for name, days in (("encke", 200.0), ("ceres", 700.0), ("bennu", 120.0)):
        body = known_bodies()[name]
        (r, v), (later, speed) = body.state(9e8), body.state(9e8 + days * DAY)
        solved = lambert(SUN_GM, r, later, days * DAY)
        assert solved[0] == pytest.approx(v, abs=0.01)
        assert solved[1] == pytest.approx(speed, abs=0.01)


def test_every_known_body_keeps_energy_and_distances():
    t = np.linspace(6e8, 3e9, 500)
    for body in known_bodies().values():
        r, v = body.state(t)
        distance = np.linalg.norm(r, axis=1)
        energy = 0.5 * np.sum(v * v, axis=1) - SUN_GM / distance
        assert energy == pytest.approx(-0.5 * SUN_GM / body.semi_major_axis, rel=1e-9)
        assert distance.min() >= body.distances[0] * (1 - 1e-9)
        assert distance.max() <= body.distances[1] * (1 + 1e-9)


def test_halley_came_by_in_february_1986():
    r, _ = known_bodies()["halley"].state((2446470.5 - 2451545.0) * DAY)
    assert np.linalg.norm(r) / ASTRONOMICAL_UNIT == pytest.approx(0.586, abs=0.01)


def test_the_table_has_a_source_and_a_grade_in_each_row():
    text = (resources.files("moonbase.trajectories") / "data" / "small_bodies.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    assert len(rows) >= 5
    assert all(row["source"] and row["grade"] in ("primary", "secondary", "recalled") for row in rows)


@pytest.mark.parametrize(("a", "e"), [(1e11, 1.0), (1e11, 1.2), (-1e11, 0.5), (1e11, -0.1)])
def test_an_orbit_that_is_not_closed_is_refused(a, e):
    with pytest.raises(TrajectoryError, match="not closed"):
        Elements(name="visitor", semi_major_axis=a, eccentricity=e)


def depot(t):
    """Ephemeris of a station half an astronomical unit out, on a circle."""
    rate = math.sqrt(SUN_GM / (0.5 * ASTRONOMICAL_UNIT) ** 3)
    c, s = np.cos(rate * t), np.sin(rate * t)
    r = 0.5 * ASTRONOMICAL_UNIT * np.stack([c, s, 0 * c], axis=1)
    return r, rate * 0.5 * ASTRONOMICAL_UNIT * np.stack([-s, c, 0 * c], axis=1)


def crooked(t):
    """Ephemeris of the wrong shape."""
    return np.zeros(len(t)), np.zeros(len(t))


def test_a_function_gives_places():
    station = Ephemeris(name="depot", target=f"{__name__}:depot")
    r, _ = station.state(1e9)
    assert r.shape == (3,)
    assert np.linalg.norm(r) == pytest.approx(0.5 * ASTRONOMICAL_UNIT)


@pytest.mark.parametrize(
    ("target", "words"),
    [("nowhere.at_all:f", "failed"), (f"{__name__}:nothing", "failed"), (f"{__name__}:crooked", "shapes")],
)
def test_a_function_that_fails_is_named(target, words):
    with pytest.raises(TrajectoryError, match=words):
        Ephemeris(name="depot", target=target).state(np.zeros(3))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mars", "planet"),
        ("EML2", "eml2"),
        ("nrho", "halo"),
        ("halo-eml1:11 d", "halo"),
        ("leo", "earth-orbit"),
        ("leo:600 km", "earth-orbit"),
        ("geo", "earth-orbit"),
        ("llo:50 km", "lunar-orbit"),
        ("earth-return", "earth-return"),
        ("sel1", "sel1"),
        ("0.3 AU", "heliocentric"),
        ("ceres", "small-body"),
        ("escape", "escape"),
        ("solar-escape", "solar-escape"),
    ],
)
def test_destinations_have_names(text, kind):
    found = named_destination(text)
    assert found.kind == kind
    assert kind in KINDS


@pytest.mark.parametrize("text", ["atlantis", "leo:", "mars:3", "1 km", "halo-sel1:3 d"])
def test_an_unknown_destination_lists_those_that_exist(text):
    with pytest.raises(TrajectoryError) as caught:
        named_destination(text)
    assert "AU" in str(caught.value.help)


def test_names_of_plugins_are_known_and_others_are_listed():
    rock = orbit_of("rock", {"semi_major_axis": 1.6e11, "eccentricity": 0.1})
    assert named_destination("rock", {"rock": rock}).orbit is rock
    with pytest.raises(TrajectoryError) as caught:
        small_body("stone", {"rock": rock})
    assert "rock" in str(caught.value.help)
    with pytest.raises(TrajectoryError, match="no eccentricity"):
        orbit_of("rock", {"semi_major_axis": 1.6e11})
