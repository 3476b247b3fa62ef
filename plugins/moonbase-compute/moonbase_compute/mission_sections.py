"""What a mission's report says about its computing: compute-years by workload, and how far it is to a swarm."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any

from moonbase.api import Column, Section, Table, constants
from moonbase_compute.scale import MOON_MASS
from moonbase_compute.swarm import SUN_LUMINOSITY, kardashev

__all__ = ["sections"]

_PREFIX = "useful_share_"
_GIGAWATT_YEAR = 1e9 * constants.YEAR
_LOST = (
    "The rest is lost to links to the ground, links between satellites, light time, interruptions and checks for silent"
    " errors; the notes of the payload name which."
)
_SMALLEST_SWARM = 1e9  # W, below which a share of the Sun says nothing


def sections(result: Any) -> list[Section]:
    """Tell compute-years by workload of every node that states useful shares, and the size of the swarm in space.

    Parameters
    ----------
    result
        A planned mission, `moonbase.report.result.Result`.
    """
    rows = [row for node in _nodes(result) for row in _by_workload(result, node)]
    found = [_workloads(rows)] if rows else []
    grown = _swarm(result) if rows else None
    return [*found, *([grown] if grown else [])]


def _nodes(result: Any) -> list[str]:
    return sorted({fact.owner for fact in result.facts if fact.name.startswith(_PREFIX)})


def _fact(result: Any, node: str, name: str) -> float:
    return next((fact.value for fact in result.facts if fact.owner == node and fact.name == name), math.nan)


def _computed(result: Any, node: str) -> float:
    """Energy that the satellites of a node have put through their computers [J]."""
    services = {one.name for one in result.series.get("activities", ()) if one.owner == node and one.role == "service"}
    return math.fsum(
        math.fsum(one.values)
        for one in result.series.get("flows", ())
        if one.name in services and one.owner == "compute" and one.role == "flow"
    )


def _by_workload(result: Any, node: str) -> Iterable[tuple[str, str, float, float]]:
    """Node, workload, useful share and useful energy [J]."""
    total = _computed(result, node)
    chosen = next(
        (item.value for item in result.provenance if item.owner == node and item.parameter == "workload"), "any"
    )
    for fact in result.facts:
        if fact.owner == node and fact.name.startswith(_PREFIX):
            name = fact.name.removeprefix(_PREFIX).replace("_", "-")
            if chosen in ("any", name):
                yield node, name, fact.value, total * (fact.value if chosen == "any" else 1.0)


def _workloads(rows: Sequence[tuple[str, str, float, float]]) -> Section:
    told = ", ".join(
        f"{node} {name} {energy / _GIGAWATT_YEAR:.3g} GW yr ({100 * share:.2g} %)" for node, name, share, energy in rows
    )
    return Section(
        title="Computing by workload",
        paragraphs=(
            f"Useful computing if each satellite did one kind of work all the time: {told}.",
            _LOST,
        ),
        tables=(
            Table(
                title="Compute-years by workload",
                columns=(
                    Column(name="node", label="satellite", values=tuple(row[0] for row in rows)),
                    Column(name="workload", label="workload", values=tuple(row[1] for row in rows)),
                    Column(name="share", label="useful", unit="%", values=tuple(100.0 * row[2] for row in rows)),
                    Column(
                        name="energy", label="compute", unit="J", display="GW yr", values=tuple(row[3] for row in rows)
                    ),
                ),
            ),
        ),
    )


def _swarm(result: Any) -> Section | None:
    """Tell how large the fleet is beside the Sun and the Moon, if it is large enough for that to mean anything."""
    lengths = [end - start for start, end in itertools.pairwise(result.edges)]
    power = [
        math.fsum(one.values[period] for one in result.series.get("delivered", ()) if one.role == "compute") / length
        for period, length in enumerate(lengths)
    ]
    most = max(power, default=0.0)
    if most < _SMALLEST_SWARM:
        return None
    when = 2000.0 + result.edges[power.index(most)] / constants.YEAR
    mass = [_fact(result, node, "mass_per_it_power") for node in _nodes(result)]
    whole = SUN_LUMINOSITY / 100.0 * max(mass) / MOON_MASS
    told = (
        f"At most {most / 1e9:.3g} GW compute at once, about {when:.0f}: Kardashev {kardashev(most):.2f},"
        f" {most / SUN_LUMINOSITY:.2g} of the Sun's output. One per cent of it would take {whole:.2g} Moons at"
        f" {1e3 * max(mass):.3g} kg/kW."
    )
    return Section(title="On the way to a swarm", paragraphs=(told,))
