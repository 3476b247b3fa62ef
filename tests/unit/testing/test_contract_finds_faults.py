"""The conformance kit passes what is right and fails what is wrong, each for its own reason."""

from __future__ import annotations

import math
import random

import pytest

from moonbase.api import (
    Flow,
    Launcher,
    Machine,
    Offer,
    Payload,
    PayloadDesign,
    Process,
    Recipe,
    Service,
    ShotCost,
    Supply,
    param,
)
from moonbase.testing import Subject, contract
from moonbase.testing.checks import checks_for
from moonbase.testing.contract import COUNTS


class Mill(Process):
    """Grinds soil with electricity."""

    energy: float = param(
        default="1 kJ/kg",
        unit="J/kg",
        doc="Per soil.",
        source="assumed",
        lo=0,
        distribution=("0.5 kJ/kg", "1 kJ/kg", "2 kJ/kg"),
    )

    def recipe(self, site):
        flows = (Flow(commodity="electricity", amount=-self.energy), Flow(commodity="regolith", amount=1.0))
        return Recipe(activity="kg", flows=flows, from_place=1.0, energy_floor=500.0, equipment={"machinery": 1.0})


class Gun(Launcher):
    """Shoots."""

    def launch(self, shot, site):
        energy = 0.5 * shot.mass * shot.muzzle_speed**2
        return ShotCost(flows=(Flow(commodity="electricity", amount=-2 * energy),), kinetic_energy=energy)


class Box(Payload):
    """Holds."""

    def design(self, destination):
        return PayloadDesign(commodity="box", mass=9.0, scrap=1.0, parts={"structure": 10.0})


class Shop(Supply):
    """Sells."""

    def offer(self, site, commodities):
        return Offer(prices=dict.fromkeys(commodities, 5.0))


test_mill = contract(Mill, hooks="")
test_gun = contract(Gun, hooks="")
test_box = contract(Box, hooks="")
test_shop = contract(Shop, hooks="")


def failures(cls, **question):
    subject = Subject(cls=cls, **question)
    return {check.__name__ for check in checks_for(subject) if not passes(check, subject)}


def passes(check, subject):
    try:
        check(subject)
    except Exception:  # noqa: BLE001 - a check fails with whatever the model under test does
        return False
    return True


def mill(**answer):
    class Changed(Mill):
        """Grinds otherwise."""

        def recipe(self, site):
            import dataclasses

            return dataclasses.replace(super().recipe(site), **answer)

    return Changed


@pytest.mark.parametrize(
    ("answer", "check"),
    [
        ({"from_place": 1.1}, "recipe_closes"),
        ({"energy_floor": 2000.0}, "recipe_closes"),
        ({"flows": ()}, "recipe_does_something"),
        ({"equipment": {"unobtainium": 1.0}}, "recipe_commodities_are_declared"),
        ({"spares": {"machinery": -1.0}}, "recipe_commodities_are_declared"),
        ({"availability": 1.5}, "recipe_is_in_range"),
        ({"lead_time": -1.0}, "recipe_is_in_range"),
        ({"fixed_cost": math.nan}, "answers_are_finite"),
        ({"capital_cost": math.inf}, "answers_are_finite"),
    ],
)
def test_faults_of_processes(answer, check):
    assert check in failures(mill(**answer))


class Cheap(Gun):
    """Shoots for nothing."""

    def launch(self, shot, site):
        return ShotCost(flows=(), kinetic_energy=0.5 * shot.mass * shot.muzzle_speed**2)


class Backward(Gun):
    """Takes less the faster it shoots."""

    def launch(self, shot, site):
        energy = 0.5 * shot.mass * shot.muzzle_speed**2
        return ShotCost(flows=(Flow(commodity="electricity", amount=-1e12 / shot.muzzle_speed),), kinetic_energy=energy)


class Lame(Gun):
    """Cannot fire."""

    def machine(self, site):
        return Machine(rate=0.0)


class Heavy(Box):
    """Weighs more than its parts."""

    def design(self, destination):
        return PayloadDesign(commodity="box", mass=11.0, parts={"structure": 10.0})


