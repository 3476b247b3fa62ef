"""From a wound coil to a stage: inductance, resistance, mass, and the heat that a shot leaves in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase.api import ModelError
from moonbase_launchers.coilgun_shot import Stage
from moonbase_launchers.thermal import COPPER, Conductor
from moonbase_launchers.thick_coils import Section, self_inductance

__all__ = ["Winding", "wound_stage"]


@dataclass(frozen=True, kw_only=True)
class Winding:
    """A coil of rectangular section.

    Attributes
    ----------
    section
        Where the conductor lies; its axial middle is the coil's position.
    turns
        [1]
    fill
        Conductor per section area [1].
    conductor
        Material.
    """

    section: Section
    turns: float
    fill: float = 0.7
    conductor: Conductor = COPPER

    def __post_init__(self) -> None:
        if not (self.turns > 0.0 and 0.0 < self.fill <= 1.0):
            raise ModelError("a winding needs turns above zero and a fill factor between 0 and 1")

    @property
    def mean_radius(self) -> float:
        """Of the section [m]."""
        return 0.5 * (self.section.inner + self.section.outer)

    @property
    def area(self) -> float:
        """Conductor section of all turns together [m2]."""
        section = self.section
        return self.fill * (section.outer - section.inner) * (section.high - section.low)

    @property
    def inductance(self) -> float:
        """Of the whole coil, ``N^2`` times that of one turn spread over the section [H]."""
        return self.turns**2 * self_inductance(self.section)

    @property
    def resistance(self) -> float:
        """At the conductor's reference temperature, ``rho N^2 2 pi r / A`` [ohm]."""
        return self.conductor.resistivity * self.turns**2 * 2.0 * math.pi * self.mean_radius / self.area

    @property
    def mass(self) -> float:
        """Of the conductor [kg]."""
        return self.conductor.density * 2.0 * math.pi * self.mean_radius * self.area

    def rise(self, loss: float) -> float:
        """Temperature rise by a loss that stays in the conductor [K].

        Parameters
        ----------
        loss
            Such as one of `ShotResult.stage_losses` [J].
        """
        return loss / (self.mass * self.conductor.heat_capacity)


def wound_stage(winding: Winding, *, trigger: float, capacitance: float, voltage: float) -> Stage:
    """Make a stage of a winding.

    The stage couples to others as a filament at the mean radius, 1 to 6 % off for thick coils; its own inductance is
    that of the full section.

    Parameters
    ----------
    winding
        Drive coil.
    trigger
        Bucket position that closes the switch, relative to the coil's middle [m].
    capacitance, voltage
        Of its capacitor [F], [V].
    """
    middle = 0.5 * (winding.section.low + winding.section.high)
    return Stage(
        position=middle,
        trigger=middle + trigger,
        radius=winding.mean_radius,
        turns=winding.turns,
        inductance=winding.inductance,
        resistance=winding.resistance,
        capacitance=capacitance,
        voltage=voltage,
    )
