"""What was asked and what the plan answers, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from moonbase.report import arrivals
from moonbase.report.result import Answer, Column, Table
from moonbase.report.units import human
from moonbase.report.yearly import Reading
from moonbase.report.years import date_text

if TYPE_CHECKING:
    from moonbase.mission.spec import Demand

__all__ = ["answer_of"]


def answer_of(reading: Reading, yearly: Table) -> Answer:
    """Say the objective as a question and the plan as one sentence."""
    goal = reading.network.objective
    return Answer(
        question=_question(reading),
        sentence=_sentence(reading, yearly),
        sense=goal.sense,
        quantity=goal.quantity,
        site=goal.site,
        value=float(f"{reading.plan.objective:.12g}"),
        unit=reading.objective_unit,
    )


def _question(reading: Reading) -> str:
    network = reading.network
    goal = network.objective
    span = f"between {date_text(float(network.grid.edges[0]))} and {date_text(float(network.grid.edges[-1]))}"
    wanted = [_demand(reading, demand) for demand in network.demands if demand.rate or demand.amount]
    while_doing = f" while delivering {_join(wanted)}" if wanted else ""
    if goal.sense == "maximise":
        later = (
            f" (later deliveries discounted {100.0 * network.discount_rate:.3g} % a year)"
            if network.discount_rate
            else ""
        )
        return f"How much {goal.quantity} can be had at {goal.site} {span}{while_doing}{later}?"
    if goal.quantity == "date":
        return f"How early can the demand {goal.demand} be met{while_doing}?"
    least = {"cost": "What is the lowest cost", "imported-mass": "What is the least mass to land from Earth"}
    discounted = f", discounted {100.0 * network.discount_rate:.3g} % a year," if network.discount_rate else ""
    return f"{least.get(goal.quantity, 'What is the least ' + goal.quantity)}{discounted} {span}{while_doing}?"


def _demand(reading: Reading, demand: Demand) -> str:
    network = reading.network
    commodity = network.balances[network.balance_index(demand.commodity, demand.site)].commodity
    if demand.amount:
        by = f" by {date_text(demand.end)}" if demand.end is not None else ""
        return f"{_amount(demand.amount, commodity.unit, commodity.name)} to {demand.site}{by}"
    since = f" from {date_text(demand.start)} on" if demand.start is not None else ""
    if commodity.unit == "J":
        return f"{human(demand.rate, 'W')} of {commodity.name} to {demand.site}{since}"
    yearly = _amount(demand.rate * 365.25 * 86400.0, commodity.unit, commodity.name)
    return f"{yearly} a year to {demand.site}{since}"


def _amount(amount: float, unit: str, name: str) -> str:
    return f"{human(amount, unit)} {name}" if unit == "1" else f"{human(amount, unit)} of {name}"


def _join(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _sentence(reading: Reading, yearly: Table) -> str:
    done = _done(reading, yearly) or ["nothing is delivered"]
    mass = human(float(np.sum(arrivals.landed(reading.network, reading.plan))), "kg")
    flying = arrivals.under_way(reading.network, reading.plan)
    later = f" ({human(flying, 'kg')} more under way)" if flying else ""
    spent = human(float(np.sum(reading.plan.spending)), "USD")
    landed = f"{mass} landed from Earth{later} and " if arrivals.brings(reading.network) else ""
    return f"{_join(done)[0].upper()}{_join(done)[1:]}, for {landed}{spent} spent."


def _done(reading: Reading, yearly: Table) -> list[str]:
    goal = reading.network.objective
    done = []
    if goal.quantity == "date":
        done.append(f"the demand {goal.demand} is met on {date_text(reading.plan.objective)}")
    fleet, thrown = yearly.column("in_service"), yearly.column("thrown")
    if thrown is not None:
        done.append(f"{human(_total(thrown), '1')} payloads are launched")
    if fleet is not None and isinstance(fleet.values[-1], float):
        final = yearly.columns[0].values[-1]
        serving = [
            f"{human(column.values[-1], column.unit)} of {column.label}"
            for column in yearly.columns
            if column.name.startswith("service_") and isinstance(column.values[-1], float)
        ]
        giving = f" giving {_join(serving)}" if serving else ""
        done.append(f"{human(fleet.values[-1], '1')} are in service at the end of {final}{giving}")
    reached: dict[str, tuple[float, str]] = {}
    for column in yearly.columns:
        if column.name.startswith("delivered_"):
            what = column.label.partition(": ")[0]
            reached[what] = (reached.get(what, (0.0, ""))[0] + _total(column), column.unit)
    for what, (total, unit) in reached.items():
        commodity, _, site = what.rpartition(" to ")
        done.append(f"{_amount(total, unit, commodity)} reach {site}")
    return done


def _total(column: Column) -> float:
    return sum(value for value in column.values if isinstance(value, float))
