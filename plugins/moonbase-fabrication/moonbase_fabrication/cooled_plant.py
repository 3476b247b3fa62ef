"""Lines whose heat leaves through radiators of their own."""

from __future__ import annotations

from abc import ABC
from dataclasses import replace

from moonbase.api import ModelError, Recipe, param, samples
from moonbase_fabrication.line import Line, Making

__all__ = ["CooledPlant"]


class CooledPlant(Line, ABC):
    """A line near room temperature: all electricity becomes heat that two-faced radiators reject."""

    radiator_temperature: float = param(
        default="310 K", unit="K", doc="Of the radiators.", source="assumed", lo="250 K", hi="400 K"
    )
    sink_temperature: float = param(
        default="200 K",
        unit="K",
        doc="Effective temperature around the radiators: between 100 K of the sky and the sunlit ground.",
        source="assumed",
        lo="3 K",
        distribution=("100 K", "200 K", "260 K"),
    )

    radiator_dust: float = param(
        default=0.9,
        doc="Heat that the radiators still reject under dust, per that of clean ones; Apollo's rejected visibly less.",
        source="assumed",
        grade="estimated",
        lo=0.1,
        hi=1.0,
        distribution=(0.6, 0.9, 1.0),
    )

    def make(self, making: Making) -> Recipe:
        """Turn a `Making` into a recipe as a line does, with radiators for its electricity."""
        cooled = {**making.equipment, **self.radiators(making.energy)}
        return super().make(replace(making, equipment=cooled))

    def radiators(self, energy: float) -> dict[str, float]:
        """Give the radiator area per unit of capacity [m2 s/unit] for electricity per unit of product [J].

        Raises
        ------
        ModelError
            If the radiators are no warmer than what is around them.
        """
        from moonbase_fabrication.heat_rejection import radiator_flux

        if samples.largest(self.sink_temperature - self.radiator_temperature) >= 0.0:
            raise ModelError(
                f"{self.model_name}: radiators at {samples.middle(self.radiator_temperature):g} K reject no heat to "
                f"surroundings at {samples.middle(self.sink_temperature):g} K",
                help="raise radiator_temperature, or shade the radiators: lower sink_temperature",
            )
        flux = radiator_flux(self.radiator_temperature, self.sink_temperature) * self.radiator_dust
        return {"radiator": energy / flux}
