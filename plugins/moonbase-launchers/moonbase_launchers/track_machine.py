"""Size a track launcher as a machine: what it is made of, what it wears, what limits its rate."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from moonbase.api import Machine, constants
from moonbase_launchers import geometry, kinematics
from moonbase_launchers.thermal import radiator_flux
from moonbase_launchers.track_launcher import Section, TrackLauncher

__all__ = ["size"]


@dataclass(frozen=True, kw_only=True)
class _Cycle:
    """One trip of a bucket and the rate that follows."""

    accelerate: float
    brake: float
    carry: float
    brake_length: float
    rate: float
    cause: str

    def fleet(self, load: float) -> float:
        parts = {"accelerate": self.accelerate, "brake": self.brake, "carry": self.carry}
        return kinematics.bucket_fleet(self.rate, load=load, **parts)


def size(launcher: TrackLauncher) -> Machine:
    """Size one launcher for its rated shot and the highest rate that it can hold.

    Parameters
    ----------
    launcher
        A technology with its parameters.

    Returns
    -------
    Machine
        Equipment, wear and figures. The rate is the wanted one or the lowest limit; the notes name the cause.
    """
    section = launcher.section()
    cycle = _cycle(launcher, section)
    energy = launcher.input_energy(launcher.rated_payload, launcher.max_muzzle_speed)
    payload_energy = kinematics.kinetic_energy(launcher.rated_payload, launcher.max_muzzle_speed)
    mean_power = cycle.rate * energy
    occupied = kinematics.occupancy(cycle.rate, cycle.accelerate)
    store = 0.0 if launcher.barrel_stores_energy else energy * kinematics.storage_share(occupied)
    radiator = (mean_power - cycle.rate * payload_energy) / radiator_flux(
        launcher.radiator_temperature, sink=launcher.sink_temperature
    )
    fleet = max(cycle.fleet(launcher.load_time), 1.0) if launcher.bucket_mass else 0.0
    equipment = _equipment(launcher, section, cycle)
    equipment["machinery"] += fleet * launcher.bucket_mass
    equipment["electronics"] += launcher.converter_mass * mean_power
    equipment[launcher.storage_commodity] += store / launcher.storage_energy
    equipment["radiator"] += radiator
    upkeep = defaultdict(float, section.upkeep)
    upkeep["electricity"] += launcher.standby * mean_power
    drive = energy - payload_energy
    figures = {
        "powered_length": (launcher.powered_length, "m"),
        "brake_length": (cycle.brake_length, "m"),
        "track_length": (launcher.powered_length + launcher.release_length + cycle.brake_length, "m"),
        "acceleration_time": (cycle.accelerate, "s"),
        "thrust": (launcher.thrust, "N"),
        "energy_per_shot": (energy, "J"),
        "efficiency": (payload_energy / energy, "1"),
        "mean_power": (mean_power, "W"),
        "peak_mechanical_power": (launcher.thrust * launcher.max_muzzle_speed, "W"),
        "occupancy": (occupied, "1"),
        "storage": (store, "J"),
        "heat_per_shot": (drive, "J"),
        "radiator_area": (radiator, "m2"),
        "buckets": (fleet, "1"),
        "throughput": (
            kinematics.throughput(launcher.rated_payload, cycle.rate, duty=launcher.availability, span=constants.YEAR)
            / constants.YEAR,
            "kg/s",
        ),
        "hold_down": (geometry.hold_down(launcher.max_muzzle_speed), "m/s2"),
        "chord_cut": (geometry.chord_cut(launcher.powered_length), "m"),
        "clearance_at_10_km": (geometry.clearance(1e4, launcher.max_muzzle_speed, launcher.elevation), "m"),
        "lateral_speed": (
            geometry.lateral_speed(launcher.misalignment, launcher.misalignment_wavelength, launcher.max_muzzle_speed),
            "m/s",
        ),
        **section.figures,
    }
    wave = figures["lateral_speed"][0]
    figures |= {
        "acceleration": (launcher.acceleration, "m/s2"),
        "muzzle_vertical_error": (wave, "m/s"),
        "muzzle_lateral_error": (wave, "m/s"),
        "recoil_peak": (launcher.thrust, "N"),
        "recoil_mean": (cycle.rate * launcher.rated_payload * launcher.max_muzzle_speed, "N"),
        "thermal_growth": (geometry.thermal_growth(launcher.powered_length), "m"),
    }
    spares = defaultdict(float, section.spares)
    spares["track"] += equipment["track"] / launcher.track_life
    spares["machinery"] += launcher.bucket_mass / launcher.bucket_life
    return Machine(
        rate=cycle.rate,
        equipment={name: amount for name, amount in equipment.items() if amount > 0.0},
        spares={name: amount for name, amount in spares.items() if amount > 0.0},
        upkeep={name: amount for name, amount in upkeep.items() if amount > 0.0},
        lifetime=launcher.lifetime,
        availability=launcher.availability,
        lead_time=launcher.lead_time,
        figures=figures,
        notes=(f"rate {cycle.rate:.4g} 1/s, set by {cycle.cause}", *section.notes),
    )


def _cycle(launcher: TrackLauncher, section: Section) -> _Cycle:
    speed, braking = launcher.max_muzzle_speed, launcher.brake_ratio * launcher.acceleration
    has_bucket = launcher.bucket_mass > 0.0
    brake_length = kinematics.acceleration_length(speed, braking) if has_bucket else 0.0
    length = launcher.powered_length + launcher.release_length + brake_length
    limits = {"the wanted rate": launcher.rate, **section.rate_limits}
    if launcher.load_time > 0.0:
        limits["loading stations"] = launcher.load_stations / launcher.load_time
    cause = min(limits, key=lambda name: limits[name])
    return _Cycle(
        accelerate=kinematics.acceleration_time(speed, launcher.acceleration),
        brake=kinematics.acceleration_time(speed, braking) if has_bucket else 0.0,
        carry=length / launcher.return_speed if has_bucket else 0.0,
        brake_length=brake_length,
        rate=limits[cause],
        cause=cause,
    )


def _equipment(launcher: TrackLauncher, section: Section, cycle: _Cycle) -> defaultdict[str, float]:
    powered, braked = launcher.powered_length, cycle.brake_length
    total = defaultdict(float, section.fixed)
    for name, amount in section.mass.items():
        total[name] += amount * powered
    for name, amount in section.brake_mass.items():
        total[name] += amount * braked
    total["track"] += launcher.guideway_ratio * total["track"]
    if launcher.bucket_mass:
        total["track"] += launcher.return_track_mass * (powered + launcher.release_length + braked)
    return total
