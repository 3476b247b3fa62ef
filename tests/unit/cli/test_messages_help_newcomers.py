"""What goes wrong at a newcomer's shell is told with the thing, the place and the next step, and never as a bug."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MISSION = "first_satellite.toml"


def moonbase(*words, cwd):
    command = [sys.executable, "-m", "moonbase", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path):
    shutil.copy(ROOT / "missions" / MISSION, tmp_path / MISSION)
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "result.json").write_text("{", encoding="utf-8")
    (tmp_path / "nothing.py").write_text("", encoding="utf-8")
    text = (tmp_path / MISSION).read_text("utf-8")
    misspelt = text.replace("whole = true", 'whole = true, max_muzzle_sped = "3 km/s"')
    (tmp_path / "misspelt.toml").write_text(misspelt, encoding="utf-8")
    (tmp_path / "wants.toml").write_text(text.replace('launchers = ">=0.1"', 'launchers = ">=9"'), encoding="utf-8")
    return tmp_path


CASES = {
    "a name that is nearly right": (("check", "first_satelite.toml"), 3, f"did you mean {MISSION}?"),
    "a folder of nothing": (("campaign", "report", MISSION), 2, f"{MISSION} holds no campaign"),
    "a damaged result": (("report", "damaged"), 2, "damaged/result.json: this is not the result of a run"),
    "an unknown ending": (("graph", MISSION, "-o", "x.foo"), 2, "x.foo ends in none of .svg"),
    "a date that is none": (
        ("windows", "--to", "mars", "--depart", "2030-99-01:2031-01-01", "--tof", "100:300"),
        2,
        '--depart: "2030-99-01" is not a date',
    ),
    "dates the wrong way round": (
        ("tour", "--via", "venus", "--to", "mars", "--depart", "2032-01-01:2031-01-01", "--tof", "9:99"),
        2,
        "which ends before it begins",
    ),
    "a parameter beside a preset": (("check", "misspelt.toml"), 3, 'did you mean "max_muzzle_speed"?'),
    "a plugin that is too old": (
        ("check", "wants.toml"),
        5,
        'wants.toml:4: the mission requires the plugin "launchers" >=9',
    ),
    "a plugin with nothing in it": (("--plugin", "nothing.py", "check", MISSION), 0, "marked with @hookimpl"),
    "a number beyond anything": (
        ("check", MISSION, "--set", "demands.service.rate=1e32 W"),
        3,
        "is beyond anything a mission can hold",
    ),
    "an override without a place": (("check", MISSION, "--set", "x=3"), 3, "write it as in digger.energy"),
    "a claim that is none": (("claims", "run", MISSION), 2, "moonbase claims list names them all"),
    "a parameter that is none": (("explain", "coilgun.x"), 2, "moonbase models coilgun lists all"),
    "a file that cannot be written": (
        ("compare", MISSION, "--out", f"{MISSION}/page.html"),
        2,
        f"there is no folder {MISSION} for page.html",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_with_the_next_step(name, folder):
    words, code, said = CASES[name]
    done = moonbase(*words, cwd=folder)
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_ends_the_output_quietly(folder):
    words = f"{sys.executable} -m moonbase schema | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", words], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", MISSION, "--quiet"), "moonbase --quiet COMMAND ..."),
        (("run", "--plugin", "nothing.py", MISSION), "moonbase --plugin FILE COMMAND ..."),
    ],
)
def test_an_option_of_all_commands_behind_the_command_is_told_its_place(words, said, folder):
    done = moonbase(*words, cwd=folder)
    assert done.returncode == 2
    assert f"It belongs before the command: {said}" in done.stderr
    assert "before the command" not in moonbase("check", "--nonsense", MISSION, cwd=folder).stderr
