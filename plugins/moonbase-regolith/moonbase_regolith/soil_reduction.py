"""How deep a soil is reduced, and the streams that follow: shared by the electrolysis and what it feeds."""

from __future__ import annotations

from abc import ABC
from dataclasses import dataclass

from moonbase.api import Process, Site, param, samples
from moonbase_regolith.oxides import elements_of, normalised, reduce_soil, soil_of

__all__ = ["SoilReduction", "Streams"]


@dataclass(frozen=True)
class Streams:
    """What one kilogram of feedstock becomes [kg].

    Attributes
    ----------
    oxygen, aluminium, alloy, slag
        Masses; they sum to 1.
    alloy_composition, slag_composition
        Mass fraction by element.
    """

    oxygen: float
    aluminium: float
    alloy: float
    slag: float
    alloy_composition: dict[str, float]
    slag_composition: dict[str, float]


class SoilReduction(Process, ABC):
    """Conversions of the oxides in a melt.

    A node that takes ferrosilicon or slag must be given the same conversions as the electrolysis that makes it:
    they fix its composition.
    """

    iron_conversion: float = param(
        default=0.98,
        doc="Share of FeO reduced.",
        source="schreiner-2016",
        grade="estimated",
        lo=0.0,
        hi=1.0,
        distribution=(0.9, 0.98, 1.0),
    )
    silicon_conversion: float = param(
        default=0.85,
        doc="Share of SiO2 reduced; near 1 for highland soil only above about 2000 K.",
        source="schreiner-2016",
        grade="estimated",
        lo=0.0,
        hi=1.0,
        distribution=(0.5, 0.85, 1.0),
    )
    titanium_conversion: float = param(
        default=0.0, doc="Share of TiO2 reduced into the alloy.", source="assumed", lo=0.0, hi=1.0
    )
    aluminium_conversion: float = param(
        default=0.0,
        doc="Share of Al2O3 reduced; above 0 is deep electrolysis above about 2000 K, never yet shown at scale.",
        source="assumed",
        lo=0.0,
        hi=1.0,
    )
    aluminium_recovery: float = param(
        default=0.85,
        doc="Share of the reduced aluminium that vacuum distillation takes out of the alloy.",
        source="assumed",
        lo=0.0,
        hi=1.0,
    )

    def conversions(self) -> dict[str, float]:
        """Give the share of each oxide that is reduced [1]."""
        return {
            "FeO": self.iron_conversion,
            "SiO2": self.silicon_conversion,
            "TiO2": self.titanium_conversion,
            "Al2O3": self.aluminium_conversion,
        }

    def streams(self, site: Site) -> Streams:
        """Split one kilogram of the site's soil into oxygen, alloy, aluminium and slag.

        Raises
        ------
        ModelError
            If the site has no soil.
        """
        oxygen, metals, left = reduce_soil(soil_of(site), self.conversions())
        aluminium = metals.pop("Al", 0.0)
        distilled = aluminium * self.aluminium_recovery
        if not samples.nothing(aluminium - distilled):
            metals["Al"] = aluminium - distilled
        return Streams(
            oxygen=oxygen,
            aluminium=distilled,
            alloy=sum(metals.values()),
            slag=sum(left.values()),
            alloy_composition=normalised(metals),
            slag_composition=normalised(elements_of(left)),
        )
