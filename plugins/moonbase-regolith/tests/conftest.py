from __future__ import annotations

from importlib import import_module

import pytest

import moonbase_regolith as plugin
from moonbase.api import Commodity


@pytest.fixture(scope="session")
def commodities() -> dict[str, Commodity]:
    own = {item.name: item for item in plugin.moonbase_commodities()}
    return {"electricity": Commodity(name="electricity", unit="J", mass=0.0, storable=False), **own}


@pytest.fixture(scope="session")
def sites():
    return {item.name: item for item in plugin.moonbase_sites()}


@pytest.fixture(scope="session")
def models():
    found = {}
    for ref in plugin.moonbase_models():
        module, name = ref.target.split(":")
        found[ref.name] = getattr(import_module(module), name)
    return found
