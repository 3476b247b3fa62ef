"""Help, listings and hook modules import no numerics, and the command line keeps its budgets of CPU time."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

HEAVY = {"numpy", "scipy", "astropy", "numba", "pyarrow", "highspy", "pandas", "matplotlib"}
ROOT = Path(__file__).resolve().parents[2]


def modules_after(code):
    show = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    "code",
    ["import moonbase.cli.main", "import moonbase.api", "import moonbase.mission", "import moonbase.registry"]
    + [f"import {point.value}" for point in entry_points(group="moonbase")],
)
def test_imports(code):
    assert not modules_after(code) & HEAVY


@pytest.mark.parametrize("words", [["--help"], ["models"], ["plugins"], ["check", "--help"], ["--version"]])
def test_commands(words):
    call = f"main({words!r})"
    code = f"from moonbase.cli.main import main\ntry:\n    {call}\nexcept SystemExit as end:\n    assert not end.code"
    assert not modules_after(code) & HEAVY


def test_a_mission_without_units_needs_no_units():
    """A file with an error of names alone is refused without loading astropy."""
    code = """
from moonbase import mission, registry
from moonbase.errors import MissionError
try:
    mission.check(mission.Source('m', 'format = 1\\nnmae = "x"'), registry.load())
except MissionError as error:
    assert error.diagnostics[0].code == 'M004', error.diagnostics
"""
    assert not modules_after(code) & {"astropy", "scipy"}


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "missions").glob("*.toml")))
def test_units_of_shipped_missions_are_known_without_astropy(name):
    path = str(ROOT / "missions" / name)
    code = f"from moonbase import mission, registry\nmission.check(mission.read({path!r}), registry.load())"
    assert "astropy" not in modules_after(code), "a new unit: python tools/unit_factors.py"


def cpu_seconds(words):
    before = os.times()
    subprocess.run([sys.executable, "-m", "moonbase", *words], capture_output=True, check=True, cwd=ROOT, timeout=60)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.parametrize(
    ("words", "budget"),
    [(["--help"], 0.15), (["--version"], 0.15), (["models"], 0.3), (["plugins"], 0.3)],
    ids=["help", "version", "models", "plugins"],
)
def test_budget(words, budget):
    """The least of some runs, with half as much again for a slower machine than the one the budget was set on."""
    assert min(cpu_seconds(words) for _ in range(5)) < 1.5 * budget
