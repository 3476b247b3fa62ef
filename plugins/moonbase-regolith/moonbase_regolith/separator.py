"""What plants that sort dry soil have in common: what the soil wears off them."""

from __future__ import annotations

from abc import ABC

from moonbase.api import Plant, param

__all__ = ["Separator"]


class Separator(Plant, ABC):
    """Screens, chutes and magnets that dry soil runs through."""

    dust_wear: float = param(
        default=1.5,
        doc="Factor on the spares for abrasion of screens, chutes and bearings by the dry soil that runs through.",
        source="assumed",
        grade="estimated",
        lo=1.0,
        hi=20.0,
        distribution=(1.0, 1.5, 4.0),
    )
