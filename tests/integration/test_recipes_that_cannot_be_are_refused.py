"""A model of one's own that breaks a law is refused with the numbers, whichever way it hides them."""

from __future__ import annotations

import subprocess
import sys

import pytest

PLUGIN = '''
from moonbase.api import Flow, Process, Recipe, hookimpl, param


class Kiln(Process):
    """Oxygen out of soil, as much as one likes."""

    share: float = param(default=0.2, doc="Oxygen per soil.", source="assumed", lo=0.0, hi=1.0)
    energy: float = param(default="20 kWh/kg", unit="J/kg", doc="Per oxygen.", source="assumed", lo=0.0)
    weight: float = param(default=1.0, doc="Soil and what comes of it.", source="assumed")
    iron: float = param(default=0.0, doc="Iron per soil, told as such.", source="assumed")

    def recipe(self, site):
        return Recipe(
            activity="kg of soil heated",
            flows=(
                Flow(commodity="regolith", amount=-self.weight),
                Flow(commodity="oxygen", amount=self.share),
                Flow(commodity="iron", amount=self.iron),
                Flow(commodity="electricity", amount=-self.share * self.energy),
            ),
            to_waste=1.0 - self.share - self.iron,
            energy_floor=self.share * 8.0 * 3.6e6,
        )


@hookimpl
def moonbase_models():
    return [Kiln]
'''
MISSION = """
format = 1
name = "Kiln"
time = { start = 2030-01-01, horizon = "2 yr", period = "1 yr" }
sites.base = { like = "apollo-16" }
nodes.digger = { model = "excavator", site = "base", initial = "1 kg/s" }
nodes.kiln = { model = "kiln", site = "base", initial = "1 kg/s" }
nodes.sun = { model = "solar-power", site = "base", initial = "100 MW" }
objective = { maximise = "oxygen", at = "base" }

[supplies.cargo]
model = "earth-cargo"
site = "base"
commodities = ["machinery", "electronics", "structure", "conductor", "solar-array"]
"""


def check(folder, *settings):
    (folder / "kiln.py").write_text(PLUGIN, encoding="utf-8")
    (folder / "kiln.toml").write_text(MISSION, encoding="utf-8")
    words = ["--plugin", "kiln.py", "check", "kiln.toml", *(word for text in settings for word in ("--set", text))]
    return subprocess.run(
        [sys.executable, "-m", "moonbase", *words], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


def test_what_can_be_passes(tmp_path):
    assert check(tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("setting", "numbers"),
    [
        # the soil of Apollo 16 is 45.02 % oxygen and 3.95 % iron, which the excavator says, not the kiln
        ("kiln.share=0.5", ("0.5 kg of O come out and only 0.450", "go in per unit of activity")),
        ("kiln.iron=0.1", ("0.1 kg of Fe come out and only 0.039",)),
        ("kiln.energy=5 kWh/kg", ("3.6e+06 J used, at least 5.76e+06 J needed",)),
        ("kiln.weight=0.9", ("0.1 kg too much comes out",)),
    ],
)
def test_what_cannot_be_is_refused_with_its_numbers(setting, numbers, tmp_path):
    done = check(tmp_path, setting)
    assert done.returncode != 0
    told = " ".join((done.stdout + done.stderr).split())
    for part in (*numbers, "kiln", "G010"):
        assert part in told
