"""What a check found: a code, the place, words, and the next step; and three ways to show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

__all__ = ["CODES", "Diagnostic", "Span", "render_github", "render_json", "render_text"]

CODES = {
    "M001": "the text is not valid TOML, or the file cannot be read",
    "M002": "the file is too large, too deep or has too many keys",
    "M003": "the format version is missing or unknown",
    "M004": "a key or section is not known",
    "M005": "a key is missing",
    "M006": "a value is of the wrong type",
    "M007": "a name is not allowed",
    "M008": "a name is used twice, or looks like another one",
    "M009": "a bare number stands where a unit is needed",
    "M010": "a quantity cannot be read, or its unit is unknown or of the wrong kind",
    "M011": "a value is out of range",
    "M012": "a number is not finite",
    "M013": "a model is not known",
    "M014": "a model or node is of the wrong kind",
    "M015": "a preset is not known",
    "M016": "a model has no such parameter",
    "M017": "a site is not known",
    "M018": "a commodity is not known",
    "M019": "a node, supply, leg or demand is not known",
    "M020": "a word is none of the allowed ones",
    "M021": "a date cannot be read or lies outside the mission",
    "M022": "the horizon is too long or has too many periods",
    "M023": "there is nothing to plan",
    "M024": "the objective is missing or contradicts itself",
    "M025": "a parameter that must be given is missing",
    "M026": "a model refuses its parameters",
    "M027": "an override names nothing in the mission",
    "M028": "keys contradict each other or do nothing together",
    "M029": "payload and launcher of a leg stand at different sites",
    "M101": "a site is declared and nothing uses it",
}

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "bold": "\x1b[1m", "dim": "\x1b[1;34m", "off": "\x1b[0m"}


@dataclass(frozen=True)
class Span:
    """A stretch of text.

    Attributes
    ----------
    line, column
        Where it starts, counted from 1; columns count characters.
    length
        Characters, line breaks included.
    """

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """One finding.

    Attributes
    ----------
    severity
        ``"error"`` or ``"warning"``.
    code
        Short code for documents and filters, a key of `CODES` for findings about mission files.
    message
        What is wrong, naming the thing.
    file
        Path as the user gave it.
    span
        Where in that file; None for what was not written in it, such as ``--set``.
    excerpt
        The first line of the span, for display.
    notes
        Facts that help to understand it.
    help
        The next step.
    """

    severity: str = "error"
    code: str
    message: str
    file: str = ""
    span: Span | None = None
    excerpt: str = ""
    notes: tuple[str, ...] = ()
    help: str = ""

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Order of display: by position, what has none last."""
        where = self.span or Span(1 << 30, 0)
        return where.line, where.column, self.code

    def to_json(self) -> dict[str, Any]:
        """Give plain data for JSON."""
        place = {"line": self.span.line, "column": self.span.column, "length": self.span.length} if self.span else {}
        return {
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "file": self.file,
            **place,
            "notes": list(self.notes),
            "help": self.help,
        }


def render_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Show findings the way modern compilers do, with the line and the place underlined.

    Examples
    --------
    >>> print(render_text([Diagnostic(code="M004", message="no key x", file="m.toml", span=Span(2, 1, 1),
    ...                               excerpt="x = 1", help="remove it")]))
    error[M004]: no key x
     --> m.toml:2:1
      |
    2 | x = 1
      | ^
      = help: remove it
    """
    return "\n\n".join(_one(item, colour=colour) for item in diagnostics)


def _one(item: Diagnostic, *, colour: bool) -> str:
    def paint(text: str, name: str) -> str:
        return f"{_COLOURS[name]}{text}{_COLOURS['off']}" if colour else text

    lines = [paint(f"{item.severity}[{item.code}]", item.severity) + ": " + paint(_plain(item.message), "bold")]
    margin = " "
    if item.span:
        margin = " " * len(str(item.span.line))
        lines.append(f"{margin}{paint('-->', 'dim')} {item.file}:{item.span.line}:{item.span.column}")
        if item.excerpt:
            lines += _quote(item.span, item.excerpt, margin, paint)
    elif item.file:
        lines.append(f"{margin}{paint('-->', 'dim')} {item.file}")
    lines += [f"{margin} {paint('=', 'dim')} note: {_plain(note)}" for note in item.notes]
    if item.help:
        lines.append(f"{margin} {paint('=', 'dim')} help: {_plain(item.help)}")
    return "\n".join(lines)


def _quote(span: Span, excerpt: str, margin: str, paint: Any) -> list[str]:
    room = 160
    start = span.column - 1
    offset = max(0, start - room // 2)
    shown = _plain(excerpt[offset : offset + room].rstrip("\r\n").replace("\t", " "))
    length = max(1, min(span.length, len(shown) - (start - offset)))
    bar = paint("|", "dim")
    mark = " " * (start - offset) + paint("^" * length, "error")
    return [f"{margin} {bar}", f"{paint(str(span.line), 'dim')} {bar} {shown}", f"{margin} {bar} {mark}"]


def _plain(text: str) -> str:
    """Replace control characters, so that a file cannot steer the terminal."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Show findings as one JSON object with a format version."""
    import json

    content = {"format": 1, "diagnostics": [item.to_json() for item in diagnostics]}
    return json.dumps(content, indent=2, ensure_ascii=False)


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Show findings as workflow commands that GitHub turns into annotations."""
    return "\n".join(_annotation(item) for item in diagnostics)


def _annotation(item: Diagnostic) -> str:
    fields = [f"file={_escape(item.file, ',:')}"] if item.file else []
    if item.span:
        fields += [f"line={item.span.line}", f"col={item.span.column}"]
    fields.append(f"title={item.code}")
    body = "\n".join([item.message, *item.notes, *([item.help] if item.help else [])])
    return f"::{item.severity} {','.join(fields)}::{_escape(body)}"


def _escape(text: str, more: str = "") -> str:
    for letter in "%\r\n" + more:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text
