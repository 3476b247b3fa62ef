"""The programmes of samples solved with general tools: baselines of the same run."""

from __future__ import annotations

from time import process_time
from typing import Any

import numpy as np

from moonbase.planning.solver import Model


def matrix(model: Model) -> Any:
    from scipy.sparse import csc_matrix

    shape = (len(model.row_lower), len(model.cost))
    return csc_matrix((model.values, model.indices, model.starts), shape=shape)


def kinds(model: Model) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows that are equations, and those with a highest and a lowest value."""
    equal = model.row_lower == model.row_upper
    return equal, np.isfinite(model.row_upper) & ~equal, np.isfinite(model.row_lower) & ~equal


def with_scipy(models: list[Model]) -> tuple[float, list[float]]:
    """Time per sample [s] and objectives of ``scipy.optimize.linprog``."""
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    found, begin = [], process_time()
    for model in models:
        table = matrix(model).tocsr()
        equal, high, low = kinds(model)
        answer = linprog(
            model.cost,
            A_ub=vstack([table[high], -table[low]]),
            b_ub=np.concatenate([model.row_upper[high], -model.row_lower[low]]),
            A_eq=table[equal],
            b_eq=model.row_lower[equal],
            bounds=np.column_stack([model.lower, model.upper]),
            method="highs",
        )
        found.append(float(answer.fun))
    return (process_time() - begin) / len(models), found


def linopy_model(model: Model) -> Any:
    """Write a programme in linopy."""
    import linopy
    import xarray as xr

    columns = np.arange(len(model.cost))
    table = matrix(model).toarray()
    written = linopy.Model()
    x = written.add_variables(
        xr.DataArray(model.lower, [columns], ["column"]), xr.DataArray(model.upper, [columns], ["column"]), name="x"
    )
    for name, rows, right in zip(
        ("equal", "high", "low"), kinds(model), (model.row_lower, model.row_upper, model.row_lower), strict=True
    ):
        if rows.any():
            places = np.flatnonzero(rows)
            left = (xr.DataArray(table[rows], [places, columns], ["row", "column"]) * x).sum("column")
            wanted = xr.DataArray(right[rows], [places], ["row"])
            sense = {"equal": left == wanted, "high": left <= wanted, "low": left >= wanted}[name]
            written.add_constraints(sense, name=name)
    written.add_objective((xr.DataArray(model.cost, [columns], ["column"]) * x).sum())
    return written


def _highs(written: Any) -> Any:
    from linopy.solvers import Solver

    options = {"output_flag": False, "solver": "simplex"}
    return Solver.from_name("highs", written, io_api="direct", track_updates=True, options=options)


def with_linopy(models: list[Model]) -> tuple[float, list[float]]:
    """Time per sample [s] and objectives where every sample is written anew."""
    begin = process_time()
    found = [float(_highs(linopy_model(model)).solve().solution.objective) for model in models]
    return (process_time() - begin) / len(models), found


def with_bounds_in_linopy(models: list[Model]) -> float:
    """Time per sample [s] where only the bounds of the first sample change, in place: less than a sample takes."""
    import xarray as xr

    written = linopy_model(models[0])
    solver = _highs(written)
    solver.solve()
    upper = np.where(np.isfinite(models[0].upper), models[0].upper, 1e9)
    begin = process_time()
    for place in range(len(models)):
        high = upper * (1.0 + 1e-3 * place)
        written.variables["x"].upper = xr.DataArray(high, [np.arange(len(high))], ["column"])
        solver.solve(written)
    return (process_time() - begin) / len(models)


def with_persistent_linopy(models: list[Model]) -> tuple[float, list[float]]:
    """Time per sample [s] and objectives where one model's numbers are changed in place, every one of them."""
    import xarray as xr

    written = linopy_model(models[0])
    solver = _highs(written)
    solver.solve()
    columns = np.arange(len(models[0].cost))
    found, begin = [], process_time()
    for model in models:
        table = matrix(model).toarray()
        x = written.variables["x"]
        x.lower, x.upper = (xr.DataArray(side, [columns], ["column"]) for side in (model.lower, model.upper))
        for name, rows, right in zip(
            ("equal", "high", "low"), kinds(model), (model.row_lower, model.row_upper, model.row_lower), strict=True
        ):
            if rows.any():
                constraint = written.constraints[name]
                constraint.coeffs = xr.DataArray(table[rows], dims=constraint.coeffs.dims)
                constraint.rhs = xr.DataArray(right[rows], [np.flatnonzero(rows)], ["row"])
        written.add_objective((xr.DataArray(model.cost, [columns], ["column"]) * x).sum(), overwrite=True)
        found.append(float(solver.solve(written).solution.objective))
    return (process_time() - begin) / len(models), found
