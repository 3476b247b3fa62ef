"""The default flowsheet: soil into liquid oxygen by molten regolith electrolysis, with its metals and glass."""

from __future__ import annotations

from collections.abc import Mapping

from moonbase.api import Flowsheet, Site, Unit

__all__ = ["oxygen_plant"]

_REDUCTION = (
    "iron_conversion",
    "silicon_conversion",
    "titanium_conversion",
    "aluminium_conversion",
    "aluminium_recovery",
)


def oxygen_plant(site: Site, power: Unit | None = None) -> Flowsheet:
    """Join excavator, sieve, electrolysis, refinery, furnace and liquefier for one kilogram of oxygen per second.

    Parameters
    ----------
    site
        Where it stands.
    power
        A process that makes electricity; without one, electricity comes from outside.
    """
    from moonbase_regolith.beneficiation import Beneficiation
    from moonbase_regolith.excavator import Excavator
    from moonbase_regolith.glass_furnace import GlassFurnace
    from moonbase_regolith.metal_refining import MetalRefining
    from moonbase_regolith.molten_regolith_electrolysis import MoltenRegolithElectrolysis
    from moonbase_regolith.oxygen_liquefier import OxygenLiquefier

    units: Mapping[str, Unit] = {
        "digger": Unit(model=Excavator, closes="regolith"),
        "sieve": Unit(model=Beneficiation, closes="feedstock"),
        "smelter": Unit(model=MoltenRegolithElectrolysis, closes="oxygen"),
        "refinery": Unit(model=MetalRefining, closes="ferrosilicon"),
        "glassworks": Unit(model=GlassFurnace, closes="slag"),
        "liquefier": Unit(model=OxygenLiquefier, closes="liquid-oxygen"),
        **({} if power is None else {"power": power}),
    }
    return Flowsheet(site=site, units=units, demand={"liquid-oxygen": 1.0}, together=_REDUCTION)
