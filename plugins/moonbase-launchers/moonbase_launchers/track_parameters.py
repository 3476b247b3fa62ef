"""Parameters that every launcher with a powered track and a returning bucket or sled declares."""

from __future__ import annotations

from moonbase.api import Launcher, param

__all__ = ["TrackParameters"]


class TrackParameters(Launcher):
    """What is stated about a track launcher; how it answers is in `track_launcher`."""

    rated_payload: float = param(
        default=10.5, unit="kg", doc="Heaviest payload per shot.", source="SP-428", lo="1 g", hi="1000 t"
    )
    bucket_ratio: float = param(
        default=1.0,
        unit="1",
        doc="Mass of bucket or sled per rated payload.",
        source="SP-413: bucket of up to 10 kg for a payload of 10 kg; 0.2 to 4 elsewhere",
        grade="secondary",
        lo=0.0,
        hi=20.0,
        distribution=(0.25, 1.0, 4.0),
    )
    max_muzzle_speed: float = param(
        default="2400 m/s",
        unit="m/s",
        doc="Muzzle speed the track is built for.",
        source="SP-428",
        lo="1 m/s",
        hi="50 km/s",
    )
    acceleration: float = param(
        default="10000 m/s2", unit="m/s2", doc="Of a full load.", source="SP-428", lo="0.1 m/s2", hi="1e6 m/s2"
    )
    brake_ratio: float = param(
        default=2.0,
        unit="1",
        doc="Braking per accelerating acceleration; the empty bucket bears more.",
        source="one reading of SP-428's 488 m: 288 m drive, 144 m brake, 56 m drift",
        grade="computed",
        lo=0.1,
        hi=20.0,
    )
    release_length: float = param(
        default="56 m",
        unit="m",
        doc="Unpowered track between drive and brake, where the payload is let go.",
        source="one reading of SP-428's 488 m",
        grade="computed",
        lo="0 m",
    )
    rate: float = param(
        default="4 Hz",
        unit="1/s",
        doc="Wanted shots per second while firing.",
        source="SP-428",
        lo="1e-9 Hz",
        hi="1 kHz",
    )
    supply_efficiency: float = param(
        default=0.98,
        unit="1",
        doc="Line and store: bus energy to power converters.",
        source="assumed",
        lo=0.05,
        hi=1.0,
        distribution=(0.9, 0.98, 0.995),
    )
    conversion_efficiency: float = param(
        default=0.98,
        unit="1",
        doc="Power converters and switches: store to windings.",
        source="assumed",
        lo=0.05,
        hi=1.0,
        distribution=(0.9, 0.98, 0.99),
    )
    recovery: float = param(
        default=0.9,
        unit="1",
        doc="Share of the bucket's kinetic energy that braking gives back to the bus.",
        source="assumed; 0.97 is what an overall 96 % would ask of a bucket as heavy as its payload",
        grade="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.6, 0.9, 0.97),
    )
    return_speed: float = param(
        default="50 m/s", unit="m/s", doc="Mean speed of buckets on the return track.", source="assumed", lo="0.1 m/s"
    )
    load_time: float = param(
        default="10 s",
        unit="s",
        doc="Unloading, cooling, loading and steering one bucket in.",
        source="assumed",
        lo="0 s",
    )
    load_stations: int = param(
        default=60, unit="", doc="Buckets that can be loaded at once.", source="assumed", lo=1, hi=100000
    )
    return_track_mass: float = param(
        default="20 kg/m", unit="kg/m", doc="Return track per metre.", source="assumed", lo="0 kg/m"
    )
    guideway_ratio: float = param(
        default=1.0,
        unit="1",
        doc="Mass of guideway, alignment and recoil anchoring per mass of windings and feeders.",
        source="assumed",
        lo=0.0,
        hi=50.0,
        distribution=(0.5, 1.0, 5.0),
    )
    converter_mass: float = param(
        default="0.1 kg/kW",
        unit="kg/W",
        doc="Converters that feed the store, per mean power.",
        source="SP-428's packaged rectifiers are 0.4 kg/kW; modern ones from 0.02",
        grade="estimated",
        lo="0 kg/kW",
        hi="100 kg/kW",
        distribution=("0.02 kg/kW", "0.1 kg/kW", "0.4 kg/kW"),
    )
    storage_energy: float = param(
        default="2 kJ/kg",
        unit="J/kg",
        doc="Specific energy of the store along the track that smooths the supply; 15 kJ/kg for superconducting coils.",
        source="film capacitors at pulse duty",
        grade="secondary",
        lo="0.1 kJ/kg",
        hi="1 MJ/kg",
        distribution=("0.5 kJ/kg", "2 kJ/kg", "15 kJ/kg"),
    )
    storage_commodity: str = param(
        default="electronics", unit="", doc="Commodity that the store is made of.", source="assumed"
    )
    radiator_temperature: float = param(
        default="400 K",
        unit="K",
        doc="Temperature of the radiators.",
        source="SP-428: 32 % less power-and-radiator mass at 400 K than at 300 K",
        grade="secondary",
        lo="150 K",
        hi="1500 K",
    )
    sink_temperature: float = param(
        default="220 K",
        unit="K",
        doc="Effective temperature that the radiators see.",
        source="assumed",
        lo="0 K",
        hi="400 K",
    )
    standby: float = param(
        default=0.01,
        unit="1",
        doc="Power drawn all the time per mean power while firing: cryogenics, pumps, control.",
        source="assumed",
        lo=0.0,
        hi=1.0,
    )
    track_life: float = param(
        default=1e8,
        unit="1",
        doc="Shots after which the track has been replaced once.",
        source="1e8 to 1e9 shots are needed at 1 to 10 Mt/yr; 1e2 to 1e3 have been demonstrated",
        grade="estimated",
        lo=1.0,
        distribution=(1e6, 1e8, 1e9),
    )
    bucket_life: float = param(
        default=1e6, unit="1", doc="Trips of one bucket.", source="assumed", lo=1.0, distribution=(1e4, 1e6, 1e7)
    )
    misalignment: float = param(
        default="0.1 mm",
        unit="m",
        doc="Amplitude of the track's waves.",
        source="SP-413 appendix F: below 0.01 cm between 24 and 240 m",
        grade="primary",
        lo="0 m",
        hi="1 m",
    )
    misalignment_wavelength: float = param(
        default="24 m",
        unit="m",
        doc="Shortest wavelength at which that holds; the bucket is taken to follow it rigidly.",
        source="SP-413 appendix F",
        grade="primary",
        lo="1 mm",
    )
    availability: float = param(
        default=0.49,
        unit="1",
        doc="Share of the time it can fire; SP-428 fires by day.",
        source="SP-428",
        lo=0.0,
        hi=1.0,
    )
    lifetime: float = param(default="30 yr", unit="s", doc="Service life; 0 for no limit.", source="assumed", lo="0 s")
    lead_time: float = param(default="1 yr", unit="s", doc="Building time.", source="assumed", lo="0 s")
    azimuth: float = param(
        default="90 deg",
        unit="rad",
        doc="Muzzle direction from north through east.",
        source="assumed",
        lo="-360 deg",
        hi="360 deg",
    )
    elevation: float = param(
        default="0 deg",
        unit="rad",
        doc="Muzzle direction above the horizon.",
        source="assumed",
        lo="0 deg",
        hi="89 deg",
    )
