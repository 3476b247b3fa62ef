"""Lunar soils, excavation, beneficiation, extraction of oxygen and metals, refining.

Hooks only: models are declared by reference and imported when a mission uses them.
"""

from __future__ import annotations

from collections.abc import Sequence

from moonbase.api import Site, data_hooks, hookimpl

__all__ = ["moonbase_commodities", "moonbase_models", "moonbase_presets", "moonbase_sites", "moonbase_sources"]

_MODELS = (
    ("excavator", "excavator:Excavator", "Digs soil and hauls it to the plant."),
    ("hauler", "hauler:Hauler", "Carries soil and other bulk goods to another site."),
    ("beneficiation", "beneficiation:Beneficiation", "Sieves soil into feedstock; the rest is tailings."),
    (
        "molten-regolith-electrolysis",
        "molten_regolith_electrolysis:MoltenRegolithElectrolysis",
        "Splits molten soil into oxygen, ferrosilicon, slag, and aluminium if run deep.",
    ),
    (
        "aluminium-electrolysis",
        "aluminium_electrolysis:AluminiumElectrolysis",
        "Takes aluminium and oxygen out of the slag in a second, hotter cell.",
    ),
    (
        "carbothermal-reduction",
        "carbothermal_reduction:CarbothermalReduction",
        "Takes oxygen out of molten soil with methane that goes round.",
    ),
    (
        "molten-salt-electrolysis",
        "molten_salt_electrolysis:MoltenSaltElectrolysis",
        "Takes oxygen out of soil powder in molten salt and parts the metals.",
    ),
    ("vacuum-pyrolysis", "vacuum_pyrolysis:VacuumPyrolysis", "Evaporates oxygen and iron out of soil in vacuum."),
    (
        "fluorination",
        "fluorination:Fluorination",
        "Drives oxygen out of soil with fluorine that goes round and parts the metals.",
    ),
    (
        "acid-leaching",
        "acid_leaching:AcidLeaching",
        "Dissolves soil in acid that goes round, parts the oxides and reduces them.",
    ),
    ("metal-refining", "metal_refining:MetalRefining", "Parts ferrosilicon into solar-grade silicon and iron."),
    ("glass-furnace", "glass_furnace:GlassFurnace", "Melts slag or soil into glass."),
    (
        "ilmenite-beneficiation",
        "ilmenite_beneficiation:IlmeniteBeneficiation",
        "Enriches soil in ilmenite, with a grade and a recovery.",
    ),
    ("hydrogen-reduction", "hydrogen_reduction:HydrogenReduction", "Takes oxygen out of ilmenite with hydrogen."),
    ("ice-mining", "ice_mining:IceMining", "Takes water out of icy soil."),
    ("water-electrolysis", "water_electrolysis:WaterElectrolysis", "Splits water into oxygen and hydrogen."),
    ("oxygen-liquefier", "oxygen_liquefier:OxygenLiquefier", "Liquefies oxygen and keeps it cold."),
    ("hydrogen-liquefier", "hydrogen_liquefier:HydrogenLiquefier", "Liquefies hydrogen and keeps it cold."),
)

moonbase_models, moonbase_commodities, moonbase_presets, moonbase_sources = data_hooks(__name__, _MODELS)


@hookimpl
def moonbase_sites() -> Sequence[Site]:
    """Declare landing sites with their soils, terrain averages and the south pole."""
    from moonbase_regolith.places import read_sites

    return read_sites()
