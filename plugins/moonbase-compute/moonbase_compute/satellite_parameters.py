"""Parameters of a compute satellite: its bus, launch loads, failures, radiation, propulsion, assembly."""

from __future__ import annotations

from moonbase.api import param
from moonbase_compute.fleet_parameters import FleetParameters

__all__ = ["SatelliteParameters"]


class SatelliteParameters(FleetParameters):
    """What is stated about a compute satellite; how it is sized is in `satellite_sizing`."""

    loop_mass: float = param(
        default="3 kg/kW",
        unit="kg/W",
        doc="Pumped loop per heat.",
        source="2 to 6 kg/kW",
        grade="secondary",
        lo="0 kg/kW",
        distribution=("2 kg/kW", "3 kg/kW", "6 kg/kW"),
    )
    conditioning_mass: float = param(
        default="1 kg/kW", unit="kg/W", doc="Power electronics per array power.", source="assumed", lo="0 kg/kW"
    )
    harness_mass: float = param(
        default="0.5 kg/kW", unit="kg/W", doc="Conductors per array power.", source="assumed", lo="0 kg/kW"
    )
    shield_mass: float = param(
        default="27 kg/m2",
        unit="kg/m2",
        doc="Around the computer: 10 mm of aluminium.",
        source="depth of the dose table",
        grade="computed",
        lo="0 kg/m2",
    )
    shield_area: float = param(
        default="0.03 m2", unit="m2", doc="Shielded area per package.", source="assumed", lo="0 m2"
    )
    bus_mass: float = param(
        default="60 kg", unit="kg", doc="Attitude control, radio, computers of the bus.", source="assumed", lo="0 kg"
    )
    thruster_mass: float = param(default="15 kg", unit="kg", doc="Hall thrusters.", source="assumed", lo="0 kg")
    frame_share: float = param(
        default=0.08,
        unit="1",
        doc="Frame and mechanisms per total mass, without launch loads.",
        source="assumed",
        lo=0.0,
        hi=0.8,
    )
    launch_acceleration: float = param(
        default="100 gee",
        unit="m/s2",
        doc="What the folded satellite survives.",
        source="assumed",
        lo="10 m/s2",
        hi="1e6 m/s2",
    )
    stack_height: float = param(
        default="3 m", unit="m", doc="Height of the folded stack along the thrust.", source="assumed", lo="0.1 m"
    )
    frame_stress: float = param(
        default="410 MPa",
        unit="Pa",
        doc="Strength of the frame's aluminium.",
        source="gives 1.4 % at 100 g over 3 m with a safety factor of 1.4",
        grade="computed",
        lo="1 MPa",
    )
    frame_safety: float = param(
        default=1.4, unit="1", doc="Strength per launch load of the frame.", source="assumed", lo=1.0, hi=5.0
    )
    frame_density: float = param(
        default="2810 kg/m3",
        unit="kg/m3",
        doc="Density behind the launch load: aluminium alloy 7075.",
        source="handbook value",
        grade="recalled",
        lo="10 kg/m3",
    )
    battery: bool = param(default=True, unit="", doc="Whether shadow is bridged by a battery.", source="assumed")
    battery_energy: float = param(
        default="200 Wh/kg",
        unit="J/kg",
        doc="Lithium-ion pack.",
        source="150 to 260 Wh/kg",
        grade="recalled",
        lo="10 Wh/kg",
    )
    battery_depth: float = param(default=0.6, unit="1", doc="Depth of discharge.", source="assumed", lo=0.05, hi=1.0)
    battery_efficiency: float = param(
        default=0.9, unit="1", doc="Round trip of the battery.", source="assumed", lo=0.3, hi=1.0
    )
    orbit: str = param(
        default="dawn-dusk",
        unit="",
        doc="Kind of Earth orbit, where the destination is one.",
        source="assumed",
        choices=("dawn-dusk", "30-degrees", "inclined"),
    )
    inclination: float = param(
        default="53 deg",
        unit="rad",
        doc="Of an Earth orbit of kind inclined.",
        source="shells of communication satellites",
        grade="recalled",
        lo="0 deg",
        hi="180 deg",
    )
    life: float = param(
        default="5 yr",
        unit="s",
        doc="Retirement age; accelerators age in 3 to 6 years.",
        source="3 to 6 years",
        grade="secondary",
        lo="1 d",
        distribution=("3 yr", "5 yr", "7 yr"),
    )
    package_failures: float = param(
        default="4 %/yr",
        unit="1/s",
        doc="Permanent failures of packages on the ground.",
        source="2.5 to 6 % a year",
        grade="secondary",
        lo=0.0,
        distribution=("2.5 %/yr", "4 %/yr", "6 %/yr"),
    )
    space_factor: float = param(
        default=1.5,
        unit="1",
        doc="Failures in space per failures on the ground.",
        source="1 to 3",
        grade="estimated",
        lo=0.1,
        hi=10.0,
        distribution=(1.0, 1.5, 3.0),
    )
    satellite_failures: float = param(
        default="2 %/yr", unit="1/s", doc="Loss of whole satellites.", source="assumed", lo=0.0
    )
    deployment_failures: float = param(
        default=0.01, unit="1", doc="Satellites that never start.", source="assumed", lo=0.0, hi=1.0
    )
    weak_share: float = param(
        default=0.02, unit="1", doc="Packages with a latent defect when made.", source="assumed", lo=0.0, hi=0.5
    )
    weak_scale: float = param(
        default="1 yr", unit="s", doc="Weibull scale of weak packages.", source="assumed", lo="1 h"
    )
    weak_shape: float = param(
        default=0.5,
        unit="1",
        doc="Weibull shape of weak packages.",
        source="0.3 to 0.7",
        grade="secondary",
        lo=0.1,
        hi=1.0,
    )
    burn_in: float = param(
        default="168 h",
        unit="s",
        doc="Test on the ground before launch.",
        source="48 to 168 h",
        grade="secondary",
        lo="0 h",
    )
    dose_limit: float = param(
        default="20 J/kg",
        unit="J/kg",
        doc="Ionising dose that retires a satellite: 2 krad, where memory became irregular.",
        source="Suncatcher 2025",
        grade="secondary",
        lo="0.1 J/kg",
    )
    open_space_dose: float = param(
        default="1 J/(kg yr)",
        unit="J/(kg s)",
        doc="Yearly dose beyond the magnetosphere at 1 AU behind 10 mm; distance and shield scale it.",
        source="7 to 20 rad/yr of cosmic rays, 0.1 to 1 krad/yr of solar particles in active years",
        grade="estimated",
        lo=0.0,
        distribution=("0.2 J/(kg yr)", "1 J/(kg yr)", "10 J/(kg yr)"),
    )
    exhaust_speed: float = param(
        default="17.7 km/s",
        unit="m/s",
        doc="Of the Hall thrusters, 1800 s.",
        source="krypton Hall thrusters",
        grade="recalled",
        lo="0 m/s",
        hi="100 km/s",
    )
    propellant: str = param(default="hall-propellant", unit="", doc="Commodity burnt.", source="assumed")
    tank_fraction: float = param(default=0.1, unit="1", doc="Tanks per propellant.", source="assumed", lo=0.0, hi=1.0)
    assembly_energy: float = param(
        default="10 MJ/kg",
        unit="J/kg",
        doc="Electricity to assemble and test, with burn-in.",
        source="assumed",
        lo="0 J/kg",
    )
    line_mass: float = param(
        default="20 t", unit="kg", doc="Machinery of one assembly line.", source="assumed", lo="0 kg"
    )
    line_time: float = param(default="1 d", unit="s", doc="Time per satellite on one line.", source="assumed", lo="1 s")
    line_life: float = param(default="10 yr", unit="s", doc="Of the assembly line.", source="assumed", lo="0 s")
    line_availability: float = param(
        default=0.85, unit="1", doc="Of the assembly line.", source="assumed", lo=0.0, hi=1.0
    )
    embodied_energy: float = param(
        default="1 kWh/W",
        unit="J/W",
        doc="Energy to make array and computer, per array power.",
        source="0.5 to 1.5 kWh/W",
        grade="estimated",
        lo="0 kWh/W",
        distribution=("0.5 kWh/W", "1 kWh/W", "1.5 kWh/W"),
    )
    launch_energy: float = param(
        default="1.6 kWh/kg",
        unit="J/kg",
        doc="Energy of the throw per mass, 0 without one; what brings parts from Earth tells its own.",
        source="2.38 km/s at half efficiency",
        grade="computed",
        lo="0 kWh/kg",
    )
    launch_carbon: float = param(
        default=0.0,
        unit="1",
        doc="Carbon dioxide of the throw per mass; what brings parts from Earth tells its own.",
        source="thrown by electricity of the Sun",
        grade="computed",
        lo=0.0,
    )
    embodied_carbon: float = param(
        default="0.5 kg/W",
        unit="kg/W",
        doc="Carbon dioxide of making array and computer, per array power.",
        source="1 kWh/W at the grid's 0.4 to 0.6 kg/kWh",
        grade="estimated",
        lo="0 kg/W",
    )
    grid_carbon: float = param(
        default="0.4 kg/kWh",
        unit="kg/J",
        doc="Carbon dioxide of the grid whose power a satellite replaces.",
        source="mean of large grids",
        grade="recalled",
        lo="1e-4 kg/kWh",
    )
