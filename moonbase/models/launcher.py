"""The launcher kind: what throws payloads, and what one shot takes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from moonbase.models.recipe import Flow
from moonbase.models.site import Site
from moonbase.parameters.declare import Model

__all__ = ["Launcher", "LauncherFrame", "Machine", "Shot", "ShotCost"]


@dataclass(frozen=True, kw_only=True)
class LauncherFrame:
    """How the launcher lies on the ground and what it can reach.

    Attributes
    ----------
    azimuth
        Muzzle direction from north through east [rad]; None if it can turn.
    elevation
        Muzzle direction above the horizon [rad].
    max_muzzle_speed
        Highest speed relative to the track [m/s].
    max_payload
        Heaviest payload [kg].
    acceleration
        What the payload has to bear at the highest speed [m/s2].
    """

    azimuth: float | None = None
    elevation: float = 0.0
    max_muzzle_speed: float = 0.0
    max_payload: float = float("inf")
    acceleration: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Machine:
    """One launcher of the design rate, as something that can be built, worn and run.

    Attributes
    ----------
    rate
        Shots per second that one machine can fire [1/s].
    equipment
        Units of each commodity built into one machine.
    spares
        Units of each commodity used per shot through wear.
    upkeep
        Units of each commodity used per second by one machine.
    lifetime
        Time after which it is gone [s]; 0 for no limit.
    availability
        Share of the time it can fire [1].
    lead_time
        From using up the equipment to the first shot [s].
    capital_cost
        Money per machine beyond its commodities [USD].
    notes
        Sizing results worth telling: track length, peak power, what limits the rate.
    figures
        Named results with their SI unit, ``{"track_length": (288.0, "m")}``, for reports.
    """

    rate: float
    equipment: Mapping[str, float] = field(default_factory=dict)
    spares: Mapping[str, float] = field(default_factory=dict)
    upkeep: Mapping[str, float] = field(default_factory=dict)
    lifetime: float = 0.0
    availability: float = 1.0
    lead_time: float = 0.0
    capital_cost: float = 0.0
    notes: tuple[str, ...] = ()
    figures: Mapping[str, tuple[float, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Shot:
    """What a leg asks for.

    Attributes
    ----------
    mass
        Payload mass [kg].
    muzzle_speed
        Speed relative to the track [m/s].
    """

    mass: float
    muzzle_speed: float


@dataclass(frozen=True, kw_only=True)
class ShotCost:
    """What one shot takes.

    Attributes
    ----------
    flows
        Commodities per shot; negative amounts are used. The payload itself is not among them.
    shots
        Shots of the launcher's rate that this one uses up; above 1 if it needs longer.
    kinetic_energy
        Energy of the payload at the muzzle [J]; the energy used cannot be less.
    """

    flows: tuple[Flow, ...]
    shots: float = 1.0
    kinetic_energy: float = 0.0


class Launcher(Model, ABC):
    """A coilgun, linear motor, sling, rocket: accelerates payloads off a site.

    Implementing one takes a single method, `launch`; `frame` and `machine` have honest defaults for a launcher
    that is already there and never wears.
    """

    kind: ClassVar[str] = "launcher"

    @abstractmethod
    def launch(self, shot: Shot, site: Site) -> ShotCost:
        """Answer what one shot takes.

        Parameters
        ----------
        shot
            Mass [kg], muzzle speed [m/s] and what else is known of it.
        site
            Where the launcher stands.

        Raises
        ------
        ModelError
            If the payload is too heavy, the speed out of reach, or the acceleration too high for it.
        """

    def frame(self, site: Site) -> LauncherFrame:  # noqa: ARG002 - overridden where the ground matters
        """Tell direction and reach; by default the launcher can turn and has no limits."""
        return LauncherFrame(max_muzzle_speed=float("inf"))

    def machine(self, site: Site) -> Machine:  # noqa: ARG002 - overridden where the ground matters
        """Tell what one machine is; by default a shot per hour from nothing."""
        return Machine(rate=1 / 3600)
