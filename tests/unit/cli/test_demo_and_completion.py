"""The tour runs to its end; shells are offered mission files and models; explanations and checks have a JSON form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from moonbase.cli.demo import STEPS

ROOT = Path(__file__).resolve().parents[3]


def moonbase(*words, cwd=ROOT, **environment):
    command = [sys.executable, "-m", "moonbase", *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=180, check=False, env={**os.environ, **environment}
    )


def test_the_tour_runs_and_shows_every_command(tmp_path):
    done = moonbase("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n$ moonbase ") == len(STEPS)
    assert (tmp_path / "moonbase-demo" / "run" / "report.html").is_file()
    again = moonbase("demo", cwd=tmp_path)
    assert again.returncode == 2
    assert "exists already" in again.stderr


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("moonbase check missions/f", "missions/first_satellite.toml", "missions/mars_depot.toml"),
        ("moonbase run missions/", "missions/mars_depot.toml", "README"),
        ("moonbase run ./missions/f", "./missions/first_satellite.toml", "missions/mars_depot.toml"),
        ("moonbase models coil", "coilgun", "sling"),
        ("moonbase --plugin tests/fixtures/demo_plugin.py models dem", "demo", "coilgun"),
        ("moonbase --without launchers models s", "space-array-line", "sling"),
        ("moonbase --without re", "regolith", "power"),
        ("moonbase explain sli", "sling.radius", "coilgun"),
        ("moonbase explain mol", "molten-regolith-electrolysis", "molten-regolith-electrolysis."),
        ("moonbase explain coilgun.max_m", "coilgun.max_muzzle_speed", "efficiency"),
        ("moonbase explain --mission missions/moonbase_alpha.toml smelter.spec", "smelter.specific_energy", "sling"),
        ("moonbase new ox", "oxygen", "satellite"),
        ("moonbase models launcher.s", "launcher.sling", "coilgun"),
        ("moonbase schema wafer", "wafer-fab-logic", "coilgun"),
    ],
)
def test_tab_offers_mission_files_and_models(typed, wanted, unwanted):
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1), "_MOONBASE_COMPLETE": "bash_complete"}
    offered = moonbase(**words).stdout
    assert f"plain,{wanted}" in offered.splitlines()
    assert unwanted not in offered


def test_tab_offers_files_for_plugins_and_new_missions():
    for typed, kind in (("moonbase --plugin tests/fix", "file"), ("moonbase new oxygen fir", "file")):
        words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1), "_MOONBASE_COMPLETE": "bash_complete"}
        assert moonbase(**words).stdout.strip() == f"{kind},{typed.split()[-1]}"


def test_tab_says_what_a_command_does():
    words = {"COMP_WORDS": "moonbase gr", "COMP_CWORD": "gr", "_MOONBASE_COMPLETE": "fish_complete"}
    assert "Draw what feeds what." in moonbase(**words).stdout


def test_folders_without_missions_are_left_to_the_shell():
    words = {"COMP_WORDS": "moonbase check miss", "COMP_CWORD": "2", "_MOONBASE_COMPLETE": "bash_complete"}
    assert moonbase(**words).stdout.split() == ["dir,miss"]


@pytest.mark.parametrize(
    ("shell", "words"), [("bash", "complete "), ("zsh", "#compdef moonbase"), ("fish", "complete ")]
)
def test_each_shell_gets_its_script(shell, words):
    done = moonbase("completion", shell)
    assert done.returncode == 0
    assert words in done.stdout
    assert "_MOONBASE_COMPLETE" in done.stdout


def test_fish_keeps_help_with_a_comma_in_it():
    assert "string split --max 1" in moonbase("completion", "fish").stdout


def test_bash_accepts_its_script():
    script = moonbase("completion", "bash").stdout
    done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr


def test_explanations_have_a_json_form():
    content = json.loads(moonbase("explain", "coilgun.max_muzzle_speed", "--json").stdout)
    assert content["name"] == "launcher.coilgun.max_muzzle_speed"
    assert content["grade"] == "secondary"
    placed = moonbase("explain", "driver.preset", "missions/first_satellite.toml", "--json")
    assert placed.returncode == 2


def test_checks_have_a_short_json_form():
    done = moonbase("check", "missions/first_satellite.toml", "--json")
    assert json.loads(done.stdout)["diagnostics"] == []


def test_frozen_plugins_are_requirements_that_can_be_installed():
    lines = moonbase("plugins", "--freeze").stdout.splitlines()
    assert lines
    assert all(line.startswith(("moonbase==", "-e ", "moonbase @ ", "moonbase-")) for line in lines)
    content = json.loads(moonbase("plugins", "--freeze", "--json").stdout)
    assert content["requirements"] == lines


def test_a_plugin_file_is_frozen_as_the_option_that_loads_it():
    plugin = "tests/fixtures/demo_plugin.py"
    lines = moonbase("--plugin", plugin, "plugins", "--freeze").stdout.splitlines()
    assert lines[-1] == f"# --plugin {ROOT / plugin}"


def test_the_doctor_finds_a_unit_that_does_not_exist():
    done = moonbase("--plugin", "tests/fixtures/bad_plugins/wrong_unit.py", "plugins", "doctor", "--json")
    content = json.loads(done.stdout)
    assert done.returncode == 5
    assert content["problems"] == 1
    assert any('declares width wrongly: "furlongs" is not a unit' in line for line in content["lines"])
