"""Close power, heat and mass of a compute satellite at its destination."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from moonbase.api import ModelError, PayloadDesign, Service, Site, constants
from moonbase_compute.fleets import Fleet, fleet_of
from moonbase_compute.links import round_trip
from moonbase_compute.panel import Cells, Panel, panel_in_sunlight
from moonbase_compute.radiator import net_flux, surface_temperature
from moonbase_compute.reliability import Hazard, weak_share_after
from moonbase_compute.satellite_parameters import SatelliteParameters
from moonbase_compute.satellite_parts import PowerChain, Sizes, parts_of, unit_mass
from moonbase_compute.satellite_work import work_of
from moonbase_compute.surroundings import Place, look_around
from moonbase_compute.workloads import Usefulness

__all__ = ["Built", "array_panel", "build", "design", "power_chain"]


def power_chain(satellite: SatelliteParameters, place: Place) -> PowerChain:
    """Follow the power from chips back to the array.

    With a battery the array also charges for the worst shadow.
    """
    computing = satellite.packages * satellite.package_power * satellite.host_overhead
    load = computing * (1.0 + satellite.pump_share + satellite.bus_share)
    load = load + satellite.link_power / satellite.link_efficiency
    supplied = load / satellite.conditioning_efficiency
    charging = (
        place.worst_shadow / (1.0 - place.worst_shadow) / satellite.battery_efficiency if satellite.battery else 0.0
    )
    return PowerChain(computing=computing, load=load, supplied=supplied, array=supplied * (1.0 + charging))


def array_panel(satellite: SatelliteParameters, sunlight: float) -> tuple[Panel, Any]:
    """Panel in sunlight and the cosine of the tilt that keeps its cells below their limit."""
    cells = Cells(
        efficiency=satellite.cell_efficiency,
        slope=satellite.cell_slope,
        packing=satellite.packing,
        absorptance=satellite.array_absorptance,
        emissivity=satellite.array_emissivity,
    )
    eta = cells.efficiency * (1.0 + cells.slope * (satellite.hottest_cells - 298.15))
    emitted = 2.0 * cells.emissivity * constants.STEFAN_BOLTZMANN * satellite.hottest_cells**4
    least = emitted / ((cells.absorptance - eta * cells.packing) * sunlight)
    cosine = min(least, 1.0) if isinstance(least, float) else np.minimum(least, 1.0)
    return panel_in_sunlight(cells, sunlight, tilt_cosine=cosine), cosine


@dataclass(frozen=True, kw_only=True, eq=False)
class Built:
    """A satellite whose power, heat and mass close; numbers, or arrays of samples.

    Attributes
    ----------
    power, panel, cosine
        Chain of power, array in sunlight, cosine of its tilt.
    temperature, flux
        Of the radiator [K], [W/m2].
    sizes
        Areas, packages, life.
    parts
        Units by commodity.
    keeping
        Propellant that keeps it in place [kg].
    mass
        [kg]
    """

    power: PowerChain
    panel: Panel
    cosine: Any
    temperature: Any
    flux: Any
    sizes: Sizes
    parts: dict[str, Any]
    keeping: Any
    mass: Any


def build(satellite: SatelliteParameters, place: Place, *, installed: Any, life: Any) -> Built:
    """Close power, heat and mass.

    Parameters
    ----------
    satellite
        Its parameters; anything with their names will do, numbers or arrays of samples alike.
    place
        Where it works.
    installed
        Packages built in.
    life
        For which array and propellant are sized [s].

    Raises
    ------
    ModelError
        As `design`.
    """
    power = power_chain(satellite, place)
    panel, cosine = array_panel(satellite, place.sunlight)
    if np.any(panel.output <= 0.0):
        raise ModelError(f"{satellite.model_name}: the array gives no power at {place.name}")
    temperature, flux = _radiator(satellite, place)
    sizes = Sizes(
        array=power.array / (panel.output * np.exp(-satellite.array_ageing * life)),
        radiator=power.supplied / flux,
        installed=installed,
        life=life,
    )
    parts, keeping = parts_of(satellite, place, power, sizes)
    mass = sum(unit_mass(name) * amount for name, amount in parts.items())
    return Built(
        power=power, panel=panel, cosine=cosine, temperature=temperature, flux=flux, sizes=sizes, parts=parts,
        keeping=keeping, mass=mass,
    )  # fmt: skip


def design(satellite: SatelliteParameters, site: Site) -> PayloadDesign:
    """Size a satellite.

    Returns
    -------
    PayloadDesign
        Parts that weigh what the satellite weighs, service, propulsion, figures.

    Raises
    ------
    ModelError
        If the array gives nothing, the radiator cannot give off heat, launch loads leave no mass for anything but
        frame, or drag asks for more propellant than satellite.
    """
    place = look_around(satellite, site)
    computing = satellite.packages * satellite.package_power * satellite.host_overhead
    kept = fleet_of(satellite, dry_mass=0.0, dose=place.dose, computing=computing)
    made = build(satellite, place, installed=kept.installed, life=kept.life)
    power, panel, parts, mass = made.power, made.panel, made.parts, made.mass
    kept = fleet_of(satellite, dry_mass=mass, dose=place.dose, computing=computing)
    uses, work = work_of(satellite, place)
    service = _service(satellite, place, power, kept, uses)
    shares = _shares(parts, mass)
    return PayloadDesign(
        commodity=satellite.model_name,
        mass=mass,
        parts=parts,
        effort={"electricity": satellite.assembly_energy * mass},
        service=service,
        assembly_equipment={"machinery": satellite.line_mass * satellite.line_time},
        assembly_availability=satellite.line_availability,
        assembly_lifetime=satellite.line_life,
        exhaust_speed=satellite.exhaust_speed,
        propellant=satellite.propellant if satellite.exhaust_speed else "",
        tank_fraction=satellite.tank_fraction if satellite.exhaust_speed else 0.0,
        tank_commodity="structure" if satellite.exhaust_speed else "",
        max_acceleration=satellite.launch_acceleration,
        figures={
            "it_power": (power.computing, "W"),
            "bf16_operations_per_second": (satellite.packages * satellite.package_speed, "1"),
            "array_power": (power.array, "W"),
            "array_area": (made.sizes.array, "m2"),
            "array_temperature": (panel.temperature, "K"),
            "array_tilt": (math.acos(made.cosine), "rad"),
            "radiator_area": (made.sizes.radiator, "m2"),
            "radiator_temperature": (made.temperature, "K"),
            "radiator_flux": (made.flux, "W/m2"),
            "sunlight": (place.sunlight, "W/m2"),
            "time_in_shadow": (place.shadow, "1"),
            "longest_shadow": (place.longest_shadow, "s"),
            "life_dose": (place.dose * min(kept.life, satellite.life), "J/kg"),
            "keeping_propellant": (made.keeping, "kg"),
            "mass_per_it_power": (mass / power.computing, "kg/W"),
            "packages": (float(kept.installed), "1"),
            **work,
            **payback(satellite, mass, power),
            **{f"mass_share_{name}": (share, "1") for name, share in shares},
        },
        notes=(*place.notes, *_notes(satellite, place, service, (made.cosine, shares, uses))),
    )


def payback(satellite: SatelliteParameters, mass: float, power: PowerChain) -> dict[str, tuple[float, str]]:
    """Time until a satellite has made the energy, and saved the carbon, that making and throwing it took [s].

    ``t_E = (e P_array + e_launch m) / P``; ``t_C`` likewise, against the grid's carbon per energy.
    """
    energy = satellite.embodied_energy * power.array + satellite.launch_energy * mass
    carbon = satellite.embodied_carbon * power.array + satellite.launch_carbon * mass
    return {
        "energy_payback": (energy / power.computing, "s"),
        "carbon_payback": (carbon / (satellite.grid_carbon * power.computing), "s"),
        "grid_carbon": (satellite.grid_carbon, "kg/J"),
    }


def _radiator(satellite: SatelliteParameters, place: Place) -> tuple[Any, Any]:
    drop = satellite.package_power * satellite.junction_resistance + satellite.loop_drop
    temperature = satellite.junction_temperature - drop
    flux = net_flux(
        temperature,
        place.around,
        emissivity=satellite.emissivity,
        absorptance=satellite.solar_absorptance,
        fin_efficiency=satellite.fin_efficiency,
    )
    if np.any(flux <= 0.0):
        settled = surface_temperature(
            0.0,
            place.around,
            emissivity=satellite.emissivity,
            absorptance=satellite.solar_absorptance,
            fin_efficiency=satellite.fin_efficiency,
        )
        raise ModelError(
            f"{satellite.model_name}: a radiator at {np.min(temperature):.0f} K gives off no heat at {place.name}: it"
            f" is colder than its surroundings, in which it would settle at {np.max(settled):.0f} K",
            help="raise junction_temperature, lower junction_resistance, or go farther from the Sun",
        )
    return temperature, flux


def _service(
    satellite: SatelliteParameters, place: Place, power: PowerChain, kept: Fleet, uses: Mapping[str, Usefulness]
) -> Service:
    weak = weak_share_after(
        Hazard(
            weak_share=satellite.weak_share,
            weak_scale=satellite.weak_scale,
            weak_shape=satellite.weak_shape,
            rate=satellite.package_failures,
        ),
        satellite.burn_in,
    )
    lit = 1.0 if satellite.battery else 1.0 - place.shadow
    useful = 1.0 if satellite.workload == "any" else uses[satellite.workload].share
    if useful <= 0.0:
        raise ModelError(
            f"{satellite.model_name}: nothing of its computing is useful for {satellite.workload} work where it is:"
            f" {uses[satellite.workload].binding}",
            help=f"a round trip takes {1e3 * round_trip(place.distance):.3g} ms; choose another place or workload",
        )
    return Service(
        commodity="compute",
        rate=power.computing * lit * useful,
        failure_rate=kept.losses,
        degradation=kept.degradation,
        lifetime=kept.life,
        infant_mortality=1.0 - (1.0 - satellite.deployment_failures) * (1.0 - weak),
        curve=kept.curve,
        upkeep=kept.upkeep,
    )


def _shares(parts: dict[str, float], mass: float) -> list[tuple[str, float]]:
    shares = [(name.replace("-", "_"), unit_mass(name) * amount / mass) for name, amount in parts.items()]
    return sorted(shares, key=lambda item: -item[1])


def _notes(
    satellite: SatelliteParameters,
    place: Place,
    service: Service,
    found: tuple[float, list[tuple[str, float]], Mapping[str, Usefulness]],
) -> tuple[str, ...]:
    cosine, shares, uses = found
    largest, share = shares[0]
    notes = [f"{largest.replace('_', '-')} binds: {100 * share:.0f} % of the mass"]
    tolerated = satellite.dose_limit / place.dose if place.dose else math.inf
    if tolerated < satellite.life:
        what = "packages are exchanged" if satellite.fleet == "refreshed" else "radiation ends service"
        notes.append(f"{what} after {tolerated / constants.YEAR:.2f} years, before the planned life")
    if service.upkeep:
        notes.append(
            f"{satellite.fleet}: parts are exchanged at {satellite.servicing_share * constants.YEAR:.0%} a year"
        )
    if cosine < 1.0:
        notes.append(f"the array is tilted {math.degrees(math.acos(cosine)):.0f} degrees from the Sun to stay cool")
    told = (f"{name} {100 * use.share:.3g} % ({use.binding})" for name, use in uses.items())
    notes.append(f"useful share by workload, and what limits it: {', '.join(told)}")
    return tuple(notes)
