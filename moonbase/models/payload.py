"""The payload kind: what is thrown, what it is made of, and what it does where it arrives."""

from __future__ import annotations

import itertools
import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from moonbase.models.recipe import Flow
from moonbase.models.site import Site
from moonbase.parameters.declare import Model

__all__ = ["Payload", "PayloadDesign", "Service"]

_AGES = 400  # steps of an integral over a lifetime


@dataclass(frozen=True, kw_only=True)
class Service:
    """What one payload does after arrival.

    Attributes
    ----------
    commodity
        What it delivers at the destination, such as ``"compute"``.
    rate
        Units of that commodity per second from one new payload.
    failure_rate
        Share of payloads lost per second [1/s].
    degradation
        Share of the output of a living payload lost per second [1/s].
    lifetime
        Time after which a payload is retired [s]; 0 for no limit.
    infant_mortality
        Share of payloads that never starts to work [1].
    curve
        ``(age [s], share of the output)`` points for what rates cannot say, such as spares that last until they are
        used up; straight between the points, constant beyond, and on top of the rates. Empty for 1.
    upkeep
        Units of each commodity used at the destination per payload in service and second: parts that a servicing
        vehicle exchanges, propellant that it burns.
    """

    commodity: str
    rate: float
    failure_rate: float = 0.0
    degradation: float = 0.0
    lifetime: float = 0.0
    infant_mortality: float = 0.0
    curve: tuple[tuple[float, float], ...] = ()
    upkeep: Mapping[str, float] = field(default_factory=dict)

    def mean_output(self) -> float:
        """Share of the first output that a payload gives on average over its lifetime, losses included [1].

        Examples
        --------
        >>> worn = Service(commodity="compute", rate=1.0, failure_rate=0.1, lifetime=5.0)
        >>> round(worn.mean_output(), 3)
        0.787
        """
        if self.lifetime <= 0.0:
            return 1.0 - self.infant_mortality
        step = self.lifetime / _AGES
        shares = (self._share((index + 0.5) * step) for index in range(_AGES))
        return (1.0 - self.infant_mortality) * math.fsum(shares) / _AGES

    def _share(self, age: float) -> float:
        kept = math.exp(-(self.failure_rate + self.degradation) * age)
        if not self.curve:
            return kept
        for (start, first), (end, last) in itertools.pairwise(self.curve):
            if age <= end:
                return kept * (first + (last - first) * max(age - start, 0.0) / (end - start))
        return kept * self.curve[-1][1]


@dataclass(frozen=True, kw_only=True)
class PayloadDesign:
    """One payload, ready to be made and thrown.

    Attributes
    ----------
    commodity
        Commodity that one payload is; its unit is ``"1"``.
    mass
        Mass of one payload without the propellant of the leg [kg].
    parts
        Units of each commodity built into one payload; together they weigh `mass` plus `scrap`.
    scrap
        Mass lost in assembly [kg].
    effort
        Further commodities used up to assemble one payload: energy, robot hours. They carry no mass.
    delivers
        Flows at the destination when one payload arrives, such as the cargo it holds. What arrives weighs at most
        `mass`; the rest is expended there.
    service
        What it does after arrival; None for a container.
    assembly_equipment
        Units of each commodity built into a line that assembles one payload per second.
    assembly_availability, assembly_lifetime, assembly_lead_time
        Of that line [1], [s], [s].
    exhaust_speed
        Of its own propulsion [m/s]; 0 for none. Propellant follows from the leg by the rocket equation.
    propellant
        Commodity it burns.
    tank_fraction
        Mass of tanks and engine per mass of propellant [1], made of `tank_commodity`.
    tank_commodity
        What tanks are made of.
    max_acceleration
        What it survives at launch [m/s2].
    figures
        Named results with their SI unit for reports: power, radiator area, ...
    notes
        What a reader must know, including which constraint sized it.
    """

    commodity: str
    mass: float
    parts: Mapping[str, float]
    scrap: float = 0.0
    effort: Mapping[str, float] = field(default_factory=dict)
    delivers: tuple[Flow, ...] = ()
    service: Service | None = None
    assembly_equipment: Mapping[str, float] = field(default_factory=dict)
    assembly_availability: float = 1.0
    assembly_lifetime: float = 0.0
    assembly_lead_time: float = 0.0
    exhaust_speed: float = 0.0
    propellant: str = ""
    tank_fraction: float = 0.0
    tank_commodity: str = ""
    max_acceleration: float = float("inf")
    figures: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Payload(Model, ABC):
    """A compute satellite, a container of ore, a tank of oxygen.

    Implementing one takes a single method, `design`.
    """

    kind: ClassVar[str] = "payload"

    @abstractmethod
    def design(self, destination: Site) -> PayloadDesign:
        """Answer what one payload for a destination is.

        Raises
        ------
        ModelError
            If no design works there; the message names the constraint.
        """
