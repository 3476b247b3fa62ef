"""What `moonbase plugins new` writes installs and passes its own tests."""

from __future__ import annotations

import subprocess
import sys

import pytest

from moonbase.compat import tomllib
from moonbase.errors import UsageError
from moonbase.models.catalogue import KINDS
from moonbase.registry import load
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
    planned = run(folder, "moonbase", "run", "mission.toml", "--out", "run")
    assert planned.returncode == 0, planned.stderr
    page = (folder / "run" / "report.html").read_text(encoding="utf-8")
    assert f"{kind}.my-thing" in page


def test_a_new_plugin_gives_what_is_built_a_lead_time_and_a_weight(tmp_path):
    """The pages tell authors to; the folders that they start from do it."""
    for kind in ("process", "launcher"):
        model = (scaffold("moonbase-my-thing", kind, tmp_path / kind) / "moonbase_my_thing" / "my_thing.py").read_text()
        assert "lead_time=self.lead_time" in model
        assert "equipment={" in model


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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("class", "is a word of Python"),
        ("moonbase-import", "is a word of Python"),
        ("moonbase", "would be in its way"),
        ("json", "would be in its way"),
        ("numpy", "would be in its way"),
        ("moonbase-launchers", 'there is a plugin "launchers" already, from moonbase'),
        ("moonbase-coilgun", 'there is a model "coilgun" already'),
        ("oxygen", 'there is a commodity "oxygen" already'),
    ],
)
def test_names_that_are_taken_are_refused(tmp_path, name, said):
    with pytest.raises(UsageError, match=said):
        scaffold(name, "payload", tmp_path, known=load())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written: Not a directory"):
        scaffold("moonbase-rail", "launcher", tmp_path / "file")
