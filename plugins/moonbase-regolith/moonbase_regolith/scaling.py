"""How a plant's mass grows with its size."""

from __future__ import annotations

from abc import ABC

from moonbase.api import Plant, param, samples

__all__ = ["ScaledPlant", "scaled"]


class ScaledPlant(Plant, ABC):
    """A plant whose mass per rate is known at one size: ``m(r)/r = (m0/r0) (r/r0)**(exponent - 1)``.

    Models give `plant_mass` [kg per kg/s of oxygen] at the reference rate.
    """

    plant_mass: float

    reference_rate: float = param(
        default="10 t/yr",
        unit="kg/s",
        doc="Oxygen rate at which the plant mass holds.",
        source="assumed",
        lo="0.1 t/yr",
    )
    design_rate: float = param(
        default="10 t/yr", unit="kg/s", doc="Oxygen rate of one plant to be built.", source="assumed", lo="0.1 t/yr"
    )
    scale_exponent: float = param(
        default=0.85,
        doc="Exponent of plant mass on rate; studies give 0.60 to 1.",
        source="schreiner-2015",
        grade="estimated",
        lo=0.4,
        hi=1.0,
        distribution=(0.6, 0.85, 1.0),
    )

    def sized(self) -> float:
        """Give the plant mass per oxygen rate at the design rate [kg per kg/s]."""
        return scaled(self.plant_mass, self.reference_rate, self.design_rate, self.scale_exponent)

    def unit_size(self, oxygen: float) -> float:
        """Give the capacity of one plant [activity/s] for an oxygen yield [kg/activity]; 0 without oxygen."""
        return 0.0 if samples.nothing(oxygen) else self.design_rate / oxygen


def scaled(specific_mass: float, reference_rate: float, rate: float, exponent: float) -> float:
    """Scale a specific plant mass with plant size.

    ``m(r)/r = (m0/r0) (r/r0)**(exponent - 1)``

    Parameters
    ----------
    specific_mass
        Plant mass per rate at the reference rate [kg per (kg/s)].
    reference_rate, rate
        Rates [kg/s].
    exponent
        Exponent of plant mass on rate [1]; 1 for none.

    Returns
    -------
    float
        Plant mass per rate [kg per (kg/s)].

    Examples
    --------
    >>> scaled(100.0, 1.0, 10.0, 1.0)
    100.0
    """
    result: float = specific_mass * (rate / reference_rate) ** (exponent - 1.0)
    return result
