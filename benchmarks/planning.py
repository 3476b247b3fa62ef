"""Time planning against general modelling tools and against the bare solver, all in one run.

    python benchmarks/planning.py build       # assemble and hand over 50 x 30 x 480, with linopy and Pyomo beside it
    python benchmarks/planning.py growth      # assembling over 120 to 1000 periods
    python benchmarks/planning.py solve       # 80 nodes x 40 years against the same solver bare and HiGHS's default
    python benchmarks/planning.py grid        # the default grid against months throughout
    python benchmarks/planning.py infeasible  # explaining a mission without a plan
    python benchmarks/planning.py large       # 200 nodes x 40 years

linopy and Pyomo come with ``pip install .[bench]``. Ratios of one run carry over between machines, seconds do not.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from planning_cases import MONTH, grid, mission

from moonbase.errors import InfeasibleError
from moonbase.graph.network import Network
from moonbase.mission.spec import Demand
from moonbase.planning import Options, grid_error, plan
from moonbase.planning.assemble import assemble
from moonbase.planning.scaling import find_scales
from moonbase.planning.solve import scaled_model, tie_costs
from moonbase.planning.solver import Attempt, Model, solve_once

PLAIN = Options(terminal="none")
CHOOSE_LIMIT = 120.0


def ours(network: Network) -> dict[str, float]:
    import highspy

    from moonbase.planning.solver import _pass

    assemble(mission(5, 20, on=grid(1.0, "monthly")))
    begin = perf_counter()
    model = model_of(network)
    built = perf_counter()
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    _pass(solver, model)
    return {"build": built - begin, "handover": perf_counter() - built}


def model_of(network: Network) -> Model:
    """Assemble and scale, with the costs that break ties."""
    programme = assemble(network)
    model = scaled_model(programme, find_scales(programme, programme.cost), programme.cost)
    return replace(model, cost=model.cost + tie_costs(programme, PLAIN.tie_break))


def one(tool: str, months: int) -> None:
    """Build with one tool in a process of its own and print what it took."""
    import planning_rivals

    network = mission(on=grid(months / 12.0, "monthly"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    makers = {"moonbase": ours, "linopy": planning_rivals.with_linopy, "Pyomo": planning_rivals.with_pyomo}
    took = makers[tool](network)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    times = {name: took[name] for name in ("build", "handover")}
    print(json.dumps(times | {"peak MB": peak, "before MB": before}))


def measured(tool: str, months: int) -> dict[str, float]:
    command = [sys.executable, "-W", "ignore", __file__, "one", tool, str(months)]
    best: dict[str, float] = {}
    for _ in range(3):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        took = json.loads(done.stdout.splitlines()[-1])
        if not best or took["build"] + took["handover"] < best["build"] + best["handover"]:
            best = took
    return best


def build() -> None:
    took = {tool: measured(tool, 480) for tool in ("moonbase", "linopy", "Pyomo")}
    own = took["moonbase"]["build"] + took["moonbase"]["handover"]
    for tool, each in took.items():
        total = each["build"] + each["handover"]
        print(
            f"{tool:9s} build {each['build']:7.3f} s  hand over {each['handover']:7.3f} s  "
            f"peak {each['peak MB']:5.0f} MB  {total / own:6.1f} times moonbase"
        )


def growth() -> None:
    sizes, times = (120, 240, 480, 1000), []
    for months in sizes:
        network = mission(on=grid(months / 12.0, "monthly"))
        best = min(sum(ours(network).values()) for _ in range(5))
        times.append(best)
        print(f"{months:5d} periods {best:.4f} s")
    print(f"exponent 120 to 1000: {np.log(times[-1] / times[0]) / np.log(sizes[-1] / sizes[0]):.2f}")


def solve(processes: int = 50, commodities: int = 30) -> None:
    network = mission(processes, commodities, on=grid(40.0))
    begin = perf_counter()
    answer = plan(network, PLAIN)
    total = perf_counter() - begin
    name = answer.effort.solver.split()[0]
    print(f"{network.title}: {answer.effort.rows} x {answer.effort.columns}, {answer.effort.nonzeros} non-zeros")
    print(f"plan    {total:7.2f} s  {answer.effort.tried}  {answer.objective:.6f}  {answer.certificate}")
    model = model_of(network)
    for other in dict.fromkeys([name, "ipx", "hipo"]):
        raw = solve_once(model, Attempt(solver=other))
        seconds = raw.handover + raw.seconds
        print(
            f"bare {other:5s}{seconds:7.2f} s  {raw.status}, {raw.iterations} steps; plan: {total / seconds:.2f} times"
        )
    begin = perf_counter()
    status = default_highs(network)
    seconds = perf_counter() - begin
    print(f"HiGHS as it comes {seconds:7.1f} s ({status}): {seconds / total:.1f} times plan")


def default_highs(network: Network) -> str:
    """Solve in the units of the mission with HiGHS's default settings, as modelling tools do, for a while."""
    import highspy

    programme = assemble(network)
    matrix = programme.matrix
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", CHOOSE_LIMIT)
    capacity = np.ones(len(programme.cost))
    for family in ("built", "capacity"):
        capacity[programme.layout.slot(family)] = 1.0 / MONTH
    rows = np.ones(len(programme.row_lower))
    rows[programme.rows("dynamics")] = MONTH
    solver.passModel(
        len(programme.cost),
        len(programme.row_lower),
        matrix.nnz,
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        programme.cost * capacity,
        programme.lower / capacity,
        programme.upper / capacity,
        programme.row_lower * rows,
        programme.row_upper * rows,
        matrix.indptr,
        matrix.indices,
        matrix.data * rows[matrix.indices] * np.repeat(capacity, np.diff(matrix.indptr)),
        np.zeros(len(programme.cost), dtype=np.int32),
    )
    solver.run()
    return str(solver.modelStatusToString(solver.getModelStatus()))


def on_grids() -> None:
    error = grid_error(mission(on=grid(40.0)), mission(on=grid(40.0, "monthly")), PLAIN)
    print(error)
    print(f"grid error {error.relative:+.4%}, {error.fine_seconds / error.coarse_seconds:.1f} times faster")


def infeasible() -> None:
    network = mission(on=grid(40.0))
    begin = perf_counter()
    answer = plan(network, PLAIN)
    normal = perf_counter() - begin
    wanted = Demand(
        name="too much", commodity=network.objective.quantity, site="base", amount=1.05 * float(answer.delivered.sum())
    )
    begin = perf_counter()
    try:
        plan(replace(network, demands=(wanted,)), PLAIN)
    except InfeasibleError as error:
        seconds = perf_counter() - begin
        print(error.message)
        print(f"normal plan {normal:.2f} s, failing and explaining {seconds:.2f} s: {seconds / normal:.2f} times")


def main() -> None:
    command, *rest = sys.argv[1:] or ["build"]
    if command == "one":
        one(rest[0], int(rest[1]))
        return
    {
        "build": build,
        "growth": growth,
        "solve": solve,
        "grid": on_grids,
        "infeasible": infeasible,
        "large": lambda: solve(130, 70),
    }[command]()


if __name__ == "__main__":
    main()
