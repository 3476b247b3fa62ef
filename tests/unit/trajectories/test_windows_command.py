"""The windows computation and its command."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

from moonbase.cli.console import Console
from moonbase.cli.windows import command
from moonbase.errors import TrajectoryError, UsageError
from moonbase.quantities import parse_date
from moonbase.trajectories import flight, kernels, scan_kernels, series
from moonbase.trajectories.minima import minima
from moonbase.trajectories.porkchop import porkchop
from moonbase.trajectories.windows import windows

DAY = 86400.0
ARGS = ["--from", "moon", "--to", "mars", "--depart", "2026-09-01:2026-12-31", "--tof", "200:400"]


def test_json_holds_the_minima():
    done = CliRunner().invoke(command, [*ARGS, "--json"], catch_exceptions=False)
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    best = min(answer["minima"], key=lambda row: row["c3_km2_s2"])
    assert best["type"] == "II"
    assert best["c3_km2_s2"] == pytest.approx(9.143, abs=0.005)
    assert best["vinf_arrival_km_s"] == pytest.approx(2.70, abs=0.03)
    assert best["dla_deg"] == pytest.approx(23.7, abs=0.2)
    assert best["muzzle_km_s"] > 3.3
    assert answer["backend"].split()[0] in ("boinor", "poliastro")


def test_table_has_one_line_per_minimum_and_notes_on_stderr():
    done = CliRunner().invoke(command, ARGS, catch_exceptions=False)
    lines = done.stdout.splitlines()
    assert lines[0].split()[:3] == ["type", "depart", "arrive"]
    assert len(lines) == 3
    assert "solved with" in done.stderr


@pytest.mark.parametrize(
    ("option", "text"), [("--depart", "2026-09-01"), ("--tof", "200"), ("--tof", "short:long"), ("--tof", ":400")]
)
def test_wrong_intervals_show_the_right_form(option, text):
    args = list(ARGS)
    args[args.index(option) + 1] = text
    with pytest.raises(UsageError, match=option) as caught:
        CliRunner().invoke(command, args, catch_exceptions=False)
    assert option in str(caught.value.help)


def test_meaningless_questions_are_refused():
    year = (parse_date("2030-01-01"), parse_date("2031-01-01"))
    for depart, tof, target, words in (
        (year[::-1], (1e7, 2e7), "mars", "departures is empty"),
        (year, (2e7, 1e7), "mars", "times of flight is empty"),
        (year, (-1.0, 1e7), "mars", "positive"),
        (year, (1e7, 2e7), "moon", "no planet"),
        ((0.0, year[0]), (1e7, 2e7), "mars", "ephemeris covers"),
    ):
        with pytest.raises(TrajectoryError, match=words):
            windows("emb", target, depart, tof)
    with pytest.raises(TrajectoryError, match="no departure from"):
        windows("luna", "mars", year, (1e7, 2e7))


def test_minima_are_lower_than_the_grid_and_not_repeated():
    depart = np.linspace(parse_date("2030-06-01"), parse_date("2033-06-01"), 110)
    chart = porkchop("emb", "venus", depart, np.linspace(80 * DAY, 250 * DAY, 35))
    found = minima(chart)
    assert min(m.c3 for m in found) <= np.nanmin(chart.c3) + 1e-3
    dates = [(m.kind, round(m.depart / DAY)) for m in found]
    assert len(set(dates)) == len(dates)
    assert {m.kind for m in found} == {"I", "II"}
    assert [m.depart for m in found] == sorted(m.depart for m in found)


def test_a_minimum_outside_the_grid_is_marked():
    depart = np.linspace(parse_date("2026-06-01"), parse_date("2026-09-01"), 20)
    found = minima(porkchop("emb", "mars", depart, np.linspace(200 * DAY, 400 * DAY, 20)))
    assert any(m.at_edge for m in found)


def test_compiled_functions_close_over_nothing_so_that_the_disk_cache_finds_them():
    for module in (kernels, series, scan_kernels, flight):
        compiled = [value for value in vars(module).values() if hasattr(value, "py_func")]
        assert compiled
        assert all(function.py_func.__closure__ is None for function in compiled)


def test_full_turns_are_listed_with_their_paths():
    args = ["--from", "emb", "--to", "mars", "--depart", "2026-06-01:2027-06-01", "--tof", "120:1000"]
    done = CliRunner().invoke(command, [*args, "--revolutions", "1", "--json"], obj=Console(), catch_exceptions=False)
    rows = json.loads(done.stdout)["minima"]
    assert {row["type"] for row in rows} >= {"I", "II", "III"}
    assert all((row["path"] == "direct") == (row["revolutions"] == 0) for row in rows)
    text = CliRunner().invoke(command, [*args, "--revolutions", "1"], obj=Console(), catch_exceptions=False).stdout
    assert "path" in text.splitlines()[0]
