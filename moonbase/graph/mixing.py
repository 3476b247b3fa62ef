"""Compare what the makers and the users of a commodity mean by it.

A recipe that states the composition of a stream closes its elements only if the stream really has it. Where a
maker's and a user's composition of one commodity at one site differ, elements would appear or vanish between them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from moonbase.graph.builder import Builder

__all__ = ["find_mismatched_streams"]

_TOLERANCE = 1e-6


def find_mismatched_streams(builder: Builder) -> None:
    """Report, once per pair of nodes, commodities that are made otherwise than they are used."""
    makers, users = (_stated(builder, sign) for sign in (1.0, -1.0))
    for user, row, taken in users:
        for maker, made_row, made in makers:
            if made_row != row:
                continue
            element, gap = _largest_gap(made, taken)
            if gap > _TOLERANCE:
                builder.report(
                    "G013",
                    ("nodes", user),
                    f"{maker} makes {builder.balances[row].label} otherwise than {user} takes it: {element} differs "
                    f"by {gap:.3g} kg/kg",
                    f"give {maker} and {user} the same soil and conversions",
                    "warning",
                )


def _stated(builder: Builder, sign: float) -> list[tuple[str, int, Mapping[str, float]]]:
    """List node, balance and composition of every flow of a process in one direction whose elements are known."""
    return [
        (activity.owner, flow.balance, flow.composition)
        for activity in builder.activities
        if activity.role == "process"
        for flow in activity.flows
        if flow.composition is not None and sign * float(np.mean(flow.amount)) > 0.0
    ]


def _largest_gap(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[str, float]:
    gaps = {name: abs(one.get(name, 0.0) - other.get(name, 0.0)) for name in sorted({*one, *other})}
    worst = max(gaps, key=lambda name: gaps[name])
    return worst, gaps[worst]
