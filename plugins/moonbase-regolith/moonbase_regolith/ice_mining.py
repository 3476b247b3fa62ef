"""Ice mining: icy soil of a cold trap into water."""

from __future__ import annotations

import math

from moonbase.api import Flow, ModelError, Plant, Recipe, Site, param

__all__ = ["IceMining"]

_LOWEST_LATITUDE = math.radians(60.0)  # assumed: cold traps of the Diviner maps lie poleward of about 70 degrees


class IceMining(Plant):
    """Digs icy soil, heats it until the water leaves, catches the vapour on a cold plate.

    Heat per mass of soil is ``(1 - x) int cp dT + x dH_sub`` over the heater's efficiency, with the heat capacity
    of Hayne et al. (2017). The node stands where the ice is used; soil is hauled to it.
    """

    validity = "ice of 0.5 to 10 % by mass, ground at 40 to 110 K"

    ice: float = param(
        default=0.05,
        doc="Mass fraction of water in the soil; one point measured 0.056 +- 0.029, and it may be patchy.",
        source="kleinhenz-paz-2020",
        grade="secondary",
        lo=0.001,
        hi=0.5,
        distribution=(0.005, 0.05, 0.08),
    )
    capture: float = param(
        default=0.75,
        doc="Share of the water that is caught.",
        source="kleinhenz-paz-2020",
        grade="secondary",
        lo=0.05,
        hi=1.0,
    )
    ground_temperature: float = param(
        default="40 K",
        unit="K",
        doc="Of the ground.",
        source="kleinhenz-paz-2020",
        grade="secondary",
        lo="25 K",
        hi="200 K",
    )
    extraction_temperature: float = param(
        default="263 K",
        unit="K",
        doc="Of the heated soil.",
        source="kleinhenz-paz-2020",
        grade="secondary",
        lo="150 K",
        hi="400 K",
    )
    heater_efficiency: float = param(
        default=0.4,
        doc="Heat that reaches the soil per electricity, matched to the study.",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo=0.05,
        hi=1.0,
    )
    dig_energy: float = param(
        default="4.45 kJ/kg",
        unit="J/kg",
        doc="Digging, hauling and dumping of soil and spoil.",
        source="linne-2020",
        grade="computed",
        lo=0.0,
    )
    overburden: float = param(
        default=0.667,
        doc="Dry soil moved aside per mass of icy soil: 20 cm over 30 cm.",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo=0.0,
    )
    overburden_depth: float = param(
        default="0 m",
        unit="m",
        doc="Thickness of the dry soil; above 0 the overburden follows from the density with depth instead.",
        source="assumed",
        lo=0.0,
        hi="3 m",
        distribution=("0 m", "0.2 m", "0.5 m"),
    )
    layer_depth: float = param(
        default="0.3 m",
        unit="m",
        doc="Thickness of the icy soil that is won under it.",
        source="kleinhenz-paz-2020",
        grade="secondary",
        lo="0.01 m",
    )
    bearing_share: float = param(
        default=1.0,
        doc="Share of the ground dug that bears ice at the grade given; the rest is dry. Ice lies open on 3.5 % of the "
        "cold traps.",
        source="li-2018",
        grade="assumed",
        lo=0.01,
        hi=1.0,
        distribution=(0.1, 1.0, 1.0),
    )
    heat_capacity_factor: float = param(
        default=1.0,
        doc="Heat capacity of the soil over the fit of Hayne et al. (2017).",
        source="hayne-2017",
        grade="recalled",
        lo=0.5,
        hi=2.0,
        distribution=(0.9, 1.0, 1.1),
    )
    extractor_mass: float = param(
        default="0.18 d",
        unit="s",
        doc="Mass of extractor per soil rate [kg per kg/day].",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo=0.0,
    )
    excavator_mass: float = param(
        default="0.10 d",
        unit="s",
        doc="Mass of excavators per soil rate [kg per kg/day].",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo=0.0,
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of icy soil.

        Raises
        ------
        ModelError
            If the site is too far from a pole for cold traps, or the soil would have to cool down to give its water.
        """
        from moonbase_regolith.geotechnics import overburden_ratio, vapour_energy
        from moonbase_regolith.oxides import elements_of, soil_of

        self._check(site)
        water = {"H": 0.111907, "O": 0.888093}
        ice = self.ice * self.bearing_share
        dry = elements_of(soil_of(site))
        ground = {name: (1.0 - ice) * dry.get(name, 0.0) + ice * water.get(name, 0.0) for name in {**dry, **water}}
        caught = ice * self.capture
        left = {name: share - caught * water.get(name, 0.0) for name, share in ground.items()}
        scale = self.heat_capacity_factor
        heat = ice * vapour_energy(ice, self.ground_temperature, self.extraction_temperature, capacity_factor=scale)
        depth = self.overburden_depth
        overburden = overburden_ratio(depth, self.layer_depth) if depth > 0.0 else self.overburden
        digging = self.dig_energy * (1.0 + overburden)
        mass = self.extractor_mass + self.excavator_mass * (1.0 + overburden)
        return Recipe(
            activity="kg of icy soil",
            flows=(
                Flow(commodity="electricity", amount=-(heat / self.heater_efficiency + digging)),
                Flow(commodity="water", amount=caught),
            ),
            from_place=1.0,
            place_composition=ground,
            to_waste=1.0 - caught,
            waste_composition={name: part / (1.0 - caught) for name, part in left.items()},
            **self.built(mass),
            energy_floor=heat,
            heat_temperature=self.extraction_temperature,
            notes=(
                "Other volatiles (H2S, NH3, CO2, ...) are left out; they come with the water and must be cleaned off.",
                "Whether the ice is there at this grade is not known.",
            ),
        )

    def _check(self, site: Site) -> None:
        if abs(site.latitude) < _LOWEST_LATITUDE:
            raise ModelError(
                f'no ice within reach of "{site.name}" at {math.degrees(site.latitude):.1f} degrees of latitude: cold '
                "traps lie near the poles",
                help="put the node at a polar site and bring the water with a hauler or a lander",
            )
        if self.extraction_temperature <= self.ground_temperature:
            raise ModelError(
                f"{self.model_name}: soil of {self.ground_temperature:g} K gives no water at "
                f"{self.extraction_temperature:g} K",
                help="raise extraction_temperature",
            )
