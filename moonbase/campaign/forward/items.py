"""Flatten the flows, equipment and upkeep of a network for the compiled simulation."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.forward.tables import Items
from moonbase.errors import MissionError
from moonbase.graph.network import Exchange, Network

__all__ = ["Flows", "at_steps", "flat_flows", "flat_pairs"]

Floats = NDArray[np.float64]
Row = tuple[int, float, int, int]

_DUST = 1e-9  # share of a step that counts as none


@dataclass(kw_only=True)
class Flows:
    """Flows by kind, with the table of amounts that differ by step.

    Attributes
    ----------
    taken, given, later
        Rows ``(balance, amount, varying, offset)`` by activity.
    varying
        Amounts by step.
    """

    taken: list[list[Row]] = field(default_factory=list)
    given: list[list[Row]] = field(default_factory=list)
    later: list[list[Row]] = field(default_factory=list)
    varying: list[Floats] = field(default_factory=list)

    def number(self, amount: Floats) -> tuple[float, int]:
        """Give the mean of amounts by step and, where they differ, the row in which they are kept."""
        mean = float(amount.mean())
        if np.ptp(amount) <= 1e-12 * abs(mean):
            return mean, -1
        self.varying.append(amount)
        return mean, len(self.varying) - 1


def at_steps(edges: Floats, steps: Floats, values: float | Floats) -> Floats:
    """Read values by period at the middle of each step, shape ``(n_steps,)``."""
    middle = 0.5 * (steps[1:] + steps[:-1])
    period = np.clip(np.searchsorted(edges, middle, side="right") - 1, 0, len(edges) - 2)
    return np.broadcast_to(np.asarray(values, dtype=float), (len(edges) - 1,))[period]


def flat_flows(network: Network, steps: Floats) -> Flows:
    """Sort flows into what is taken, what is given at once and what arrives later.

    Raises
    ------
    MissionError
        If something is taken after the activity that takes it: the simulation could not hold it back for that.
    """
    found = Flows()
    length = float(steps[1] - steps[0])
    for activity in network.activities:
        rows: dict[str, list[Row]] = {"taken": [], "given": [], "later": []}
        for flow in activity.flows:
            _sort(flow, at_steps(network.grid.edges, steps, flow.amount), length, (found, rows, activity.name))
        found.taken.append(rows["taken"])
        found.given.append(rows["given"])
        found.later.append(rows["later"])
    return found


def _sort(flow: Exchange, amount: Floats, length: float, into: tuple[Flows, dict[str, list[Row]], str]) -> None:
    found, rows, name = into
    if amount.sum() < 0.0:
        if flow.lag > 0.0:
            raise MissionError(
                f"{name} takes something {flow.lag / 86400.0:.0f} days after it begins",
                help="a plan with such a flow cannot be simulated forward; use the study of plans instead",
            )
        rows["taken"].append((flow.balance, *found.number(-amount), 0))
        return
    first = int(flow.lag / length + _DUST)
    behind = flow.lag / length - first
    behind = behind if behind > _DUST else 0.0
    for offset, share in ((first, 1.0 - behind), (first + 1, behind)):
        if share > 0.0:
            kind = "given" if offset == 0 else "later"
            rows[kind].append((flow.balance, *found.number(amount * share), offset))


def flat_pairs(lists: list[tuple[tuple[int, float], ...]]) -> Items:
    """Flatten ``(balance, amount)`` lists by activity."""
    return flatten([[(row, amount, -1, 0) for row, amount in items] for items in lists])


def flatten(lists: list[list[Row]]) -> Items:
    """Flatten rows by activity."""
    start = np.concatenate([[0], np.cumsum([len(rows) for rows in lists])]).astype(np.int64)
    flat = [row for rows in lists for row in rows]
    columns = list(zip(*flat, strict=True)) if flat else [(), (), (), ()]
    return Items(
        start=start,
        balance=np.array(columns[0], dtype=np.int64),
        amount=np.array(columns[1], dtype=float),
        varying=np.array(columns[2], dtype=np.int64),
        offset=np.array(columns[3], dtype=np.int64),
    )
