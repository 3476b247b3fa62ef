"""A mission graph as text for Graphviz and Mermaid."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from moonbase.graph.drawing import Drawing, DrawnEdge, DrawnNode

__all__ = ["as_dot", "as_mermaid"]

_Tell = Callable[[float, str], str] | None
_DOT_SHAPES = {"commodity": "ellipse", "demand": "doubleoctagon", "purchase": "house", "flight": "house"}
_MERMAID_SHAPES = {"commodity": ("([", "])"), "demand": ("{{", "}}"), "purchase": ("[/", "/]"), "flight": ("[/", "/]")}


def _by_site(drawing: Drawing) -> dict[str, list[DrawnNode]]:
    sites: dict[str, list[DrawnNode]] = defaultdict(list)
    for node in drawing.nodes:
        sites[node.site].append(node)
    return sites


def _label(edge: DrawnEdge, tell: _Tell) -> str:
    return tell(edge.amount, edge.unit) if tell is not None and edge.amount is not None else ""


def _dot_quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_dot(drawing: Drawing, title: str, *, tell: _Tell = None) -> str:
    """Write a mission graph in Graphviz's language, one cluster per site.

    Parameters
    ----------
    drawing
        Boxes and arrows.
    title
        Name of the graph.
    tell
        Words for an amount in SI units and its unit; None leaves amounts out.
    """
    lines = [
        f"digraph {_dot_quoted(title)} {{",
        "  rankdir=LR; node [shape=box, fontname=sans]; edge [fontname=sans, fontsize=9];",
    ]
    for number, (site, nodes) in enumerate(_by_site(drawing).items()):
        lines.append(f"  subgraph cluster_{number} {{ label={_dot_quoted(site)};")
        for node in nodes:
            shape = _DOT_SHAPES.get(node.role, "box")
            lines.append(f"    {_dot_quoted(node.key)} [label={_dot_quoted(node.label)}, shape={shape}];")
        lines.append("  }")
    for edge in drawing.edges:
        style = ", style=dashed" if edge.use == "build" else ""
        label = _dot_quoted(_label(edge, tell))
        lines.append(f"  {_dot_quoted(edge.source)} -> {_dot_quoted(edge.target)} [label={label}{style}];")
    return "\n".join([*lines, "}", ""])


def _mermaid_quoted(text: str) -> str:
    return '"' + re.sub(r'["<>&#]', lambda found: f"#{ord(found.group())};", text) + '"'


def as_mermaid(drawing: Drawing, *, tell: _Tell = None) -> str:
    """Write a mission graph in Mermaid's language, one subgraph per site.

    Parameters
    ----------
    drawing
        Boxes and arrows.
    tell
        Words for an amount in SI units and its unit; None leaves amounts out.
    """
    names = {node.key: f"n{number}" for number, node in enumerate(drawing.nodes)}
    return "\n".join(["flowchart LR", *_mermaid_lines(drawing, names, tell), ""])


def _mermaid_lines(drawing: Drawing, names: dict[str, str], tell: _Tell) -> Iterator[str]:
    for number, (site, nodes) in enumerate(_by_site(drawing).items()):
        yield f"  subgraph s{number}[{_mermaid_quoted(site)}]"
        for node in nodes:
            left, right = _MERMAID_SHAPES.get(node.role, ("[", "]"))
            yield f"    {names[node.key]}{left}{_mermaid_quoted(node.label)}{right}"
        yield "  end"
    for edge in drawing.edges:
        arrow = "-.->" if edge.use == "build" else "-->"
        label = _label(edge, tell)
        middle = f"|{_mermaid_quoted(label)}|" if label else ""
        yield f"  {names[edge.source]} {arrow}{middle} {names[edge.target]}"
