"""Electromagnetic launchers, a sling and a rocket for moonbase: hooks only, nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moonbase.api import Section, data_hooks, hookimpl

__all__ = [
    "moonbase_commodities",
    "moonbase_models",
    "moonbase_presets",
    "moonbase_report_sections",
    "moonbase_sources",
]

_MODELS = (
    ("coilgun", "coilgun:Coilgun", "Coaxial mass driver with a superconducting bucket."),
    ("linear-motor", "linear_motor:LinearMotor", "Maglev sled on a long-stator linear synchronous motor."),
    ("induction-motor", "induction_motor:InductionMotor", "Maglev sled with a reaction plate, no magnets on it."),
    ("quenchgun", "quenchgun:Quenchgun", "Superconducting barrel that stores the energy of a shot."),
    ("railgun", "railgun:Railgun", "Sliding armature between two rails, with bore wear."),
    ("sling", "sling:Sling", "Rotating tapered arm."),
    ("lunar-rocket", "rocket:LunarRocket", "Chemical rocket off the Moon, for comparison."),
)

moonbase_models, moonbase_commodities, moonbase_presets, moonbase_sources = data_hooks(
    __name__, _MODELS, kind="launcher"
)


@hookimpl
def moonbase_report_sections(result: Any) -> Sequence[Section]:
    """Show the ride along each track and what throwing takes."""
    from moonbase_launchers.report_section import sections

    return sections(result)
