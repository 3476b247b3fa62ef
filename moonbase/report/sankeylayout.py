"""Where the nodes of a Sankey diagram stand: layers from left to right, order within a layer, heights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from moonbase.report.streamsums import Link

__all__ = ["Box", "Placed", "Ribbon", "place"]

_SWEEPS = 6
_GAP = 26.0


@dataclass(frozen=True, kw_only=True)
class Box:
    """A node: its layer, its upper edge, its height [px], and the amount that passes."""

    name: str
    layer: int
    top: float
    height: float
    amount: float


@dataclass(frozen=True, kw_only=True)
class Ribbon:
    """A link: the height of its middle at both ends, its width [px], and whether it runs backwards."""

    link: Link
    start: float
    end: float
    width: float
    back: bool


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Boxes and ribbons, the number of layers and the whole height [px]."""

    boxes: dict[str, Box]
    ribbons: tuple[Ribbon, ...]
    layers: int
    height: float


def place(links: Sequence[Link], height: float, *, gap: float = _GAP, within: float = 0.0) -> Placed:
    """Lay out links, of which the busiest layer fills about `height` pixels without the gaps.

    Links that would close a circle, the smallest first, run backwards.

    Parameters
    ----------
    links
        What to draw.
    height
        Of the busiest layer without gaps [px].
    gap
        Between the boxes of a layer [px].
    within
        Height that every layer has to fit with its gaps, which then shrinks the boxes [px]; 0 for any.
    """
    forward = _forward(links)
    layer = _layers(forward, {name for link in links for name in (link.start, link.end)})
    amounts = _amounts(links)
    count = max(layer.values()) + 1
    columns = _ordered(links, layer, count)
    busiest = max(sum(amounts[name] for name in column) for column in columns)
    scale = height / busiest
    if within:
        free = min((within - gap * len(column)) / sum(amounts[name] for name in column) for column in columns)
        scale = min(scale, max(free, 0.2 * scale))
    boxes: dict[str, Box] = {}
    tallest = 0.0
    for index, column in enumerate(columns):
        y = 0.0
        for name in column:
            size = max(amounts[name] * scale, 1.0)
            boxes[name] = Box(name=name, layer=index, top=y, height=size, amount=amounts[name])
            y += max(size + gap * 0.5, gap)
        tallest = max(tallest, y)
    boxes = _centred(boxes, columns, tallest)
    return Placed(boxes=boxes, ribbons=tuple(_ribbons(links, forward, boxes, scale)), layers=count, height=tallest)


def _amounts(links: Sequence[Link]) -> dict[str, float]:
    into: dict[str, float] = defaultdict(float)
    out: dict[str, float] = defaultdict(float)
    for link in links:
        out[link.start] += link.amount
        into[link.end] += link.amount
    return {name: max(into[name], out[name]) for name in {*into, *out}}


def _forward(links: Sequence[Link]) -> set[Link]:
    """Choose the links that run forwards, large ones first, so that they close no circle."""
    after: dict[str, set[str]] = defaultdict(set)
    chosen = set()
    for link in sorted(links, key=lambda one: (-one.amount, one.start, one.end)):
        if link.start not in _reached(after, link.end):
            after[link.start].add(link.end)
            chosen.add(link)
    return chosen


def _reached(after: dict[str, set[str]], start: str) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        for name in after[todo.pop()]:
            if name not in found:
                found.add(name)
                todo.append(name)
    return found


def _layers(forward: set[Link], names: set[str]) -> dict[str, int]:
    """Put each node one layer behind the last that feeds it."""
    layer = dict.fromkeys(sorted(names), 0)
    changed = True
    while changed:
        changed = False
        for link in forward:
            if layer[link.end] < layer[link.start] + 1:
                layer[link.end] = layer[link.start] + 1
                changed = True
    nexts: dict[str, list[int]] = defaultdict(list)
    fed = {link.end for link in forward}
    for link in forward:
        nexts[link.start].append(layer[link.end])
    for name in names - fed:
        if nexts[name]:
            layer[name] = min(nexts[name]) - 1
    return layer


def _ordered(links: Sequence[Link], layer: dict[str, int], count: int) -> list[list[str]]:
    """Order each layer by the mean place of its neighbours, back and forth."""
    columns = [sorted(name for name, index in layer.items() if index == wanted) for wanted in range(count)]
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for link in links:
        near[link.start].append((link.end, link.amount))
        near[link.end].append((link.start, link.amount))
    for sweep in range(_SWEEPS):
        spot = {name: (index + 0.5) / len(column) for column in columns for index, name in enumerate(column)}
        order = range(count) if sweep % 2 == 0 else range(count - 1, -1, -1)
        for index in order:
            columns[index].sort(key=lambda name: (_mean(near[name], spot), name))
            spot |= {name: (place + 0.5) / len(columns[index]) for place, name in enumerate(columns[index])}
    return columns


def _mean(near: list[tuple[str, float]], spot: dict[str, float]) -> float:
    total = sum(amount for _, amount in near)
    return sum(spot[name] * amount for name, amount in near) / total


def _centred(boxes: dict[str, Box], columns: list[list[str]], height: float) -> dict[str, Box]:
    """Spread the boxes of each layer over the height."""
    found = {}
    for column in columns:
        last = boxes[column[-1]]
        free = height - (last.top + last.height)
        for index, name in enumerate(column):
            box = boxes[name]
            shift = free * (index + 0.5) / len(column)
            found[name] = Box(name=name, layer=box.layer, top=box.top + shift, height=box.height, amount=box.amount)
    return found


def _ribbons(links: Sequence[Link], forward: set[Link], boxes: dict[str, Box], scale: float) -> list[Ribbon]:
    """Stack the ends of the links on their boxes in the order of the other ends."""
    starts: dict[Link, float] = {}
    ends: dict[Link, float] = {}
    for name, box in boxes.items():
        y = box.top
        for link in sorted((one for one in links if one.start == name), key=lambda one: (boxes[one.end].top, one.what)):
            starts[link] = y + 0.5 * link.amount * scale
            y += link.amount * scale
        y = box.top
        for link in sorted((one for one in links if one.end == name), key=lambda one: (boxes[one.start].top, one.what)):
            ends[link] = y + 0.5 * link.amount * scale
            y += link.amount * scale
    return [
        Ribbon(
            link=link,
            start=starts[link],
            end=ends[link],
            width=max(link.amount * scale, 0.7),
            back=link not in forward or boxes[link.end].layer <= boxes[link.start].layer,
        )
        for link in links
    ]