class Idle(Box):
    """Serves nothing."""

    def design(self, destination):
        service = Service(commodity="compute", rate=0.0)
        return PayloadDesign(commodity="box", mass=10.0, parts={"structure": 10.0}, service=service)


class Gift(Shop):
    """Knows no prices."""

    def offer(self, site, commodities):
        return Offer(prices={})


class Debt(Shop):
    """Pays for flights."""

    def offer(self, site, commodities):
        return Offer(prices=dict.fromkeys(commodities, 1.0), flight_price=-1.0)


class Moody(Gun):
    """Is never the same."""

    def launch(self, shot, site):
        cost = super().launch(shot, site)
        return ShotCost(flows=cost.flows, shots=random.random(), kinetic_energy=cost.kinetic_energy)


class Undocumented(Box):
    pass


class Reserved(Box):
    """Has a parameter that every node has."""

    site: str = param(default="a", unit="", doc="D.", source="assumed")


class OutOfRange(Box):
    """Has a default that no mission could write."""

    share: float = param(default=None, doc="D.", source="assumed", lo=0, hi=1, distribution=(0.5, 0.4, 2.0))


class NoUnit(Box):
    """Has a unit that does not exist."""

    size: float = param(default=None, unit="furlongs", doc="D.", source="assumed", lo="1 mile")


class Unpicklable(Box):
    """Holds a function."""

    def __post_init__(self):
        super().__post_init__()
        object.__setattr__(self, "hidden", lambda: None)


@pytest.mark.parametrize(
    ("cls", "check"),
    [
        (Cheap, "shot_pays_for_its_energy"),
        (Backward, "faster_shots_take_no_less"),
        (Lame, "machine_is_in_range"),
        (Heavy, "design_closes"),
        (Idle, "design_is_in_range"),
        (Gift, "offer_prices_what_was_asked"),
        (Debt, "offer_is_in_range"),
        (Moody, "answers_are_deterministic"),
        (Undocumented, "model_is_documented"),
        (Reserved, "parameters_are_documented"),
        (OutOfRange, "distributions_are_ordered"),
        (NoUnit, "parameters_carry_known_units"),
        (Unpicklable, "model_pickles"),
    ],
)
def test_faults(cls, check):
    assert check in failures(cls)


WORDS = {
    (Cheap, "shot_pays_for_its_energy"): "of kinetic energy",
    (Backward, "faster_shots_take_no_less"): "a slower shot takes more electricity",
    (Debt, "offer_is_in_range"): "below zero",
    (Moody, "answers_are_deterministic"): "two models with the same parameters answer differently",
    (Reserved, "parameters_are_documented"): "site is a key of every node",
    (OutOfRange, "distributions_are_ordered"): "share varies from 0.5 over 0.4 to 2",
    (NoUnit, "parameters_carry_known_units"): 'size: "furlongs" is not a unit',
}


@pytest.mark.parametrize(("cls", "check"), WORDS, ids=[check for _, check in WORDS])
def test_a_failure_names_the_model_the_promise_and_the_fault(cls, check):
    """Outside of this repository nobody rewrites the kit's assertions: each has to bring its own words."""
    name = f"{cls.kind} {cls.model_name}"
    planned = COUNTS.get(name)
    test = contract(cls, hooks="")
    with pytest.raises(pytest.fail.Exception) as caught:
        test(next(found for found in checks_for(Subject(cls=cls)) if found.__name__ == check))
    if planned is None:
        del COUNTS[name]
    assert str(caught.value).startswith(f"{name} must: ")
    assert WORDS[cls, check] in str(caught.value)


def test_faults_of_hook_modules():
    assert {"hook_declares_the_model", "hook_answers_are_sorted_out"} <= failures(Mill, hooks="json")
    assert "hook_module_is_light" in failures(Mill, hooks="astropy.units")


def test_a_right_model_has_no_faults():
    assert failures(Mill) | failures(Gun) | failures(Box) | failures(Shop) == set()
