"""What a satellite's computing is worth to each workload at its place."""

from __future__ import annotations

import math

from moonbase.api import constants
from moonbase_compute.links import antenna_gain, data_rate, received_power, round_trip
from moonbase_compute.radiation import Upsets, upsets
from moonbase_compute.satellite_parameters import SatelliteParameters
from moonbase_compute.surroundings import Place
from moonbase_compute.workloads import Setting, Usefulness, torus_bisection, useful_share, workloads

__all__ = ["downlink", "setting_of", "work_of"]

_WAVELENGTH = 1.55e-6  # m
_HOSTED = 8  # packages that share a host
_NO_PROCESSING = 5e-3  # s, that a network adds to light time (estimated)


def downlink(satellite: SatelliteParameters, place: Place) -> float:
    """Mean rate to the ground [bit/s]: what photons and modem carry, while air and geometry let it.

    Parameters
    ----------
    satellite
        Its parameters.
    place
        Where it works.
    """
    gains = antenna_gain(satellite.link_aperture, _WAVELENGTH), antenna_gain(satellite.ground_aperture, _WAVELENGTH)
    arriving = received_power(satellite.link_power, gains, _WAVELENGTH, place.distance, satellite.link_loss)
    carried = data_rate(min(arriving, satellite.link_power), _WAVELENGTH, satellite.photons_per_bit)
    sight = 1.0 if place.steady_sight else satellite.contact
    return min(carried, satellite.modem_rate) * satellite.ground_availability * sight


def _events(satellite: SatelliteParameters, place: Place) -> Upsets:
    deep = math.isinf(place.altitude)
    return upsets(place.dose, per_host=_HOSTED, heavy_ions=satellite.heavy_ions if deep else 1.0)


def setting_of(satellite: SatelliteParameters, place: Place) -> Setting:
    """Describe the cluster that a satellite is part of, as a workload sees it."""
    return Setting(
        packages=satellite.packages * satellite.cluster,
        speed=satellite.package_speed * satellite.utilisation,
        downlink=downlink(satellite, place),
        packages_per_satellite=satellite.packages,
        bisection=float(torus_bisection(satellite.cluster, satellite.crosslink)),
        latency=round_trip(place.distance) + _NO_PROCESSING,
        interruptions=satellite.interruptions * satellite.space_factor + _events(satellite, place).stops,
        checkpoint_time=satellite.checkpoint_time,
        checks=satellite.integrity_checks,
    )


def work_of(satellite: SatelliteParameters, place: Place) -> tuple[dict[str, Usefulness], dict[str, tuple[float, str]]]:
    """Find the useful share of each workload, and the figures behind it.

    Returns
    -------
    tuple
        Workload to usefulness; name to figure with its SI unit.
    """
    setting, events = setting_of(satellite, place), _events(satellite, place)
    found = {name: useful_share(name, setting) for name in workloads()}
    figures = {
        "downlink": (setting.downlink, "bit/s"),
        "bisection": (setting.bisection, "bit/s"),
        "round_trip": (setting.latency, "s"),
        "upsets_per_package": (events.corruptions * constants.YEAR, "1"),
        "stops_per_package": (setting.interruptions * constants.YEAR, "1"),
        **{f"useful_share_{name.replace('-', '_')}": (useful.share, "1") for name, useful in found.items()},
    }
    return found, figures
