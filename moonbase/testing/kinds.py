"""Checks of `moonbase.testing.contract` that belong to one kind of model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from moonbase.graph.closure import TOLERANCE, check_recipe
from moonbase.models.launcher import LauncherFrame, Machine, ShotCost
from moonbase.models.payload import PayloadDesign
from moonbase.models.recipe import Recipe
from moonbase.models.supply import Offer
from moonbase.testing.subject import Subject

__all__ = ["CHECKS", "LAWS"]

_Answer = TypeVar("_Answer")


def _recipe(subject: Subject) -> Recipe:
    return _a(Recipe, subject.answer)


def recipe_closes(subject: Subject) -> None:
    """Balance mass and known elements, and use at least the declared floor of energy."""
    recipe = _recipe(subject)
    closure = check_recipe(recipe, {flow.commodity: subject.commodity(flow.commodity) for flow in recipe.flows})
    assert not closure.violations, "; ".join(closure.violations)


def recipe_does_something(subject: Subject) -> None:
    """Have flows, and a name for one unit of activity."""
    recipe = _recipe(subject)
    assert recipe.flows, "the recipe has no flows: it takes nothing and gives nothing"
    assert recipe.activity, 'the recipe does not name its unit of activity: activity="kg of soil fed"'


def recipe_commodities_are_declared(subject: Subject) -> None:
    """Be made of commodities that some installed plugin declares, in amounts not below zero."""
    recipe = _recipe(subject)
    for amounts in (recipe.equipment, recipe.upkeep, recipe.spares):
        _declared(subject, amounts)


def recipe_is_in_range(subject: Subject) -> None:
    """Have an availability that is a share, and no negative time, wear or cost."""
    recipe = _recipe(subject)
    _is_share("availability", recipe.availability)
    _not_negative(recipe, ("lifetime", "wear", "lead_time", "unit_capacity", "from_place", "to_waste", "energy_floor"))
    _not_negative(recipe, ("operating_cost", "fixed_cost", "capital_cost"))


def _shot(subject: Subject) -> tuple[ShotCost, LauncherFrame, Machine]:
    cost, frame, machine = subject.answer
    return _a(ShotCost, cost), frame, machine


def shot_pays_for_its_energy(subject: Subject) -> None:
    """Use at least the kinetic energy, which is half m v squared."""
    cost, _, _ = _shot(subject)
    wanted = 0.5 * subject.shot.mass * subject.shot.muzzle_speed**2
    told = f"kinetic_energy is {cost.kinetic_energy:.6g} J; half m v squared is {wanted:.6g} J"
    assert abs(cost.kinetic_energy - wanted) <= 1e-9 * wanted, told
    used = -sum(flow.amount for flow in cost.flows if subject.commodity(flow.commodity).unit == "J" and flow.amount < 0)
    burnt = any(flow.amount < 0 and subject.commodity(flow.commodity).mass > 0 for flow in cost.flows)
    assert burnt or used >= wanted * (1 - TOLERANCE), f"{used:.6g} J used for {wanted:.6g} J of kinetic energy"


def faster_shots_take_no_less(subject: Subject) -> None:
    """Take no more of anything for a slower shot of the same payload."""
    slower = type(subject.shot)(mass=subject.shot.mass, muzzle_speed=0.9 * subject.shot.muzzle_speed)
    less = subject.model.launch(slower, subject.site)  # type: ignore[attr-defined]
    cost, _, _ = _shot(subject)
    used = {flow.commodity: -flow.amount for flow in cost.flows}
    for flow in less.flows:
        more = (
            f"a slower shot takes more {flow.commodity}: {-flow.amount:.6g} after {used.get(flow.commodity, 0.0):.6g}"
        )
        assert -flow.amount <= used.get(flow.commodity, 0.0) * (1 + TOLERANCE), more


def machine_is_in_range(subject: Subject) -> None:
    """Be able to fire, with an availability that is a share, and be made of declared commodities."""
    cost, frame, machine = _shot(subject)
    _is_positive("rate", machine.rate)
    _is_positive("shots", cost.shots)
    _is_share("availability", machine.availability)
    _is_positive("max_muzzle_speed", frame.max_muzzle_speed)
    _not_negative(machine, ("lifetime", "lead_time", "capital_cost"))
    for amounts in (machine.equipment, machine.spares, machine.upkeep):
        _declared(subject, amounts)


def _design(subject: Subject) -> PayloadDesign:
    return _a(PayloadDesign, subject.answer)


def design_closes(subject: Subject) -> None:
    """Weigh parts as payload and scrap together, and let no more arrive than was thrown."""
    design = _design(subject)
    parts = sum(subject.commodity(name).mass * amount for name, amount in design.parts.items())
    wanted = design.mass + design.scrap
    assert abs(parts - wanted) <= TOLERANCE * wanted, f"parts weigh {parts:.9g} kg, payload and scrap {wanted:.9g} kg"
    arrives = sum(subject.commodity(flow.commodity).mass * flow.amount for flow in design.delivers)
    more = f"{arrives:.9g} kg are delivered by a payload of {design.mass:.9g} kg"
    assert arrives <= design.mass * (1 + TOLERANCE), more


def design_is_in_range(subject: Subject) -> None:
    """Have mass, declared commodities, a service that delivers, and rates that are shares."""
    design = _design(subject)
    _is_positive("mass", design.mass)
    _is_positive("max_acceleration", design.max_acceleration)
    for amounts in (design.parts, design.effort, design.assembly_equipment):
        _declared(subject, amounts)
    _not_negative(design, ("scrap", "exhaust_speed", "tank_fraction", "assembly_lifetime", "assembly_lead_time"))
    if design.service is not None:
        subject.commodity(design.service.commodity)
        _is_positive("service.rate", design.service.rate)
        mortality = design.service.infant_mortality
        assert 0.0 <= mortality < 1.0, f"service.infant_mortality is {mortality:g}, which is no share below 1"
        _not_negative(design.service, ("failure_rate", "degradation", "lifetime"))
        _declared(subject, design.service.upkeep)
        _in_order(design.service.curve)


def _offer(subject: Subject) -> Offer:
    return _a(Offer, subject.answer)


def offer_prices_what_was_asked(subject: Subject) -> None:
    """Price every commodity that was asked for, none below zero."""
    offer = _offer(subject)
    for name in subject.commodities:
        priced = name in offer.price_steps or offer.prices.get(name, -1.0) >= 0.0
        assert priced, f"the offer has no price for {name}, or one below zero"


def offer_is_in_range(subject: Subject) -> None:
    """Have no negative price, capacity or time, and steps in order of time."""
    offer = _offer(subject)
    _not_negative(offer, ("transport_price", "flight_price", "flight_capacity", "lead_time"))
    for steps in (offer.flights, offer.transport_steps, *offer.amounts.values(), *offer.price_steps.values()):
        _in_order(steps)


def _in_order(steps: tuple[tuple[float, float], ...]) -> None:
    dates = [date for date, _ in steps]
    assert dates == sorted(dates), f"steps are not in order of time: {steps}"
    assert all(value >= 0.0 for _, value in steps), f"a step is below zero: {steps}"


def _a(wanted: type[_Answer], found: object) -> _Answer:
    assert isinstance(found, wanted), f"the answer is a {type(found).__name__}; a {wanted.__name__} was asked for"
    return found


def _is_positive(name: str, value: float) -> None:
    assert value > 0.0, f"{name} is {value:g}; it must be above zero"


def _is_share(name: str, value: float) -> None:
    assert 0.0 < value <= 1.0, f"{name} is {value:g}; it must be above 0 and at most 1"


def _declared(subject: Subject, amounts: Mapping[str, float]) -> None:
    for name, amount in amounts.items():
        subject.commodity(name)
        assert amount >= 0.0, f"{name}: {amount} is below zero"


def _not_negative(thing: object, names: Iterable[str]) -> None:
    for name in names:
        assert getattr(thing, name) >= 0.0, f"{name} is below zero"


CHECKS: Mapping[str, Sequence[Callable[[Subject], None]]] = {
    "process": (recipe_does_something, recipe_closes, recipe_commodities_are_declared, recipe_is_in_range),
    "launcher": (shot_pays_for_its_energy, faster_shots_take_no_less, machine_is_in_range),
    "payload": (design_closes, design_is_in_range),
    "supply": (offer_prices_what_was_asked, offer_is_in_range),
}
LAWS: Mapping[str, Sequence[Callable[[Subject], None]]] = {
    "process": (recipe_closes, recipe_is_in_range),
    "launcher": (shot_pays_for_its_energy, machine_is_in_range),
    "payload": (design_closes, design_is_in_range),
    "supply": (offer_is_in_range,),
}
"""Checks that must hold for any parameters, not for the defaults alone."""
