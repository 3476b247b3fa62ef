"""What a satellite meets at its destination: sunlight, shadow, planetary infrared, dose."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase.api import ModelError, Site, constants
from moonbase_compute import sunlight
from moonbase_compute.radiation import dose_rate
from moonbase_compute.radiator import Surroundings
from moonbase_compute.satellite_parameters import SatelliteParameters
from moonbase_compute.tables import read
from moonbase_compute.view_factors import edge_on_factor

__all__ = ["Place", "look_around"]

_FREE = ("heliocentric", "libration-point", "escape", "planet")
_ATMOSPHERE = 180e3  # m, below which orbits decay within days
_INCLINED = math.radians(30.0)  # of the orbit kind "30-degrees"
_GEOSTATIONARY = 42_164e3  # m, radius of a one-day orbit


@dataclass(frozen=True, kw_only=True)
class Place:
    """A destination as a satellite sees it.

    Attributes
    ----------
    sunlight
        [W/m2]
    around
        What a radiator absorbs.
    shadow, worst_shadow
        Mean share of the time and worst share of an orbit without Sun [1].
    longest_shadow
        [s]
    dose
        [J/kg/s]
    notes
        What was assumed.
    """

    sunlight: float
    around: Surroundings
    shadow: float = 0.0
    worst_shadow: float = 0.0
    longest_shadow: float = 0.0
    dose: float = 0.0
    notes: tuple[str, ...] = ()


def look_around(satellite: SatelliteParameters, site: Site) -> Place:
    """Describe a destination.

    Raises
    ------
    ModelError
        On the ground, inside a planet, or where no radiation table reaches.
    """
    flux = sunlight.flux(site.sun_distance)
    direct = flux * math.sin(satellite.pointing_error)
    if site.kind in _FREE:
        return Place(sunlight=flux, around=Surroundings(sunlight=direct), dose=satellite.open_space_dose)
    if site.kind == "earth-orbit":
        return _earth_orbit(satellite, site, flux, direct)
    if site.kind == "lunar-orbit":
        return _lunar_orbit(satellite, site, flux, direct)
    raise ModelError(
        f"{satellite.model_name} works in space, and {site.name} is of kind {site.kind}",
        help="send it to a heliocentric, libration-point, escape, earth-orbit or lunar-orbit site",
    )


def _body(name: str, site: Site) -> tuple[float, float, float, float]:
    row = next(row for row in read("bodies.csv") if row["body"] == name)
    radius = float(row["radius_km"]) * 1e3
    if site.radius <= radius:
        raise ModelError(
            f"{site.name} has an orbit radius of {site.radius / 1e3:.0f} km, inside the body's {radius / 1e3:.0f} km",
            help="give the radius from the centre of the body",
        )
    return radius, float(row["gm_km3_s2"]) * 1e9, float(row["infrared_w_m2"]), float(row["albedo"])


def _earth_orbit(satellite: SatelliteParameters, site: Site, flux: float, direct: float) -> Place:
    radius, _, infrared, albedo = _body("earth", site)
    factor = edge_on_factor(site.radius / radius)
    altitude = site.radius - constants.EARTH_RADIUS
    if altitude < _ATMOSPHERE:
        raise ModelError(
            f"{site.name} lies {altitude / 1e3:.0f} km above the Earth, inside the atmosphere",
            help=f"no satellite stays up below {_ATMOSPHERE / 1e3:.0f} km; give radius = altitude + 6378 km",
        )
    stationary = abs(site.radius - _GEOSTATIONARY) < 1e6
    dose = dose_rate("geostationary", 35_786e3) if stationary else dose_rate(satellite.orbit, altitude)
    if satellite.orbit == "dawn-dusk" and not stationary:
        year = sunlight.dawn_dusk_year(site.radius)
        shadow, worst, longest = year.mean_eclipse, year.worst_eclipse, year.longest_shadow
        reflected = 0.0
    else:
        worst = sunlight.eclipse_fraction(site.radius, 0.0)
        shadow = sunlight.mean_eclipse(site.radius, 0.0 if stationary else _INCLINED)
        longest = worst * sunlight.orbit_period(site.radius)
        reflected = 2.0 * albedo * flux * factor * (1.0 - shadow)
    return Place(
        sunlight=flux,
        around=Surroundings(infrared=infrared * factor, sunlight=direct + reflected),
        shadow=shadow,
        worst_shadow=worst,
        longest_shadow=longest,
        dose=dose,
        notes=(f"Earth orbit of kind {satellite.orbit} at {altitude / 1e3:.0f} km; shadow {100 * shadow:.1f} %",),
    )


def _lunar_orbit(satellite: SatelliteParameters, site: Site, flux: float, direct: float) -> Place:
    radius, gm, infrared, albedo = _body("moon", site)
    factor = edge_on_factor(site.radius / radius)
    shadow = sunlight.eclipse_fraction(site.radius, 0.0, body_radius=radius)
    reflected = 2.0 * albedo * flux * factor * (1.0 - shadow)
    return Place(
        sunlight=flux,
        around=Surroundings(infrared=infrared * factor, sunlight=direct + reflected),
        shadow=shadow,
        worst_shadow=shadow,
        longest_shadow=shadow * sunlight.orbit_period(site.radius, gm=gm),
        dose=satellite.open_space_dose,
        notes=("lunar infrared is a global mean; over the subsolar point it is four times as much",),
    )
