"""Mission files: text, positions in it, the checked mission, diagnostics.

::

    source = read("missions/first_satellite.toml")
    mission = check(source, moonbase.registry.load())
"""

from __future__ import annotations

from moonbase.mission.checker import check
from moonbase.mission.source import Source, read

__all__ = ["Source", "check", "read"]
