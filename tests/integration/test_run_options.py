"""Options of ``moonbase run`` that change how a plan is found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

MISSION = Path(__file__).resolve().parents[2] / "missions" / "first_satellite.toml"


def run(*words):
    command = [sys.executable, "-m", "moonbase", "run", str(MISSION), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def costs():
    ways = ("relax", "exact", "round")
    return {way: json.loads(run("--json", "--integer", way).stdout)["answer"]["value"] for way in ways}


def test_a_whole_launcher_costs_more_than_a_fraction_of_one(costs):
    assert costs["relax"] < 0.9 * costs["exact"]


def test_rounding_is_never_better_than_branch_and_bound(costs):
    assert costs["exact"] <= costs["round"] * (1 + 1e-6)
    assert costs["round"] == pytest.approx(costs["exact"], rel=0.05)


def test_the_grid_check_compares_with_months(tmp_path):
    quarters = run("--period", "3 months", "--check-grid", "--out", tmp_path / "run").stdout
    line = next(line for line in quarters.splitlines() if line.startswith("Grid:"))
    assert "on 24 periods" in line
    assert "on 72 months" in line
    assert "0.00%" not in line
