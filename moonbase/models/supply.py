"""The supply kind: where commodities come from that the mission does not make."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from moonbase.models.site import Site
from moonbase.parameters.declare import Model

__all__ = ["Offer", "Supply"]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What can be had at a site, at which price, on which vehicle.

    Attributes
    ----------
    prices
        Money per unit of each commodity offered [USD/unit], without transport.
    price_steps
        ``(date, USD/unit)`` steps of commodities whose price changes with the date, each valid from its date [TDB s
        after J2000] on, the first one before its date too; they stand in for `prices`.
    transport_price
        Money per kilogram carried [USD/kg].
    transport_steps
        ``(date, USD/kg)`` steps that stand in for `transport_price` where it changes with the date.
    flight_price
        Money per flight [USD]; use this or `transport_price`.
    flight_capacity
        Mass per flight [kg]; 0 for no vehicle limit.
    flights
        ``(date, flights per second)`` steps, each valid from its date [TDB s after J2000] on; empty for no limit.
    amounts
        ``(date, units per second)`` steps per commodity; a commodity left out has no limit of its own.
    lead_time
        From order to arrival [s].
    imported
        Whether its mass counts as imported from Earth.
    figures
        What a report and a comparison may tell of it, by name: value and SI unit, such as
        ``{"launch_energy": (6e8, "J/kg")}``.
    notes
        What a reader must know.
    """

    prices: Mapping[str, float]
    price_steps: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    transport_price: float = 0.0
    transport_steps: tuple[tuple[float, float], ...] = ()
    flight_price: float = 0.0
    flight_capacity: float = 0.0
    flights: tuple[tuple[float, float], ...] = ()
    amounts: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    lead_time: float = 0.0
    imported: bool = True
    figures: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Supply(Model, ABC):
    """Earth cargo, a commercial lander, a neighbour's surplus.

    Implementing one takes a single method, `offer`.
    """

    kind: ClassVar[str] = "supply"

    @abstractmethod
    def offer(self, site: Site, commodities: tuple[str, ...]) -> Offer:
        """Answer what can be had at a site.

        Parameters
        ----------
        site
            Where the goods arrive.
        commodities
            What the mission wants from this supply.

        Raises
        ------
        ModelError
            If it cannot serve the site or does not know the price of a commodity.
        """
