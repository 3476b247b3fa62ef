"""Read a plan out of the vectors of a solved programme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.planning.layout import Layout
from moonbase.planning.programme import Programme
from moonbase.planning.result import Effort, Plan
from moonbase.planning.solve import Solved

__all__ = ["Story", "read_plan"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Story:
    """What to tell about a solution besides its numbers."""

    build_seconds: float = 0.0
    bound: float = 0.0
    notes: tuple[str, ...] = ()


def _wide(layout: Layout, family: str, members: NDArray[np.int64], total: int, values: Floats) -> Floats:
    """Spread a family over all activities or balances, zero where it has no member."""
    table = np.zeros((total, layout.periods))
    table[members] = layout.table(family, values)
    return table


def _rows(programme: Programme, family: str, values: Floats, count: int) -> Floats:
    return values[programme.rows(family)].reshape(count, programme.layout.periods)


def read_plan(programme: Programme, solved: Solved, story: Story) -> Plan:
    """Turn the vectors of a solved programme into a plan."""
    layout = programme.layout
    network, periods = layout.network, layout.periods
    activities, balances = len(network.activities), len(network.balances)
    primal, dual, reduced = solved.primal, solved.dual, solved.reduced
    builders = layout.capped[layout.builds]
    rents = np.zeros((activities, periods))
    rents[layout.capped] = np.maximum(-_rows(programme, "use", dual, len(layout.capped)), 0.0)
    availability = np.zeros(activities)
    availability[layout.capped] = layout.gather(lambda capacity: capacity.availability)
    values = np.zeros((activities, periods))
    values[builders] = -_rows(programme, "dynamics", dual, len(layout.builds))
    at_upper, at_lower = np.maximum(-reduced, 0.0), np.maximum(reduced, 0.0)
    slack = (programme.matrix @ primal)[programme.rows("balance")].reshape(balances, periods)
    wasteable = np.array([balance.commodity.wasteable for balance in network.balances], dtype=bool)
    limited = np.isfinite(programme.upper)
    ends, terminal_value = _terminal(programme, solved)
    spending, income, imported = _accounts(programme, primal)
    sign = -1.0 if network.objective.sense == "maximise" else 1.0
    own = slice(0, layout.size)
    objective = sign * float(programme.cost[own] @ primal[own])
    return Plan(
        network=network,
        demands=layout.demands,
        activity=layout.table("activity", primal),
        built=_wide(layout, "built", builders, activities, primal),
        capacity=_wide(layout, "capacity", layout.capped, activities, primal),
        stock=_wide(layout, "stock", layout.stored, balances, primal),
        waste=np.where(wasteable[:, None], np.maximum(slack, 0.0), 0.0),
        delivered=layout.table("delivered", primal),
        lost=_lost(programme, primal),
        spending=spending,
        income=income,
        imported_mass=imported,
        objective=objective,
        terminal_value=terminal_value,
        terminal_prices=ends,
        prices=_rows(programme, "balance", dual, balances),
        capacity_values=values,
        use_rents=rents,
        capacity_rents=rents * availability[:, None] * network.grid.lengths,
        node_limit_prices=_wide(layout, "capacity", layout.capped, activities, np.where(limited, at_upper, 0.0)),
        ceiling_prices=layout.table("activity", np.where(limited, at_upper, 0.0)),
        gate_rents=_scatter(
            programme.gates, np.maximum(-dual[programme.rows("gate")], 0.0), len(network.gates), periods
        ),
        limit_prices=_limit_prices(programme, dual),
        demand_costs=layout.table("delivered", np.where(programme.lower > 0.0, at_lower, 0.0)),
        demand_worths=layout.table("delivered", np.where(limited & (programme.upper > 0.0), at_upper, 0.0)),
        amount_costs=_amount_costs(programme, dual),
        discount=programme.discount,
        certificate=solved.certificate,
        effort=_effort(programme, solved, story, sign),
        notes=story.notes,
    )


def _terminal(programme: Programme, solved: Solved) -> tuple[Floats, float]:
    """Worth of a unit of each capacity at the horizon, and of all of it."""
    layout = programme.layout
    prices = np.zeros(len(layout.network.activities))
    if programme.tail is None:
        return prices, 0.0
    prices[layout.capped] = np.maximum(-solved.dual[len(solved.dual) - len(layout.capped) :], 0.0)
    return prices, -float(programme.cost[layout.size :] @ solved.primal[layout.size :])


def _accounts(programme: Programme, primal: Floats) -> tuple[Floats, Floats, Floats]:
    money, periods = programme.money, programme.layout.periods

    def per_period(rate: Floats) -> Floats:
        return np.asarray((rate * primal[: len(rate)]).reshape(-1, periods).sum(axis=0), dtype=float)

    return per_period(money.spending), per_period(money.income), per_period(money.imported)


def _scatter(places: NDArray[np.int64], values: Floats, count: int, periods: int) -> Floats:
    table = np.zeros((count, periods))
    table[places[:, 0], places[:, 1]] = values
    return table


def _limit_prices(programme: Programme, dual: Floats) -> Floats:
    periods = programme.layout.periods
    worth = -dual[programme.rows("limit")]
    table = np.zeros((len(programme.layout.network.limits), periods))
    whole_span = programme.limits[:, 1] < 0
    each = programme.limits[~whole_span]
    table[each[:, 0], each[:, 1]] = worth[~whole_span]
    first = programme.families["limit"][0]
    for row in np.flatnonzero(whole_span):
        columns = programme.by_row[first + int(row)].indices
        table[programme.limits[row, 0], np.unique(columns % periods)] = worth[row]
    return table


def _amount_costs(programme: Programme, dual: Floats) -> Floats:
    costs = np.zeros(len(programme.layout.demands))
    costs[programme.amounts] = np.maximum(dual[programme.rows("amount")], 0.0)
    return costs


def _lost(programme: Programme, primal: Floats) -> Floats:
    """Arrivals of lagged flows that fall behind the horizon."""
    from moonbase.planning.timing import shift

    layout = programme.layout
    network = layout.network
    activity = layout.table("activity", primal)
    lost = np.zeros(len(network.balances))
    late: dict[float, Floats] = {}
    for index, each in enumerate(network.activities):
        for flow in each.flows:
            if flow.lag > 0.0:
                if flow.lag not in late:
                    moved = shift(network.grid.edges, flow.lag)
                    arrived = np.bincount(moved.source, weights=moved.share, minlength=layout.periods)
                    late[flow.lag] = np.asarray(1.0 - arrived, dtype=float)
                lost[flow.balance] += float(np.sum(flow.amount * activity[index] * late[flow.lag]))
    return lost


def _effort(programme: Programme, solved: Solved, story: Story, sign: float) -> Effort:
    rows, columns = programme.matrix.shape
    return Effort(
        solver=solved.raw.label,
        version=solved.raw.version,
        tried=solved.tried,
        rows=rows,
        columns=columns,
        nonzeros=programme.matrix.nnz,
        iterations=solved.raw.iterations,
        build_seconds=story.build_seconds + solved.scale_seconds,
        handover_seconds=solved.raw.handover,
        solve_seconds=solved.raw.seconds,
        check_seconds=solved.check_seconds,
        bound=sign * story.bound,
    )
