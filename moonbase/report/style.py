"""The style of drawings outside the page: read from the page's own style sheet, so that there is only one."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

__all__ = ["declared", "margins", "standalone"]

_MARGIN = 8.0

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAME = re.compile(r"var\(--([\w-]+)[^)]*\)")


@lru_cache(maxsize=1)
def _sheet() -> str:
    text = resources.files("moonbase.report").joinpath("page.css").read_text(encoding="utf-8")
    return text.split("@media", 1)[0] + text.split("*{box-sizing", 1)[1].split("@media", 1)[0]


@lru_cache(maxsize=1)
def _light() -> dict[str, str]:
    """Colours of the light scheme by name."""
    return dict(re.findall(r"--([\w-]+):([^;}]+)", _sheet().split("}", 1)[0]))


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, str], ...]:
    """Rules for what stands in a drawing: selector without ``.chart``, and declarations with their colours put in."""
    from moonbase.graph.drawsvg import STYLE

    found = []
    for selectors, body in _RULE.findall(_sheet() + STYLE):
        for selector in selectors.split(","):
            inner = re.sub(r"^\.(chart|graph)\s+", "", selector.strip())
            if inner != selector.strip() and ":" not in inner:
                found.append((inner, _NAME.sub(lambda name: _light().get(name[1], f"var(--{name[1]})"), body)))
    return tuple(found)


def declared(tag: str, classes: frozenset[str], parents: frozenset[str] = frozenset()) -> dict[str, str]:
    """Give what the style sheet says about an element; later rules win.

    Parameters
    ----------
    tag, classes
        Of the element.
    parents
        Classes of everything around it.
    """
    found: dict[str, str] = {}
    for selector, body in _rules():
        *outer, last = selector.split()
        if all(part.lstrip(".") in parents for part in outer) and _fits(last, tag, classes):
            found |= dict(part.split(":", 1) for part in body.split(";") if ":" in part)
    colour = next((name for name in classes if re.fullmatch(r"c\d", name)), "")
    return {key: value.replace("var(--c)", _light().get(colour, "#000")) for key, value in found.items()}


def _fits(selector: str, tag: str, classes: frozenset[str]) -> bool:
    head, *names = selector.split(".")
    return (not head or head == tag) and set(names) <= classes


def margins(svg: str) -> tuple[float, float, float, float]:
    """Give left, top, width and height of a drawing with a margin around it [px]."""
    width, height = (float(part) for part in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    return -_MARGIN, -_MARGIN, width + 2.0 * _MARGIN, height + 2.0 * _MARGIN


def standalone(svg: str) -> str:
    """Make a drawing a file of its own: with a namespace, a size, the light style, and white paper around it."""
    colours = "".join(f".c{number}{{--c:{_light()[f'c{number}']}}}" for number in range(8))
    style = "".join(f"{selector}{{{body}}}" for selector, body in _rules()) + colours + "svg{background:#fff}"
    box = margins(svg)
    head, _, rest = svg.partition(">")
    head = re.sub(r' (width|height)="[^"]*"', "", head)
    size = f'viewBox="{" ".join(f"{part:g}" for part in box)}" width="{box[2]:g}" height="{box[3]:g}"'
    head = re.sub(r'viewBox="[^"]*"', size, head)
    name = "" if "xmlns=" in head else ' xmlns="http://www.w3.org/2000/svg"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{name}><style>{style}</style>{rest.rstrip()}\n'
