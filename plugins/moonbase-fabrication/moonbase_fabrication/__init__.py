"""Metals to parts: structure, conductors, radiators, arrays, machines, wafers and computers.

Hooks only: models are declared by reference and imported when a mission uses them.
"""

from __future__ import annotations

from moonbase.api import data_hooks

__all__ = ["moonbase_commodities", "moonbase_models", "moonbase_presets", "moonbase_sources"]

_MODELS = (
    ("structure-shop", "structure_shop:StructureShop", "Makes structural parts from iron or aluminium."),
    ("wire-mill", "wire_mill:WireMill", "Makes aluminium conductors and coils."),
    ("radiator-line", "radiator_line:RadiatorLine", "Makes aluminium radiator panels."),
    ("solar-array-line", "solar_array_line:SolarArrayLine", "Makes ground solar arrays from silicon and glass."),
    ("space-array-line", "space_array_line:SpaceArrayLine", "Makes light solar arrays for space."),
    ("fuel-cell-line", "fuel_cell_line:FuelCellLine", "Makes regenerative fuel cells for the night."),
    ("battery-line", "battery_line:BatteryLine", "Makes batteries from imported chemistry."),
    ("robot-fleet", "robot_fleet:RobotFleet", "Gives working time of robots."),
    ("crew-habitat", "crew_habitat:CrewHabitat", "Gives working time of people and feeds them."),
    ("replicating-factory", "replicating_factory:ReplicatingFactory", "Makes the parts of its own kind, as studied."),
    ("track-shop", "track_shop:TrackShop", "Makes drive sections of electromagnetic launchers."),
    ("machine-shop", "machine_shop:MachineShop", "Makes machinery with a share of precision parts."),
    ("electronics-assembly", "electronics_assembly:ElectronicsAssembly", "Makes electronics from local wafers."),
    ("silicon-purification", "silicon_purification:SiliconPurification", "Makes electronic-grade silicon wafers."),
    ("wafer-fab-logic", "wafer_fab_logic:WaferFabLogic", "Makes logic wafers."),
    ("wafer-fab-memory", "wafer_fab_memory:WaferFabMemory", "Makes memory wafers."),
    ("packaging-line", "packaging_line:PackagingLine", "Makes accelerator packages from wafers."),
)

moonbase_models, moonbase_commodities, moonbase_presets, moonbase_sources = data_hooks(__name__, _MODELS)
