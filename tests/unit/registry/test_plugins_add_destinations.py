"""Bodies about the Sun that a plugin declares, in missions and in the windows command."""

from __future__ import annotations

import json
import textwrap

import pytest
from click.testing import CliRunner

from moonbase import mission as missions
from moonbase import registry
from moonbase.api import CelestialBody, Site
from moonbase.cli.main import cli
from moonbase.errors import MissionError, TrajectoryError
from moonbase.graph.destinations import destination_of

PLUGIN = """
import math
from moonbase.api import CelestialBody, hookimpl


@hookimpl
def moonbase_bodies():
    return [
        CelestialBody(
            name="rock",
            elements={"semi_major_axis": 1.7e11, "eccentricity": 0.1, "mean_anomaly": 1.0},
            source="survey",
        ),
        CelestialBody(name="depot", ephemeris="station_orbit:depot", version="1", source="flight plan"),
    ]
"""
ORBIT = """
import numpy as np


def depot(t):
    rate, size = 2.6e-7, 1.25e11
    c, s = np.cos(rate * t), np.sin(rate * t)
    return size * np.stack([c, s, 0 * c], axis=1), size * rate * np.stack([-s, c, 0 * c], axis=1)
"""
MISSION = """
format = 1
name = "To a rock"
time = { start = 2031-01-01, horizon = "1 yr", period = "1 month" }
sites.base = { kind = "moon" }
sites.rock = { kind = "small-body", %s }
nodes.sunfield = { model = "solar-power", site = "base" }
objective = { minimise = "cost" }
"""


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    (tmp_path / "station_orbit.py").write_text(textwrap.dedent(ORBIT), encoding="utf-8")
    path = tmp_path / "places_plugin.py"
    path.write_text(textwrap.dedent(PLUGIN), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return path


def test_a_plugin_declares_bodies(plugin):
    found = registry.load([plugin], no_plugins=True)
    assert sorted(found.bodies) == ["depot", "rock"]
    assert not any(one.errors for one in found.plugins)


@pytest.mark.parametrize("name", ["rock", "depot"])
def test_windows_fly_to_a_body_of_a_plugin(plugin, name):
    done = CliRunner().invoke(
        cli,
        ["--plugin", str(plugin), "--no-plugins", "windows", "--launcher", "0,-53", "--azimuth", "any", "--to", name,
         "--depart", "2031-01-01:2031-05-01", "--max-muzzle", "5 km/s", "--max-onboard", "7 km/s",
         "--max-tof", "500 d", "--fly", "1", "--json"],
        catch_exceptions=False,
    )  # fmt: skip
    rows = json.loads(done.stdout)["windows"]
    flown = next(row["flown"] for row in rows if row["flown"])
    assert flown["converged"]


def test_sites_of_a_mission_stand_for_destinations(plugin):
    bodies = registry.load([plugin], no_plugins=True).bodies
    orbit = {"semi_major_axis": 2e11, "eccentricity": 0.2, "epoch": 0.0}
    for site, kind in (
        (Site(name="a", kind="small-body", body="Rock"), "small-body"),
        (Site(name="a", kind="small-body", body="ceres"), "small-body"),
        (Site(name="a", kind="small-body", elements=orbit), "small-body"),
        (Site(name="a", kind="libration-point", body="SEL1"), "sel1"),
        (Site(name="a", kind="halo-orbit", body="EML2", period=6e5), "halo"),
        (Site(name="a", kind="earth-return"), "earth-return"),
        (Site(name="a", kind="solar-escape"), "solar-escape"),
    ):
        assert destination_of(site, bodies).kind == kind
    with pytest.raises(TrajectoryError) as caught:
        destination_of(Site(name="a", kind="small-body", body="pebble"), bodies)
    assert "rock" in str(caught.value.help)


def check(text, tmp_path):
    path = tmp_path / "mission.toml"
    path.write_text(MISSION % text, encoding="utf-8")
    return missions.check(missions.read(path), registry.load())


def test_a_mission_gives_elements(tmp_path):
    text = 'elements = { semi_major_axis = "1.2 AU", eccentricity = 0.1, inclination = "3 deg", epoch = 2030-01-01 }'
    site = check(text, tmp_path).sites["rock"]
    assert site.elements["inclination"] == pytest.approx(0.05236, abs=1e-5)
    assert site.sun_distance == site.elements["semi_major_axis"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('elements = { semi_major_axis = "1.2 AU", eccentricity = 1.3, epoch = 2030-01-01 }', "is not closed"),
        ('elements = { semi_major_axis = "1.2 AU", epoch = 2030-01-01 }', "eccentricity"),
        ("elements = { semi_major_axis = 1.2, eccentricity = 0.1, epoch = 2030-01-01 }", "semi_major_axis"),
        ('elements = { semi_major_axis = "1.2 AU", eccentricity = 0.1, epoch = 2030-01-01, tilt = 3 }', "tilt"),
        ('terrain = "rough"', "needs body"),
    ],
)
def test_wrong_elements_are_found_where_they_stand(text, words, tmp_path):
    with pytest.raises(MissionError) as caught:
        check(text, tmp_path)
    found = [one for one in caught.value.diagnostics if words in one.message]
    assert found
    assert found[0].span.line == 6


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"elements": {"semi_major_axis": 1.0}, "ephemeris": "a:b"},
        {"elements": {"size": 1.0}},
    ],
)
def test_a_body_needs_elements_or_a_function(wrong):
    with pytest.raises(ValueError, match=r"needs either|no element"):
        CelestialBody(name="rock", **wrong)
