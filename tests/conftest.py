"""A plugin in one file and a mission that uses all of it, for every test that needs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from moonbase import mission, registry
from moonbase.mission import Source

FIXTURES = Path(__file__).parent / "fixtures"
DEMO_PLUGIN = str(FIXTURES / "demo_plugin.py")


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
