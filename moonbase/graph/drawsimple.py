"""What of a mission graph is worth an arrow: the rest is written into boxes or onto arrows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from moonbase.graph.drawing import Drawing, DrawnEdge, DrawnNode

__all__ = ["Simple", "simplify"]

_CROWD = 6
_FEW = 4


@dataclass(frozen=True, kw_only=True)
class Simple:
    """A drawing with fewer arrows that says the same.

    Attributes
    ----------
    nodes, edges
        Boxes and arrows left.
    direct
        For every arrow, whether it joins maker and user without the commodity's box between them.
    lines
        Text in each box by key: label, place if it is not the usual one, then what many boxes use and make. What is
        built into many boxes, and the cargo space that every purchase takes, would only repeat itself.
    crowded
        Keys of the commodities that have no box and no arrows.
    """

    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    direct: tuple[bool, ...]
    lines: dict[str, tuple[str, ...]]
    crowded: tuple[str, ...]


def simplify(drawing: Drawing) -> Simple:
    """Write into boxes what more than six share, and join directly what a commodity's box would only pass on."""
    makers: dict[str, list[DrawnEdge]] = defaultdict(list)
    users: dict[str, list[DrawnEdge]] = defaultdict(list)
    for edge in drawing.edges:
        makers[edge.target].append(edge)
        users[edge.source].append(edge)
    commodities = [node.key for node in drawing.nodes if node.role == "commodity"]
    crowded = {
        key for key in commodities if len({e.source for e in makers[key]} | {e.target for e in users[key]}) > _CROWD
    }
    passed = {
        key
        for key in commodities
        if key not in crowded
        and min(len(makers[key]), len(users[key])) == 1
        and len(makers[key]) * len(users[key]) <= _FEW
        and not {edge.source for edge in makers[key]} & {edge.target for edge in users[key]}
    }
    edges = [(edge, False) for edge in drawing.edges if not {edge.source, edge.target} & (crowded | passed)]
    for key in commodities:
        if key in passed:
            edges += [(_joined(made, used, makers[key]), True) for made in makers[key] for used in users[key]]
    return Simple(
        nodes=tuple(node for node in drawing.nodes if node.key not in crowded | passed),
        edges=tuple(edge for edge, _ in edges),
        direct=tuple(direct for _, direct in edges),
        lines=_lines(drawing, crowded),
        crowded=tuple(sorted(crowded)),
    )


def _joined(made: DrawnEdge, used: DrawnEdge, makers: list[DrawnEdge]) -> DrawnEdge:
    """Join maker and user; each maker's part of what the user takes is its part of what all make."""
    whole = sum(edge.amount or 0.0 for edge in makers)
    part = (made.amount or 0.0) / whole if whole > 0.0 else 0.0
    return replace(used, source=made.source, amount=None if used.amount is None else used.amount * part)


def _lines(drawing: Drawing, crowded: set[str]) -> dict[str, tuple[str, ...]]:
    makes: dict[str, list[str]] = defaultdict(list)
    uses: dict[str, list[str]] = defaultdict(list)
    bought = {node.key for node in drawing.nodes if node.role == "purchase"}
    for edge in drawing.edges:
        if edge.use == "build" or (edge.target in bought and edge.source in crowded):
            continue
        if edge.target in crowded and edge.commodity not in makes[edge.source]:
            makes[edge.source].append(edge.commodity)
        elif edge.source in crowded and edge.commodity not in uses[edge.target]:
            uses[edge.target].append(edge.commodity)
    sites = [node.site for node in drawing.nodes]
    usual = max(sites, key=lambda site: (sites.count(site), site), default="")
    return {
        node.key: (
            node.label,
            *([f"at {node.site}"] if node.site != usual and f" {node.site}" not in node.label else []),
            *(f"← {', '.join(part)}" for part in _pairs(uses[node.key])),
            *(f"→ {', '.join(part)}" for part in _pairs(makes[node.key])),
        )
        for node in drawing.nodes
    }


def _pairs(names: list[str]) -> list[list[str]]:
    return [names[i : i + 2] for i in range(0, len(names), 2)]
