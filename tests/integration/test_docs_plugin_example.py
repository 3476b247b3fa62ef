"""The launcher of docs/plugins.md is a working plugin, from its parameter table to a plan."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def plugin(tmp_path_factory):
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(# rail\.py\n.*?)```", page, re.DOTALL).group(1)
    path = tmp_path_factory.mktemp("plugin") / "rail.py"
    path.write_text(code, encoding="utf-8")
    return path


def moonbase(*words, cwd=ROOT):
    command = [sys.executable, "-m", "moonbase", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


def test_its_parameters_are_listed_with_sources(plugin):
    done = moonbase("--plugin", plugin, "models", "rail")
    assert done.returncode == 0, done.stderr
    for word in ("max_speed = 3.5 km/s", "acceleration = 80 gee", "Electric to kinetic energy", "assumed"):
        assert word in done.stdout


def test_a_mission_runs_with_it_and_without_it_says_what_is_missing(plugin, tmp_path):
    mission = (ROOT / "missions" / "first_satellite.toml").read_text(encoding="utf-8")
    text = mission.replace(
        'model = "coilgun", site = "base", preset = "satellite-thrower"', 'model = "rail", site = "base"'
    )
    assert text != mission
    path = tmp_path / "rail.toml"
    path.write_text(text.replace(", whole = true", ""), encoding="utf-8")
    done = moonbase("--plugin", plugin, "run", path, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"] == "First satellite"
    refused = moonbase("check", path)
    assert refused.returncode == 3
    assert 'there is no model "rail"' in refused.stdout + refused.stderr
