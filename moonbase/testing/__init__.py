"""Conformance kit for plugin authors.

::

    from moonbase.testing import contract
    from my_plugin.mill import Mill

    test_mill = contract(Mill)

gives one test per promise that every model makes: documented and sourced parameters, defaults in range, the same
answer twice, closed mass, energy above the floor, a hook module that imports nothing heavy. Add
``pytest_plugins = ["moonbase.testing.pytest_plugin"]`` to ``conftest.py`` to see how many checks ran.
"""

from __future__ import annotations

from moonbase.testing.contract import contract
from moonbase.testing.subject import Subject

__all__ = ["Subject", "contract"]
