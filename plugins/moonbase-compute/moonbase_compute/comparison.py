"""Computing on Earth, launched from Earth, and made on the Moon: every cost from arrays of samples.

`evaluate` is a pure function of arrays: the same inputs give the same outputs, sample by sample, whoever draws them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.api import Site, constants, params_of
from moonbase_compute.break_even import break_even_launch_price, quantile
from moonbase_compute.crossover import earth_centre, satellites
from moonbase_compute.economics import SpaceCentre, capital_recovery, earth_cost, space_cost
from moonbase_compute.satellite import ComputeSatellite
from moonbase_compute.satellite_parts import unit_mass
from moonbase_compute.satellite_sizing import build
from moonbase_compute.surroundings import look_around
from moonbase_compute.tables import read

__all__ = ["BOUNDARIES", "CONTENDERS", "EARTH_OPTIONS", "PLACES", "draw", "evaluate", "ranges"]

Floats = NDArray[np.float64]
Inputs = Mapping[str, Floats]

EARTH_OPTIONS = ("grid", "gas-turbine", "gas-engine", "solar-storage")
"""Ways to power a data centre on Earth."""
CONTENDERS = (*EARTH_OPTIONS, "earth-cheapest", "earth-available", "launched", "lunar")
"""Columns of the comparison."""
PLACES = {
    "dawn-dusk": Site(name="dawn-dusk 700 km", kind="earth-orbit", radius=constants.EARTH_RADIUS + 700e3),
    "geostationary": Site(name="geostationary", kind="earth-orbit", radius=42_164e3),
    "libration-point": Site(name="EML2", kind="libration-point", body="EML2"),
    "sun": Site(
        name="0.95 AU",
        kind="heliocentric",
        radius=0.95 * constants.ASTRONOMICAL_UNIT,
        sun_distance=0.95 * constants.ASTRONOMICAL_UNIT,
    ),
}
"""Where satellites work."""
BOUNDARIES = {
    "inside": (
        "computers, their replacement and the interest on them while they wait",
        "buildings, power plant with its reserve, cooling, water and energy on Earth",
        "satellites sized part by part, launch, losses without repair, operations in space",
        "landed plant, goods, energy and launcher of a lunar industry, per mass that it makes",
    ),
    "outside": (
        "research and development, spectrum and licences, taxes, insurance",
        "networks on the ground beyond the data centre",
        "scarcity: prices are costs, whoever has the power or the launches to sell",
        "damage by carbon, soot in the upper air, debris",
    ),
}
"""What every cost of the comparison counts and does not."""
_HOURS = 8766.0
_YEAR = constants.YEAR
_LONGEST_WAIT = 3.0  # yr, beyond which chips are not bought before the power


def _own_ranges() -> dict[str, tuple[float, float, float]]:
    """Ranges that the satellite's parameters declare themselves, where they shape power, heat and mass."""
    names = (
        "package_power", "host_mass", "conditioning_efficiency", "cell_efficiency", "array_ageing", "array_mass",
        "radiator_mass", "junction_temperature", "loop_mass", "drag_share", "solar_activity",
    )  # fmt: skip
    stated = {info.name: info.distribution for info in params_of(ComputeSatellite)}
    return {name: _limits_of(name, stated[name]) for name in names}


def _limits_of(name: str, texts: tuple[Any, Any, Any] | None) -> tuple[float, float, float]:
    assert texts is not None
    low, mode, high = (float(getattr(ComputeSatellite(**{name: text}), name)) for text in texts)
    return low, mode, high


def ranges(date: str) -> dict[str, tuple[float, float, float]]:
    """Low, most likely and high value of every input of `evaluate`.

    Parameters
    ----------
    date
        A scenario of the table of ranges, such as ``"2032"``.
    """
    shared = {
        row["parameter"]: _limits(row)
        for row in read("crossover.csv")
        if row["scenario"] in ("earth", date) and row["parameter"] not in ("energy", "mass", "power_delay")
    }
    options = {f"{row['option']}.{row['parameter']}": _limits(row) for row in read("options.csv")}
    return {**shared, **options, **_own_ranges()}


