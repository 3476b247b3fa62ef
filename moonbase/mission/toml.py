"""Text to plain data, with limits that keep a hostile file from hurting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from moonbase.compat import tomllib
from moonbase.errors import MissionError
from moonbase.mission.diagnostics import Span
from moonbase.mission.source import Source

__all__ = ["MAX_DEPTH", "MAX_KEYS", "loads"]

MAX_DEPTH = 32
MAX_KEYS = 100_000
_MAX_PARTS = 100
_SEGMENT = re.compile(r"[^=,\[\]{}\n#]+")
_DOT = re.compile(r"[\w\"'-][ \t]*\.")
_POSITION = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def loads(source: Source) -> dict[str, Any]:
    """Parse a mission text.

    Raises
    ------
    MissionError
        If it is not TOML (``M001``), or is nested deeper than `MAX_DEPTH` or has more than `MAX_KEYS` entries
        (``M002``).
    """
    _refuse_long_names(source)
    try:
        data: dict[str, Any] = tomllib.loads(source.text)
    except RecursionError:
        raise _too_deep(source) from None
    except (ValueError, OverflowError) as error:
        raise _syntax_error(source, str(error)) from None
    _measure(source, data)
    return data


def _refuse_long_names(source: Source) -> None:
    """Stop dotted keys of thousands of parts, which take the parser quadratic time."""
    if len(source.text) < 2 * _MAX_PARTS:
        return
    for found in _SEGMENT.finditer(source.text):
        if found.end() - found.start() > 2 * _MAX_PARTS and len(_DOT.findall(found.group())) > _MAX_PARTS:
            line = source.text.count("\n", 0, found.start()) + 1
            message = f"a name with more than {_MAX_PARTS} dotted parts"
            raise _refusal(source, "M002", message, Span(line, 1), help="break long text over several lines")


def _syntax_error(source: Source, words: str) -> MissionError:
    place = _POSITION.search(words)
    message = words[: place.start()] if place else words
    span = Span(len(source.lines) or 1, 1)
    if place and place.group(1):
        span = Span(int(place.group(1)), int(place.group(2)))
    return _refusal(source, "M001", f"not valid TOML: {message[:1].lower()}{message[1:]}", span)


def _too_deep(source: Source) -> MissionError:
    return _refusal(source, "M002", f"tables or arrays are nested deeper than {MAX_DEPTH}")


def _measure(source: Source, data: Mapping[str, Any]) -> None:
    entries, level, depth = 0, [data], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_deep(source)
        below: list[Any] = []
        for item in level:
            values = item.values() if isinstance(item, dict) else item
            entries += len(values)
            below += [value for value in values if isinstance(value, dict | list)]
        if entries > MAX_KEYS:
            raise _refusal(source, "M002", f"more than {MAX_KEYS} keys and array elements")
        level = below


def _refusal(source: Source, code: str, message: str, span: Span | None = None, help: str = "") -> MissionError:  # noqa: A002 - the word users see
    finding = source.diagnose(code, message, span=span, help=help)
    return MissionError(f"{source.name}: {message}", diagnostics=[finding])
