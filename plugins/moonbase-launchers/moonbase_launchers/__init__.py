"""Electromagnetic launchers, a sling and a rocket for moonbase: hooks only, nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moonbase.api import Commodity, ModelRef, Preset, Section, Source, hookimpl

_MODELS = (
    ("coilgun", "coilgun:Coilgun", "Coaxial mass driver with a superconducting bucket."),
    ("linear-motor", "linear_motor:LinearMotor", "Maglev sled on a long-stator linear synchronous motor."),
    ("induction-motor", "induction_motor:InductionMotor", "Maglev sled with a reaction plate, no magnets on it."),
    ("quenchgun", "quenchgun:Quenchgun", "Superconducting barrel that stores the energy of a shot."),
    ("railgun", "railgun:Railgun", "Sliding armature between two rails, with bore wear."),
    ("sling", "sling:Sling", "Rotating tapered arm."),
    ("lunar-rocket", "rocket:LunarRocket", "Chemical rocket off the Moon, for comparison."),
)


@hookimpl
def moonbase_models() -> Sequence[ModelRef]:
    """Declare the launchers."""
    return [
        ModelRef(kind="launcher", name=name, target=f"moonbase_launchers.{target}", summary=summary)
        for name, target, summary in _MODELS
    ]


@hookimpl
def moonbase_commodities() -> Sequence[Commodity]:
    """Declare what only launchers use."""
    return [
        Commodity(
            name="liquid-hydrogen",
            unit="kg",
            doc="Rocket fuel; made from water or imported.",
            composition={"H": 1.0},
            display="t",
        )
    ]


@hookimpl
def moonbase_presets() -> Sequence[Preset]:
    """Declare published designs as presets."""
    from moonbase_launchers.tables import presets

    return presets()


@hookimpl
def moonbase_sources() -> Sequence[Source]:
    """Declare the citations behind the source keys."""
    from moonbase_launchers.tables import sources

    return sources()


@hookimpl
def moonbase_report_sections(result: Any) -> Sequence[Section]:
    """Show the ride along each track and what throwing takes."""
    from moonbase_launchers.report_section import sections

    return sections(result)