def _limits(row: Mapping[str, str]) -> tuple[float, float, float]:
    return float(row["low"]), float(row["mode"]), float(row["high"])


def draw(date: str, *, samples: int, seed: int = 0) -> dict[str, Floats]:
    """Draw every input of `evaluate` from its triangular range, independently.

    Parameters
    ----------
    date
        As in `ranges`.
    samples
        Number of draws.
    seed
        Of the random numbers.

    Returns
    -------
    dict
        Input to values, each of shape ``(samples,)``.
    """
    rng = np.random.default_rng(seed)
    return {name: quantile(limits, rng.random(samples)) for name, limits in ranges(date).items()}


def evaluate(inputs: Inputs, *, place: str = "dawn-dusk") -> dict[str, Floats]:
    """Work out the comparison for arrays of inputs.

    Parameters
    ----------
    inputs
        Every name of `ranges` to values of shape ``(n,)``.
    place
        One of `PLACES`: where satellites work.

    Returns
    -------
    dict
        Per contender ``cost.NAME`` [USD/kW/yr], ``gpu_hour.NAME`` [USD/h], ``pflop_day.NAME`` [USD, dense bf16 times
        utilisation], for Earth ``wait.NAME`` [yr], for space ``energy_payback.NAME`` and ``carbon_payback.NAME`` [yr];
        ``mass`` [kg/kW], ``lunar_share`` [1], ``break_even_launch`` [USD/kg]; each of shape ``(n,)``.
    """
    found = _on_earth(inputs)
    body = _satellite(inputs, place)
    launched = satellites({**inputs, "mass": body["mass"]})
    found["cost.launched"] = _total(space_cost(launched))
    found["cost.lunar"] = _lunar(inputs, launched, body)
    found["break_even_launch"] = np.asarray(break_even_launch_price(launched, found["cost.earth-cheapest"]))
    found |= {name: body[name] for name in ("mass", "lunar_share")}
    found |= _paybacks(inputs, body)
    return {**found, **_per_use(inputs, found)}


def _total(items: Mapping[str, Any]) -> Floats:
    return np.asarray(sum(items.values()), dtype=float)


def _on_earth(inputs: Inputs) -> dict[str, Floats]:
    """Cost and wait of each way to power a data centre, of the cheapest, and of what can be had first."""
    found: dict[str, Floats] = {}
    waiting = []
    for name in EARTH_OPTIONS:
        own = {**inputs, "energy": inputs[f"{name}.energy"]}
        wait = inputs[f"{name}.time_to_power"]
        late = np.clip(wait - inputs["earth.patience"], 0.0, np.minimum(_LONGEST_WAIT, inputs["chip_life"] - 0.5))
        at_once, kept_waiting = (earth_centre({**own, "power_delay": delay}) for delay in (0.0 * late, late))
        plant = _plant(inputs, name)
        found[f"cost.{name}"] = _total(earth_cost(at_once)) + plant
        found[f"wait.{name}"] = np.asarray(wait)
        waiting.append(_total(earth_cost(kept_waiting)) + plant)
    found["cost.earth-cheapest"] = np.min([found[f"cost.{name}"] for name in EARTH_OPTIONS], axis=0)
    found["cost.earth-available"] = np.min(waiting, axis=0)
    found["wait.earth-available"] = np.min([found[f"wait.{name}"] for name in EARTH_OPTIONS], axis=0)
    return found


def _plant(inputs: Inputs, name: str) -> Floats:
    """Yearly cost of an own power plant, sized for the hottest hour with a reserve, and of water [USD/kW/yr]."""
    size = inputs["earth.peak_cooling"] * (1.0 + inputs["earth.reserve"])
    plant = 1e3 * inputs[f"{name}.generation"] * size
    water = 8760.0 * inputs[f"{name}.water"] * inputs["earth.water_price"]
    return np.asarray(plant * capital_recovery(inputs["earth_wacc"], inputs["facility_life"]) + water)


