from __future__ import annotations

from importlib import import_module

import pytest

import moonbase_fabrication as plugin


@pytest.fixture(scope="session")
def models():
    found = {}
    for ref in plugin.moonbase_models():
        module, name = ref.target.split(":")
        found[ref.name] = getattr(import_module(module), name)
    return found
