"""What lies at a site when the mission begins."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Stock"]


@dataclass(frozen=True, kw_only=True)
class Stock:
    """An amount of a commodity that is there from the first day on.

    Attributes
    ----------
    name, commodity, site
        What and where.
    amount
        In the unit of the commodity.
    """

    name: str
    commodity: str
    site: str
    amount: float
