"""The library is complete and graded, and the checks find every known fault and no false one."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from moonbase.api import ModelError
from moonbase_launchers.commands import launchers
from moonbase_launchers.designs import Design, designs, find, read_designs, statements
from moonbase_launchers.free_variable import solve_run
from moonbase_launchers.linter import CHECKS, lint

GRADES = {"primary", "secondary", "computed", "recalled", "estimated", "assumed"}
CONTRADICT = {"WRIGHT11": "l2-speed", "HAND26": "orbit", "DYSON26": "length"}


def test_thirty_designs_with_source_and_grade():
    assert len(designs()) == 30
    assert len({design.id for design in (*designs(), *statements())}) == 37
    for design in (*designs(), *statements()):
        assert design.source
        assert design.grade in GRADES


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s.id)
def test_every_known_fault_is_found(statement):
    assert [finding.check for finding in lint(statement) if finding.level == "error"] == [statement.fault]


@pytest.mark.parametrize("design", designs(), ids=lambda d: d.id)
def test_only_designs_known_to_contradict_themselves_do(design):
    errors = [finding.check for finding in lint(design) if finding.level == "error"]
    assert errors == ([CONTRADICT[design.id]] if design.id in CONTRADICT else [])


@pytest.mark.parametrize(
    ("changes", "check", "level"),
    [
        ({"length_m": 270.0}, "length", "error"),
        ({"energy_mj": 20.0}, "energy", "error"),
        ({"mean_mw": 100.0}, "power", "error"),
        ({"efficiency": 0.5}, "power", "warning"),
        ({"peak_mw": 100.0}, "peak", "warning"),
        ({"throughput_t_yr": 2e6}, "throughput", "error"),
        ({"throughput_t_yr": 2e3}, "throughput", "warning"),
        ({"rate_hz": 40.0, "mean_mw": 1300.0}, "occupancy", "warning"),
        ({"speed_m_s": 2200.0, "length_m": 242.0, "destination": "escape"}, "orbit", "error"),
        ({"radius_m": 500.0}, "arm", "warning"),
    ],
)
def test_each_check_can_fail(changes, check, level):
    sound = {
        "payload_kg": 10.5,
        "speed_m_s": 2400.0,
        "acceleration_g": 1019.7,
        "length_m": 288.0,
        "rate_hz": 4.0,
        "mean_mw": 125.0,
        "efficiency": 0.964,
        "throughput_t_yr": 650_000.0,
    }
    assert not lint(Design(id="SOUND", **sound))
    assert (check, level) in {(f.check, f.level) for f in lint(Design(id="BAD", **{**sound, **changes}))}


def test_unknown_ids_get_a_suggestion():
    with pytest.raises(ModelError) as caught:
        find("SP429")
    assert "SP428" in caught.value.help


def test_own_designs_are_read_and_bad_files_told(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("id,speed_m_s,acceleration_g,length_m\nMINE,2400,100,2936.8\n", encoding="utf-8")
    assert not lint(read_designs(path)[0])
    path.write_text("id,speed\nMINE,2400\n", encoding="utf-8")
    with pytest.raises(ModelError, match="unknown column speed"):
        read_designs(path)
    path.write_text("id,speed_m_s\nMINE,fast\n", encoding="utf-8")
    with pytest.raises(ModelError, match="row 2"):
        read_designs(path)


def test_commands(tmp_path):
    run = CliRunner().invoke
    listed = run(launchers, ["list"])
    assert listed.exit_code == 0
    assert len(listed.output.splitlines()) == 31
    shown = run(launchers, ["show", "dyson26"])
    assert shown.exit_code == 0
    assert "9.8 times too long" in shown.output
    everything = run(launchers, ["check"])
    assert everything.exit_code == 0
    assert "37 checked: 10 contradictions" in everything.output
    assert run(launchers, ["check", "SP428"]).exit_code == 0
    assert run(launchers, ["check", "DYSON26"]).exit_code == 3
    path = tmp_path / "mine.csv"
    path.write_text("id,speed_m_s,acceleration_g,length_m\nMINE,2400,100,100\n", encoding="utf-8")
    assert run(launchers, ["check", "--file", str(path)]).exit_code == 3


@pytest.mark.parametrize(
    "given",
    [
        {"speed": 2400.0, "acceleration": 1e4},
        {"speed": 2400.0, "length": 288.0},
        {"speed": 2400.0, "time": 0.24},
        {"acceleration": 1e4, "length": 288.0},
        {"acceleration": 1e4, "time": 0.24},
        {"length": 288.0, "time": 0.24},
    ],
)
def test_any_two_numbers_complete_a_run(given):
    run = solve_run(**given)
    assert (run.speed, run.acceleration, run.length, run.time) == pytest.approx((2400.0, 1e4, 288.0, 0.24))


@pytest.mark.parametrize(
    "given", [{}, {"speed": 1.0}, {"speed": 1.0, "length": -1.0}, {"speed": 1.0, "length": 1.0, "time": 2.0}]
)
def test_other_than_two_numbers_are_refused(given):
    with pytest.raises(ModelError, match="exactly two"):
        solve_run(**given)


def test_solve_command():
    done = CliRunner().invoke(launchers, ["solve", "--speed", "2800", "--acceleration", "800"])
    assert "499.66" in done.output


def test_fire_command():
    plain = CliRunner().invoke(launchers, ["fire", "--shots", "20"])
    assert "103.283350 m/s" in plain.output
    assert "scatter" in plain.output
    assert "scatter" not in CliRunner().invoke(launchers, ["fire", "--stages", "3", "--optimise"]).output


def test_every_check_says_what_it_checks():
    assert all(check.__doc__ for check in CHECKS.values())
