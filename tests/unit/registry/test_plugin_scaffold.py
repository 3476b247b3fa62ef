"""What `moonbase plugins new` writes installs and passes its own tests."""

from __future__ import annotations

import subprocess
import sys

import pytest

from moonbase.compat import tomllib
from moonbase.errors import UsageError
from moonbase.models.catalogue import KINDS
from moonbase.registry.scaffold import scaffold


def install(folder):
    """Do what pip would: metadata with the entry points of pyproject.toml, on the path."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    meta = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    points = "\n".join(f"{name} = {value}" for name, value in project["entry-points"]["moonbase"].items())
    (meta / "entry_points.txt").write_text(f"[moonbase]\n{points}\n")


RUN_MODULE = (
    "import runpy, sys; sys.path.insert(0, '.'); del sys.argv[0]; runpy.run_module(sys.argv[0], None, '__main__')"
)


def run(folder, *words):
    command = [sys.executable, "-c", RUN_MODULE, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_passes_its_own_tests(tmp_path, kind):
    folder = scaffold("moonbase-my-thing", kind, tmp_path)
    install(folder)
    done = run(folder, "pytest", "-q", "-p", "no:cacheprovider", "-W", "error")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{kind} my-thing contract: " in done.stdout
    assert "checks ran" in done.stdout
    shown = run(folder, "moonbase", "models", f"{kind}.my-thing")
    assert shown.returncode == 0, shown.stderr
    assert "(plugin my-thing)" in shown.stdout


def test_nothing_is_overwritten(tmp_path):
    folder = scaffold("rail", "launcher", tmp_path)
    assert (folder / "rail" / "rail.py").is_file()
    before = (folder / "pyproject.toml").read_text()
    with pytest.raises(UsageError, match="exists already"):
        scaffold("rail", "payload", tmp_path)
    assert (folder / "pyproject.toml").read_text() == before


@pytest.mark.parametrize("name", ["Rail", "moonbase-", "moonbase-3d", "../x", "a b", "", "x" + "-", "ä"])
def test_names_that_make_no_package_are_refused(tmp_path, name):
    with pytest.raises(UsageError, match="not a name"):
        scaffold(name, "process", tmp_path)
    assert list(tmp_path.iterdir()) == []
