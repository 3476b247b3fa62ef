"""What tests share: a plugin in one file with a mission that uses all of it, and mission graphs written by hand."""

from __future__ import annotations

import signal
from pathlib import Path

import numpy as np
import pytest

from moonbase import mission, registry
from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Balance, Exchange, Network
from moonbase.mission import Source
from moonbase.models.commodity import Commodity
from moonbase.planning import Options

FIXTURES = Path(__file__).parent / "fixtures"
collect_ignore_glob = ["fixtures/bad_plugins/*"]  # one of them never ends being imported
DEMO_PLUGIN = str(FIXTURES / "demo_plugin.py")


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_is_heard():
    """Undo what a shell does to its jobs in the background: they, and what they start, would not hear Ctrl-C."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def demo_plugin():
    return DEMO_PLUGIN


@pytest.fixture(scope="session")
def demo_registry():
    return registry.load([DEMO_PLUGIN], no_plugins=True)


@pytest.fixture(scope="session")
def demo_source():
    return mission.read(FIXTURES / "demo.toml")


@pytest.fixture
def check_text(demo_registry):
    """Check a text against the demo plugin; gives the mission or raises."""

    def check(text, **overrides):
        return mission.check(Source("m.toml", text), demo_registry, overrides.pop("overrides", {}), **overrides)

    return check


@pytest.fixture
def findings_of(check_text):
    """Check a text that must be wrong; gives its diagnostics."""

    def findings(text, **overrides):
        with pytest.raises(mission_error()) as caught:
            check_text(text, **overrides)
        return caught.value.diagnostics

    return findings


def mission_error():
    from moonbase.errors import MissionError

    return MissionError


class Sketch:
    """A network under construction: goods by name, activities with ``(good, amount[, lag])`` flows."""

    def __init__(self, edges):
        self.edges = np.asarray(edges, dtype=float)
        self.goods = {}
        self.activities = []

    def good(self, name, *, site="base", storable=False, wasteable=False, loss=0.0):
        commodity = Commodity(name=name, unit="1", storable=storable, wasteable=wasteable, loss=loss)
        self.goods[name] = Balance(commodity=commodity, site=site)

    def row(self, name):
        return list(self.goods).index(name)

    def rows(self, amounts):
        """``{good: amount}`` as the pairs that a Capacity wants."""
        return tuple((self.row(name), amount) for name, amount in amounts.items())

    def do(self, name, *flows, owner=None, **rest):
        exchanges = tuple(
            Exchange(balance=self.row(good), amount=amount, lag=lag[0] if lag else 0.0) for good, amount, *lag in flows
        )
        words = {"role": "process", "unit": "1", "label": name, "site": "base"}
        self.activities.append(Activity(name=name, owner=owner or name, flows=exchanges, **words, **rest))
        return len(self.activities) - 1

    def network(self, **rest):
        return Network(
            title="sketch",
            grid=Grid(self.edges),
            balances=tuple(self.goods.values()),
            activities=tuple(self.activities),
            **rest,
        )


@pytest.fixture(scope="session")
def sketch():
    return Sketch


@pytest.fixture
def exact():
    """Options of a simplex answer without terminal value."""
    return Options(terminal="none", method="simplex")
