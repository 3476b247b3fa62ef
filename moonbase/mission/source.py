"""The text of a mission file, its path and its digest."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Literal

from moonbase.errors import MissionError
from moonbase.mission.diagnostics import Diagnostic, Span
from moonbase.mission.given import help_for_file
from moonbase.mission.locate import Path, Place, locate

__all__ = ["MAX_BYTES", "Source", "read"]

MAX_BYTES = 8_000_000


@dataclass(frozen=True)
class Source:
    """A mission file as it was read.

    Attributes
    ----------
    name
        Path as the user gave it, or ``"<text>"``.
    text
        Its content.
    """

    name: str
    text: str = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """Hash of the text (blake2b, 128 bit, hexadecimal)."""
        return hashlib.blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @cached_property
    def lines(self) -> Sequence[str]:
        """The text line by line, counted as `Span` counts."""
        return self.text.split("\n")

    @cached_property
    def places(self) -> Mapping[Path, Place]:
        """Where each key, value and table stands; only for a text that is valid TOML."""
        return locate(self.text)

    def span(self, path: Path, on: Literal["key", "value"] = "value") -> Span | None:
        """Find where `path`, or the nearest table around it, was written."""
        if path in self.places:
            return getattr(self.places[path], on)  # type: ignore[no-any-return]
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path].key if path else None

    def diagnose(
        self,
        code: str,
        message: str,
        *,
        span: Span | None = None,
        severity: str = "error",
        notes: Sequence[str] = (),
        help: str = "",  # noqa: A002 - the word users see
    ) -> Diagnostic:
        """Make a finding about this text.

        Examples
        --------
        >>> source = Source("m.toml", 'name = "x"')
        >>> source.diagnose("M004", "no such key", span=source.span(("name",), "key")).excerpt
        'name = "x"'
        """
        excerpt = self.lines[span.line - 1] if span and span.line <= len(self.lines) else ""
        return Diagnostic(
            severity=severity,
            code=code,
            message=message,
            file=self.name,
            span=span,
            excerpt=excerpt,
            notes=tuple(notes),
            help=help,
        )


def read(path: str | os.PathLike[str], wanted: Literal["mission", "campaign"] = "mission") -> Source:
    """Read a mission file.

    Parameters
    ----------
    path
        A regular file of at most `MAX_BYTES` bytes of UTF-8.
    wanted
        What the file should be, for the help of an error.

    Raises
    ------
    MissionError
        If it is missing, not a regular file, too large (``M002``) or not UTF-8 (``M001``).
    """
    name = os.fspath(path)
    try:
        if not stat.S_ISREG(FilePath(path).stat().st_mode):
            raise _unreadable(name, "M001", "this is not a file", help=help_for_file(FilePath(path), wanted))
        with FilePath(path).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(name, "M001", "there is no such file", help=help_for_file(FilePath(path), wanted)) from None
    except (OSError, ValueError) as error:
        raise _unreadable(name, "M001", f"the file cannot be read: {error}") from None
    if len(content) > MAX_BYTES:
        raise _unreadable(name, "M002", f"the file is larger than {MAX_BYTES / 1e6:g} MB")
    try:
        return Source(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unreadable(
            name, "M001", f"line {line} is not UTF-8 text", help="save the file with the encoding UTF-8"
        ) from None


def _unreadable(name: str, code: str, message: str, help: str = "") -> MissionError:  # noqa: A002
    finding = Diagnostic(code=code, message=message, file=name, help=help)
    return MissionError(f"{name}: {message}", diagnostics=[finding])
