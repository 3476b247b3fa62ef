"""The plugin that the tutorial builds installs, passes its own tests, and throws payloads in its mission."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from moonbase.registry.scaffold import scaffold

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial-plugin" / "moonbase-rail"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The tutorial's folder, copied and built by pip as a user would, without the network."""
    folder = tmp_path_factory.mktemp("tutorial")
    source, target = folder / "moonbase-rail", folder / "site"
    shutil.copytree(TUTORIAL, source, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache", "runs"))
    words = ["install", "-q", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(target), str(source)]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *words], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return source, target


def run(installed, *words):
    source, target = installed
    environment = {**os.environ, "PYTHONPATH": str(target)}
    command = [sys.executable, "-m", *words]
    return subprocess.run(
        command, cwd=source, capture_output=True, text=True, timeout=300, check=False, env=environment
    )


def test_its_own_tests_pass_and_are_counted(installed):
    done = run(installed, "pytest", "-q", "-p", "no:cacheprovider", "-W", "error")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "launcher rail contract: " in done.stdout
    assert " of " not in done.stdout.partition("contract: ")[2]


def test_it_is_seen_beside_the_bundled_plugins(installed):
    listed = json.loads(run(installed, "moonbase", "plugins", "--json").stdout)["plugins"]
    rail = next(plugin for plugin in listed if plugin["name"] == "rail")
    assert rail["errors"] == []
    assert rail["models"] == ["rail"]
    assert "moonbase-rail @ file://" in run(installed, "moonbase", "plugins", "--freeze").stdout


def test_its_mission_throws_with_it_and_the_report_says_so(installed):
    done = run(installed, "moonbase", "run", "mission.toml", "--out", "run")
    assert done.returncode == 0, done.stderr
    page = (installed[0] / "run" / "report.html").read_text(encoding="utf-8")
    assert "rail" in page
    plain = json.loads(run(installed, "moonbase", "run", "mission.toml", "--json").stdout)
    assert "rail" in [plugin["name"] for plugin in plain["plugins"]]


def test_it_is_what_the_scaffold_writes_but_for_what_the_page_replaces(tmp_path):
    fresh = scaffold("moonbase-rail", "launcher", tmp_path)
    replaced = {Path("moonbase_rail/rail.py"), Path("tests/test_contract.py")}
    written = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    assert replaced < written
    for name in sorted(written - replaced):
        assert (TUTORIAL / name).read_text("utf-8") == (fresh / name).read_text("utf-8"), name
