"""Figures of a run that can be compared with those of another: computing, money, mass, paybacks."""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

from moonbase.constants import YEAR
from moonbase.report.result import Result, Series

__all__ = ["KILOWATT_YEAR", "in_service", "inside", "materials", "measures", "part_imports"]

KILOWATT_YEAR = 1e3 * YEAR
"""Energy of one kilowatt over one year [J]."""
_COMPUTERS = "compute-package"
_USEFUL = "useful_share_"
_WORKLOAD = "workload"
_PAYBACKS = {"energy_payback": "launch_energy", "carbon_payback": "launch_carbon"}
_DUST = 1e-6  # shares below are rounding of the solver


def measures(result: Result, *, rate: float = 0.0, commodity: str = "compute") -> dict[str, float]:
    """Figures of a run by name; those that a mission does not have are left out.

    Parameters
    ----------
    result
        A mission that was planned.
    rate
        Discount rate for money and computing alike [1/yr]; 0 for plain sums.
    commodity
        What is delivered.

    Returns
    -------
    dict
        ``delivered_kw_years`` [kW yr] and ``cost`` [USD] up to the horizon, ``to_come_kw_years`` [kW yr] what payloads
        in service still deliver after it, all discounted to the start; ``cost_per_kw_year`` [USD/kW/yr] with what is to
        come, ``cost_per_kw_year_to_horizon`` without; ``landed`` [kg], ``imported_per_delivered_mass``,
        ``lunar_share`` and ``computers_from_earth`` [1], ``energy_payback`` and ``carbon_payback`` [yr] of payloads
        with everything brought from Earth, ``final_power`` [W], ``peak_added_power`` [W/yr] the most computing that is
        put together within a year, ``objective``; ``useful_WORKLOAD`` [kW yr] where
        payloads state which share of their computing a workload can use.
    """
    present = _present(result.edges, rate)
    delivered = math.fsum(_sum(one, present) for one in result.series.get("delivered", ()) if one.role == commodity)
    totals = {one.name: one for one in result.series.get("totals", ())}
    cost = _sum(totals["cost"], present) if "cost" in totals else 0.0
    found = {"cost": cost, "objective": result.answer.value}
    found["landed"] = math.fsum(totals["landed"].values) if "landed" in totals else 0.0
    if delivered > 0.0:
        found["delivered_kw_years"] = delivered / KILOWATT_YEAR
        found["cost_per_kw_year_to_horizon"] = cost / found["delivered_kw_years"]
        found["final_power"] = in_service(result, commodity)[-1]
        found |= _by_workload(result, present, commodity)
        found["to_come_kw_years"] = _to_come(result, rate, commodity) / KILOWATT_YEAR
        found["cost_per_kw_year"] = cost / (found["delivered_kw_years"] + found["to_come_kw_years"])
    return {**found, **_mass(result, found["landed"]), **_added(result), **_paybacks(result)}


def _by_workload(result: Result, present: Sequence[float], commodity: str) -> dict[str, float]:
    """Give the useful part of what payloads delivered by workload [kW yr], where they state useful shares.

    What a payload says that it delivers for one workload counts as that; a payload for any work could do each of them
    with its useful share, one at a time.
    """
    chosen = {item.owner: str(item.value) for item in result.provenance if item.parameter == _WORKLOAD}
    serving = {one.name: one.owner for one in result.series.get("activities", ()) if one.role == "service"}
    found: dict[str, float] = {}
    for fact in result.facts:
        name, work = fact.name.removeprefix(_USEFUL), chosen.get(fact.owner, "any").replace("-", "_")
        if not fact.name.startswith(_USEFUL) or work not in ("any", name):
            continue
        energy = math.fsum(
            _sum(one, present)
            for one in result.series.get("flows", ())
            if serving.get(one.name) == fact.owner and one.owner == commodity and one.role == "flow"
        )
        found[f"useful_{name}"] = found.get(f"useful_{name}", 0.0) + energy / KILOWATT_YEAR * (
            fact.value if work == "any" else 1.0
        )
    return dict(sorted(found.items()))


