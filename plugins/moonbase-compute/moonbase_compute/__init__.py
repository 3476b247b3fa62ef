"""Compute satellites, containers and Earth cargo for moonbase: hooks only, nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moonbase.api import ClaimTest, Preset, Section, StudyTask, data_hooks, hookimpl

__all__ = [
    "moonbase_claim_tests",
    "moonbase_commodities",
    "moonbase_models",
    "moonbase_presets",
    "moonbase_report_sections",
    "moonbase_sources",
    "moonbase_study_tasks",
]

_MODELS = (
    ("compute-satellite", "satellite:ComputeSatellite", "Accelerators with array, radiator and bus.", "payload"),
    ("bulk-container", "container:BulkContainer", "A container of ore, metal or oxygen.", "payload"),
    ("earth-built-satellites", "earth_built_satellites:EarthBuiltSatellites", "Compute by satellites from Earth."),
    ("earth-cargo", "earth_cargo:EarthCargo", "Goods from Earth on landers, with a growing flight rate."),
    ("earth-data-centre", "earth_data_centre:EarthDataCentre", "Computing on Earth, limited by power."),
    ("earth-launch", "earth_launch:EarthLaunch", "Goods launched from Earth to orbits and beyond."),
)


def _presets() -> Sequence[Preset]:
    from moonbase_compute.tables import presets

    return presets()


moonbase_models, moonbase_commodities, moonbase_presets, moonbase_sources = data_hooks(
    __name__, _MODELS, kind="supply", presets=_presets
)


@hookimpl
def moonbase_report_sections(result: Any) -> Sequence[Section]:
    """Tell compute-years by workload and the size of the swarm."""
    from moonbase_compute.mission_sections import sections

    return sections(result)


@hookimpl
def moonbase_claim_tests() -> Sequence[ClaimTest]:
    """Offer the satellite's physics and the comparison with Earth to ledgers of claims."""
    from moonbase_compute.tables import claim_tests

    return claim_tests()


@hookimpl
def moonbase_study_tasks() -> Sequence[StudyTask]:
    """Offer the comparison of computing on Earth, launched, and made on the Moon to campaigns."""
    return [
        StudyTask(
            name="compute-costs",
            target="moonbase_compute.study:CostStudy",
            inputs="moonbase_compute.study_inputs:CostInputs",
            doc="Cost of computing on Earth, launched from it and made on the Moon, by date, and when they are equal.",
        )
    ]