def _satellite(inputs: Inputs, place: str) -> dict[str, Floats]:
    """Size every sample's satellite with the same balance as one that flies in a mission."""
    plain = ComputeSatellite(launch_acceleration=60.0)
    values = {info.name: getattr(plain, info.name) for info in params_of(ComputeSatellite)}
    values |= {name: inputs[name] for name in _own_ranges()}
    sampled: Any = SimpleNamespace(**values, model_name=plain.model_name)
    around = look_around(plain, PLACES[place])
    made = build(sampled, around, installed=float(plain.packages), life=inputs["life"] * _YEAR)
    computing = made.power.computing
    imported = made.parts["electronics"] + unit_mass("compute-package") * made.parts["compute-package"]
    imported = imported + made.parts.get("hall-propellant", 0.0)
    return {
        "mass": np.asarray(1e3 * made.mass / computing),
        "imported": np.asarray(1e3 * imported / computing),
        "lunar_share": np.asarray(1.0 - imported / made.mass),
        "array": np.asarray(made.power.array / computing),
    }


def _lunar(inputs: Inputs, launched: SpaceCentre, body: Mapping[str, Floats]) -> Floats:
    """Yearly cost of satellites whose heavy parts are made on the Moon and thrown off it [USD/kW/yr]."""
    moon = {name: inputs[f"moon.{name}"] for name in (
        "imported_goods", "plant", "plant_price", "plant_life", "plant_upkeep", "muzzle_energy",
        "electricity", "flight_delay",
    )}  # fmt: skip
    made = body["mass"] - body["imported"]
    landing = inputs["launch"] * (1.0 + inputs["moon.landing_launches"])
    capital = moon["plant"] * (moon["plant_price"] + landing)
    yearly = capital * (capital_recovery(inputs["space_wacc"], moon["plant_life"]) + moon["plant_upkeep"])
    parts = body["imported"] * (moon["imported_goods"] + landing) + made * yearly
    thrown = body["mass"] * moon["muzzle_energy"] * moon["electricity"]
    centre = dataclasses.replace(
        launched,
        bus=(parts + thrown) / 1e3,
        mass=np.zeros_like(made),
        deploy_delay=inputs["deploy_delay"] + moon["flight_delay"],
    )
    return _total(space_cost(centre))


def _paybacks(inputs: Inputs, body: Mapping[str, Floats]) -> dict[str, Floats]:
    """Years until energy and carbon of making and launching are made up for, against the grid."""
    landed = 1.0 + inputs["moon.landing_launches"]
    making = inputs["space.embodied_energy"] * body["array"]
    rising = inputs["space.launch_energy"] / 1e3
    soiling = inputs["space.launch_carbon"] / 1e3
    grid = inputs["grid.carbon"] * inputs["pue"] * _HOURS / 1e3  # kg per W and year
    share = 1.0 - body["lunar_share"]
    return {
        "energy_payback.launched": np.asarray((making + rising * body["mass"]) / (_HOURS / 1e3)),
        "energy_payback.lunar": np.asarray(
            (making + (inputs["moon.muzzle_energy"] / 1e3 + rising * landed * share) * body["mass"]) / (_HOURS / 1e3)
        ),
        "carbon_payback.launched": np.asarray(
            (inputs["space.embodied_carbon"] * body["array"] + soiling * body["mass"]) / grid
        ),
        "carbon_payback.lunar": np.asarray(
            share * (inputs["space.embodied_carbon"] * body["array"] + soiling * landed * body["mass"]) / grid
        ),
    }


def _per_use(inputs: Inputs, found: Mapping[str, Floats]) -> dict[str, Floats]:
    """Cost per accelerator and hour, and per 1e15 bf16 operations a second over a day."""
    plain = ComputeSatellite()
    package = inputs["package_power"] * plain.host_overhead / 1e3  # kW
    petaflops = plain.package_speed / (plain.package_power * plain.host_overhead) * 1e3 / 1e15  # per kW
    useful = petaflops * inputs["earth.utilisation"]
    costs = {}
    for name in CONTENDERS:
        hour = found[f"cost.{name}"] / _HOURS
        costs[f"gpu_hour.{name}"] = np.asarray(hour * package)
        costs[f"pflop_day.{name}"] = np.asarray(24.0 * hour / useful)
    return costs
