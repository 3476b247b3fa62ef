"""Parameters of a satellite's links, cluster and workload."""

from __future__ import annotations

from moonbase.api import param
from moonbase_compute.computer_parameters import ComputerParameters

__all__ = ["NetworkParameters"]


class NetworkParameters(ComputerParameters):
    """What is stated about links between satellites and to the ground, and about the work they carry."""

    workload: str = param(
        default="any",
        unit="",
        doc="Kind of work whose useful share the satellite delivers; any delivers all power that computes.",
        source="assumed",
        choices=("any", "training", "batch-inference", "interactive", "rich-output"),
    )
    utilisation: float = param(
        default=0.4,
        unit="1",
        doc="Operations achieved per dense operations.",
        source="usual in training, 0.3 to 0.5",
        grade="recalled",
        lo=0.01,
        hi=1.0,
        distribution=(0.3, 0.4, 0.5),
    )
    cluster: int = param(
        default=81,
        unit="",
        doc="Satellites that work on one job together.",
        source="Suncatcher 2025",
        grade="secondary",
        lo=1,
        hi=1_000_000,
    )
    crosslink: float = param(
        default="1 Tbit/s",
        unit="bit/s",
        doc="Rate of one link between neighbours.",
        source="0.1 flown, 0.8 on the bench, 9.6 to 12.8 designed, AI1 1",
        grade="secondary",
        lo="1 kbit/s",
        distribution=("0.1 Tbit/s", "1 Tbit/s", "9.6 Tbit/s"),
    )
    link_power: float = param(
        default="20 W", unit="W", doc="Optical power of the link to the ground.", source="DSOC 4 W; assumed", lo="1 mW"
    )
    link_aperture: float = param(
        default="0.22 m",
        unit="m",
        doc="Telescope of the satellite.",
        source="DSOC 2024",
        grade="secondary",
        lo="1 cm",
        hi="5 m",
    )
    link_mass: float = param(
        default="580 kg/m2",
        unit="kg/m2",
        doc="Terminal of the link to the ground per aperture squared.",
        source="DSOC 2024: 28 kg at 22 cm",
        grade="estimated",
        lo="0 kg/m2",
    )
    link_efficiency: float = param(
        default=0.12, unit="1", doc="Optical per electric power of the link.", source="assumed", lo=0.001, hi=1.0
    )
    ground_aperture: float = param(
        default="5 m",
        unit="m",
        doc="Telescope on the ground or its relay.",
        source="DSOC 2024",
        grade="secondary",
        lo="1 cm",
        hi="40 m",
    )
    photons_per_bit: float = param(
        default=10.0,
        unit="1",
        doc="Photons per bit at the receiver: 71 on-off keying, 1 to 10 counted.",
        source="DSOC 2024",
        grade="estimated",
        lo=0.3,
        hi=1000.0,
        distribution=(1.4, 10.0, 71.0),
    )
    link_loss: float = param(
        default=0.5, unit="1", doc="Share that pointing, optics and air let through.", source="3 dB", lo=1e-6, hi=1.0
    )
    modem_rate: float = param(
        default="200 Gbit/s",
        unit="bit/s",
        doc="Most that the link to the ground carries.",
        source="TBIRD, from low Earth orbit",
        grade="secondary",
        lo="1 kbit/s",
    )
    ground_availability: float = param(
        default=0.95,
        unit="1",
        doc="Share of the time without clouds: one site 0.6 to 0.75, four to six sites above 0.95.",
        source="studies of site diversity",
        grade="secondary",
        lo=0.01,
        hi=1.0,
    )
    contact: float = param(
        default=0.5,
        unit="1",
        doc="Share of the time in sight of the ground or of a neighbour that is; counts in low orbits.",
        source="assumed",
        lo=0.001,
        hi=1.0,
    )
    interruptions: float = param(
        default="17.3 %/yr",
        unit="1/s",
        doc="Stops of a job per package on the ground, of all causes.",
        source="Llama 3 2024",
        grade="computed",
        lo=0.0,
    )
    checkpoint_time: float = param(
        default="60 s",
        unit="s",
        doc="Time to write one checkpoint.",
        source="about a minute on the ground",
        grade="estimated",
        lo="0.1 s",
    )
    integrity_checks: float = param(
        default=0.05,
        unit="1",
        doc="Computing spent on catching silent corruption.",
        source="algorithmic checks 2 to 10 %",
        grade="secondary",
        lo=0.0,
        hi=0.9,
        distribution=(0.02, 0.05, 0.1),
    )
    heavy_ions: float = param(
        default=5.0,
        unit="1",
        doc="Upsets per dose beyond the magnetosphere relative to the proton test.",
        source="no public cross-sections of heavy ions for such chips",
        grade="estimated",
        lo=0.1,
        hi=1000.0,
        distribution=(1.0, 5.0, 30.0),
    )
