"""Deliberately bad plugins: each is named, and costs only the missions that need it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
PLUGINS = FIXTURES / "bad_plugins"
LIMITS = {"MOONBASE_PLUGIN_MEMORY": "0.5"}
SHORT = {"MOONBASE_PLUGIN_TIMEOUT": "6"}
"""For those that hang: the rest could be held up by other work on the machine."""

LOADING = {
    "raises": "RuntimeError: no luck today",
    "hangs": "did not end within 6 s",
    "name_clash": 'model "excavator" is declared otherwise by the plugin "regolith"',
    "wrong_signature": 'moonbase_models(graph) asks for "graph"; the hook is given nothing',
    "other_api": "written for version 99 of moonbase.api",
    "missing_dependency": "No module named 'no_such_package_anywhere'",
}
USING = {
    "answers_nan": (5, "Recipe.flows[1].amount is NaN"),
    "wrong_unit": (5, 'of the plugin "wrong-unit" declares width wrongly: "furlongs" is not a unit'),
    "breaks_mass": (3, "the model bad-mill breaks a conservation law"),
    "eats_memory": (5, "asked for more memory than a plugin may take"),
    "hangs_when_asked": (5, "failed in recipe(): it did not end within 6 s"),
    "crashes_when_asked": (5, "failed in recipe(): ZeroDivisionError"),
}


def moonbase(*words):
    command = [sys.executable, "-m", "moonbase", *map(str, words)]
    slow = any("hangs" in str(word) for word in words)
    environment = {**os.environ, **LIMITS, **(SHORT if slow else {})}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env=environment)


def test_every_bad_plugin_is_tried():
    assert {path.stem for path in PLUGINS.glob("*.py")} == {*LOADING, *USING}


@pytest.mark.parametrize("name", LOADING)
def test_one_that_cannot_be_loaded_is_named_and_does_no_harm(name):
    plugin = PLUGINS / f"{name}.py"
    done = moonbase("--plugin", plugin, "check", "missions/first_satellite.toml")
    assert done.returncode == 0, done.stderr
    assert f'the plugin "{name.replace("_", "-")}" cannot be used' in done.stderr
    assert LOADING[name] in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [name for name in LOADING if name != "name_clash"])
def test_a_mission_that_needs_one_that_cannot_be_loaded_ends_with_its_error(name):
    done = moonbase("--plugin", PLUGINS / f"{name}.py", "check", FIXTURES / "bad_mill.toml")
    assert done.returncode == 5, done.stdout + done.stderr
    assert LOADING[name] in done.stdout + done.stderr


@pytest.mark.parametrize("name", USING)
def test_one_that_fails_when_used_is_named_with_the_fault(name):
    plugin = PLUGINS / f"{name}.py"
    code, words = USING[name]
    done = moonbase("--plugin", plugin, "check", FIXTURES / "bad_mill.toml")
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert words in said
    assert "bad-mill" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", USING)
def test_one_that_fails_when_used_does_no_harm_where_it_is_not(name):
    done = moonbase("--plugin", PLUGINS / f"{name}.py", "check", "missions/first_satellite.toml")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MOONBASE_PLUGIN_MEMORY", "0.05", "is 0.05: too little"),
        ("MOONBASE_PLUGIN_MEMORY", "2 GB", 'is "2 GB", which is not a number'),
        ("MOONBASE_PLUGIN_TIMEOUT", "long", 'is "long", which is not a number'),
    ],
)
def test_senseless_limit_is_refused_and_no_plugin_blamed(monkeypatch, name, value, said):
    monkeypatch.setitem(LIMITS, name, value)
    done = moonbase("check", "missions/first_satellite.toml")
    assert done.returncode == 2, done.stderr
    assert f"{name} {said}" in done.stderr
    assert "help" in done.stderr
    assert "cannot be used" not in done.stderr
