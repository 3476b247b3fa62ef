"""What flows from where to where over the whole horizon: the links of a Sankey diagram."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from moonbase.report.result import Result

__all__ = ["Link", "Streams", "energy_streams", "mass_streams"]

_DUST = 1e-3
_MOST_LINKS = 70
_BUYING = ("purchase", "flight")


@dataclass(frozen=True, kw_only=True)
class Link:
    """An amount that goes from one node to another, by their names, and what it is."""

    start: str
    end: str
    what: str
    amount: float


@dataclass(frozen=True, kw_only=True)
class Streams:
    """Links, the largest first, with the colour of each node and the share of all that is left out [1]."""

    links: tuple[Link, ...]
    colours: dict[str, int]
    left_out: float


def mass_streams(result: Result) -> Streams:
    """Collect everything that has mass [kg]: flows, machines built, upkeep, deliveries, waste and what is left."""
    return _streams(result, {name: mass for name, mass in result.masses.items() if mass > 0.0})


def energy_streams(result: Result) -> Streams:
    """Collect energy carriers [J]; what payloads deliver as a service is no stream of the base."""
    roles = {one.name: one.role for one in result.series.get("activities", ())}
    flows = result.series.get("flows", ())
    served = {one.owner for one in flows if roles.get(one.name) == "service" and max(one.values) > 0.0}
    return _streams(result, {one.owner: 1.0 for one in flows if one.unit == "J" and one.owner not in served})


def _streams(result: Result, weights: dict[str, float]) -> Streams:
    made: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    used: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    colours: dict[str, int] = {}
    for hub, node, colour, amount in _ends(result, weights):
        (made if amount > 0.0 else used)[hub][node] += abs(amount)
        colours.setdefault(node, colour)
    found = [link for hub in sorted({*made, *used}) for link in _links(hub, made[hub], used[hub])]
    found = [link for link in found if link.amount > 0.0 and link.start != link.end]
    most = max((link.amount for link in found), default=0.0)
    ranked = sorted(found, key=lambda link: (-link.amount, link.start, link.end))
    kept = tuple(link for link in ranked[:_MOST_LINKS] if link.amount > _DUST * most)
    total = math.fsum(link.amount for link in found)
    left = 1.0 - math.fsum(link.amount for link in kept) / total if total else 0.0
    return Streams(links=kept, colours=colours, left_out=left)


def _ends(result: Result, weights: dict[str, float]) -> Iterator[tuple[str, str, int, float]]:
    """Give hub, node, colour of the node and amount: into the hub positive, out of it negative."""
    roles = {one.name: (one.role, one.owner) for one in result.series.get("activities", ())}
    for flow in result.series.get("flows", ()):
        if flow.owner in weights:
            role, owner = roles.get(flow.name, ("", flow.name))
            bought = role in _BUYING
            amount = math.fsum(flow.values) * weights[flow.owner]
            yield f"{flow.owner} at {flow.site}", owner if bought else flow.name, 1 if bought else 0, amount
    for one in result.series.get("delivered", ()):
        if one.role in weights:
            yield f"{one.role} at {one.site}", f"demand {one.name}", 2, -math.fsum(one.values) * weights[one.role]
    for one in result.series.get("waste", ()):
        if one.role in weights:
            yield one.name, "thrown away", 7, -math.fsum(one.values) * weights[one.role]
    for one in result.series.get("stocks", ()):
        if one.role in weights:
            yield one.name, "left in stock", 6, -one.values[-1] * weights[one.role]


def _links(hub: str, made: dict[str, float], used: dict[str, float]) -> Iterator[Link]:
    """Join makers and users; with one of either kind the commodity needs no node of its own."""
    if len(made) == 1 and used:
        start = next(iter(made))
        yield from (Link(start=start, end=end, what=hub, amount=amount) for end, amount in used.items())
        return
    if len(used) == 1 and made:
        end = next(iter(used))
        yield from (Link(start=start, end=end, what=hub, amount=amount) for start, amount in made.items())
        return
    yield from (Link(start=start, end=hub, what=hub, amount=amount) for start, amount in made.items())
    yield from (Link(start=hub, end=end, what=hub, amount=amount) for end, amount in used.items())
