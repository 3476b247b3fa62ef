"""``moonbase windows --launcher``: answers, figures, files, and refusals."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from moonbase.cli.main import cli
from moonbase.trajectories.oem import read_oem

ASK = ["windows", "--launcher", "0,-53", "--to", "earth-return", "--depart", "2031-01-01:2031-01-09"]
FAST = ["--max-muzzle", "3 km/s"]


def run(*arguments):
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def refused(*arguments):
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    return done.stderr


def test_json_has_a_row_per_window_with_its_flight():
    done = run(*ASK, *FAST, "--errors", "0.04,0.02,0.02", "--json")
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    row = answer["windows"][0]
    assert row["azimuth_deg"] == 90.0
    assert row["flown"]["converged"]
    assert row["spread"]["correction_99_m_s"] > 0.0
    assert answer["backend"].split()[0] in ("boinor", "poliastro")


def test_csv_is_flat():
    rows = list(csv.DictReader(io.StringIO(run(*ASK, *FAST, "--csv").stdout)))
    assert rows[0]["kick_at"] == "none"
    assert float(rows[0]["flown_difference_m_s"]) < 30.0


def test_table_figures_and_files(tmp_path):
    picture, page = tmp_path / "calendar.svg", tmp_path / "all.html"
    message, states = tmp_path / "way.oem", tmp_path / "way.csv"
    done = run(*ASK, *FAST, "--plot", str(picture), "--export", str(message))
    assert done.stdout.splitlines()[0].startswith("depart [TDB]")
    assert "solved with" in done.stderr
    assert ET.fromstring(picture.read_text(encoding="utf-8")).tag.endswith("svg")
    assert read_oem(message.read_text(encoding="utf-8"))[0].meta["CENTER_NAME"] == "EARTH"
    assert run(*ASK, *FAST, "--plot", str(page), "--export", str(states)).exit_code == 0
    assert "scatter3d" in page.read_text(encoding="utf-8")
    assert states.read_text(encoding="utf-8").startswith("arc,tdb,")


def test_libration_points_have_a_row_for_each_part_of_the_month():
    done = run("windows", "--launcher", "0,33.1", "--to", "eml2", "--depart", "2031-01-01:2031-01-09",
               "--max-muzzle", "2.4 km/s", "--errors", "0.01,0.01,0.01", "--pass", "--json")  # fmt: skip
    rows = json.loads(done.stdout)["windows"]
    assert len(rows) == 3
    assert all(row["flown"]["converged"] for row in rows)
    assert all(row["onboard_m_s"] == 0.0 for row in rows)
    assert len({row["flown"]["arrival_m_s"] for row in rows}) == 3
    assert 0.1 < rows[0]["spread"]["miss_99_km"] < 10.0


def test_a_lunar_orbit_is_open_all_the_time():
    done = run("windows", "--launcher", "0,33.1", "--to", "llo", "--depart", "2031-01-01:2031-01-09",
               "--max-muzzle", "2.4 km/s", "--errors", "0.01,0.01,0.01", "--json")  # fmt: skip
    (row,) = json.loads(done.stdout)["windows"]
    assert row["muzzle_m_s"] == pytest.approx(1698.6, abs=0.3)
    assert row["onboard_m_s"] == pytest.approx(23.0, abs=0.2)


def test_a_launcher_and_a_destination_come_from_a_mission():
    done = run("windows", "--mission", "missions/oxygen_depot.toml", "--launcher", "driver", "--to", "l2",
               "--depart", "2031-01-01:2031-01-03", "--json")  # fmt: skip
    assert json.loads(done.stdout)["windows"][0]["muzzle_m_s"] > 2300.0
    assert "has no launcher" in refused("windows", "--mission", "missions/oxygen_depot.toml", "--launcher", "drivr",
                                        "--to", "l2", "--depart", "2031-01-01:2031-01-03")  # fmt: skip


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], "--max-muzzle is missing"),
        (["--max-muzzle", "3000"], '--max-muzzle "3.5 km/s"'),
        ([*FAST, "--azimuth", "400"], "degrees of 0 to 360"),
        ([*FAST, "--azimuth", "north"], "degrees of 0 to 360"),
        ([*FAST, "--elevation", "5"], "--elevation"),
        ([*FAST, "--errors", "1,2"], "three standard deviations"),
        ([*FAST, "--launcher", "95,0"], "latitude,longitude"),
        ([*FAST, "--launcher", "here"], "latitude,longitude"),
        ([*FAST, "--plot", "a.bmp"], ".svg or .html"),
        ([*FAST, "--export", "a.bsp"], ".oem or .csv"),
        ([*FAST, "--row", "9", "--export", "a.oem"], "the first is --row 1"),
    ],
)
def test_what_cannot_be_understood_shows_the_right_form(more, words):
    assert words in refused(*ASK, *more).replace("\n", " ").replace("  ", " ")


def test_options_that_need_a_launcher_say_so():
    ask = ["windows", "--to", "mars", "--depart", "2031-01-01:2031-02-01"]
    assert "--tof is missing" in refused(*ask)
    assert "--export needs --launcher" in refused(*ask, "--tof", "100:300", "--export", "a.oem")
    assert "--mission needs --launcher" in refused(*ask, "--mission", "missions/oxygen_depot.toml")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (["--to", "atlantis"], "no destination"),
        (["--max-muzzle", "2.3 km/s"], "m/s are missing"),
        (["--depart", "2101-01-01:2102-01-01"], "2020-01-01 to 2100-01-01"),
        (["--depart", "2031-02-01:2031-01-01"], "departures is empty"),
    ],
)
def test_what_cannot_be_reached_says_by_how_much(change, words):
    done = run(*ASK, *FAST, *change)
    assert done.exit_code == 3
    assert words in done.stderr.replace("\n", " ")


def test_a_porkchop_plot_is_drawn(tmp_path):
    for name in ("mars.svg", "mars.html"):
        path = tmp_path / name
        done = run("windows", "--from", "emb", "--to", "mars", "--depart", "2026-09-01:2026-12-31", "--tof", "200:400",
                   "--plot", str(path), "--csv")  # fmt: skip
        assert done.stdout.splitlines()[0].startswith("type,depart")
        assert "II" in path.read_text(encoding="utf-8")
