"""Closure of an industry: what it makes of its own equipment, by mass, kinds of parts and energy."""

from __future__ import annotations

from pathlib import Path

import pytest

from moonbase import pipeline, planning
from moonbase.planning.homemade import embodied_energy
from moonbase.planning.steady import steady_network
from moonbase.registry import load

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
YEAR = 365.25 * 86400.0


@pytest.fixture(scope="module")
def toys():
    return load([FIXTURES / "toy_plugin.py"], no_plugins=True)


def network(toys, tmp_path, forge=""):
    path = tmp_path / "closed.toml"
    path.write_text((FIXTURES / "toy_oxygen.toml").read_text(encoding="utf-8") + forge, encoding="utf-8")
    return pipeline.check(path, toys).network


def test_nothing_is_made_at_home_without_a_forge(toys, tmp_path):
    found = planning.balance(network(toys, tmp_path)).closure
    assert (found.mass, found.count, found.kinds, found.leverage) == (0.0, 0.0, 1, 1.0)
    assert found.unknown == ("toy-machine",)
    assert found.energy is None


def test_a_small_forge_closes_in_proportion(toys, tmp_path):
    graph = network(toys, tmp_path, 'nodes.forge = { model = "toy-forge", site = "base", limit = "100 kg/yr" }\n')
    steady = planning.balance(graph)
    machines = steady.commodity("toy-machine", "base")
    share = machines.made / (machines.made + machines.bought)
    assert 0.05 < share < 0.95
    found = steady.closure
    # one kind of part: every measure is the share that the forge makes, and soil carries nothing from Earth
    assert found.mass == pytest.approx(share)
    assert found.count == pytest.approx(share)
    assert found.energy == pytest.approx(share)
    assert found.leverage == pytest.approx(1.0 / (1.0 - share))
    assert found.unknown == ()


def test_embodied_energy_by_hand(toys, tmp_path):
    """0.1 kg of machines from a kilogram of soil: 5 MJ to smelt, 500 J to dig, and the machines worn in doing so."""
    graph = steady_network(network(toys, tmp_path, 'nodes.forge = { model = "toy-forge", site = "base" }\n'))
    energies, makeable = embodied_energy(graph)
    row = graph.balance_index("toy-machine", "base")
    worn = (1000.0 + 1e5) / (10.0 * YEAR)
    assert energies[row] == pytest.approx(5.0005e6 / (0.1 - worn), rel=1e-6)
    assert makeable[row]
    assert energies[graph.balance_index("electricity", "base")] == 1.0


def test_growth_tells_its_closure(toys, tmp_path):
    graph = network(toys, tmp_path, 'nodes.forge = { model = "toy-forge", site = "base" }\n')
    assert planning.growth(graph).closure.mass == pytest.approx(1.0)
    assert planning.growth(graph, import_share=0.2).closure.mass == pytest.approx(0.8, abs=0.02)
