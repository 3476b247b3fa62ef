"""Compute satellite: accelerators, array, radiator and bus, sized for where it will work."""

from __future__ import annotations

from moonbase.api import PayloadDesign, Site
from moonbase_compute.satellite_parameters import SatelliteParameters

__all__ = ["ComputeSatellite"]


class ComputeSatellite(SatelliteParameters):
    """AI satellite whose power, heat and mass close at its destination.

    Array power follows the IT power through pumps, bus and conditioning; array area follows from sunlight, the
    panel's own temperature and ageing to the end of life; radiator area from the temperature that the chip's thermal
    chain leaves and from what the place radiates back; mass from the sum of all that and the frame that bears launch.
    """

    validity = "free space: heliocentric circles, libration points, escape, Earth and lunar orbits"

    def design(self, destination: Site) -> PayloadDesign:
        """Size one satellite for a destination."""
        from moonbase_compute.satellite_sizing import design

        return design(self, destination)
