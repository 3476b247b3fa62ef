"""Parameters of a satellite's payload proper: computer, power and heat."""

from __future__ import annotations

from moonbase.api import Payload, param

__all__ = ["ComputerParameters"]


class ComputerParameters(Payload):
    """What is stated about computer, array and radiator."""

    packages: int = param(
        default=64,
        unit="",
        doc="Accelerator packages.",
        source="assumed; gives 117 kW",
        grade="assumed",
        lo=1,
        hi=1_000_000,
    )
    package_power: float = param(
        default="1400 W",
        unit="W",
        doc="Of one package.",
        source="GB300 data sheet",
        lo="1 W",
        hi="100 kW",
        distribution=("700 W", "1400 W", "2300 W"),
    )
    package_speed: float = param(
        default=2.5e15,
        unit="1",
        doc="Dense bf16 operations per second of one package.",
        source="GB300 data sheet",
        lo=0.0,
    )
    host_overhead: float = param(
        default=1.31,
        unit="1",
        doc="IT power per package power: hosts, network, regulators.",
        source="GB300 data sheet: 132 kW over 72 packages of 1400 W",
        grade="computed",
        lo=1.0,
        hi=3.0,
    )
    package_mass: float = param(
        default="0.4 kg",
        unit="kg",
        doc="One package with its memory; the mass of commodity compute-package.",
        source="bare chips and memory are below 0.3 kg/kW",
        grade="estimated",
        lo="1 g",
        hi="100 kg",
    )
    host_mass: float = param(
        default="2.5 kg/kW",
        unit="kg/W",
        doc="Boards, hosts, cold plates and network per IT power.",
        source="board-only 2 to 4 kg/kW; a rack is 10.3",
        grade="estimated",
        lo="0 kg/kW",
        hi="30 kg/kW",
        distribution=("1 kg/kW", "2.5 kg/kW", "10.3 kg/kW"),
    )
    pump_share: float = param(
        default=0.025, unit="1", doc="Pump power per IT power.", source="1 to 4 %", grade="secondary", lo=0.0, hi=0.5
    )
    bus_share: float = param(
        default=0.03, unit="1", doc="Attitude and control per IT power.", source="assumed", lo=0.0, hi=1.0
    )
    conditioning_efficiency: float = param(
        default=0.94, unit="1", doc="Array to load.", source="assumed", lo=0.3, hi=1.0, distribution=(0.9, 0.94, 0.98)
    )
    cell_efficiency: float = param(
        default=0.22,
        unit="1",
        doc="At 25 C; silicon 0.18 to 0.24.",
        source="silicon cells",
        grade="secondary",
        lo=0.01,
        hi=0.6,
        distribution=(0.18, 0.22, 0.24),
    )
    cell_slope: float = param(
        default=-0.003,
        unit="1/K",
        doc="Relative change of the cells' efficiency.",
        source="silicon, -0.0025 to -0.004 per kelvin",
        grade="secondary",
    )
    packing: float = param(
        default=0.9, unit="1", doc="Cell per array area.", source="0.85 to 0.92", grade="secondary", lo=0.1, hi=1.0
    )
    array_absorptance: float = param(
        default=0.9, unit="1", doc="Solar absorptance of the array's front.", source="assumed", lo=0.1, hi=1.0
    )
    array_emissivity: float = param(
        default=0.85,
        unit="1",
        doc="Thermal emissivity of the array, mean of both sides.",
        source="assumed",
        lo=0.1,
        hi=1.0,
    )
    hottest_cells: float = param(
        default="420 K",
        unit="K",
        doc="The array is tilted from the Sun to stay below.",
        source="assumed",
        lo="250 K",
        hi="900 K",
    )
    array_ageing: float = param(
        default="1 %/yr",
        unit="1/s",
        doc="Relative loss of array output.",
        source="0.5 to 3 % a year in low Earth orbit",
        grade="secondary",
        lo=0.0,
        distribution=("0.5 %/yr", "1 %/yr", "3 %/yr"),
    )
    array_mass: float = param(
        default="2.14 kg/m2",
        unit="kg/m2",
        doc="Of commodity space-array: blanket 1.59 and deployment structure 0.55.",
        source="colozza-2020",
        lo="0.01 kg/m2",
        distribution=("1 kg/m2", "2.14 kg/m2", "4 kg/m2"),
    )
    junction_temperature: float = param(
        default="361 K",
        unit="K",
        doc="Of the chips.",
        source="AI1 2026: a 75 C radiator leaves 10 to 15 K to 85 to 90 C",
        grade="estimated",
        lo="250 K",
        hi="500 K",
        distribution=("340 K", "361 K", "378 K"),
    )
    junction_resistance: float = param(
        default="0.006 K/W", unit="K/W", doc="Junction to coolant, per package.", source="assumed", lo=0.0
    )
    loop_drop: float = param(default="5 K", unit="K", doc="Coolant to radiator surface.", source="assumed", lo="0 K")
    emissivity: float = param(
        default=0.9, unit="1", doc="Of the radiator.", source="usual coating", grade="secondary", lo=0.1, hi=1.0
    )
    solar_absorptance: float = param(
        default=0.15,
        unit="1",
        doc="Of the radiator, aged.",
        source="0.09 new; grows with age",
        grade="secondary",
        lo=0.0,
        hi=1.0,
    )
    fin_efficiency: float = param(
        default=0.9, unit="1", doc="Of the radiator.", source="0.8 to 0.95", grade="secondary", lo=0.1, hi=1.0
    )
    pointing_error: float = param(
        default="3 deg",
        unit="rad",
        doc="Of the radiator's edge from the Sun.",
        source="assumed",
        lo="0 deg",
        hi="90 deg",
    )
    radiator_mass: float = param(
        default="5 kg/m2",
        unit="kg/m2",
        doc="Of commodity radiator, per planform.",
        source="deployable 5 to 10, composite 3 to 5 kg/m2",
        grade="secondary",
        lo="0.1 kg/m2",
        distribution=("3 kg/m2", "5 kg/m2", "10 kg/m2"),
    )
