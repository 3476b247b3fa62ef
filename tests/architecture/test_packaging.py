"""The root distribution and the plugin folders say the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path for path in (ROOT / "plugins").iterdir() if path.is_dir())


def _toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


ROOT_PROJECT = _toml(ROOT / "pyproject.toml")


def _package(folder):
    return folder.name.replace("-", "_")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_plugin_folder_is_a_complete_package(folder):
    project = _toml(folder / "pyproject.toml")
    assert project["project"]["name"] == folder.name
    assert project["project"]["version"] == ROOT_PROJECT["project"]["version"]
    assert project["build-system"]["build-backend"] == "hatchling.build"
    assert (folder / "README.md").read_text(encoding="utf-8").strip()
    assert (folder / _package(folder) / "py.typed").exists()
    assert list((folder / "tests").glob("test_*.py"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_wheel_bundles_every_plugin_folder(folder):
    packages = ROOT_PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert f"plugins/{folder.name}/{_package(folder)}" in packages


def test_entry_points_are_the_union_of_the_plugins():
    for group in ("moonbase", "moonbase.commands"):
        union = {}
        for folder in FOLDERS:
            union.update(_toml(folder / "pyproject.toml")["project"].get("entry-points", {}).get(group, {}))
        assert ROOT_PROJECT["project"]["entry-points"].get(group, {}) == union


def test_root_requires_what_the_plugins_require():
    root = {requirement.split(">")[0].split("=")[0] for requirement in ROOT_PROJECT["project"]["dependencies"]}
    for folder in FOLDERS:
        for requirement in _toml(folder / "pyproject.toml")["project"]["dependencies"]:
            name = requirement.split(">")[0].split("=")[0].strip()
            assert name == "moonbase" or name in root, f"{folder.name} needs {requirement}"


def test_version_is_said_once():
    import moonbase

    assert moonbase.__version__ == ROOT_PROJECT["project"]["version"]
