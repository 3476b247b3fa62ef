"""Every model of the plugin keeps the contract of its kind."""

from __future__ import annotations

from importlib import import_module

import moonbase_power as plugin
from moonbase.testing import contract

NEEDED = {"power-line": {"to": "crater"}}

for ref in plugin.moonbase_models():
    module, name = ref.target.split(":")
    test = contract(getattr(import_module(module), name), values=NEEDED.get(ref.name, {}), hooks="")
    globals()[f"test_{ref.name.replace('-', '_')}"] = test
del test
