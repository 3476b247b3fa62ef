"""What a satellite meets at its destination: sunlight, shadow, planetary infrared, dose."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from moonbase.api import ModelError, Site, constants
from moonbase_compute import radiation, sunlight
from moonbase_compute.atmosphere import decay_time
from moonbase_compute.distances import to_the_ground
from moonbase_compute.radiator import Surroundings
from moonbase_compute.satellite_parameters import SatelliteParameters
from moonbase_compute.station_keeping import GEOSTATIONARY, keeping_acceleration
from moonbase_compute.tables import read
from moonbase_compute.view_factors import edge_on_factor

__all__ = ["Place", "look_around"]

_FREE = ("heliocentric", "libration-point", "escape", "planet")
_ATMOSPHERE = 180e3  # m, below which orbits decay within days
_INCLINATIONS = {"30-degrees": math.radians(30.0)}
_AT_1_AU = 0.88  # rad of solar particles in the hundred of a mean year behind 10 mm; the rest are cosmic rays


@dataclass(frozen=True, kw_only=True)
class Place:
    """A destination as a satellite sees it.

    Attributes
    ----------
    name
        As the mission calls it.
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
    keeping
        Velocity change per time that keeps the satellite there, besides drag [m/s2].
    distance
        To users on the ground, one way [m].
    altitude
        Above the Earth where there may be air [m]; infinite elsewhere.
    steady_sight
        Whether the ground is in sight all the time.
    notes
        What was assumed.
    """

    name: str = ""
    sunlight: float
    around: Surroundings
    shadow: float = 0.0
    worst_shadow: float = 0.0
    longest_shadow: float = 0.0
    dose: float = 0.0
    keeping: float = 0.0
    distance: float = 0.0
    altitude: float = math.inf
    steady_sight: bool = True
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
    if site.kind == "earth-orbit":
        place = _earth_orbit(satellite, site, flux, direct)
    elif site.kind == "lunar-orbit" or (site.kind == "planet" and site.radius > 0.0):
        place = _other_orbit(satellite, site, flux, direct)
    elif site.kind in _FREE:
        place = Place(sunlight=flux, around=Surroundings(sunlight=direct), dose=_open_space(satellite, site))
    else:
        raise ModelError(
            f"{satellite.model_name} works in space, and {site.name} is of kind {site.kind}",
            help="send it to a heliocentric, libration-point, escape, planet, earth-orbit or lunar-orbit site",
        )
    return replace(place, name=site.name, keeping=keeping_acceleration(site), distance=to_the_ground(site))


def _depth(satellite: SatelliteParameters) -> float:
    return satellite.shield_mass / radiation.ALUMINIUM


def _open_space(satellite: SatelliteParameters, site: Site, covered: float = 0.0) -> float:
    """Dose beyond the magnetosphere; what the parameter says of 1 AU and 10 mm is carried to place and shield."""
    usual = radiation.deep_space_dose(constants.ASTRONOMICAL_UNIT)
    particles = 1.0 + (satellite.open_space_dose / usual - 1.0) / _AT_1_AU
    return radiation.deep_space_dose(
        site.sun_distance, depth=_depth(satellite), covered=covered, particles=max(particles, 0.0)
    )


def _body(name: str, site: Site) -> tuple[float, float, float, float]:
    row = next((row for row in read("bodies.csv") if row["body"] == name), None)
    if row is None:
        raise ModelError(f"nothing is known of the heat of {name}", help="leave out the radius of the site")
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
            f"{site.name} lies {altitude / 1e3:.0f} km above the Earth, inside the atmosphere:"
            f" a satellite comes down within {_hours(altitude)}",
            help=f"no satellite stays up below {_ATMOSPHERE / 1e3:.0f} km; give radius = altitude + 6378 km",
        )
    stationary = abs(site.radius - GEOSTATIONARY) < 1e6
    kind = "geostationary" if stationary else satellite.orbit
    dose = _earth_dose(satellite, altitude, stationary=stationary)
    inclination = 0.0 if stationary else _INCLINATIONS.get(satellite.orbit, satellite.inclination)
    if satellite.orbit == "dawn-dusk" and not stationary:
        year = sunlight.dawn_dusk_year(site.radius)
        shadow, worst, longest = year.mean_eclipse, year.worst_eclipse, year.longest_shadow
        reflected = 0.0
    else:
        worst = sunlight.eclipse_fraction(site.radius, 0.0)
        shadow = sunlight.mean_eclipse(site.radius, inclination)
        longest = worst * sunlight.orbit_period(site.radius)
        reflected = 2.0 * albedo * flux * factor * (1.0 - shadow)
    return Place(
        sunlight=flux,
        around=Surroundings(infrared=infrared * factor, sunlight=direct + reflected),
        shadow=shadow,
        worst_shadow=worst,
        longest_shadow=longest,
        dose=dose,
        altitude=altitude,
        steady_sight=stationary,
        notes=(f"{kind} Earth orbit at {altitude / 1e3:.0f} km; shadow {100 * shadow:.1f} %",),
    )


def _hours(altitude: float) -> str:
    """Tell in words how long one square metre per hundred kilograms stays up."""
    hours = decay_time(altitude, 0.01) / 3600.0 if altitude > 0.0 else 0.0
    return f"{hours:.0f} hours" if hours >= 1.5 else "one turn"


def _earth_dose(satellite: SatelliteParameters, altitude: float, *, stationary: bool) -> float:
    depth = _depth(satellite)
    if stationary:
        return radiation.dose_rate("geostationary", 35_786e3, depth=depth)
    if satellite.orbit == "inclined":
        return radiation.inclined_dose_rate(satellite.inclination, altitude, depth=depth)
    return radiation.dose_rate(satellite.orbit, altitude, depth=depth)


def _other_orbit(satellite: SatelliteParameters, site: Site, flux: float, direct: float) -> Place:
    body = site.body or "moon"
    radius, gm, infrared, albedo = _body(body, site)
    factor = edge_on_factor(site.radius / radius)
    shadow = sunlight.eclipse_fraction(site.radius, 0.0, body_radius=radius)
    reflected = 2.0 * albedo * flux * factor * (1.0 - shadow)
    covered = 0.5 * (1.0 - math.sqrt(1.0 - (radius / site.radius) ** 2))
    notes = {"moon": ("lunar infrared is a global mean; over the subsolar point it is four times as much",)}
    return Place(
        sunlight=flux,
        around=Surroundings(infrared=infrared * factor, sunlight=direct + reflected),
        shadow=shadow,
        worst_shadow=shadow,
        longest_shadow=shadow * sunlight.orbit_period(site.radius, gm=gm),
        dose=_open_space(satellite, site, covered),
        notes=notes.get(body, ()),
    )
