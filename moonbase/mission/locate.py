"""Where each key, value and table stands in a TOML text.

`tomllib` is the only judge of values; this module walks a text that it accepted and records positions. It never
decodes a value, only keys.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass

from moonbase.compat import tomllib
from moonbase.mission.diagnostics import Span

__all__ = ["Path", "Place", "locate"]

Path = tuple[str | int, ...]
_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]*")
_STRINGS = {
    '"""': re.compile(r'"""(?:[^"\\]+|\\.|"(?!""))*"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''(?:[^']+|'(?!''))*'{3,5}", re.DOTALL),
    '"': re.compile(r'"(?:[^"\\]+|\\.)*"'),
    "'": re.compile(r"'[^']*'"),
}


@dataclass(frozen=True)
class Place:
    """Where an entry was written.

    Attributes
    ----------
    key
        The key, or the whole name between the brackets of a table header.
    value
        The value; for a table with a header, the header's name.
    """

    key: Span
    value: Span


def locate(text: str) -> Mapping[Path, Place]:
    r"""Record the place of every key, value, table and array of tables.

    Parameters
    ----------
    text
        A text that `tomllib` accepts.

    Returns
    -------
    Mapping[Path, Place]
        By path of keys and, inside arrays, of indices.

    Examples
    --------
    >>> locate('[time]\nhorizon = "10 yr"')["time", "horizon"].value
    Span(line=2, column=11, length=7)
    """
    return _Walk(text).run()


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.breaks = [found.start() for found in re.finditer("\n", text)]
        self.places: dict[Path, Place] = {}
        self.counts: dict[Path, int] = {}

    def run(self) -> dict[Path, Place]:
        base: Path = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                base = self.header()
            else:
                self.pair(base)
            self.skip(_BLANK)
        return self.places

    def header(self) -> Path:
        double = self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        self.skip(_SPACE)
        keys = self.keys()
        span = self.span(keys[0][1], keys[-1][2])
        self.at = self.text.index("]", self.at) + (2 if double else 1)
        path: Path = ()
        for key, start, end in keys[:-1]:
            path = self.inside((*path, key))
            self.mention(path, start, end)
        path = (*path, keys[-1][0])
        if double:
            self.places.setdefault(path, Place(span, span))
            self.counts[path] = self.counts.get(path, 0) + 1
            path = self.inside(path)
        self.places[path] = Place(span, span)
        return path

    def inside(self, path: Path) -> Path:
        """Step into the newest element where `path` is an array of tables."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def pair(self, base: Path) -> None:
        keys = self.keys()
        self.at = self.text.index("=", self.at) + 1
        self.skip(_SPACE)
        path = base
        for key, start, end in keys[:-1]:
            path = (*path, key)
            self.mention(path, start, end)
        key, start, end = keys[-1]
        path = (*path, key)
        self.places[path] = Place(self.span(start, end), self.value(path))

    def mention(self, path: Path, start: int, end: int) -> None:
        """Place a table at the first key that passes through it."""
        if path not in self.places:
            span = self.span(start, end)
            self.places[path] = Place(span, span)

    def keys(self) -> list[tuple[str, int, int]]:
        """Read a dotted key: each part with its start and end."""
        found: list[tuple[str, int, int]] = []
        while True:
            self.skip(_SPACE)
            start = self.at
            quote = self.text[start]
            self.skip(_STRINGS.get(quote, _BARE))
            raw = self.text[start : self.at]
            key = tomllib.loads(f"key = {raw}")["key"] if quote in _STRINGS else raw
            found.append((key, start, self.at))
            self.skip(_SPACE)
            if self.text[self.at] != ".":
                return found
            self.at += 1

    def value(self, path: Path) -> Span:
        start = self.at
        first = self.text[start]
        if first == "[":
            self.array(path)
        elif first == "{":
            self.inline(path)
        elif first in _STRINGS:
            triple = self.text[start : start + 3]
            self.skip(_STRINGS[triple if triple in _STRINGS else first])
        else:
            self.skip(_SCALAR)
            self.at = start + len(self.text[start : self.at].rstrip(" \t"))
        return self.span(start, self.at)

    def array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while True:
            self.skip(_BLANK)
            if self.text[self.at] == "]":
                self.at += 1
                return
            element: Path = (*path, index)
            here = self.value(element)
            self.places[element] = Place(here, here)
            index += 1
            self.skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1

    def inline(self, path: Path) -> None:
        self.at += 1
        while True:
            self.skip(_BLANK)
            if self.text[self.at] == "}":
                self.at += 1
                return
            self.pair(path)
            self.skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise AssertionError(f"tomllib accepted what the walk cannot read at offset {self.at}")
        self.at = found.end()

    def span(self, start: int, end: int) -> Span:
        line = bisect.bisect_left(self.breaks, start)
        column = start - (self.breaks[line - 1] if line else -1)
        return Span(line + 1, column, end - start)
