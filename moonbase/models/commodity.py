"""Commodities: what is counted at a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = ["UNITS", "Commodity"]

UNITS: Final = ("kg", "J", "1", "m", "m2", "m3", "s", "mol", "bit")
"""Units in which amounts are counted."""


@dataclass(frozen=True, kw_only=True)
class Commodity:
    """Something counted at a site.

    Attributes
    ----------
    name
        Lower-case words joined by hyphens, such as ``"compute-satellite"``.
    unit
        SI unit of an amount, one of `UNITS`: ``"kg"``, ``"J"``, ``"1"`` for things that are counted.
    mass
        Mass of one unit [kg/unit]; 0 for energy, services and slots; 1 for what is counted in kg.
    doc
        What it is, in one sentence.
    source
        Where its mass and composition come from.
    storable
        Whether a stock can be carried into the next period.
    loss
        Share of a stock lost per second [1/s].
    wasteable
        Whether a surplus may be thrown away.
    composition
        Mass fraction by element symbol, summing to 1; None where it is unknown or differs by place (a flow can
        carry its own).
    display
        Unit for people, such as ``"t"`` or ``"MWh"``.
    """

    name: str
    unit: str = "kg"
    mass: float = 1.0
    doc: str = ""
    source: str = "definition"
    storable: bool = True
    loss: float = 0.0
    wasteable: bool = True
    composition: Mapping[str, float] | None = field(default=None)
    display: str = ""
