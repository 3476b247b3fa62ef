"""A plugin in a folder of its own brings an element that nobody knew; flowsheet, plan, balance and growth take it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PLUGIN = '''
"""Helium out of soil, and presses that make their own kind."""

from moonbase.api import Commodity, Flow, ModelRef, Process, Recipe, hookimpl, param


@hookimpl
def moonbase_models():
    return [
        ModelRef(kind="process", name="helium-oven", target="moonbase_helium:HeliumOven", summary="Bakes soil."),
        ModelRef(kind="process", name="parts-press", target="moonbase_helium:PartsPress", summary="Presses parts."),
    ]


@hookimpl
def moonbase_commodities():
    return [
        Commodity(name="helium", composition={"He": 1.0}, doc="Solar-wind helium."),
        Commodity(name="oven-parts", doc="Pressed from soil; its composition is that of the site."),
    ]


class HeliumOven(Process):
    """Bakes helium out of soil."""

    grade: float = param(
        default=2e-5, doc="Helium in the soil.", source="assumed", lo=0.0, hi=1.0, distribution=(1e-5, 2e-5, 7e-5)
    )
    leak: float = param(default=0.0, doc="Helium that comes out of nowhere.", source="assumed", lo=0.0)

    def recipe(self, site):
        rest = {"Si": 0.4, "O": 0.6}
        soil = {name: share * (1.0 - self.grade) for name, share in rest.items()}
        return Recipe(
            activity="kg of soil baked",
            flows=(
                Flow(commodity="helium", amount=self.grade + self.leak),
                Flow(commodity="electricity", amount=-1e6),
            ),
            from_place=1.0,
            place_composition={**soil, "He": self.grade},
            to_waste=1.0 - self.grade - self.leak,
            waste_composition=rest,
            equipment={"oven-parts": 1e5},
            lifetime=1e9,
        )


class PartsPress(Process):
    """Presses parts of ovens and presses."""

    def recipe(self, site):
        soil = {"Si": 0.4, "O": 0.6}
        return Recipe(
            activity="kg of parts",
            flows=(Flow(commodity="oven-parts", amount=1.0, composition=soil),),
            from_place=1.0,
            place_composition=soil,
            equipment={"oven-parts": 3.15576e7},
        )
'''

MISSION = """
format = 1
name = "Helium"
requires = {{ helium = ">=1" }}
time = {{ start = 2030-01-01, horizon = "5 yr", period = "1 yr" }}
sites.base = {{ like = "apollo-11" }}
nodes.oven = {{ model = "helium-oven", site = "base", leak = {leak} }}
nodes.press = {{ model = "parts-press", site = "base", initial = "1 kg/s" }}
nodes.sunfield = {{ model = "solar-power", site = "base" }}
demands.gas = {{ commodity = "helium", site = "base", rate = "1 kg/yr", from = 2032-01-01 }}
objective = {{ minimise = "imported-mass" }}

[supplies.cargo]
model = "earth-cargo"
site = "base"
commodities = ["machinery", "electronics", "structure", "conductor", "solar-array"]
"""

FLOWSHEET = """
from moonbase.api import Flowsheet, Site, Unit
from moonbase_helium import HeliumOven
sheet = Flowsheet(
    site=Site(name="base"), units={"oven": Unit(model=HeliumOven, closes="helium")}, demand={"helium": 1.0}
)
print(round(sheet.evaluate().activity["oven"][0]), sheet.monte_carlo(100).activity["oven"].std() > 0.0)
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "moonbase_helium").mkdir()
    (tmp_path / "moonbase_helium" / "__init__.py").write_text(PLUGIN, encoding="utf-8")
    facts = tmp_path / "moonbase_helium-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: moonbase-helium\nVersion: 1.0\n", encoding="utf-8")
    (facts / "entry_points.txt").write_text("[moonbase]\nhelium = moonbase_helium\n", encoding="utf-8")
    for name, leak in (("helium", 0.0), ("leaky", 1e-6)):
        (tmp_path / f"{name}.toml").write_text(MISSION.format(leak=leak), encoding="utf-8")
    return tmp_path


def run(folder, *words):
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH", "")])])
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_flowsheet_balance_plan_and_growth(folder):
    sheet = run(folder, "-c", FLOWSHEET)
    assert sheet.stdout.split() == ["50000", "True"], sheet.stderr
    planned = run(folder, "-m", "moonbase", "run", "helium.toml", "--out", "out")
    assert planned.returncode == 0, planned.stderr
    assert (folder / "out" / "report.html").exists()
    balanced = run(folder, "-m", "moonbase", "balance", "helium.toml", "--csv", "streams.csv")
    assert balanced.returncode == 0, balanced.stderr
    assert "helium" in (folder / "streams.csv").read_text(encoding="utf-8")
    grown = run(folder, "-m", "moonbase", "growth", "helium.toml")
    assert grown.returncode == 0, grown.stderr
    assert "oven-parts" in grown.stdout or "press" in grown.stdout


def test_an_element_out_of_nowhere_is_refused_with_its_kilograms(folder):
    refused = run(folder, "-m", "moonbase", "check", "leaky.toml")
    assert refused.returncode != 0
    assert "He" in refused.stderr + refused.stdout
    assert "1e-06 kg" in refused.stderr + refused.stdout
