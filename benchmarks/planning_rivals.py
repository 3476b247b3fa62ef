"""The synthetic mission built with general modelling tools, on a uniform monthly grid: baselines of the same run."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np
from planning_cases import MONTH

from moonbase.graph.network import Network

LEAD = 3


def tables(network: Network) -> dict[str, np.ndarray]:
    """Read the mission into dense tables, capacity counted per month."""
    goods, activities = len(network.balances), network.activities
    makers = [activity for activity in activities if activity.capacity]
    flow = np.zeros((goods, len(activities)))
    equipment = np.zeros((goods, len(makers)))
    for column, activity in enumerate(activities):
        for exchange in activity.flows:
            flow[exchange.balance, column] += exchange.amount
    for column, activity in enumerate(makers):
        for row, amount in activity.capacity.equipment:
            equipment[row, column] += amount / MONTH
    return {
        "flow": flow,
        "equipment": equipment,
        "keep": np.array([np.exp(-activity.capacity.wear * MONTH) for activity in makers]),
        "limit": np.array([activity.capacity.limit * MONTH for activity in makers]),
        "mass": np.array([activity.imported_mass for activity in activities]),
        "discount": (1.0 + network.discount_rate) ** -network.grid.mid_years,
    }


def with_linopy(network: Network) -> dict[str, Any]:
    """Build with linopy's vectorised interface and hand over directly."""
    import linopy
    import xarray as xr

    data, periods = tables(network), network.grid.size
    begin = perf_counter()
    goods, makers = len(data["flow"]), len(data["keep"])
    model = linopy.Model()

    def array(values: np.ndarray, *dims: str) -> xr.DataArray:
        return xr.DataArray(values, [range(size) for size in values.shape], list(dims))

    def variable(name: str, dim: str, upper: np.ndarray) -> linopy.Variable:
        high = array(np.repeat(upper[:, None], periods, axis=1), dim, "t")
        return model.add_variables(xr.zeros_like(high), high, name=name)

    free = np.full(makers, np.inf)
    run, built, alive = variable("run", "p", free), variable("built", "p", free), variable("alive", "p", data["limit"])
    bought = variable("bought", "b", np.full(len(data["mass"]) - makers, np.inf))
    stock = variable("stock", "c", np.full(goods, np.inf))
    out = model.add_variables(array(np.zeros(periods), "t"), name="out")
    made = (array(data["flow"][:, :makers], "c", "p") * run).sum("p")
    imported = (array(data["flow"][:, makers:], "c", "b") * bought).sum("b")
    spent = (array(data["equipment"], "c", "p") * built).sum("p")
    kept = stock.shift(t=1) - stock
    model.add_constraints(made + imported - spent + kept - array(np.eye(goods)[-1], "c") * out >= 0, name="balance")
    older = array(data["keep"], "p") * alive.shift(t=1)
    model.add_constraints(alive - older - built.shift(t=LEAD) == 0, name="dynamics")
    model.add_constraints(run - alive <= 0, name="use")
    mass = array(data["mass"][makers:], "b")
    model.add_constraints((mass * bought).sum("b") <= network.limits[0].most * MONTH, name="cargo")
    model.add_objective((array(-data["discount"], "t") * out).sum())
    built_at = perf_counter()
    handed = model.to_highspy()
    return {"build": built_at - begin, "handover": perf_counter() - built_at, "solver": handed}


def with_pyomo(network: Network) -> dict[str, Any]:
    """Build with Pyomo's indexed components over the non-zeros and hand over through its persistent HiGHS interface."""
    import pyomo.environ as pyo
    from pyomo.contrib.appsi.solvers.highs import Highs

    data, periods = tables(network), network.grid.size
    cargo = network.limits[0].most * MONTH
    begin = perf_counter()
    goods, many = data["flow"].shape
    makers = len(data["keep"])
    flows = [[(a, data["flow"][c, a]) for a in np.flatnonzero(data["flow"][c])] for c in range(goods)]
    parts = [[(p, data["equipment"][c, p]) for p in np.flatnonzero(data["equipment"][c])] for c in range(goods)]
    model = pyo.ConcreteModel()
    model.t, model.a, model.p, model.c = (pyo.RangeSet(0, n - 1) for n in (periods, many, makers, goods))
    model.x = pyo.Var(model.a, model.t, bounds=(0, None))
    model.built = pyo.Var(model.p, model.t, bounds=(0, None))
    model.alive = pyo.Var(model.p, model.t, bounds=lambda _, p, _t: (0, data["limit"][p]))
    model.stock = pyo.Var(model.c, model.t, bounds=(0, None))
    model.out = pyo.Var(model.t, bounds=(0, None))

    def balance(m: pyo.ConcreteModel, c: int, t: int) -> object:
        return (
            sum(amount * m.x[a, t] for a, amount in flows[c])
            - sum(amount * m.built[p, t] for p, amount in parts[c])
            + (m.stock[c, t - 1] if t else 0)
            - m.stock[c, t]
            - (m.out[t] if c == goods - 1 else 0)
            >= 0
        )

    def dynamics(m: pyo.ConcreteModel, p: int, t: int) -> object:
        older = data["keep"][p] * m.alive[p, t - 1] if t else 0
        return m.alive[p, t] - older - (m.built[p, t - LEAD] if t >= LEAD else 0) == 0

    model.balance = pyo.Constraint(model.c, model.t, rule=balance)
    model.dynamics = pyo.Constraint(model.p, model.t, rule=dynamics)
    model.use = pyo.Constraint(model.p, model.t, rule=lambda m, p, t: m.x[p, t] - m.alive[p, t] <= 0)
    bought = [(a, each) for a, each in enumerate(data["mass"]) if each]
    model.cargo = pyo.Constraint(model.t, rule=lambda m, t: sum(mass * m.x[a, t] for a, mass in bought) <= cargo)
    model.goal = pyo.Objective(expr=-sum(data["discount"][t] * model.out[t] for t in range(periods)))
    built_at = perf_counter()
    solver = Highs()
    solver.set_instance(model)
    return {"build": built_at - begin, "handover": perf_counter() - built_at, "solver": solver}
