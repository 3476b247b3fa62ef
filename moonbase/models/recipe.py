"""Recipes: what a process answers when it is asked what it needs and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Flow", "Recipe"]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """An amount of a commodity that moves when one unit of activity is done.

    Attributes
    ----------
    commodity
        Name of the commodity.
    amount
        Units of the commodity per unit of activity; positive out of the process, negative into it.
    site
        Name of the site; empty for the node's own.
    lag
        Time from the activity to the flow [s].
    composition
        Mass fraction by element where it differs from the commodity's own; None to use that one.
    """

    commodity: str
    amount: float
    site: str = ""
    lag: float = 0.0
    composition: Mapping[str, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Flows per unit of activity and equipment per unit of capacity.

    Attributes
    ----------
    activity
        What one unit of activity is, in words: ``"kg of regolith fed"``.
    unit
        SI unit of the activity (``"kg"``, ``"J"``, ``"1"``).
    flows
        Everything that crosses the boundary, per unit of activity. Mass must close: what goes out weighs what
        comes in, with `to_waste` and `from_place` for what leaves to or comes from the surroundings.
    from_place
        Mass taken from the place itself, such as soil in the ground [kg per unit of activity].
    to_waste
        Mass given up to the place, such as tailings or vented gas [kg per unit of activity].
    place_composition, waste_composition
        Mass fraction by element of `from_place` and `to_waste`; None where unknown.
    equipment
        Units of each commodity built into one unit of capacity, that is one unit of activity per second.
    upkeep
        Units of each commodity used per second by one unit of capacity, whether it runs or not.
    spares
        Units of each commodity used per unit of activity through wear. Worn parts leave as scrap of equal mass.
    lifetime
        Time after which capacity is gone [s]; 0 for no limit.
    wear
        Share of capacity lost per second [1/s].
    availability
        Share of the time that capacity can run [1].
    lead_time
        From using up the equipment to first running [s].
    unit_capacity
        Capacity of one whole machine [activity/s]; used where a mission asks for whole machines.
    operating_cost
        Money per unit of activity [USD].
    fixed_cost
        Money per unit of capacity and second [USD s/activity/s].
    capital_cost
        Money per unit of capacity beyond its commodities [USD s/activity].
    energy_floor
        Least energy that nature asks per unit of activity [J]; 0 where none is declared.
    stored_energy
        Energy that stays in the products, such as that of the oxides split [J per unit of activity], below zero where
        the reaction gives heat; the rest of the energy that comes in leaves as heat.
    heat_temperature
        Temperature at which the process needs its heat [K]; 0 where it needs none or only work.
    circulating
        Units of each reagent that go round inside per unit of activity, such as hydrogen that comes back from the
        electrolysis of water; what is made up of it is among the flows, and one less their ratio is the recycle ratio.
    energy_commodities
        Commodities that count as energy towards that floor.
    notes
        What a reader must know: basis, validity, what is left out.
    """

    activity: str
    unit: str = "kg"
    flows: tuple[Flow, ...] = ()
    from_place: float = 0.0
    to_waste: float = 0.0
    place_composition: Mapping[str, float] | None = None
    waste_composition: Mapping[str, float] | None = None
    equipment: Mapping[str, float] = field(default_factory=dict)
    upkeep: Mapping[str, float] = field(default_factory=dict)
    spares: Mapping[str, float] = field(default_factory=dict)
    lifetime: float = 0.0
    wear: float = 0.0
    availability: float = 1.0
    lead_time: float = 0.0
    unit_capacity: float = 0.0
    operating_cost: float = 0.0
    fixed_cost: float = 0.0
    capital_cost: float = 0.0
    energy_floor: float = 0.0
    stored_energy: float = 0.0
    heat_temperature: float = 0.0
    circulating: Mapping[str, float] = field(default_factory=dict)
    energy_commodities: tuple[str, ...] = ("electricity", "daylight-electricity", "heat")
    notes: tuple[str, ...] = ()
