"""A payload plugin in a folder of its own takes part: another accelerator, another radiator, core untouched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "tests" / "fixtures" / "outside_payload"
MISSION = """
format = 1
name = "{title}"
time = {{ start = 2030-01-01, horizon = "6 yr", period = "1 yr" }}
sites.shell = {{ kind = "earth-orbit", radius = "7078 km" }}
nodes.satellite = {{ {node}, site = "shell" }}
demands.service = {{ commodity = "compute", site = "shell", rate = "10 MW", from = 2032-01-01 }}
objective = {{ minimise = "cost" }}

[supplies.launch]
model = "earth-launch"
site = "shell"
commodities = ["compute-package", "electronics", "space-array", "radiator", "machinery", "conductor", "structure", \
"hall-propellant"]
"""
OURS = 'model = "compute-satellite", assembly_energy = "0 J/kg", line_mass = "0 kg"'
NODES = {
    "ours": OURS,
    "wafers": f'{OURS}, preset = "wafer-scale"',
    "droplets": 'model = "droplet-satellite"',
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Lay the folder out as an installer would, with its entry point."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(SOURCE / "droplets", folder / "droplets")
    info = folder / "moonbase_droplets-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: moonbase-droplets\nVersion: 0.1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[moonbase]\ndroplets = droplets\n", encoding="utf-8")
    for name, node in NODES.items():
        (folder / f"{name}.toml").write_text(MISSION.format(title=name.title(), node=node), encoding="utf-8")
    return folder


def moonbase(folder, *words, plugin=True):
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "moonbase", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={**inherited, **({"PYTHONPATH": str(folder)} if plugin else {})},
    )  # fmt: skip


def test_its_folder_declares_what_the_test_installs():
    declared = (SOURCE / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.moonbase]\ndroplets = "droplets"' in declared


def test_model_and_preset_are_listed(installed):
    shown = moonbase(installed, "models", "droplet-satellite")
    assert shown.returncode == 0, shown.stderr
    assert "droplets = 340 K" in shown.stdout
    assert "wafer-scale" in moonbase(installed, "models", "compute-satellite").stdout


def test_all_three_satellites_stand_in_one_comparison(installed):
    paths = [installed / f"{name}.toml" for name in NODES]
    done = moonbase(installed, "compare", "--json", *paths)
    assert done.returncode == 0, done.stderr
    figures = {one["title"]: one["figures"] for one in json.loads(done.stdout)["missions"]}
    assert set(figures) == {"Ours", "Wafers", "Droplets"}
    for found in figures.values():
        assert found["final_power"] == pytest.approx(10e6, rel=1e-6)
    masses = {title: found["landed"] for title, found in figures.items()}
    assert masses["Droplets"] < masses["Ours"]
    assert masses["Wafers"] < masses["Ours"]
    assert figures["Wafers"]["energy_payback"] > 0.0


def test_without_it_the_mission_says_what_is_missing(installed):
    done = moonbase(installed, "check", installed / "droplets.toml", plugin=False)
    assert done.returncode == 3
    assert 'there is no model "droplet-satellite"' in done.stdout + done.stderr
