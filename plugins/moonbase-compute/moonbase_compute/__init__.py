"""Compute satellites, containers and Earth cargo for moonbase: hooks only, nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moonbase.api import ClaimTest, Commodity, ModelRef, Preset, Section, Source, StudyTask, hookimpl

_MODELS = (
    ("payload", "compute-satellite", "satellite:ComputeSatellite", "Accelerators with array, radiator and bus."),
    ("payload", "bulk-container", "container:BulkContainer", "A container of ore, metal or oxygen."),
    (
        "supply",
        "earth-built-satellites",
        "earth_built_satellites:EarthBuiltSatellites",
        "Compute by satellites from Earth.",
    ),
    ("supply", "earth-cargo", "earth_cargo:EarthCargo", "Goods from Earth on landers, with a growing flight rate."),
    ("supply", "earth-data-centre", "earth_data_centre:EarthDataCentre", "Computing on Earth, limited by power."),
    ("supply", "earth-launch", "earth_launch:EarthLaunch", "Goods launched from Earth to orbits and beyond."),
)


@hookimpl
def moonbase_models() -> Sequence[ModelRef]:
    """Declare payloads and supplies."""
    return [
        ModelRef(kind=kind, name=name, target=f"moonbase_compute.{target}", summary=summary)
        for kind, name, target, summary in _MODELS
    ]


@hookimpl
def moonbase_commodities() -> Sequence[Commodity]:
    """Declare what compute satellites deliver and burn."""
    return [
        Commodity(
            name="compute",
            unit="J",
            mass=0.0,
            doc="Energy that has passed through working accelerators and their hosts.",
            storable=False,
            display="kW yr",
        ),
        Commodity(
            name="hall-propellant",
            unit="kg",
            doc="Krypton for Hall thrusters; the Moon has none worth the name.",
            source="definition",
            composition={"Kr": 1.0},
            display="kg",
        ),
    ]


@hookimpl
def moonbase_presets() -> Sequence[Preset]:
    """Declare published satellites as presets."""
    from moonbase_compute.tables import presets

    return presets()


@hookimpl
def moonbase_sources() -> Sequence[Source]:
    """Declare the citations behind the source keys."""
    from moonbase_compute.tables import sources

    return sources()


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
