"""The arithmetic of a published calculator of 2025: satellites against gas on site, with its own boundaries.

Power is that of the array, chips are in neither side, energy on Earth is made at 85 % of the time and in orbit always.
These are not boundaries of this project; the module shows what the published numbers stand for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["OnOrbit", "OnSite", "break_even_launch_price"]

_HOURS = 8760.0


@dataclass(frozen=True, kw_only=True)
class OnOrbit:
    """Satellites that keep a mean power for some years.

    Attributes
    ----------
    power
        Mean array power [W].
    years
        Time of service [yr].
    launch_price, hardware_price
        [USD/kg], [USD/W]
    specific_power, unit_power
        [W/kg], power of one satellite [W].
    sunlit, ageing, replaced, operations
        Share in sunlight [1], loss of output, replacement and operations per hardware and year [1/yr].
    development
        [USD]
    """

    power: float = 1e9
    years: int = 5
    launch_price: float = 500.0
    hardware_price: float = 22.0
    specific_power: float = 36.5
    unit_power: float = 27e3
    sunlit: float = 0.98
    ageing: float = 0.025
    replaced: float = 0.09
    operations: float = 0.01
    development: float = 1e9

    @property
    def satellites(self) -> int:
        """Satellites that make up for ageing and shadow."""
        kept = math.fsum((1.0 - self.ageing) ** year for year in range(self.years)) / self.years * self.sunlit
        return math.ceil(self.power / kept / self.unit_power)

    @property
    def mass(self) -> float:
        """Of all satellites [kg]."""
        return self.satellites * self.unit_power / self.specific_power

    @property
    def hardware(self) -> float:
        """Price of all satellites [USD]."""
        return self.hardware_price * self.satellites * self.unit_power

    @property
    def cost(self) -> float:
        """Everything [USD]."""
        kept_up = self.hardware * (1.0 + self.years * (self.operations + self.replaced))
        return kept_up + self.launch_price * self.mass + self.development

    @property
    def cost_per_energy(self) -> float:
        """Cost per energy [USD/MWh]."""
        return self.cost / (self.power / 1e6 * _HOURS * self.years)


@dataclass(frozen=True, kw_only=True)
class OnSite:
    """A data centre's shell with a gas plant beside it.

    Attributes
    ----------
    power, years
        IT power [W], time [yr].
    plant, building
        Gas plant [USD/W of generation], everything else without chips [USD/W of IT].
    pue, capacity_factor
        [1]
    gas_price, heat_rate
        [USD/MMBtu], [Btu/kWh]
    """

    power: float = 1e9
    years: int = 5
    plant: float = 1.8
    building: float = 5.25 + 3.0 + 2.5 + 1.75
    pue: float = 1.2
    capacity_factor: float = 0.85
    gas_price: float = 4.3
    heat_rate: float = 6200.0

    @property
    def energy(self) -> float:
        """IT energy [MWh]."""
        return self.power / 1e6 * _HOURS * self.years * self.capacity_factor

    @property
    def cost(self) -> float:
        """Plant, building and fuel [USD]."""
        fuel = self.heat_rate * self.gas_price / 1000.0 * self.energy * self.pue
        return (self.plant * self.pue + self.building) * self.power + fuel


def break_even_launch_price(orbit: OnOrbit, site: OnSite) -> float:
    """Launch price as the calculator gives it [USD/kg]: without replacement, operations and development.

    Examples
    --------
    >>> round(break_even_launch_price(OnOrbit(), OnSite()), 1)
    -263.7
    """
    return (site.cost - orbit.hardware) / orbit.mass
