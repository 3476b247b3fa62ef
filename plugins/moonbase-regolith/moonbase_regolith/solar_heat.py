"""Furnaces that take their heat from electricity or straight from the Sun."""

from __future__ import annotations

from abc import ABC
from dataclasses import replace

from moonbase.api import Flow, ModelError, Plant, Recipe, Site, param

__all__ = ["SolarHeated"]


class SolarHeated(Plant, ABC):
    """A plant whose heat can be concentrated sunlight, which a `solar-concentrator` gives."""

    heat_source: str = param(
        default="electric",
        unit="",
        doc='What heats: electricity, or sunlight by day (then with night = "idle").',
        source="assumed",
        choices=("electric", "sunlight"),
    )
    heat_share: float = param(
        default=0.9,
        doc="Share of the energy that is heat at the furnace's temperature; the rest drives pumps and controls.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=1.0,
        distribution=(0.7, 0.9, 0.97),
    )

    def recipe(self, site: Site) -> Recipe:
        """Answer as a plant does, with the heat as a stream of its own where it is sunlight.

        Raises
        ------
        ModelError
            If it shall run on sunlight through the dark, where the Sun never shines, or with its parameters.
        """
        if self.heat_source == "sunlight" and self.night != "idle":
            raise ModelError(
                f"{self.model_name}: sunlight heats by day only", help='set night = "idle", or heat_source = "electric"'
            )
        return super().recipe(site)

    def sunlit(self, recipe: Recipe) -> Recipe:
        """Turn the heat's share of a recipe's electricity into concentrated sunlight, if that is what heats."""
        if self.heat_source != "sunlight":
            return recipe
        used = -sum(flow.amount for flow in recipe.flows if flow.commodity == "electricity")
        flows = tuple(
            replace(flow, amount=flow.amount * (1.0 - self.heat_share)) if flow.commodity == "electricity" else flow
            for flow in recipe.flows
        )
        heat = Flow(commodity="heat", amount=-used * self.heat_share)
        return replace(recipe, flows=tuple(flow for flow in (*flows, heat) if flow.amount != 0.0))
