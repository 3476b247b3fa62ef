"""Layered layout of a mission graph: boxes in columns from what is brought in to what is delivered.

The usual four steps: loops are opened, boxes are layered by their longest path, each column is ordered so that arrows
cross little (barycentres, swept to and fro), and columns are stacked from top to bottom. Arrows have a port of their
own on each box, so that what is written at their heads does not overlap.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from moonbase.graph.drawing import Drawing, DrawnEdge, DrawnNode
from moonbase.graph.drawlayers import layers_of
from moonbase.graph.drawsimple import Simple, simplify

__all__ = ["Box", "Layout", "Wire", "layout"]

_CHARACTER, _PAD, _LINE, _PORT = 6.6, 12.0, 15.0, 14.0
_COLUMN_GAP, _ROW_GAP, _HEAD = 112.0, 16.0, 34.0
_SWEEPS = 16


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box with its place.

    Attributes
    ----------
    node
        What it stands for.
    lines
        Text in it, one entry per line.
    x, y, width, height
        Upper left corner and size [px].
    """

    node: DrawnNode
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Wire:
    """An arrow with its way.

    Attributes
    ----------
    edge
        What it shows.
    points
        ``(x, y)`` of the places that it passes [px].
    direct
        Whether it stands for a commodity without a box of its own.
    """

    edge: DrawnEdge
    points: tuple[tuple[float, float], ...]
    direct: bool


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A drawing with a place for everything.

    Attributes
    ----------
    boxes, wires
        What is drawn.
    shared
        Commodities at sites that are written into boxes instead of drawn.
    width, height
        Of the whole [px].
    """

    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    shared: tuple[str, ...]
    width: float
    height: float


def layout(drawing: Drawing) -> Layout:
    """Give every box and arrow its place."""
    simple = simplify(drawing)
    layers = layers_of([node.key for node in simple.nodes], list(simple.edges))
    chains, rows = _with_bends(layers, simple.edges)
    _order(rows, chains)
    ports = _Ports(chains, {key: rank for row in rows for rank, key in enumerate(row)}, layers)
    places, width, height = _place(rows, simple, ports)
    boxes = tuple(Box(node=node, lines=simple.lines[node.key], **_corner(places[node.key])) for node in simple.nodes)
    wires = tuple(
        Wire(edge=edge, points=ports.points(number, places), direct=direct)
        for number, (edge, direct) in enumerate(zip(simple.edges, simple.direct, strict=True))
    )
    return Layout(boxes=boxes, wires=wires, shared=simple.crowded, width=width, height=height)


def _with_bends(layers: dict[str, int], edges: tuple[DrawnEdge, ...]) -> tuple[list[list[str]], list[list[str]]]:
    """Give every long arrow a bend in each column that it crosses."""
    rows: list[list[str]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for key, layer in layers.items():
        rows[layer].append(key)
    chains = []
    for number, edge in enumerate(edges):
        first, last = layers[edge.source], layers[edge.target]
        step = 1 if last >= first else -1
        bends = []
        for layer in range(first + step, last, step):
            bends.append(f"bend:{number}:{layer}")
            rows[layer].append(bends[-1])
        chains.append([edge.source, *bends, edge.target])
    return chains, rows


def _order(rows: list[list[str]], chains: list[list[str]]) -> None:
    """Sort each column by the mean place of its neighbours, sweeping right and left."""
    near: dict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for left, right in pairwise(chain):
            near[left].append(right)
            near[right].append(left)
    column = {key: index for index, row in enumerate(rows) for key in row}
    for sweep in range(_SWEEPS):
        step = 1 if sweep % 2 == 0 else -1
        for index in range(len(rows))[::step]:
            before = rows[index - step] if 0 <= index - step < len(rows) else []
            place = {key: rank / max(1, len(before) - 1) for rank, key in enumerate(before)}
            here = {key: rank / max(1, len(rows[index]) - 1) for rank, key in enumerate(rows[index])}
            centre = {}
            for key in rows[index]:
                seen = [place[other] for other in near[key] if column[other] == index - step]
                centre[key] = sum(seen) / len(seen) if seen else here[key]
            rows[index].sort(key=lambda key: (centre[key], here[key]))


_Places = dict[str, tuple[float, float, float, float]]


class _Ports:
    """Where arrows touch boxes: each side of a box has one port per arrow, in the order of the other ends."""

    def __init__(self, chains: list[list[str]], rank: dict[str, int], layers: dict[str, int]) -> None:
        self._chains = chains
        sides: dict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)
        for number, chain in enumerate(chains):
            right = layers[chain[-1]] > layers[chain[0]]
            sides[chain[0], right].append((rank[chain[1]], number))
            sides[chain[-1], not right].append((rank[chain[-2]], number))
        self._sides = {side: [number for _, number in sorted(found)] for side, found in sides.items()}
        self._right = [layers[chain[-1]] > layers[chain[0]] for chain in chains]

    def count(self, key: str) -> int:
        """Ports on the busier side of a box."""
        return max(len(self._sides.get((key, right), ())) for right in (False, True))

    def _port(self, key: str, number: int, places: _Places, *, right: bool) -> tuple[float, float]:
        x, y, width, height = places[key]
        numbers = self._sides[key, right]
        share = (numbers.index(number) + 1) / (len(numbers) + 1)
        return x + (width if right else 0.0), y + height * share

    def points(self, number: int, places: _Places) -> tuple[tuple[float, float], ...]:
        """Points that an arrow passes [px]."""
        chain, right = self._chains[number], self._right[number]
        start = self._port(chain[0], number, places, right=right)
        end = self._port(chain[-1], number, places, right=not right)
        bends = [(places[key][0] + places[key][2] / 2.0, places[key][1] + 2.0) for key in chain[1:-1]]
        return tuple((round(x, 1), round(y, 1)) for x, y in (start, *bends, end))


def _place(rows: list[list[str]], simple: Simple, ports: _Ports) -> tuple[_Places, float, float]:
    def size(key: str) -> tuple[float, float]:
        if key.startswith("bend:"):
            return 0.0, 4.0
        text = simple.lines[key]
        wide = max(len(line) * (_CHARACTER if index == 0 else 5.8) for index, line in enumerate(text))
        return wide + 2 * _PAD, max(len(text) * _LINE + 10.0, (ports.count(key) + 1) * _PORT)

    sizes = {key: size(key) for row in rows for key in row}
    heights = [sum(sizes[key][1] + _ROW_GAP for key in row) for row in rows]
    tallest = max(heights, default=0.0)
    places: _Places = {}
    x = 10.0
    for row, height in zip(rows, heights, strict=True):
        wide = max((sizes[key][0] for key in row), default=0.0)
        slack = (tallest - height) / (len(row) + 1)
        y = _HEAD + slack
        for key in row:
            width, tall = sizes[key]
            places[key] = (x + (wide - width) / 2.0, y, width, tall)
            y += tall + _ROW_GAP + slack
        x += wide + _COLUMN_GAP
    return places, x - _COLUMN_GAP + 10.0, _HEAD + tallest


def _corner(place: tuple[float, float, float, float]) -> dict[str, float]:
    return dict(zip(("x", "y", "width", "height"), (round(value, 1) for value in place), strict=True))
