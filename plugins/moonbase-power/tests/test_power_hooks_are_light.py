"""Asking the plugin what it offers must load no numerics and none of its models."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
import moonbase_power as plugin
names = [name for name in dir(plugin) if name.startswith("moonbase_") and callable(getattr(plugin, name))]
answers = {name: getattr(plugin, name)() for name in names}
heavy = {"numpy", "scipy", "astropy", "highspy"} & set(sys.modules)
loaded = {ref.target.split(":")[0] for ref in answers["moonbase_models"]} & set(sys.modules)
print(sorted(heavy), sorted(loaded), all(answers.values()))
"""


def test_hooks_are_light():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "[]", "True"]
