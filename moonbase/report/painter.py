"""Drawings as PDF and PNG: the SVG of the report, painted by matplotlib.

The report's own drawings use few kinds of elements, and those are all that is understood here: rectangles, lines,
circles, paths of straight lines and cubic curves, texts and embedded pictures. So one drawing serves page and paper.
"""

from __future__ import annotations

import base64
import io
import re
from typing import Any
from xml.etree import ElementTree as ET

from moonbase.report.style import declared, margins

__all__ = ["paint"]

_POINTS = 0.75  # per pixel
_DPI = 200
_STEP = re.compile(r"([A-Za-z])|(-?\d*\.?\d+(?:e-?\d+)?)")
_WEIGHTS = re.compile(r"\b(600|700|bold)\b")


def paint(svg: str, kind: str) -> bytes:
    """Paint a drawing.

    Parameters
    ----------
    svg
        Drawing of the report.
    kind
        ``"pdf"`` or ``"png"``.

    Returns
    -------
    bytes
        The file; the same drawing gives the same bytes.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    root = ET.fromstring(svg)  # noqa: S314 - our own text, never a stranger's
    left, top, width, height = margins(svg)
    with rc_context({"pdf.fonttype": 42, "font.family": "sans-serif", "svg.hashsalt": "moonbase"}):
        figure = Figure(figsize=(width / 96.0, height / 96.0))
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set(xlim=(left, left + width), ylim=(top + height, top))
        axes.set_axis_off()
        _Painter(axes).inside(root, frozenset())
        target = io.BytesIO()
        plain = {"CreationDate": None, "Producer": None, "Creator": None} if kind == "pdf" else {"Software": None}
        figure.savefig(target, format=kind, dpi=_DPI, metadata=plain, facecolor="white")
    return target.getvalue()


class _Painter:
    """Put elements onto axes, one above the other."""

    def __init__(self, axes: Any) -> None:
        self.axes = axes
        self.order = 1.0

    def inside(self, parent: ET.Element, around: frozenset[str]) -> None:
        """Paint the children of an element."""
        around |= _classes(parent)
        for child in parent:
            tag = child.tag.rpartition("}")[2]
            self.order += 0.001
            painter = getattr(self, f"paint_{tag}", None)
            if painter is not None:
                painter(child, _style(child, tag, around))
            elif tag in ("g", "a"):
                self.inside(child, around)

    def _add(self, patch: Any) -> None:
        patch.set_zorder(self.order)
        self.axes.add_artist(patch)

    def paint_rect(self, element: ET.Element, style: dict[str, str]) -> None:
        """Paint a rectangle."""
        from matplotlib.patches import Rectangle

        x, y, width, height = (_number(element, name) for name in ("x", "y", "width", "height"))
        self._add(Rectangle((x, y), width, height, **_ink(style)))

    def paint_circle(self, element: ET.Element, style: dict[str, str]) -> None:
        """Paint a circle."""
        from matplotlib.patches import Circle

        centre = (_number(element, "cx"), _number(element, "cy"))
        self._add(Circle(centre, _number(element, "r"), **_ink(style)))

    def paint_line(self, element: ET.Element, style: dict[str, str]) -> None:
        """Paint a straight line."""
        x1, y1, x2, y2 = (_number(element, name) for name in ("x1", "y1", "x2", "y2"))
        self._path([(x1, y1), (x2, y2)], [1, 2], style | {"fill": "none"})

    def paint_path(self, element: ET.Element, style: dict[str, str]) -> None:
        """Paint a path of straight lines and cubic curves."""
        points, codes = _path_of(element.attrib.get("d", ""))
        if points:
            self._path(points, codes, style)

    def _path(self, points: list[tuple[float, float]], codes: list[int], style: dict[str, str]) -> None:
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        self._add(PathPatch(Path(points, codes), **_ink(style)))

    def paint_image(self, element: ET.Element, _style: dict[str, str]) -> None:
        """Paint an embedded picture."""
        from matplotlib.image import imread

        address = element.attrib.get("href", "")
        x, y, width, height = (_number(element, name) for name in ("x", "y", "width", "height"))
        pixels = imread(io.BytesIO(base64.b64decode(address.partition(",")[2])), format="png")
        extent = (x, x + width, y + height, y)
        self.axes.imshow(pixels, extent=extent, aspect="auto", interpolation="nearest", zorder=self.order)
        self.axes.set(xlim=self.axes.get_xlim(), ylim=self.axes.get_ylim())

    def paint_text(self, element: ET.Element, style: dict[str, str]) -> None:
        """Write a text with the parts in it."""
        from matplotlib.patheffects import withStroke

        words = "".join([element.text or "", *(part for child in element for part in _spoken(child))])
        size = next(iter(re.findall(r"([\d.]+)px", style.get("font-size", "") or style.get("font", ""))), "11")
        bold = _WEIGHTS.search(style.get("font-weight", "") or style.get("font", ""))
        turned = re.match(r"rotate\((-?[\d.]+)", element.attrib.get("transform", ""))
        text = self.axes.text(
            _number(element, "x"),
            _number(element, "y"),
            words.replace("\u202f", "\u2009").replace("$", r"\$"),
            fontsize=float(size) * _POINTS,
            fontweight="bold" if bold else "normal",
            color=_colour(style.get("fill", "#000")),
            ha={"middle": "center", "end": "right"}.get(style.get("text-anchor", ""), "left"),
            rotation=-float(turned[1]) if turned else 0.0,
            rotation_mode="anchor",
            zorder=self.order + 1.0,
        )
        if style.get("stroke", "none") != "none":
            width = float(style.get("stroke-width", "2").removesuffix("px")) * _POINTS
            text.set_path_effects([withStroke(linewidth=width, foreground=_colour(style["stroke"]))])


def _spoken(child: ET.Element) -> list[str]:
    """Give the words of a part of a text and what follows it; a title is for hovering only."""
    own = "" if child.tag.rpartition("}")[2] == "title" else (child.text or "")
    return [own, child.tail or ""]


def _classes(element: ET.Element) -> frozenset[str]:
    return frozenset(element.attrib.get("class", "").split())


def _style(element: ET.Element, tag: str, around: frozenset[str]) -> dict[str, str]:
    """Join attributes, style sheet and inline style, the later the stronger."""
    inline = dict(part.split(":", 1) for part in element.attrib.get("style", "").split(";") if ":" in part)
    return {**element.attrib, **declared(tag, _classes(element), around), **inline}


def _number(element: ET.Element, name: str) -> float:
    return float(element.attrib.get(name, "0"))


def _ink(style: dict[str, str]) -> dict[str, Any]:
    from matplotlib.colors import to_rgba

    opacity = float(style.get("opacity", "1"))

    def shade(name: str, otherwise: str) -> Any:
        colour = _colour(style.get(name, otherwise))
        strength = opacity * float(style.get(f"{name}-opacity", "1"))
        return "none" if colour == "none" else to_rgba(colour, to_rgba(colour)[3] * strength)

    dashes = [
        float(part) * _POINTS for part in re.split(r"[ ,]+", style.get("stroke-dasharray", "")) if part[:1].isdigit()
    ]
    return {
        "facecolor": shade("fill", "#000"),
        "edgecolor": shade("stroke", "none"),
        "linewidth": float(style.get("stroke-width", "1").removesuffix("px")) * _POINTS,
        "linestyle": (0, tuple(dashes)) if dashes else "solid",
    }


def _colour(text: str) -> str:
    text = text.strip()
    if text in ("transparent", "none"):
        return "none"
    known = re.match(r"var\([^,]*,(#\w+)\)", text)
    return known[1] if known else text


def _path_of(text: str) -> tuple[list[tuple[float, float]], list[int]]:
    """Read the commands M, L, H, V, h, v, C and Z into points and matplotlib's codes."""
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    numbers: list[float] = []
    command = "M"
    for letter, digits in _STEP.findall(text):
        if letter:
            command = letter
            if letter in "Zz" and points:
                points.append(points[-1])
                codes.append(79)
            continue
        numbers.append(float(digits))
        taken = _take(command, numbers, points[-1] if points else (0.0, 0.0))
        if taken:
            points += taken
            codes += [4, 4, 4] if command == "C" else [1 if command == "M" else 2]
            command = "L" if command == "M" else command
            numbers = []
    return points, codes


def _take(command: str, numbers: list[float], last: tuple[float, float]) -> list[tuple[float, float]]:
    """Turn the numbers of a command into points once there are enough of them."""
    x, y = last
    single = {"H": (0.0, y, 1.0, 0.0), "V": (x, 0.0, 0.0, 1.0), "h": (x, y, 1.0, 0.0), "v": (x, y, 0.0, 1.0)}
    if command in single:
        from_x, from_y, across, up = single[command]
        return [(from_x + across * numbers[0], from_y + up * numbers[0])]
    if command == "C":
        return list(zip(numbers[::2], numbers[1::2], strict=True)) if len(numbers) == 6 else []
    return [(numbers[0], numbers[1])] if len(numbers) == 2 else []
