"""What every line of this plugin has in common: a product whose mass closes, with scrap for the rest."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass, field

from moonbase.api import Flow, ModelError, Plant, Recipe, samples

__all__ = ["Line", "Making"]


@dataclass(frozen=True, kw_only=True)
class Making:
    """One unit of a product: what a line tells `Line.make`.

    Attributes
    ----------
    product
        Commodity made; one unit per unit of activity.
    inputs
        Units of each commodity used per unit of product.
    energy
        Electricity per unit of product [J].
    plant
        Mass of the line per unit of capacity [kg s/unit].
    equipment
        Further commodities per unit of capacity, such as radiators.
    composition
        Mass fraction by element of everything, where the product is a single material.
    circulating
        Units of each consumable that go round inside per unit of product.
    energy_floor
        Least energy per unit of product [J].
    notes
        What a reader must know.
    """

    product: str
    inputs: Mapping[str, float]
    energy: float
    plant: float
    equipment: Mapping[str, float] = field(default_factory=dict)
    composition: Mapping[str, float] | None = None
    circulating: Mapping[str, float] = field(default_factory=dict)
    energy_floor: float = 0.0
    notes: tuple[str, ...] = ()


class Line(Plant, ABC):
    """A plant that turns inputs into units of one product."""

    def rest(self, total: float, parts: Mapping[str, float]) -> float:
        """Give what a product's other parts leave for its main one [kg].

        Raises
        ------
        ModelError
            If they leave nothing.
        """
        left = total - sum(parts.values())
        if samples.middle(left) < 0.0:
            named = ", ".join(f"{name} {part:g}" for name, part in parts.items())
            raise ModelError(
                f"{self.model_name}: the parts weigh more than the product's {total:g} kg: {named}",
                help="lower one of the parts",
            )
        return left

    def make(self, making: Making) -> Recipe:
        """Turn a `Making` into a recipe whose mass closes: what the product does not hold is scrap.

        Raises
        ------
        ModelError
            If the product would weigh more than its inputs.
        """
        from moonbase_fabrication.tables import commodity

        product = commodity(making.product)
        supplied = sum(amount * commodity(name).mass for name, amount in making.inputs.items())
        scrap = supplied - product.mass
        if samples.middle(scrap) < -1e-9 * product.mass:
            raise ModelError(
                f"{self.model_name}: one {product.unit} of {product.name} weighs {product.mass:g} kg, its inputs only "
                f"{samples.middle(supplied):g} kg",
                help="raise the parts' masses until they hold the product",
            )
        inputs = tuple(
            Flow(commodity=name, amount=-amount, composition=making.composition)
            for name, amount in making.inputs.items()
            if not samples.nothing(amount)
        )
        return Recipe(
            activity=f"{product.unit if product.unit != '1' else 'unit'} of {product.name}",
            unit=product.unit,
            flows=(
                *inputs,
                Flow(commodity="electricity", amount=-making.energy),
                Flow(commodity=product.name, amount=1.0, composition=making.composition),
            ),
            to_waste=samples.larger(0.0, scrap),
            waste_composition=making.composition,
            **self.built(making.plant, beside=making.equipment),
            circulating=making.circulating,
            energy_floor=making.energy_floor,
            notes=making.notes,
        )
