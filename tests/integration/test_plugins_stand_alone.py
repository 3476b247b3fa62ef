"""One plugin missing or broken costs its own models and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from moonbase import registry

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ["compute", "fabrication", "launchers", "power", "regolith"]


def run(*words):
    command = [sys.executable, "-m", "moonbase", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)


@pytest.mark.parametrize("missing", PLUGINS)
def test_without_one_plugin_the_others_still_give_their_models(missing):
    everything, rest = registry.load(), registry.load(without=[missing])
    lost = next(plugin for plugin in everything.plugins if plugin.name == missing).models
    assert lost
    assert set(rest.refs) == set(everything.refs) - set(lost)
    assert all(not plugin.error for plugin in rest.plugins)


@pytest.mark.parametrize("missing", PLUGINS)
def test_a_mission_that_requires_the_missing_plugin_is_refused_with_its_name(missing):
    done = run("--without", missing, "check", "missions/moonbase_alpha.toml")
    assert done.returncode == 5
    assert f'requires the plugin "{missing}"' in done.stderr


@pytest.mark.parametrize("missing", PLUGINS)
def test_a_mission_that_requires_nothing_is_told_which_models_are_gone(missing, tmp_path):
    text = (ROOT / "missions" / "moonbase_alpha.toml").read_text(encoding="utf-8")
    start, end = text.index("[requires]"), text.index("[time]")
    mission = tmp_path / "alpha.toml"
    mission.write_text(text[:start] + text[end:], encoding="utf-8")
    done = run("--without", missing, "check", str(mission))
    assert done.returncode == 5
    assert "there is no model" in done.stdout + done.stderr


def test_without_any_plugin_the_tool_still_helps_and_explains():
    for words in (["--help"], ["models"], ["plugins"], ["schema"]):
        assert run("--no-plugins", *words).returncode == 0


def test_a_broken_plugin_file_costs_only_itself(tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("raise RuntimeError('no luck today')\n", encoding="utf-8")
    done = run("--plugin", str(broken), "check", "missions/first_satellite.toml")
    assert done.returncode == 0, done.stderr
    listed = run("--plugin", str(broken), "plugins")
    assert "no luck today" in listed.stdout + listed.stderr