def _to_come(result: Result, rate: float, commodity: str) -> float:
    """Energy that payloads in service will still deliver after the horizon, discounted [J].

    Each batch gives the mean output of its life until it retires. What lives on upkeep, which nobody pays for after the
    horizon, gives nothing.
    """
    facts = {(fact.owner, fact.name): fact.value for fact in result.facts}
    end = result.edges[-1]
    total = 0.0
    for one in result.series.get("activities", ()):
        life, mean = (facts.get((one.owner, name), 0.0) for name in ("service_life", "mean_output"))
        if one.role != "service" or life <= 0.0 or facts.get((one.owner, "upkeep_mass"), 0.0) > 0.0:
            continue
        worked = math.fsum(one.values)
        given = math.fsum(
            math.fsum(flow.values)
            for flow in result.series.get("flows", ())
            if flow.name == one.name and flow.owner == commodity and flow.role == "flow"
        )
        batches = next((made.values for made in result.series.get("built", ()) if made.name == one.name), ())
        for start, number in zip(result.edges[:-1], batches, strict=False):
            left = start + life - end
            if left > 0.0 and worked > 0.0:
                weight = (1.0 + rate) ** (-(end + 0.5 * left - result.edges[0]) / YEAR)
                total += number * min(left, life) * mean * given / worked * weight
    return total


def in_service(result: Result, commodity: str = "compute") -> tuple[float, ...]:
    """Mean power delivered in each period [W], shape ``(n_periods,)``."""
    lengths = _lengths(result.edges)
    series = [one.values for one in result.series.get("delivered", ()) if one.role == commodity]
    return tuple(math.fsum(values[period] for values in series) / length for period, length in enumerate(lengths))


def part_imports(result: Result) -> dict[str, float]:
    """Share of each commodity that came from Earth, over the whole run [1].

    What landed per what landed or was made at the mission's sites.
    """
    landed: dict[str, float] = {}
    for one in result.series.get("landings", ()):
        name = one.name.partition(":")[2]
        landed[name] = landed.get(name, 0.0) + math.fsum(one.values)
    made: dict[str, float] = {}
    for one in _flows(result, "process"):
        made[one.owner] = made.get(one.owner, 0.0) + math.fsum(value for value in one.values if value > 0.0)
    return {
        name: mass / (mass + made.get(name, 0.0) * _unit_mass(result, name)) for name, mass in landed.items() if mass
    }


def _flows(result: Result, role: str) -> Iterable[Series]:
    owners = {one.name for one in result.series.get("activities", ()) if one.role == role}
    return (one for one in result.series.get("flows", ()) if one.name in owners and one.role == "flow")


def _unit_mass(result: Result, commodity: str) -> float:
    """Mass of one unit [kg], else from what landed per what was bought; 1 where it is counted in kilograms."""
    if commodity in result.masses:
        return result.masses[commodity]
    bought = math.fsum(
        math.fsum(one.values)
        for one in result.series.get("activities", ())
        if one.role == "purchase" and one.name.endswith(f":{commodity}")
    )
    landed = math.fsum(
        math.fsum(one.values) for one in result.series.get("landings", ()) if one.name.endswith(f":{commodity}")
    )
    return landed / bought if bought else 1.0


def _mass(result: Result, landed: float) -> dict[str, float]:
    """Mass from Earth per mass put into service, and the share of that mass which the Moon made."""
    masses = {fact.owner: fact.value for fact in result.facts if fact.name == "mass" and fact.unit == "kg"}
    total = math.fsum(
        math.fsum(one.values) * masses[one.owner]
        for one in result.series.get("activities", ())
        if one.role == "assembly" and one.owner in masses
    )
    if total <= 0.0:
        return {}
    parts = materials(result)
    imported = math.fsum(used * share for used, share in parts.values())
    made = max(1.0 - imported / total, 0.0)
    found = {"imported_per_delivered_mass": landed / total, "lunar_share": made if made > _DUST else 0.0}
    packages, share = parts.get(_COMPUTERS, (0.0, 0.0))
    return {**found, **({"computers_from_earth": share} if packages else {})}


