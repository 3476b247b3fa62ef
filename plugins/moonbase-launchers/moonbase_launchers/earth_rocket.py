"""Launch of the same payload from Earth, bought by the kilogram, for comparison."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase.api import ModelError, constants
from moonbase_launchers.tables import DATA

__all__ = ["EarthRocket"]

_LOW_ORBIT = 6_678e3  # m, radius of a 300 km orbit


@dataclass(frozen=True, kw_only=True)
class EarthRocket:
    """Launch vehicle to low orbit with a stage that pushes on to the same C3 as a throw off the Moon.

    Its numbers are rows of ``earth_launch.csv``, each with source and grade.
    """

    def number(self, name: str, column: str = "nominal") -> float:
        """One number of the table, in SI units; `column` is low, nominal or high."""
        return float({row["name"]: row for row in DATA.rows("earth_launch.csv")}[name][column])

    def departure(self, speed: float) -> float:
        """Impulse from low Earth orbit to where a throw off the Moon at this speed gets [m/s].

        Below lunar escape the payload ends near the Moon, and the impulse is that of a transfer to its distance;
        above, the hyperbolic excess ``sqrt(v^2 - v_esc^2)`` along the Moon's motion adds to the Moon's own speed.

        Parameters
        ----------
        speed
            At the muzzle [m/s].
        """
        away = constants.MOON_DISTANCE
        escape = 2.0 * constants.MOON_GM / constants.MOON_RADIUS
        excess = math.sqrt(max(speed**2 - escape, 0.0))
        moon = math.sqrt(constants.EARTH_GM / away)
        energy = (moon + excess) ** 2 / 2.0 - constants.EARTH_GM / away
        transfer = -constants.EARTH_GM / (away + _LOW_ORBIT)
        start = math.sqrt(2.0 * ((energy if excess else transfer) + constants.EARTH_GM / _LOW_ORBIT))
        return start - math.sqrt(constants.EARTH_GM / _LOW_ORBIT)

    def mass_in_orbit(self, payload: float, speed: float) -> float:
        """Mass in low orbit: payload, stage and its propellant [kg].

        Raises
        ------
        ModelError
            If the payload has no mass.
        """
        if payload <= 0.0:
            raise ModelError("a payload needs mass", help="give it in kilograms")
        growth = math.exp(self.departure(speed) / self.number("exhaust_speed"))
        stage = self.number("stage_ratio")
        return payload * ((1.0 + stage) * growth - stage)

    def propellant(self, payload: float, speed: float) -> float:
        """Propellant of launch vehicle and stage [kg]."""
        total = self.mass_in_orbit(payload, speed)
        return self.number("orbit_propellant") * total + total - payload * (1.0 + self.number("stage_ratio"))

    def price(self, payload: float, speed: float) -> tuple[float, float, float]:
        """Nominal, low and high price of one payload [USD]."""
        total = self.mass_in_orbit(payload, speed)
        prices = [total * self.number("price_to_orbit", column) for column in ("nominal", "low", "high")]
        return prices[0], prices[1], prices[2]
