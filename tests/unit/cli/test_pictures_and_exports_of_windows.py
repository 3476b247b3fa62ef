"""``moonbase windows --launcher --plot --figure --export`` for places near the Moon, and files that others can read."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re

import numpy as np
import pytest
from click.testing import CliRunner
from scipy.interpolate import KroghInterpolator

from moonbase.cli.main import cli
from moonbase.constants import MOON_RADIUS
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.nbody import propagate

DAY = 86400.0
EAST = ["windows", "--launcher", "0,33.1", "--max-muzzle", "2.9 km/s", "--depart", "2031-01-07:2031-01-10"]
PLACES = {"eml2": ["--pass"], "llo": [], "escape": []}
META = (
    "OBJECT_NAME", "OBJECT_ID", "CENTER_NAME", "REF_FRAME", "TIME_SYSTEM", "START_TIME", "STOP_TIME", "INTERPOLATION",
    "INTERPOLATION_DEGREE",
)  # fmt: skip
EPOCH = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?")


def run(*arguments):
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def seconds(text):
    assert EPOCH.fullmatch(text)
    return (dt.datetime.fromisoformat(text) - dt.datetime(2000, 1, 1, 12)).total_seconds()  # noqa: DTZ001 - TDB


def parsed(text):
    """Read a message by the rules of CCSDS 502.0-B-2, chapter 5 and 7, strictly; a list of (metadata, table)."""
    assert text.isascii()
    lines = text.split("\n")
    assert lines.pop() == ""
    assert max(map(len, lines)) <= 254
    lines = [line for line in lines if line]
    assert lines[0] == "CCSDS_OEM_VERS = 2.0"
    assert [line.split(" = ")[0] for line in lines[1:3]] == ["CREATION_DATE", "ORIGINATOR"]
    assert EPOCH.fullmatch(lines[1].split(" = ")[1])
    segments, rest = [], lines[3:]
    while rest:
        assert rest[0] == "META_START"
        stop = rest.index("META_STOP")
        comments = [line for line in rest[1:stop] if line.startswith("COMMENT ")]
        pairs = [line.split(" = ") for line in rest[1 + len(comments) : stop]]
        assert tuple(key for key, _ in pairs) == META  # in the order of table 5-3
        after = rest.index("META_START", stop) if "META_START" in rest[stop:] else len(rest)
        rows = [line.split() for line in rest[stop + 1 : after]]
        assert {len(row) for row in rows} == {7}
        table = np.array([[seconds(row[0]), *map(float, row[1:])] for row in rows])
        segments.append((dict(pairs), table))
        rest = rest[after:]
    return segments


@pytest.fixture(scope="module", params=list(PLACES))
def drawn(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    page, message = folder / "all.html", folder / "way.oem"
    done = run(*EAST, "--to", request.param, *PLACES[request.param], "--plot", str(page), "--export", str(message),
               "--json")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return request.param, json.loads(done.stdout), page.read_text(encoding="utf-8"), message.read_text(encoding="utf-8")


def test_the_message_obeys_the_standard(drawn):
    to, answer, _, message = drawn
    segments = parsed(message)
    assert len(segments) == (2 if to == "eml2" else 1)
    last = -np.inf
    for meta, table in segments:
        assert (meta["REF_FRAME"], meta["TIME_SYSTEM"]) == ("ICRF", "TDB")
        assert meta["CENTER_NAME"] == {"llo": "MOON"}.get(to, "EARTH")
        assert (seconds(meta["START_TIME"]), seconds(meta["STOP_TIME"])) == (table[0, 0], table[-1, 0])
        assert np.all(np.diff(table[:, 0]) > 0.0)
        assert table[0, 0] >= last
        assert (meta["INTERPOLATION"], len(table) > int(meta["INTERPOLATION_DEGREE"])) == ("HERMITE", True)
        last = table[-1, 0]
    departures = [row["depart"] for row in answer["windows"]]
    assert segments[0][0]["START_TIME"][:16] in departures


def worst_gap(segments, centre):
    """Largest distance [m] between states interpolated as the metadata say and the motion under all bodies."""
    gaps = []
    for _, table in segments:
        t, states = table[:, 0], table[:, 1:] * 1e3
        where = np.concatenate(state(centre, t, center="barycentre", ecliptic=False), axis=1)
        for k in range(1, len(t) - 2, 7):
            middle = 0.5 * (t[k] + t[k + 1])
            near = slice(k - 1, k + 3)
            nodes, values = np.repeat(t[near] - t[k], 2), states[near].reshape(-1, 3)  # place, velocity, place ...
            place = KroghInterpolator(nodes, values)(middle - t[k])
            exact = propagate((states[k] + where[k])[None], t[k], middle)[0, :3]
            gaps.append(np.linalg.norm(place + state(centre, middle, center="barycentre", ecliptic=False)[0] - exact))
    return max(gaps)


def test_the_states_begin_on_the_moons_ground_and_obey_newton_between_the_lines(drawn):
    to, _, _, message = drawn
    centre = "moon" if to == "llo" else "earth"
    segments = parsed(message)
    t, first = segments[0][1][0, 0], segments[0][1][0, 1:4] * 1e3
    moon = np.zeros(3) if to == "llo" else state("moon", t, center="earth", ecliptic=False)[0]
    assert np.linalg.norm(first - moon) == pytest.approx(MOON_RADIUS, abs=1.0)
    assert worst_gap(segments, centre) < 20.0


def test_the_page_has_every_picture(drawn):
    to, _, page, _ = drawn
    names = re.findall(r'<figure[^>]* id="figure-(\w+)"', page)
    assert (
        names
        == {
            "eml2": ["calendar", "rotating", "moon", "side", "space"],
            "llo": ["calendar", "moon", "space"],
            "escape": ["calendar", "rotating", "earth", "sun", "space"],
        }[to]
    )
    assert re.search(r"release 2031-01-\d\d", page)
    assert "1000 km]" in page
    assert ("[AU]" in page) == (to == "escape")


def test_the_states_end_at_the_destination(drawn):
    to, answer, _, message = drawn
    meta, table = parsed(message)[-1]
    end = table[-1, 1:] * 1e3
    centre = meta["CENTER_NAME"].lower()
    moon = state("moon", table[-1, 0], center=centre, ecliptic=False)[0] if centre == "earth" else np.zeros(3)
    away = {"eml2": np.linalg.norm(end[:3] - moon), "llo": np.linalg.norm(end[:3]), "escape": np.linalg.norm(end[:3])}
    distance = float(np.linalg.norm(moon))
    wanted = {"eml2": (0.16783 * distance, 1e5), "llo": (MOON_RADIUS + 100e3, 300.0), "escape": (1.5e9, 1e5)}
    assert away[to] == pytest.approx(wanted[to][0], abs=wanted[to][1])
    assert end[:3] @ end[3:] > 0.0 or to == "llo"
    assert any(row["flown"]["converged"] for row in answer["windows"])


@pytest.mark.parametrize(("figure", "ending", "magic"), [("space", "png", b"\x89PNG"), ("moon", "pdf", b"%PDF-"),
                                                         ("calendar", "svg", b"<?xml")])  # fmt: skip
def test_one_picture_becomes_a_file(tmp_path, figure, ending, magic):
    path, states = tmp_path / f"one.{ending}", tmp_path / "way.csv"
    done = run(*EAST, "--to", "llo", "--plot", str(path), "--figure", figure, "--export", str(states))
    assert done.exit_code == 0, done.stderr
    assert path.read_bytes().startswith(magic)
    rows = list(csv.DictReader(states.read_text(encoding="utf-8").splitlines()))
    place = np.array([[float(row[f"{axis}_m"]) for axis in "xyz"] for row in rows])
    radius = np.linalg.norm(place, axis=1)
    assert (radius[0], radius[-1]) == pytest.approx((MOON_RADIUS, MOON_RADIUS + 100e3), abs=400.0)


def test_a_picture_that_a_destination_has_not_is_refused_with_those_that_it_has(tmp_path):
    done = run(*EAST, "--to", "llo", "--plot", str(tmp_path / "one.svg"), "--figure", "sun")
    assert done.exit_code == 2
    assert "no picture sun of window 1" in done.stderr
    assert "calendar, moon, space" in done.stderr
    assert not (tmp_path / "one.svg").exists()


def test_porkchop_plots_become_files_for_papers(tmp_path):
    for ending, magic in (("png", b"\x89PNG"), ("pdf", b"%PDF-")):
        path = tmp_path / f"mars.{ending}"
        done = run("windows", "--from", "emb", "--to", "mars", "--depart", "2026-09-01:2026-12-31", "--tof", "200:400",
                   "--plot", str(path))  # fmt: skip
        assert done.exit_code == 0
        assert path.read_bytes().startswith(magic)
        assert path.stat().st_size > 8000


def test_halo_rows_say_where_errors_land_and_what_mends_them(tmp_path):
    message = tmp_path / "halo.oem"
    ask = ["windows", "--launcher", "0,-53", "--to", "halo-eml1:-12 d", "--depart", "2031-01-07:2031-01-10",
           "--max-muzzle", "2.4 km/s", "--json"]  # fmt: skip
    one, two = (
        json.loads(run(*ask, "--errors", errors, "--export", str(message)).stdout)["windows"][0]["spread"]
        for errors in ("0.01,0.01,0.01", "0.02,0.02,0.02")
    )
    assert 0.01 < one["correction_99_m_s"] < 20.0
    assert 1.0 < one["miss_99_km"] < 5000.0
    for key in ("correction_99_m_s", "stop_99_m_s", "miss_99_km"):
        assert two[key] == pytest.approx(2.0 * one[key], rel=0.02)
    (coast, rest) = parsed(message.read_text(encoding="utf-8"))
    assert (coast[1][-1, 0] - coast[1][0, 0]) / 3600.0 == pytest.approx(one["correction_after_h"], abs=0.06)
    assert np.linalg.norm(coast[1][-1, 1:4] - rest[1][0, 1:4]) < 1e-3
    assert worst_gap([coast, rest], "earth") < 20.0
