"""Every kind of launcher at one task, in one table, with ranges of mass and cost."""

from __future__ import annotations

import dataclasses
import importlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from moonbase.api import Launcher, Machine, ModelError, Shot, Site
from moonbase_launchers import moonbase_models
from moonbase_launchers.earth_rocket import EarthRocket
from moonbase_launchers.tables import DATA

__all__ = ["Answer", "Range", "Task", "answers"]


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is to be thrown: payload [kg], muzzle speed [m/s], shots per second [1/s], acceleration of tracks [m/s2]."""

    payload: float
    speed: float
    rate: float
    acceleration: float


@dataclass(frozen=True, kw_only=True)
class Range:
    """A number with the range that its uncertain parameters give, each varied alone and summed in quadrature.

    Attributes
    ----------
    value, low, high
        Nominal and range.
    driver
        Parameter that widens it most.
    """

    value: float
    low: float
    high: float
    driver: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one kind of launcher says.

    Attributes
    ----------
    kind
        Model name.
    machine
        Sized for the task; None if it cannot do it.
    energy
        Electricity per shot from the bus [J].
    propellant
        Per shot [kg].
    mass, cost
        Of the equipment [kg], and of it delivered to the Moon [USD].
    refusal
        Why it cannot.
    """

    kind: str
    machine: Machine | None = None
    energy: float = 0.0
    propellant: float = 0.0
    mass: Range | None = None
    cost: Range | None = None
    refusal: str = ""


def answers(task: Task) -> Iterator[Answer]:
    """Ask every kind of launcher, a rocket on the Moon and a launch from Earth among them.

    Parameters
    ----------
    task
        What is to be thrown.
    """
    for ref in moonbase_models():
        module, _, name = ref.target.partition(":")
        model: type[Launcher] = getattr(importlib.import_module(module), name)
        try:
            yield _answer(_fitted(model, task), task)
        except ModelError as error:
            yield Answer(kind=ref.name, refusal=error.message)
    yield _from_earth(task)


def _fitted(model: type[Launcher], task: Task) -> Launcher:
    """Build a launcher for the task, whatever of it this kind declares."""
    known = {field.name for field in dataclasses.fields(model)}
    wanted = {
        "rated_payload": f"{task.payload} kg",
        "max_muzzle_speed": f"{task.speed} m/s",
        "rate": f"{task.rate} Hz",
    }
    if "track_life" in known:
        wanted["acceleration"] = f"{task.acceleration} m/s2"
    return model(**{name: value for name, value in wanted.items() if name in known})


def _answer(launcher: Launcher, task: Task) -> Answer:
    site = Site(name="base")
    machine = launcher.machine(site)
    flows = launcher.launch(Shot(mass=task.payload, muzzle_speed=task.speed), site).flows
    nominal = _mass(machine.equipment), _cost(machine.equipment, "nominal")
    swings = list(_swings(launcher, site, nominal))
    cheap, dear = (_cost(machine.equipment, column) - nominal[1] for column in ("low", "high"))
    return Answer(
        kind=launcher.model_name,
        machine=machine,
        energy=-sum(flow.amount for flow in flows if flow.commodity == "electricity"),
        propellant=-sum(flow.amount for flow in flows if flow.commodity != "electricity"),
        mass=_range(nominal[0], [(name, low, high) for name, (low, high), _ in swings]),
        cost=_range(nominal[1], [("prices", cheap, dear), *((name, low, high) for name, _, (low, high) in swings)]),
    )


def _swings(
    launcher: Launcher, site: Site, nominal: tuple[float, float]
) -> Iterator[tuple[str, tuple[float, float], tuple[float, float]]]:
    """Change of mass and cost when each uncertain parameter goes to either end of its range alone."""
    for field in dataclasses.fields(launcher):
        info: Any = field.metadata["moonbase"]
        if not info.distribution:
            continue
        masses, costs = [0.0], [0.0]
        for end in (info.distribution[0], info.distribution[2]):
            try:
                varied: Any = dataclasses.replace(launcher, **{field.name: end})
                equipment = varied.machine(site).equipment
            except ModelError:  # this end of the range makes no launcher
                continue
            masses.append(_mass(equipment) - nominal[0])
            costs.append(_cost(equipment, "nominal") - nominal[1])
        yield field.name, (min(masses), max(masses)), (min(costs), max(costs))


def _range(value: float, swings: list[tuple[str, float, float]]) -> Range:
    down = math.sqrt(sum(min(low, 0.0) ** 2 for _, low, _ in swings))
    up = math.sqrt(sum(max(high, 0.0) ** 2 for _, _, high in swings))
    driver = max(swings, key=lambda swing: swing[2] - swing[1])[0] if swings else ""
    return Range(value=value, low=max(value - down, 0.0), high=value + up, driver=driver)


def _prices() -> Mapping[str, Mapping[str, str]]:
    return {row["item"]: row for row in DATA.rows("prices.csv")}


def _mass(equipment: Mapping[str, float]) -> float:
    prices = _prices()
    return sum(amount * float(prices[name]["mass_kg_per_unit"]) for name, amount in equipment.items())


def _cost(equipment: Mapping[str, float], grade: str) -> float:
    prices, column = _prices(), f"{grade}_usd_kg"
    delivery = float(prices["delivery"][column])
    return sum(
        amount * float(prices[name]["mass_kg_per_unit"]) * (float(prices[name][column]) + delivery)
        for name, amount in equipment.items()
    )


def _from_earth(task: Task) -> Answer:
    """Launch the same payload from Earth to the same place: per flight, bought, not built."""
    rocket = EarthRocket()
    price, low, high = rocket.price(task.payload, task.speed)
    return Answer(
        kind="earth-launch (bought)",
        propellant=rocket.propellant(task.payload, task.speed),
        cost=Range(value=price, low=low, high=high, driver="price_to_orbit"),
        refusal="",
    )
