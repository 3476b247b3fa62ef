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
    assert all(1.0 < row["spread"]["miss_99_km"] < 100.0 for row in rows)  # of the flown throws, each of its date
    assert all(0.01 < row["spread"]["correction_99_m_s"] < 5.0 for row in rows)
    assert len({row["spread"]["miss_99_km"] for row in rows}) == 3


def test_a_lunar_orbit_is_open_all_the_time():
    done = run("windows", "--launcher", "0,33.1", "--to", "llo", "--depart", "2031-01-01:2031-01-09",
               "--max-muzzle", "2.4 km/s", "--errors", "0.01,0.01,0.01", "--json")  # fmt: skip
    (row,) = json.loads(done.stdout)["windows"]
    assert row["muzzle_m_s"] == pytest.approx(1698.6, abs=0.3)
    assert row["onboard_m_s"] == pytest.approx(23.0, abs=0.2)
    assert row["flown"]["converged"]
    assert abs(row["flown"]["difference_m_s"]) < 0.5
    assert row["flown"]["muzzle_m_s"] == pytest.approx(1698.6, abs=0.3)


def test_a_halo_orbit_is_met_under_all_bodies_on_each_date():
    done = run("windows", "--launcher", "0,-53", "--to", "halo-eml1:-12 d", "--depart", "2031-01-07:2031-01-15",
               "--max-muzzle", "2.4 km/s", "--json")  # fmt: skip
    rows = json.loads(done.stdout)["windows"]
    assert len(rows) == 3
    assert all(row["flown"]["converged"] for row in rows)
    assert all(abs(row["flown"]["difference_m_s"]) < 130.0 for row in rows)


def test_a_throw_that_the_first_arrival_does_not_settle_is_tried_from_others():
    done = run("windows", "--launcher", "0,-53", "--to", "eml2", "--depart", "2031-01-01:2031-01-07",
               "--max-muzzle", "3 km/s", "--json")  # fmt: skip
    flown = [row["flown"] for row in json.loads(done.stdout)["windows"]]
    assert [one["converged"] for one in flown] == [True, True]
    assert all(abs(one["difference_m_s"]) < 100.0 for one in flown)


@pytest.mark.parametrize(
    ("option", "name", "words"),
    [("--plot", "x.bmp", "ends in .svg"), ("--export", "x.txt", "ends in .oem"), ("--export", "no/x.oem", "exists")],
)
def test_files_that_cannot_be_written_are_refused_before_the_work(tmp_path, option, name, words):
    done = run(*ASK, *FAST, option, str(tmp_path / name))
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


def test_a_site_on_the_wrong_side_learns_where_it_would_do_better():
    done = run("windows", "--launcher", "0,90", "--to", "earth-return", "--depart", "2031-01-01:2031-01-08",
               "--max-muzzle", "3 km/s", "--max-onboard", "100 m/s")  # fmt: skip
    assert done.exit_code == 3
    assert "696 m/s are missing" in done.stderr
    assert "from longitude -45 deg the best throw takes 0 m/s on board" in done.stderr


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
        ([*FAST, "--plot", "a.bmp"], ".svg, .pdf, .png or .html"),
        ([*FAST, "--export", "a.bsp"], ".oem or .csv"),
        ([*FAST, "--row", "9", "--export", "a.oem"], "the first is --row 1"),
    ],
)
def test_what_cannot_be_understood_shows_the_right_form(more, words):
    assert words in refused(*ASK, *more).replace("\n", " ").replace("  ", " ")


def test_dates_in_the_wrong_order_are_refused():
    assert "which ends before it begins" in refused(*ASK, *FAST, "--depart", "2031-02-01:2031-01-01")


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
