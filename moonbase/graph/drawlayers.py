"""Columns of a drawing: loops are opened, then every box stands left of what it feeds."""

from __future__ import annotations

from collections import defaultdict

from moonbase.graph.drawing import DrawnEdge

__all__ = ["layers_of"]


def layers_of(keys: list[str], edges: list[DrawnEdge]) -> dict[str, int]:
    """Give every box the number of its column, 0 on the left.

    Every arrow that is not part of a loop goes to the right; of each loop at least one goes back. Boxes stand right
    behind the last that feeds them; those that nothing feeds stand right before the first that they feed, and those
    without arrows on the left.

    Parameters
    ----------
    keys
        Boxes, in the order in which loops are opened.
    edges
        Arrows between them.
    """
    before: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    for left, right in _opened(keys, edges):
        before[right].add(left)
        behind[left].add(right)
    depth: dict[str, int] = {}
    for key in keys:
        _measure(key, before, depth)
    return {
        key: min(depth[other] for other in behind[key]) - 1 if behind[key] and not before[key] else depth[key]
        for key in keys
    }


def _measure(root: str, before: dict[str, set[str]], depth: dict[str, int]) -> None:
    """Find the longest way from the beginning to a box, without recursion."""
    stack = [root]
    while stack:
        key = stack[-1]
        open_ones = [other for other in sorted(before[key]) if other not in depth]
        if open_ones and key not in depth:
            stack += open_ones
            continue
        stack.pop()
        depth[key] = max((depth[other] + 1 for other in before[key]), default=0)


def _opened(keys: list[str], edges: list[DrawnEdge]) -> list[tuple[str, str]]:
    """Turn round the arrows that close a loop, found depth first; flows count before what is built in."""
    outgoing: dict[str, list[str]] = defaultdict(list)
    fed: set[str] = set()
    for edge in sorted(edges, key=lambda edge: edge.use == "build"):
        outgoing[edge.source].append(edge.target)
        fed.add(edge.target)
    done: dict[str, bool] = {}
    kept: list[tuple[str, str]] = []
    for root in sorted(keys, key=lambda key: key in fed):
        if root in done:
            continue
        done[root] = False
        stack = [(root, iter(outgoing[root]))]
        while stack:
            key, others = stack[-1]
            other = next(others, None)
            if other is None:
                done[key] = True
                stack.pop()
            elif other not in done:
                kept.append((key, other))
                done[other] = False
                stack.append((other, iter(outgoing[other])))
            elif other != key:
                kept.append((key, other) if done[other] else (other, key))
    return kept
