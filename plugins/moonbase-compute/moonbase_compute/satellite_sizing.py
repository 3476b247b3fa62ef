"""Close power, heat and mass of a compute satellite at its destination."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase.api import ModelError, PayloadDesign, Service, Site, constants
from moonbase_compute.panel import Cells, Panel, panel_in_sunlight
from moonbase_compute.radiator import net_flux
from moonbase_compute.reliability import Hazard, weak_share_after
from moonbase_compute.satellite_parameters import SatelliteParameters
from moonbase_compute.surroundings import Place, look_around

__all__ = ["PowerChain", "array_panel", "design", "power_chain"]


@dataclass(frozen=True, kw_only=True)
class PowerChain:
    """Power at each stage [W].

    Attributes
    ----------
    computing
        IT power: packages and hosts.
    load
        With pumps and bus.
    supplied
        What array or battery must give; all of it ends as heat in the radiator.
    array
        Array power in sunlight, with what the battery takes.
    """

    computing: float
    load: float
    supplied: float
    array: float


def power_chain(satellite: SatelliteParameters, place: Place) -> PowerChain:
    """Follow the power from chips back to the array.

    With a battery the array also charges for the worst shadow.
    """
    computing = satellite.packages * satellite.package_power * satellite.host_overhead
    load = computing * (1.0 + satellite.pump_share + satellite.bus_share)
    supplied = load / satellite.conditioning_efficiency
    charging = (
        place.worst_shadow / (1.0 - place.worst_shadow) / satellite.battery_efficiency if satellite.battery else 0.0
    )
    return PowerChain(computing=computing, load=load, supplied=supplied, array=supplied * (1.0 + charging))


def array_panel(satellite: SatelliteParameters, sunlight: float) -> tuple[Panel, float]:
    """Panel in sunlight and the cosine of the tilt that keeps its cells below their limit."""
    cells = Cells(
        efficiency=satellite.cell_efficiency,
        slope=satellite.cell_slope,
        packing=satellite.packing,
        absorptance=satellite.array_absorptance,
        emissivity=satellite.array_emissivity,
    )
    panel = panel_in_sunlight(cells, sunlight)
    if panel.temperature <= satellite.hottest_cells:
        return panel, 1.0
    eta = cells.efficiency * (1.0 + cells.slope * (satellite.hottest_cells - 298.15))
    emitted = 2.0 * cells.emissivity * constants.STEFAN_BOLTZMANN * satellite.hottest_cells**4
    cosine = emitted / ((cells.absorptance - eta * cells.packing) * sunlight)
    return panel_in_sunlight(cells, sunlight, tilt_cosine=cosine), cosine


def design(satellite: SatelliteParameters, site: Site) -> PayloadDesign:
    """Size a satellite.

    Returns
    -------
    PayloadDesign
        Parts that weigh what the satellite weighs, service, propulsion, figures.

    Raises
    ------
    ModelError
        If the array gives nothing, the radiator cannot give off heat, or launch loads leave no mass for anything
        but frame.
    """
    place = look_around(satellite, site)
    power = power_chain(satellite, place)
    panel, cosine = array_panel(satellite, place.sunlight)
    ageing = math.exp(-satellite.array_ageing * satellite.life)
    if panel.output <= 0.0:
        raise ModelError(f"{satellite.model_name}: the array gives no power at {site.name}")
    array = power.array / (panel.output * ageing)
    temperature, flux = _radiator(satellite, place, site)
    area = power.supplied / flux
    parts = _parts(satellite, place, power, (array, area))
    mass = sum(_mass(satellite, name) * amount for name, amount in parts.items())
    service = _service(satellite, place, power)
    shares = _shares(satellite, parts, mass)
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
            "array_area": (array, "m2"),
            "array_temperature": (panel.temperature, "K"),
            "array_tilt": (math.acos(min(cosine, 1.0)), "rad"),
            "radiator_area": (area, "m2"),
            "radiator_temperature": (temperature, "K"),
            "radiator_flux": (flux, "W/m2"),
            "sunlight": (place.sunlight, "W/m2"),
            "time_in_shadow": (place.shadow, "1"),
            "life_dose": (place.dose * service.lifetime, "J/kg"),
            "mass_per_it_power": (mass / power.computing, "kg/W"),
            "packages": (float(satellite.packages), "1"),
            **payback(satellite, mass, power),
            **{f"mass_share_{name}": (share, "1") for name, share in shares},
        },
        notes=(*place.notes, *_notes(satellite, service, cosine, shares)),
    )


def payback(satellite: SatelliteParameters, mass: float, power: PowerChain) -> dict[str, tuple[float, str]]:
    """Time until a satellite has made the energy, and saved the carbon, that making and launching it took [s].

    ``t_E = (e P_array + e_launch m) / P``; ``t_C`` likewise, against the grid's carbon per energy.
    """
    energy = satellite.embodied_energy * power.array + satellite.launch_energy * mass
    carbon = satellite.embodied_carbon * power.array + satellite.launch_carbon * mass
    return {
        "energy_payback": (energy / power.computing, "s"),
        "carbon_payback": (carbon / (satellite.grid_carbon * power.computing), "s"),
    }


def _radiator(satellite: SatelliteParameters, place: Place, site: Site) -> tuple[float, float]:
    drop = satellite.package_power * satellite.junction_resistance + satellite.loop_drop
    temperature = satellite.junction_temperature - drop
    flux = net_flux(
        temperature,
        place.around,
        emissivity=satellite.emissivity,
        absorptance=satellite.solar_absorptance,
        fin_efficiency=satellite.fin_efficiency,
    )
    if flux <= 0.0:
        raise ModelError(
            f"{satellite.model_name}: a radiator at {temperature:.0f} K gives off no heat at {site.name}",
            help="raise junction_temperature, lower junction_resistance, or go farther from the Sun",
        )
    return temperature, flux


def _parts(
    satellite: SatelliteParameters, place: Place, power: PowerChain, areas: tuple[float, float]
) -> dict[str, float]:
    battery = 0.0
    if satellite.battery:
        battery = power.supplied * place.longest_shadow / (satellite.battery_energy * satellite.battery_depth)
    parts = {
        "compute-package": float(satellite.packages),
        "electronics": satellite.host_mass * power.computing
        + satellite.conditioning_mass * power.array
        + satellite.bus_mass
        + battery,
        "space-array": areas[0],
        "radiator": areas[1],
        "machinery": satellite.loop_mass * power.supplied + satellite.thruster_mass,
        "conductor": satellite.harness_mass * power.array,
        "structure": satellite.shield_mass * satellite.shield_area * satellite.packages,
    }
    load = satellite.frame_density * satellite.launch_acceleration * satellite.stack_height
    bearing = satellite.frame_safety * load / (2.0 * satellite.frame_stress)
    frame = satellite.frame_share + bearing
    if frame >= 0.9:
        raise ModelError(
            f"{satellite.model_name}: at {satellite.launch_acceleration:.4g} m/s2 the frame would be"
            f" {100 * frame:.0f} % of the satellite",
            help="lower launch_acceleration (a longer track) or stack_height",
        )
    carried = sum(_mass(satellite, name) * amount for name, amount in parts.items())
    parts["structure"] += carried * frame / (1.0 - frame)
    return parts


def _mass(satellite: SatelliteParameters, commodity: str) -> float:
    known = {
        "compute-package": satellite.package_mass,
        "space-array": satellite.array_mass,
        "radiator": satellite.radiator_mass,
    }
    return known.get(commodity, 1.0)


def _service(satellite: SatelliteParameters, place: Place, power: PowerChain) -> Service:
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
    life = min(satellite.life, satellite.dose_limit / place.dose) if place.dose else satellite.life
    return Service(
        commodity="compute",
        rate=power.computing * lit,
        failure_rate=satellite.satellite_failures,
        degradation=satellite.package_failures * satellite.space_factor,
        lifetime=life,
        infant_mortality=1.0 - (1.0 - satellite.deployment_failures) * (1.0 - weak),
    )


def _shares(satellite: SatelliteParameters, parts: dict[str, float], mass: float) -> list[tuple[str, float]]:
    shares = [(name.replace("-", "_"), _mass(satellite, name) * amount / mass) for name, amount in parts.items()]
    return sorted(shares, key=lambda item: -item[1])


def _notes(
    satellite: SatelliteParameters, service: Service, cosine: float, shares: list[tuple[str, float]]
) -> tuple[str, ...]:
    largest, share = shares[0]
    notes = [f"{largest.replace('_', '-')} binds: {100 * share:.0f} % of the mass"]
    if service.lifetime < satellite.life:
        notes.append(
            f"radiation ends service after {service.lifetime / constants.YEAR:.2f} years, before its planned life"
        )
    if cosine < 1.0:
        notes.append(f"the array is tilted {math.degrees(math.acos(cosine)):.0f} degrees from the Sun to stay cool")
    return tuple(notes)
