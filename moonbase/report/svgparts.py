"""Pieces that drawings share: a legend, notes, and names that keep out of each other's way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

__all__ = ["Frame", "Labels", "legend", "legend_height", "note_lines"]

_CHARACTER, _ROW = 7.0, 17.0  # a letter's width where letters are largest, on a phone; a legend's row
_SMALL, _LINE = 6.6, 15.0  # the same of a note
_AWAY = 15.0  # pixels from its dot beyond which a name gets a line to it
_SAMPLE = 23.0  # of a legend's line, with the gap after it
Frame = tuple[float, float, float, float]
"""Left, top, right and bottom [pixel]."""


def note_lines(text: str, left: float, top: float, width: float) -> tuple[list[str], float]:
    """Write a note over as many lines as it needs, `top` being the first: the lines, and their height [px]."""
    lines = wrap(text, int((width - left) / _SMALL))
    level = (f"{top + _LINE * row:.1f}" for row in range(len(lines)))
    texts = [
        f'<text class="tick" x="{left:g}" y="{y}">{escape(line)}</text>' for y, line in zip(level, lines, strict=True)
    ]
    return texts, _LINE * len(lines)


def _rows(names: Sequence[str], width: float) -> list[tuple[float, int]]:
    """Spread names over rows: where each begins, and in which row."""
    places, x, row = [], 4.0, 0
    for name in names:
        wide = _SAMPLE + _CHARACTER * len(name) + 16.0
        if x > 4.0 and x + wide > width:
            x, row = 4.0, row + 1
        places.append((x, row))
        x += wide
    return places


def legend_height(names: Sequence[str], width: float) -> float:
    """Height that the legend of these names takes in a drawing of a width."""
    return _ROW * (1 + max((row for _, row in _rows(names, width)), default=-1))


def legend(lines: Sequence[tuple[str, int, bool]], width: float, top: float) -> Iterator[str]:
    """Write a legend of lines: name, number of the colour, and whether they are dashed."""
    for (name, colour, dashed), (x, row) in zip(lines, _rows([name for name, _, _ in lines], width), strict=True):
        y = top + _ROW * row
        dash = ' stroke-dasharray="4 3"' if dashed else ""
        yield f'<path class="stroke c{colour % 8}" d="M{x:g} {y:g}h18"{dash}/>'
        yield f'<text x="{x + _SAMPLE:g}" y="{y + 4:g}">{escape(name)}</text>'


class Labels:
    """Names beside dots; each goes where it covers neither another name nor a dot, as far as there is room."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.taken: list[Frame] = []

    def occupy(self, x: float, y: float, size: float) -> None:
        """Keep names off a dot."""
        self.taken.append((x - size, y - size, x + size, y + size))

    def inside(self, name: str, x: float, y: float) -> str:
        """Write a name across a place."""
        half = 0.5 * _CHARACTER * len(name)
        self.taken.append((x - half, y - 7.0, x + half, y + 6.0))
        return f'<text class="halo" x="{x:.1f}" y="{y + 4.0:.1f}" text-anchor="middle">{escape(name)}</text>'

    def fixed(self, text: str, x: float, y: float, anchor: str = "middle", kind: str = "tick") -> str:
        """Write a text at its place, which names then keep free."""
        wide = _CHARACTER * len(text)
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * wide
        self.taken.append((left, y - 10.0, left + wide, y + 3.0))
        return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'

    def along(self, text: str, places: Sequence[tuple[float, float]], kind: str) -> str:
        """Write a text across the first of several places that is free; nothing if none is."""
        half = 0.5 * _CHARACTER * len(text) + 2.0
        for x, y in places:
            box = (x - half, y - 11.0, x + half, y + 4.0)
            if not self._covered(box):
                return self.fixed(text, x, y, kind=kind)
        return ""

    def beside(self, name: str, x: float, y: float, size: float, kind: str = "halo") -> str:
        """Write a name beside a dot."""
        wide, gap = _CHARACTER * len(name), size + 4.0
        choices = [
            (x + side * gap, y + drop, anchor)
            for drop in (4.0, -7.0, 14.0, -20.0, 27.0, -33.0, 40.0, -46.0, 53.0, -59.0, 66.0)
            for side, anchor in ((1.0, "start"), (-1.0, "end"))
        ]
        boxes = [
            (at if anchor == "start" else at - wide, level - 10.0, at + wide if anchor == "start" else at, level + 3.0)
            for at, level, anchor in choices
        ]
        best = min(range(len(boxes)), key=lambda i: (self._covered(boxes[i]), i))
        self.taken.append(boxes[best])
        at, level, anchor = choices[best]
        line = ""
        if abs(level - y) > _AWAY:
            end = level - 8.0 if level > y else level + 2.0
            line = f'<line class="axis" x1="{x:.1f}" x2="{at:.1f}" y1="{y:.1f}" y2="{end:.1f}" stroke-opacity=".6"/>'
        return f'{line}<text class="{kind}" x="{at:.1f}" y="{level:.1f}" text-anchor="{anchor}">{escape(name)}</text>'

    def _covered(self, box: Frame) -> float:
        """Area that a box shares with others or has outside the frame."""
        left, top, right, bottom = self.frame
        inside = _shared(box, (left, top, right, bottom))
        whole = (box[2] - box[0]) * (box[3] - box[1])
        return 3.0 * (whole - inside) + sum(_shared(box, other) for other in self.taken)


def _shared(a: Frame, b: Frame) -> float:
    wide, tall = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return wide * tall if wide > 0.0 and tall > 0.0 else 0.0
