"""Turn a network and a plan into the tables of the compiled simulation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.forward.chain import Taker, followers, order_of, takers
from moonbase.campaign.forward.items import Flows, at_steps, flat_flows, flat_pairs, flatten
from moonbase.campaign.forward.tables import Capacities, Clock, Rules, Tables, Values, Wanted
from moonbase.constants import YEAR
from moonbase.errors import MissionError
from moonbase.graph.network import Activity, Network
from moonbase.planning.layout import make_layout
from moonbase.planning.result import Plan
from moonbase.planning.retention import Life, life_of, make_subperiods, recursion
from moonbase.planning.timing import step_totals

__all__ = ["make_tables"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def make_tables(network: Network, plan: Plan, step: float | None = None) -> Tables:
    """Lay a plan on uniform steps.

    Parameters
    ----------
    network
        What is true of the world in this sample; the plan's own, or one of the same shape with other numbers.
    plan
        What was decided.
    step
        Length of a step [s]; None for the plan's finest period. A plan whose periods are all one step long is
        reproduced as the solver gave it; longer periods are spread evenly.

    Raises
    ------
    MissionError
        If the network has other activities than the plan, or a flow that the simulation cannot hold back for.
    """
    _same_shape(network, plan)
    edges = plan.grid.edges
    count = max(1, round(float(edges[-1] - edges[0]) / (step or float(plan.grid.lengths.min()))))
    steps = np.linspace(float(edges[0]), float(edges[-1]), count + 1)
    flows = flat_flows(network, steps)
    layout = make_layout(network)
    rules = _rules(network, steps, flows, layout.demand_rows)
    return Tables(
        clock=_clock(network, steps),
        taken=flatten(flows.taken),
        given=flatten(flows.given),
        later=flatten(flows.later),
        capacity=_capacities(network, steps),
        rules=rules,
        wanted=_wanted(plan, steps),
        values=_values(network, plan, layout.goal, flows),
    )


def _same_shape(network: Network, plan: Plan) -> None:
    names, planned = ([each.name for each in one.activities] for one in (network, plan.network))
    places, known = ([each.label for each in one.balances] for one in (network, plan.network))
    if names != planned or places != known:
        other = sorted(set(names) ^ set(planned) | set(places) ^ set(known))
        raise MissionError(
            f"the plan knows nothing of {', '.join(other[:4])}",
            help="vary numbers, not what stands in the mission, or plan each sample by itself",
        )


def _clock(network: Network, steps: Floats) -> Clock:
    middle = 0.5 * (steps[1:] + steps[:-1])
    years = (middle - steps[0]) / YEAR
    calendar = np.floor(network.grid.calendar_years[0] + years + 1e-9)
    return Clock(
        steps=len(steps) - 1,
        length=float(steps[1] - steps[0]),
        year=(calendar - calendar[0]).astype(np.int64),
        discount=(1.0 + network.discount_rate) ** -years,
    )


def _capacities(network: Network, steps: Floats) -> Capacities:
    capacities = [activity.capacity for activity in network.activities]
    count, subs = len(steps) - 1, make_subperiods(steps)
    ratio, now, standing = np.zeros(len(capacities)), np.zeros(len(capacities)), np.zeros((count, len(capacities)))
    known: dict[Life, tuple[float, Floats, Ints, Floats]] = {}
    curves: list[tuple[Ints, Floats]] = []
    for index, capacity in enumerate(capacities):
        if capacity is None:
            curves.append((np.empty(0, dtype=np.int64), np.empty(0)))
            continue
        life = life_of(capacity, float(steps[0]))._replace(available_from=float(steps[0]))
        if life not in known:
            curve = recursion(subs, life)
            mine = (curve.column == 0) & (curve.row < count)
            left = float(curve.ratio[1]) if count > 1 else 0.0
            known[life] = (left, curve.step[:count], curve.row[mine], curve.value[mine])
        ratio[index], stays, offset, value = known[life]
        standing[:, index] = capacity.initial * stays
        if capacity.whole:  # a machine is put to work after the step in which it is finished, at the earliest
            offset = np.maximum(offset, 1)
        now[index] = float(value[offset == 0].sum())
        curves.append((offset[offset > 0], value[offset > 0]))
    return Capacities(
        has=np.array([capacity is not None for capacity in capacities], dtype=bool),
        available=np.array([capacity.availability if capacity else 1.0 for capacity in capacities]),
        ratio=ratio,
        standing=standing,
        start=np.concatenate([[0], np.cumsum([len(offset) for offset, _ in curves])]).astype(np.int64),
        offset=np.concatenate([offset for offset, _ in curves]).astype(np.int64),
        value=np.concatenate([value for _, value in curves]).astype(float),
        now=now,
        unit=np.array([capacity.unit if capacity and capacity.whole else 0.0 for capacity in capacities]),
        equipment=flat_pairs([capacity.equipment if capacity else () for capacity in capacities]),
        upkeep=flat_pairs([capacity.upkeep if capacity else () for capacity in capacities]),
    )


def _rules(network: Network, steps: Floats, flows: Flows, rows: Ints) -> Rules:
    follow, edges = followers(network), network.grid.edges
    order = order_of(network)
    lists = takers(network, follow, rows.tolist())
    flat = [taker for items in lists for taker in items]
    amounts = [_amount(network, flows, taker) for taker in flat]
    fed, feeders = _fed(network, follow, order)
    gates = network.gates
    gate = np.full(len(network.activities), -1, dtype=np.int64)
    ceiling = np.stack([_ceiling(activity, steps) for activity in network.activities], axis=1)
    for number, one in enumerate(gates):
        gate[one.leg] = number
        ceiling[at_steps(edges, steps, one.open) <= 0.0, one.leg] = 0.0
    commodities = [balance.commodity for balance in network.balances]
    length = float(steps[1] - steps[0])
    none = np.ones((0, len(steps) - 1))
    return Rules(
        varying=np.array(flows.varying) if flows.varying else none,
        kept=np.array([np.exp(-each.loss * length) if each.storable else 0.0 for each in commodities]),
        stored=np.array([each.storable for each in commodities], dtype=bool),
        strict=np.array([not each.storable and not each.wasteable for each in commodities], dtype=bool),
        order=order,
        start=np.concatenate([[0], np.cumsum([len(items) for items in lists])]).astype(np.int64),
        rank=np.array([taker[0] for taker in flat], dtype=np.int64),
        kind=np.array([taker[1] for taker in flat], dtype=np.int64),
        member=np.array([taker[2] for taker in flat], dtype=np.int64),
        amount=np.array([amount for amount, _ in amounts], dtype=float),
        amount_row=np.array([row for _, row in amounts], dtype=np.int64),
        fed=fed,
        feed_start=np.concatenate([[0], np.cumsum([len(items) for items in feeders])]).astype(np.int64),
        feeder=np.array([index for items in feeders for index, _ in items], dtype=np.int64),
        feed=np.array([amount for items in feeders for _, amount in items], dtype=float),
        follows=follow,
        gate=gate,
        launcher=np.array([one.launcher for one in gates], dtype=np.int64),
        open=np.array([at_steps(edges, steps, one.open) for one in gates]) if gates else none,
        use=np.array([at_steps(edges, steps, one.use) for one in gates]) if gates else none,
        ceiling=ceiling,
        whole=np.array([activity.whole for activity in network.activities], dtype=bool),
        fate=_fates(network),
        row=rows.astype(np.int64),
        patient=np.array([commodities[row].storable for row in rows], dtype=bool),
    )


def _amount(network: Network, flows: Flows, taker: Taker) -> tuple[float, int]:
    """Amount that one unit of a taker takes, and its row of varying amounts."""
    _, kind, member, item = taker
    activity = network.activities[member] if kind < 3 else None
    if activity is None:
        return 1.0, -1
    capacity = activity.capacity
    if kind == 1:
        place = sum(bool(np.sum(flow.amount) < 0.0) for flow in activity.flows[:item])
        _, amount, row, _ = flows.taken[member][place]
        return amount, row
    assert capacity is not None
    return (capacity.upkeep if kind == 0 else capacity.equipment)[item][1], -1


def _fed(network: Network, follow: NDArray[np.bool_], order: Ints) -> tuple[Ints, list[list[tuple[int, float]]]]:
    """Balances with followers, from the payload to the soil, and who feeds them."""
    feeders: dict[int, list[tuple[int, float]]] = {}
    for index in np.flatnonzero(follow):
        flow = next(flow for flow in network.activities[index].flows if np.sum(flow.amount) > 0.0)
        feeders.setdefault(flow.balance, []).append((int(index), float(np.mean(flow.amount))))
    fed = [int(row) for row in order[::-1] if int(row) in feeders]
    return np.array(fed, dtype=np.int64), [feeders[row] for row in fed]


def _ceiling(activity: Activity, steps: Floats) -> Floats:
    if activity.ceiling:
        return step_totals(steps, activity.ceiling)
    return np.full(len(steps) - 1, np.inf)


def _fates(network: Network) -> Ints:
    """Purchases are lost with the flight that brings them; everything else has its own fate."""
    flights = {activity.owner: index for index, activity in enumerate(network.activities) if activity.role == "flight"}
    return np.array(
        [
            flights.get(activity.owner, index) if activity.role == "purchase" else index
            for index, activity in enumerate(network.activities)
        ],
        dtype=np.int64,
    )


def _wanted(plan: Plan, steps: Floats) -> Wanted:
    """Spread each period evenly over its steps; whole machines and flights are due when their period begins."""
    edges = plan.grid.edges

    def spread(table: Floats) -> Floats:
        summed = np.concatenate([np.zeros((len(table), 1)), np.cumsum(table, axis=1)], axis=1)
        reached = [np.interp(steps, edges, row) for row in summed]
        return np.maximum(np.diff(np.array(reached).reshape(-1, len(steps)), axis=1), 0.0).T.copy()

    def lump(table: Floats, whole: list[bool]) -> Floats:
        even = spread(table)
        first = np.searchsorted(steps, edges[:-1] + 0.5 * (steps[1] - steps[0]), side="right") - 1
        for index in np.flatnonzero(whole):
            even[:, index] = np.bincount(first, weights=table[index], minlength=len(steps) - 1)
        return even

    activities = plan.network.activities
    return Wanted(
        activity=lump(plan.activity, [each.whole for each in activities]),
        built=lump(plan.built, [bool(each.capacity and each.capacity.whole) for each in activities]),
        delivered=spread(plan.delivered),
    )


def _values(network: Network, plan: Plan, goal: Ints, flows: Flows) -> Values:
    activities, objective = network.activities, network.objective
    mass = np.array([balance.commodity.mass for balance in network.balances])
    planned = plan.delivered.sum(axis=1)
    weight = np.zeros(len(plan.demands))
    weight[goal] = 1.0
    counted = (weight if len(goal) else np.ones(len(planned))) * (planned > 0.0)
    chosen = [demand.commodity == plan.demands[-1].commodity for demand in plan.demands] if plan.demands else []
    caps = [activity.capacity for activity in activities]

    def mass_of(lists: list[list[tuple[int, float, int, int]]]) -> Floats:
        return np.array([sum(mass[row] * amount for row, amount, _, _ in rows) for rows in lists], dtype=float)

    return Values(
        cost=np.array([activity.cost for activity in activities]),
        capital=np.array([each.capital_cost if each else 0.0 for each in caps]),
        fixed=np.array([each.fixed_cost if each else 0.0 for each in caps]),
        imported=np.array([activity.imported_mass for activity in activities]),
        price=np.array([demand.price for demand in plan.demands]),
        goal=weight,
        money=0.0 if len(goal) or objective.quantity == "imported-mass" else 1.0,
        mass=1.0 if objective.quantity == "imported-mass" else 0.0,
        made=mass_of(flows.given),
        arriving=mass_of(flows.later),
        due=counted / np.where(planned > 0.0, planned, 1.0) / max(1.0, counted.sum()),
        told=weight if len(goal) else np.array(chosen, dtype=float),
    )
