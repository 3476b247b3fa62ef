"""How a soil is enriched in ilmenite: shared by beneficiation and the reduction that it feeds."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING

from moonbase.api import ModelError, Process, Site, param

if TYPE_CHECKING:
    from moonbase_regolith.ilmenite import Concentrate

__all__ = ["IlmeniteFeed"]


class IlmeniteFeed(Process, ABC):
    """Grade and recovery of ilmenite.

    A `hydrogen-reduction` node must be given the same values as the `ilmenite-beneficiation` that feeds it: they
    fix the concentrate's composition.
    """

    titanium_in_ilmenite: float = param(
        default=0.5,
        doc="Share of the soil's titanium in free ilmenite grains; the rest sits in glass.",
        source="assumed",
        grade="estimated",
        lo=0.01,
        hi=1.0,
        distribution=(0.2, 0.5, 0.9),
    )
    enrichment: float = param(
        default=3.0,
        doc="Ilmenite grade of the concentrate over that of the soil.",
        source="dlr-beneficiation-2023",
        grade="primary",
        lo=1.0,
        hi=15.0,
        distribution=(1.5, 3.0, 10.5),
    )
    recovery: float = param(
        default=0.5,
        doc="Share of the ilmenite that reaches the concentrate; measured 0.32, assumed 0.98 in one study.",
        source="dlr-beneficiation-2023",
        grade="estimated",
        lo=0.01,
        hi=1.0,
        distribution=(0.3, 0.5, 0.98),
    )

    def feed(self, site: Site) -> Concentrate:
        """Give the concentrate per kilogram of the site's soil.

        Raises
        ------
        ModelError
            If the soil holds no titanium.
        """
        from moonbase_regolith.ilmenite import concentrate
        from moonbase_regolith.oxides import soil_of

        result = concentrate(soil_of(site), self.titanium_in_ilmenite, self.enrichment, self.recovery)
        if result.mass <= 0.0:
            raise ModelError(f'{self.model_name}: no ilmenite at "{site.name}"', help="choose a mare site")
        return result
