"""What plants have in common: what they are built of, how they wear, when they run, who works in them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

from moonbase.errors import ModelError
from moonbase.models import samples
from moonbase.models.daylight import by_daylight
from moonbase.models.process import Process
from moonbase.models.recipe import Flow, Recipe
from moonbase.models.site import Site
from moonbase.parameters.declare import param

__all__ = ["Built", "Plant"]

_PARTS = ("structure", "conductor", "electronics", "machinery")


class Built(TypedDict):
    """The part of a `Recipe` that tells of the plant itself; attributes as there."""

    equipment: Mapping[str, float]
    spares: Mapping[str, float]
    lifetime: float
    availability: float
    lead_time: float


class Plant(Process, ABC):
    """A plant whose mass is split into structure, conductors, electronics and machinery."""

    electronics_share: float = param(
        default=0.0508,
        doc="Share of the plant's mass that is electronics, sensors and other precision parts.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
        hi=0.5,
        distribution=(0.02, 0.0508, 0.10),
    )
    structure_share: float = param(
        default=0.40,
        doc="Share of the plant's mass that is plain structure: frames, vessels, shields.",
        source="assumed",
        lo=0.0,
        hi=0.9,
        distribution=(0.25, 0.40, 0.60),
    )
    conductor_share: float = param(
        default=0.05,
        doc="Share of the plant's mass that is busbars and windings.",
        source="assumed",
        lo=0.0,
        hi=0.3,
    )
    spares_rate: float = param(
        default="0.10 1/yr",
        unit="1/s",
        doc="Share of the machinery and electronics replaced per unit of running time.",
        source="ho-isru-spares",
        grade="secondary",
        lo=0.0,
        distribution=("0.05 1/yr", "0.10 1/yr", "0.20 1/yr"),
    )
    lifetime: float = param(
        default="15 yr", unit="s", doc="Time after which the plant is scrapped.", source="assumed", lo="1 yr"
    )
    availability: float = param(
        default=0.85, doc="Share of the time that the plant can run.", source="assumed", lo=0.05, hi=1.0
    )
    lead_time: float = param(
        default="6 month", unit="s", doc="From using up the parts to first running.", source="assumed", lo=0.0
    )

    night: str = param(
        default="run",
        unit="",
        doc="Whether the plant runs through the dark on continuous electricity or idles, on daylight electricity.",
        source="assumed",
        choices=("run", "idle"),
    )
    idle_power: float = param(
        default=0.0194,
        doc="Share of its running power that an idling plant takes in the dark to keep warm: 0.5 of 25.83 kW.",
        source="colozza-2020",
        grade="computed",
        lo=0.0,
        hi=1.0,
        distribution=(0.0, 0.0194, 0.1),
    )

    robots_per_mass: float = param(
        default="0 1/t",
        unit="1/kg",
        doc="Robots at work per mass of running plant; a study has 3 for 7.7 t. Above 0 it takes robot-time, which a "
        "robot-fleet must give.",
        source="assumed",
        lo=0.0,
    )
    crew_per_mass: float = param(
        default="0 1/t",
        unit="1/kg",
        doc="People at work per mass of running plant; above 0 it takes crew-time, which a crew-habitat must give.",
        source="assumed",
        lo=0.0,
    )
    dust_wear: float = param(
        default=1.1,
        doc="Factor on the spares for abrasion by dust in seals and bearings, here of a plant under a roof; Apollo saw "
        "both fail and measured no rate.",
        source="assumed",
        grade="estimated",
        lo=1.0,
        hi=20.0,
        distribution=(1.0, 1.1, 2.0),
    )

    def recipe(self, site: Site) -> Recipe:
        """Answer as `continuous_recipe` does, or by daylight only if the plant idles at night.

        Raises
        ------
        ModelError
            If the plant idles at night where the Sun never shines, or cannot work with its parameters.
        """
        recipe = self._with_labour(self.continuous_recipe(site))
        return by_daylight(recipe, site, idle_power=self.idle_power) if self.night == "idle" else recipe

    def _with_labour(self, recipe: Recipe) -> Recipe:
        """Add the working time of robots and people, in proportion to the running plant's mass."""
        mass = sum(recipe.equipment.get(part, 0.0) for part in _PARTS)
        shares = {"robot-time": self.robots_per_mass, "crew-time": self.crew_per_mass}
        taken = tuple(Flow(commodity=name, amount=-share * mass) for name, share in shares.items() if share > 0.0)
        return replace(recipe, flows=(*recipe.flows, *taken)) if taken else recipe

    @abstractmethod
    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer what one unit of activity takes and gives with the plant running day and night."""

    def parts(self, mass: float) -> dict[str, float]:
        """Split a plant's mass into commodities.

        Parameters
        ----------
        mass
            Plant mass per unit of capacity [kg s/activity].

        Returns
        -------
        dict[str, float]
            Kilograms of each commodity per unit of capacity; they sum to `mass`.

        Raises
        ------
        ModelError
            If the shares leave nothing for machinery.
        """
        plain = self.structure_share + self.conductor_share + self.electronics_share
        worst = samples.middle(plain)
        if worst > 1.0:
            raise ModelError(
                f"{self.model_name}: structure, conductor and electronics are {worst:.0%} of the plant's mass",
                help="lower structure_share, conductor_share or electronics_share",
            )
        return {
            "structure": mass * self.structure_share,
            "conductor": mass * self.conductor_share,
            "electronics": mass * self.electronics_share,
            "machinery": mass * (1.0 - plain),
        }

    def spare_parts(self, mass: float) -> dict[str, float]:
        """Give the parts replaced through wear per unit of activity [kg/activity]; `mass` as in `parts`."""
        parts = self.parts(mass)
        return {name: parts[name] * self.spares_rate * self.dust_wear for name in ("machinery", "electronics")}

    def built(self, mass: float, *, beside: Mapping[str, float] | None = None) -> Built:
        """Give what a recipe says of the plant: parts, spares, life, availability and time to build.

        Parameters
        ----------
        mass
            Plant mass per unit of capacity [kg s/activity].
        beside
            Units of further commodities per unit of capacity, such as radiators; they are not replaced by spares.

        Returns
        -------
        Built
            Arguments for a recipe: ``Recipe(activity=..., **self.built(mass))``.
        """
        return {
            "equipment": {**self.parts(mass), **(beside or {})},
            "spares": self.spare_parts(mass),
            "lifetime": self.lifetime,
            "availability": self.availability,
            "lead_time": self.lead_time,
        }