def materials(result: Result) -> dict[str, tuple[float, float]]:
    """Bill of materials of all payloads assembled, by commodity.

    Returns
    -------
    dict
        Commodity to mass [kg] and the share of it that came from Earth [1], heaviest first. What is counted in other
        units than kilograms weighs what it weighs when bought, or what the payload's facts say of its share.
    """
    imports = part_imports(result)
    shares = {(fact.owner, fact.name): fact.value for fact in result.facts}
    used: dict[str, float] = {}
    for one in result.series.get("activities", ()):
        if one.role != "assembly":
            continue
        number, mass = math.fsum(one.values), shares.get((one.owner, "mass"), 0.0)
        for flow in result.series.get("flows", ()):
            if flow.name == one.name and flow.role == "flow":
                name = flow.owner
                stated = shares.get((one.owner, f"mass_share_{name.replace('-', '_')}"))
                taken = -math.fsum(value for value in flow.values if value < 0.0)
                if stated is not None or flow.unit == "kg":
                    weight = number * mass * stated if stated is not None else taken
                    used[name] = used.get(name, 0.0) + weight
    return {
        name: (mass, imports.get(name, 0.0))
        for name, mass in sorted(used.items(), key=lambda item: (-item[1], item[0]))
        if mass > 0.0
    }


def _added(result: Result) -> dict[str, float]:
    """Most computing power of payloads that is put together within one year [W/yr]."""
    power = {fact.owner: fact.value for fact in result.facts if fact.name == "it_power"}
    made = [one for one in result.series.get("activities", ()) if one.role == "assembly" and one.owner in power]
    if not made:
        return {}
    edges = result.edges
    each = [math.fsum(one.values[period] * power[one.owner] for one in made) for period in range(len(edges) - 1)]
    so_far = [0.0, *itertools.accumulate(each)]

    def until(date: float) -> float:
        place = min(bisect.bisect_right(edges, date) - 1, len(each) - 1)
        share = min((date - edges[place]) / (edges[place + 1] - edges[place]), 1.0)
        return so_far[place] + share * each[place]

    last = max(edges[-1] - YEAR, edges[0])
    starts = [*(edge for edge in edges if edge < last), last]
    return {"peak_added_power": max(until(start + YEAR) - until(start) for start in starts)}


def _paybacks(result: Result) -> dict[str, float]:
    """Time in which payloads earn what making, throwing and bringing from Earth took [yr].

    ``t_E = (sum n P t + sum m e) / sum n P``: each payload's own payback t, and everything that landed, plant too, with
    the energy e that its supply states; carbon likewise, per carbon of the grid whose power is saved.
    """
    facts = {(fact.owner, fact.name): fact.value for fact in result.facts}
    made = {
        one.owner: math.fsum(one.values)
        for one in result.series.get("activities", ())
        if one.role == "assembly" and (one.owner, "it_power") in facts
    }
    power = {owner: number * facts[owner, "it_power"] for owner, number in made.items()}
    total = math.fsum(power.values())
    if total <= 0.0:
        return {name: facts[key] / YEAR for key in facts for name in (key[1],) if name in _PAYBACKS}
    found = {}
    for name, brought in _PAYBACKS.items():
        own = math.fsum(watts * facts.get((owner, name), math.nan) for owner, watts in power.items())
        per_unit = 1.0
        if name == "carbon_payback":
            per_unit = math.fsum(watts * facts.get((owner, "grid_carbon"), math.nan) for owner, watts in power.items())
            per_unit /= total
        carried = math.fsum(
            math.fsum(one.values) * facts.get((one.name.partition(":")[0], brought), 0.0)
            for one in result.series.get("landings", ())
        )
        found[name] = (own + carried / per_unit) / total / YEAR
    return {name: years for name, years in found.items() if math.isfinite(years)}


def _lengths(edges: Sequence[float]) -> list[float]:
    return [end - start for start, end in itertools.pairwise(edges)]


def _present(edges: Sequence[float], rate: float) -> list[float]:
    return [(1.0 + rate) ** (-(0.5 * (start + end) - edges[0]) / YEAR) for start, end in itertools.pairwise(edges)]


def _sum(series: Series, present: Sequence[float]) -> float:
    return math.fsum(value * weight for value, weight in zip(series.values, present, strict=True))


def inside(result: Result) -> Mapping[str, float]:
    """Take the cost apart: USD by supply or process, undiscounted, largest first."""
    found: dict[str, float] = {}
    for one in result.series.get("costs", ()):
        found[one.owner] = found.get(one.owner, 0.0) + math.fsum(one.values)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
