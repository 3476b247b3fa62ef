"""Turn a mission, its graph and its plan into a result: plain data with nothing left to solve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from moonbase.graph.draw import drawing_of
from moonbase.graph.drawing import Drawing
from moonbase.report.answer import answer_of
from moonbase.report.asked import asked_table
from moonbase.report.bottlenecks import bottlenecks_of
from moonbase.report.launches import launch_table, window_table
from moonbase.report.ledger import ledger
from moonbase.report.levers import levers_of
from moonbase.report.provenance import provenance
from moonbase.report.result import Cell, Column, Fact, MissionText, Plugin, Result, Table
from moonbase.report.series import series_of
from moonbase.report.units import human
from moonbase.report.versions import installed_plugins, versions
from moonbase.report.worth import worth_table
from moonbase.report.yearly import Reading, clean, yearly_table
from moonbase.report.years import years_of

if TYPE_CHECKING:
    from moonbase.graph.network import Network
    from moonbase.mission.spec import Mission
    from moonbase.planning import Plan

__all__ = ["summarise"]

_DUST = 1e-7


def summarise(
    mission: Mission, network: Network, plan: Plan, warnings: Sequence[Any] = (), plugins: Iterable[Any] | None = None
) -> Result:
    """Collect everything that a report tells.

    Parameters
    ----------
    mission, network, plan
        The mission, its graph, and the plan of that graph.
    warnings
        Whatever has a ``message``, and perhaps a ``span`` with its line; told in the report.
    plugins
        Records of the plugins that were loaded, with ``name``, ``distribution``, ``version`` and ``error``; left out,
        those that announce themselves by entry point.

    Returns
    -------
    Result
        The same inputs give the same result, byte for byte: it holds no time of day and no path.
    """
    reading = Reading(network, plan, years_of(network.grid.edges))
    held_back = bottlenecks_of(reading)
    yearly = yearly_table(reading, held_back)
    return Result(
        title=mission.name,
        description=mission.description,
        mission=_text(mission),
        answer=answer_of(reading, yearly),
        edges=clean(network.grid.edges),
        yearly=yearly,
        asked=asked_table(reading),
        imports=_imports(reading),
        values=worth_table(reading),
        launches=launch_table(reading),
        windows=window_table(network.legs),
        series=series_of(reading),
        bottlenecks=held_back,
        levers=levers_of(reading),
        masses={one.commodity.name: one.commodity.mass for one in network.balances if one.commodity.mass > 0.0},
        facts=tuple(
            Fact(owner=owner, name=name, value=float(value), unit=unit)
            for owner, facts in network.facts.items()
            for name, (value, unit) in facts.items()
        ),
        notes={owner: tuple(network.notes[owner]) for owner in sorted(network.notes) if network.notes[owner]}
        | ({"plan": tuple(plan.notes)} if plan.notes else {}),
        provenance=provenance(mission),
        drawing=_drawing(reading),
        certificate=_certificate(plan),
        solver=_solver(plan),
        plugins=installed_plugins() if plugins is None else tuple(_plugin(record) for record in plugins),
        versions=versions(),
        diagnostics=(*(_warning(warning) for warning in warnings), *_doubts(reading)),
    )


def _text(mission: Mission) -> MissionText:
    name = mission.source.name.replace("\\", "/").rsplit("/", 1)[-1]
    return MissionText(
        name=name, text=mission.source.text, digest=mission.source.digest, overrides=dict(mission.overrides)
    )


def _warning(warning: Any) -> str:
    """Say a warning with its line; the path of the file is nobody's business."""
    span = getattr(warning, "span", None)
    return f"{warning.message} (line {span.line})" if span is not None else str(warning.message)


def _doubts(reading: Reading) -> Iterator[str]:
    """Say what makes a plan hard to trust although it is optimal."""
    plan, unit = reading.plan, reading.objective_unit
    if reading.network.objective.sense == "maximise" and plan.terminal_value > plan.objective:
        yield (
            f"what stands at the end counts as {human(plan.terminal_value, unit)}, more than the "
            f"{human(plan.objective, unit)} delivered before: the plan builds for after the horizon"
        )
    if float(np.sum(plan.spending)) > 0.0 and not np.any(plan.delivered > 0.0):
        yield "money is spent and nothing is delivered"


def _plugin(record: Any) -> Plugin:
    return Plugin(name=record.name, distribution=record.distribution, version=record.version, error=record.error)


def _certificate(plan: Plan) -> Mapping[str, Cell]:
    errors: dict[str, Cell] = {name: float(value) for name, value in asdict(plan.certificate).items()}
    return errors | {"passed": "yes" if plan.certificate.passed else "no"}


def _solver(plan: Plan) -> Mapping[str, Cell]:
    """Everything about the solution but its duration, which is never the same twice."""
    effort = plan.effort
    counts = {name: float(getattr(effort, name)) for name in ("rows", "columns", "nonzeros", "iterations")}
    return {
        "solver": effort.solver,
        "version": effort.version,
        "tried": "; ".join(effort.tried),
        **counts,
        "bound": _finite(effort.bound),
        "terminal value": _finite(plan.terminal_value),
    }


def _finite(value: float) -> float:
    return float(f"{value:.12g}")


def _imports(reading: Reading) -> Table | None:
    """Rank what was bought by mass landed, then by money."""
    rows = []
    for index in reading.of_role("purchase"):
        activity = reading.network.activities[index]
        bought = float(np.sum(reading.plan.activity[index]))
        rows.append(
            (
                activity.name.rpartition(":")[2],
                activity.owner,
                bought * activity.imported_mass,
                float(np.sum(reading.plan.activity[index] * activity.cost)),
            )
        )
    mass, cost = sum(row[2] for row in rows), sum(row[3] for row in rows)
    rows = sorted(
        (row for row in rows if row[2] > _DUST * mass or row[3] > _DUST * cost),
        key=lambda row: (-row[2], -row[3], row[0]),
    )
    if not rows:
        return None
    return Table(
        title="What came from Earth",
        columns=(
            Column(name="commodity", label="commodity", values=tuple(row[0] for row in rows)),
            Column(name="supply", label="supply", values=tuple(row[1] for row in rows)),
            *_masses([row[2] for row in rows], mass),
            Column(name="cost", label="cost", unit="USD", values=clean(row[3] for row in rows)),
        ),
        note="By date of order, with what is still under way at the end. Cost is the price with transport charged by "
        "mass; flights bought whole are counted under costs.",
    )


def _masses(masses: list[float], whole: float) -> tuple[Column, ...]:
    """Tell masses and their shares; nothing where only services are bought."""
    if whole <= 0.0:
        return ()
    return (
        Column(name="mass", label="mass", unit="kg", values=clean(masses), display="t"),
        Column(name="share", label="share", unit="%", values=clean(100.0 * mass / whole for mass in masses)),
    )


def _drawing(reading: Reading) -> Drawing:
    amounts: dict[tuple[int, int, str], float] = {}
    for entry in ledger(reading.network, reading.plan):
        key = (entry.activity, entry.balance, "flow" if entry.use == "flow" else "build")
        amounts[key] = amounts.get(key, 0.0) + float(np.sum(entry.amounts))
    delivered = clean(np.asarray(reading.plan.delivered).sum(axis=1))
    return drawing_of(reading.network, amounts, delivered)
