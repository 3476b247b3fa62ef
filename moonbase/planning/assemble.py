"""Assemble the linear programme of a network with array code: no loop over periods."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import MissionError
from moonbase.graph.network import Network
from moonbase.planning.bounds import column_bounds, whole_columns
from moonbase.planning.layout import Layout, make_layout, stacked
from moonbase.planning.objective import accounts, discount_factors, objective_cost
from moonbase.planning.programme import Programme
from moonbase.planning.requirements import amount_rows, limit_rows
from moonbase.planning.retention import Curve, life_of, make_subperiods, recursion
from moonbase.planning.steady import replacement_rate
from moonbase.planning.timing import shift, unmoved
from moonbase.planning.triplets import Triplets

__all__ = ["assemble"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def assemble(network: Network, *, steady: bool = False, entries: Triplets | None = None) -> Programme:
    """Write a network as a linear programme.

    Parameters
    ----------
    network
        Mission graph with its grid, demands, limits and objective.
    steady
        Whether capacity is kept constant by replacing what wears and ages, instead of built up over the periods; for
        networks from `steady_network`.
    entries
        What collects the matrix; a new `Triplets` if none is given.

    Raises
    ------
    MissionError
        If a demand, limit or the objective names something that the network does not have, or a number in it is not
        finite.
    """
    layout = make_layout(network)
    curves = () if steady else _curves(layout)
    discount = discount_factors(network)
    money = accounts(layout)
    entries = Triplets() if entries is None else entries
    bounds = [
        _balance_rows(layout, entries),
        _replacement_rows(layout, entries) if steady else _dynamics_rows(layout, entries, curves),
        _use_rows(layout, entries),
    ]
    lower, upper = column_bounds(layout, curves)
    gate_bounds, gates = _gate_rows(layout, entries, _first(bounds), upper)
    bounds.append(gate_bounds)
    amount_bounds, amounts = amount_rows(layout, entries, _first(bounds))
    bounds.append(amount_bounds)
    limit_bounds, limits = limit_rows(layout, entries, _first(bounds), money)
    bounds.append(limit_bounds)
    families, total = {}, 0
    for family, (low, _) in zip(("balance", "dynamics", "use", "gate", "amount", "limit"), bounds, strict=True):
        families[family] = (total, total + len(low))
        total += len(low)
    matrix = entries.matrix(total, layout.size)
    if not np.isfinite(matrix.data).all():
        raise MissionError("the mission graph holds a number that is not finite", help=_culprit(network))
    return Programme(
        layout=layout,
        matrix=matrix,
        cost=objective_cost(layout, money, discount),
        lower=lower,
        upper=upper,
        row_lower=np.concatenate([low for low, _ in bounds]),
        row_upper=np.concatenate([high for _, high in bounds]),
        families=families,
        gates=gates,
        amounts=amounts,
        limits=limits,
        money=money,
        discount=discount,
        curves=curves,
        whole=whole_columns(layout),
    )


def _first(bounds: list[tuple[Floats, Floats]]) -> int:
    return sum(len(low) for low, _ in bounds)


def _culprit(network: Network) -> str:
    names = [
        activity.name
        for activity in network.activities
        if not all(np.isfinite(flow.amount).all() for flow in activity.flows)
    ]
    return f"look at the flows of {', '.join(names)}" if names else "look at costs, equipment and limits"


def _curves(layout: Layout) -> tuple[Curve, ...]:
    edges = layout.network.grid.edges
    subs = make_subperiods(edges)
    lives = [life_of(capacity, float(edges[0])) for capacity in layout.capacities]
    known = {life: recursion(subs, life) for life in dict.fromkeys(lives)}
    return tuple(known[life] for life in lives)


def _balance_rows(layout: Layout, entries: Triplets) -> tuple[Floats, Floats]:
    network, periods = layout.network, layout.periods
    _flows(layout, entries)
    every = np.arange(periods)
    lengths = network.grid.lengths
    stored = layout.stored
    if len(stored):
        loss = np.array([network.balances[row].commodity.loss for row in stored])
        kept = np.exp(-loss[:, None] * lengths[None, 1:])
        stock = layout.columns("stock")
        rows = stored[:, None] * periods + every
        entries.add(rows, stock, -1.0)
        entries.add(rows[:, 1:], stock[:, :-1], kept)
    if layout.demands:
        entries.add(layout.demand_rows[:, None] * periods + every, layout.columns("delivered"), -1.0)
    built = _items([layout.capacities[index].equipment for index in layout.builds], periods)
    if built is not None:
        owner, row, amount = built
        entries.add(row[:, None] * periods + every, layout.columns("built", owner), -amount)
    kept_up = _items([capacity.upkeep for capacity in layout.capacities], periods)
    if kept_up is not None:
        owner, row, amount = kept_up
        entries.add(row[:, None] * periods + every, layout.columns("capacity", owner), -amount * lengths)
    wasteable = np.array([balance.commodity.wasteable for balance in network.balances], dtype=bool)
    rows_total = len(network.balances) * periods
    return np.zeros(rows_total), np.where(np.repeat(wasteable, periods), np.inf, 0.0)


def _items(lists: list[tuple[tuple[int, float], ...]], periods: int) -> tuple[Ints, Ints, Floats] | None:
    """Flatten ``(balance, amount)`` lists into owner, balance, and amount of shape ``(items, 1 or n_periods)``."""
    flat = [(owner, row, amount) for owner, items in enumerate(lists) for row, amount in items]
    if not flat:
        return None
    owners, rows, amounts = zip(*flat, strict=True)
    return np.array(owners, dtype=np.int64), np.array(rows, dtype=np.int64), stacked(amounts, periods)


def _flows(layout: Layout, entries: Triplets) -> None:
    """Add what activities move, arrivals shifted by their lag."""
    periods = layout.periods
    by_lag: dict[float, list[tuple[int, int, float | Floats]]] = {}
    for index, activity in enumerate(layout.network.activities):
        for flow in activity.flows:
            if flow.lag < 0.0:
                raise MissionError(
                    f"{activity.name} moves {layout.network.balances[flow.balance].label} before it runs"
                )
            by_lag.setdefault(flow.lag, []).append((index, flow.balance, flow.amount))
    for lag, flows in by_lag.items():
        target, source, share = shift(layout.network.grid.edges, lag) if lag else unmoved(periods)
        for steady in (True, False):
            chosen = [flow for flow in flows if (np.ndim(flow[2]) == 0) is steady]
            if not chosen:
                continue
            owner = np.array([flow[0] for flow in chosen])
            row = np.array([flow[1] for flow in chosen])
            amount = np.array([flow[2] for flow in chosen], dtype=float)
            each = amount[:, None] if steady else amount[:, source]
            entries.add(row[:, None] * periods + target, owner[:, None] * periods + source, each * share)


def _dynamics_rows(layout: Layout, entries: Triplets, curves: tuple[Curve, ...]) -> tuple[Floats, Floats]:
    periods, total = layout.periods, len(layout.builds)
    every = np.arange(periods)
    groups: dict[int, list[int]] = {}
    for position, member in enumerate(layout.builds):
        groups.setdefault(id(curves[member]), []).append(position)
    right = np.zeros((total, periods))
    initial = layout.gather(lambda capacity: capacity.initial, buildable=True)
    for positions in groups.values():
        place = np.array(positions)
        curve = curves[layout.builds[place[0]]]
        rows = place[:, None] * periods + every + len(layout.network.balances) * periods
        alive = layout.columns("capacity", layout.builds[place])
        entries.add(rows, alive, 1.0)
        entries.add(rows[:, 1:], alive[:, :-1], -curve.ratio[1:periods])
        inside = curve.row < periods
        built = layout.columns("built", place)
        entries.add(rows[:, curve.row[inside]], built[:, curve.column[inside]], -curve.value[inside])
        right[place] = initial[place, None] * curve.step[:periods]
    return right.ravel(), right.ravel().copy()


def _replacement_rows(layout: Layout, entries: Triplets) -> tuple[Floats, Floats]:
    """Build per period what wears and ages in it."""
    total, periods = len(layout.builds), layout.periods
    rows = (len(layout.network.balances) + np.arange(total)[:, None]) * periods + np.arange(periods)
    if total:
        rate = layout.stack(replacement_rate, buildable=True)
        entries.add(rows, layout.columns("built"), 1.0)
        entries.add(rows, layout.columns("capacity", layout.builds), -rate * layout.network.grid.lengths)
    return np.zeros(total * periods), np.zeros(total * periods)


def _use_rows(layout: Layout, entries: Triplets) -> tuple[Floats, Floats]:
    periods, total = layout.periods, len(layout.capped)
    first = (len(layout.network.balances) + len(layout.builds)) * periods
    rows = first + np.arange(total)[:, None] * periods + np.arange(periods)
    if total:
        availability = layout.stack(lambda capacity: capacity.availability)
        entries.add(rows, layout.columns("activity", layout.capped), 1.0)
        entries.add(rows, layout.columns("capacity"), -availability * layout.network.grid.lengths)
    return np.full(total * periods, -np.inf), np.zeros(total * periods)


def _gate_rows(layout: Layout, entries: Triplets, first: int, upper: Floats) -> tuple[tuple[Floats, Floats], Ints]:
    """Bind legs to their windows; a period without a window closes the leg."""
    network, periods = layout.network, layout.periods
    position = {int(index): place for place, index in enumerate(layout.capped)}
    kept: list[Ints] = []
    for number, gate in enumerate(network.gates):
        leg = layout.columns("activity", gate.leg)[0]
        upper[leg[gate.open <= 0.0]] = 0.0
        capacity = network.activities[gate.launcher].capacity
        if capacity is None:
            continue
        when = np.flatnonzero(gate.open > 0.0)
        rows = first + sum(len(part) for part in kept) + np.arange(len(when))
        use = np.broadcast_to(np.asarray(gate.use, dtype=float), (periods,))
        entries.add(rows, leg[when], use[when])
        alive = layout.columns("capacity", position[gate.launcher])[0]
        entries.add(rows, alive[when], -(gate.open * capacity.availability * network.grid.lengths)[when])
        kept.append(np.stack([np.full(len(when), number), when], axis=1))
    gates = np.concatenate(kept) if kept else np.empty((0, 2), dtype=np.int64)
    return (np.full(len(gates), -np.inf), np.zeros(len(gates))), gates
