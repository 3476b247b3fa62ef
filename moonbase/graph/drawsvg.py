"""A mission graph as SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from moonbase.graph.drawing import Drawing
from moonbase.graph.drawlayout import Box, Layout, Wire, layout

__all__ = ["STYLE", "as_svg", "shared_note"]

STYLE = """
.graph text{font:12px system-ui,sans-serif;fill:var(--fg,#222)}
.graph .more{font-size:10.5px;fill:var(--muted,#666)}
.graph .box{fill:var(--card,#f6f6f4);stroke:var(--line,#999);stroke-width:1.2}
.graph .commodity .box{fill:none;stroke-dasharray:none;stroke:var(--muted,#888)}
.graph .process .box{stroke:#0072b2}.graph .purchase .box,.graph .flight .box,.graph .stock .box{stroke:#e69f00}
.graph .launcher .box,.graph .leg .box{stroke:#d55e00}.graph .assembly .box,.graph .service .box{stroke:#009e73}
.graph .demand .box{stroke:#cc79a7;stroke-width:2.4}
.graph .wire{fill:none;stroke:var(--muted,#888);stroke-width:1.2;opacity:.75}
.graph .wire.build{stroke-dasharray:4 3}
.graph .wire.idle{opacity:.25}
.graph .wire:hover{stroke:#d55e00;stroke-width:3;opacity:1}
.graph .amount{font-size:10px;fill:var(--muted,#555);paint-order:stroke;stroke:var(--bg,#fff);stroke-width:3px}
"""
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#888"/></marker></defs>'
)
_ROLES = (
    ("process", "process"),
    ("purchase", "brought in"),
    ("assembly", "payload"),
    ("launcher", "launcher, leg"),
    ("demand", "wanted"),
    ("commodity", "commodity"),
)


def as_svg(drawing: Drawing, title: str, *, tell: Callable[[float, str], str] | None = None, style: bool = True) -> str:
    """Draw a mission graph.

    Parameters
    ----------
    drawing
        Boxes and arrows.
    title
        Told to screen readers.
    tell
        Writes an amount and its unit; None to leave amounts out.
    style
        Whether to carry the style along; a page that holds it already says no.
    """
    placed = layout(drawing)
    sites = {node.site for node in drawing.nodes}
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="graph" viewBox="0 0 {placed.width:g} {placed.height:g}" '
        f'width="{placed.width:g}" height="{placed.height:g}" role="img" aria-label="{escape(title)}">'
    )
    parts = [
        head,
        f"<style>{STYLE}</style>" if style else "",
        _TIP,
        *_key(),
        *(_wire(wire, tell) for wire in placed.wires),
        *(_box(box, len(sites) > 1) for box in placed.boxes),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def shared_note(placed: Layout) -> str:
    """Say which commodities are written into boxes instead of drawn."""
    names = sorted({key.removeprefix("balance:").replace("@", " at ") for key in placed.shared})
    if not names:
        return ""
    return f"Too common for arrows and named in boxes instead where used (←) or made (→): {', '.join(names)}."


def _key() -> Iterator[str]:
    x = 10.0
    for role, label in _ROLES:
        yield (
            f'<g class="{role}"><rect class="box" x="{x:g}" y="6" width="14" height="12" rx="3"/>'
            f'<text class="more" x="{x + 19:g}" y="16">{label}</text></g>'
        )
        x += 34.0 + 6.2 * len(label)
    yield f'<path class="wire build" d="M{x:g} 12h26"/><text class="more" x="{x + 31:g}" y="16">built in</text>'


def _box(box: Box, with_site: bool) -> str:  # noqa: FBT001 - one drawing has sites or not
    radius = 12.0 if box.node.role == "commodity" else 5.0
    detail = "; ".join(part for part in (box.node.detail, f"at {box.node.site}" if with_site else "") if part)
    middle = box.x + box.width / 2.0
    top = box.y + box.height / 2.0 - 7.5 * len(box.lines) + 11.5
    lines = [
        f'<text{_class(index)} x="{middle:g}" y="{top + 15 * index:g}" text-anchor="middle">{escape(line)}</text>'
        for index, line in enumerate(box.lines)
    ]
    return (
        f'<g class="{box.node.role}"><title>{escape(f"{box.node.label}: {detail}" if detail else box.node.label)}'
        f'</title><rect class="box" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" '
        f'rx="{radius:g}"/>{"".join(lines)}</g>'
    )


def _class(index: int) -> str:
    return ' class="more"' if index else ""


def _wire(wire: Wire, tell: Callable[[float, str], str] | None) -> str:
    (x, y), *rest = wire.points
    path = [f"M{x:g} {y:g}"]
    for to_x, to_y in rest:
        middle = (x + to_x) / 2.0
        path.append(f"C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}")
        x, y = to_x, to_y
    edge = wire.edge
    amount = tell(edge.amount, edge.unit) if tell is not None and edge.amount is not None else ""
    idle = " idle" if edge.amount is not None and edge.amount <= 0.0 else ""
    told = f"{edge.commodity}{' built in' if edge.use == 'build' else ''}{f': {amount}' if amount else ''}"
    written = " ".join(part for part in (edge.commodity if wire.direct else "", "" if idle else amount) if part)
    return (
        f'<path class="wire {edge.use}{idle}" d="{"".join(path)}" marker-end="url(#tip)">'
        f"<title>{escape(told)}</title></path>{_at_head(wire, written)}"
    )


def _at_head(wire: Wire, text: str) -> str:
    """Write beside the head of an arrow, on the side that it comes from."""
    if not text:
        return ""
    (before, _), (x, y) = wire.points[-2], wire.points[-1]
    from_left = before <= x
    shift, anchor = (-10.0, "end") if from_left else (10.0, "start")
    return f'<text class="amount" x="{x + shift:g}" y="{y - 2.5:g}" text-anchor="{anchor}">{escape(text)}</text>'
