"""What the commands print for people they also print for programs."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from moonbase_launchers.commands import launchers

ASKED = {
    "list": ("list", "designs"),
    "show": ("show SP428", "numbers"),
    "check": ("check SP428", "contradictions"),
    "solve": ("solve --speed 2400 --acceleration 100", "run"),
    "compare": ("compare", "answers"),
    "aim": ("aim --shots 10", "site"),
    "ground": ("ground", "asymptotes"),
    "power": ("power", "year"),
    "fire": ("fire --stages 2 --shots 2", "scatter"),
    "shot": ("shot single-stage", "efficiency"),
    "validation": ("validation", "cases"),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_command_answers_in_json(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words, key = ASKED[name]
    done = CliRunner().invoke(launchers, [*words.split(), "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    content = json.loads(done.stdout)
    assert content["format"] == 1
    assert content[key] is not None


def test_every_command_is_asked():
    assert set(ASKED) | {"export"} == set(launchers.commands)


def test_a_design_is_completed_in_json():
    done = CliRunner().invoke(launchers, ["solve", "payload=10.5", "speed=2400", "--json"], catch_exceptions=False)
    assert json.loads(done.stdout)["values"]["kinetic"] == pytest.approx(0.5 * 10.5 * 2400.0**2)
