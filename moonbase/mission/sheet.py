"""The parsed mission as tables that hand out checked values and remember what was asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from moonbase.errors import PluginError
from moonbase.mission.diagnostics import Diagnostic
from moonbase.mission.fields import NAME_PATTERN
from moonbase.mission.locate import Path
from moonbase.mission.source import Source
from moonbase.models.catalogue import Catalogue
from moonbase.parameters.check import RefusedError, check_value
from moonbase.parameters.closest import did_you_mean
from moonbase.parameters.declare import ParamInfo

__all__ = ["MAX_FINDINGS", "EnoughError", "Sheet", "Table"]

MAX_FINDINGS = 500
_NAME = re.compile(NAME_PATTERN)
_MAX_NAME = 80


class EnoughError(Exception):
    """So much is wrong that looking further helps nobody."""


class Sheet:
    """One check of one mission: its text, its data, and everything found so far.

    Attributes
    ----------
    source, data, catalogue
        Text, parsed text with overrides applied, and what the plugins offer.
    overridden
        Text of each override by path.
    findings
        Diagnostics in order of discovery.
    broken
        Errors of plugins that the mission needs.
    """

    def __init__(self, source: Source, data: dict[str, Any], catalogue: Catalogue) -> None:
        self.source = source
        self.data = data
        self.catalogue = catalogue
        self.overridden: dict[Path, str] = {}
        self.override_name = "--set"
        self.findings: list[Diagnostic] = []
        self.broken: list[PluginError] = []

    @property
    def root(self) -> Table:
        """The whole mission."""
        return Table(self, self.data, ())

    def report(
        self,
        code: str,
        message: str,
        path: Path,
        *,
        on: Literal["key", "value"] = "value",
        severity: str = "error",
        notes: Sequence[str] = (),
        help: str = "",  # noqa: A002 - the word users see
    ) -> None:
        """Note a finding at `path`, or at the override that put the value there.

        Raises
        ------
        EnoughError
            At the last of `MAX_FINDINGS`.
        """
        span = None
        if path in self.overridden:
            notes = (*notes, self.given(path))
        else:
            span = self.source.span(path, on)
        self.findings.append(self.source.diagnose(code, message, span=span, severity=severity, notes=notes, help=help))
        if len(self.findings) >= MAX_FINDINGS:
            raise EnoughError

    def given(self, path: Path) -> str:
        """Tell the override that put the value at `path`; empty if the file did."""
        if path not in self.overridden:
            return ""
        return f"given by {self.override_name} {'.'.join(map(str, path))}={self.overridden[path]}"

    def origin(self, path: Path) -> str:
        """Tell where the value at `path` was written."""
        if path in self.overridden:
            return self.override_name
        span = self.source.span(path)
        return f"mission line {span.line}" if span else "mission"


class Table:
    """One table of the mission.

    Attributes
    ----------
    sheet, data, path
        The check it belongs to, its content and its place.
    """

    def __init__(self, sheet: Sheet, data: Mapping[str, Any], path: Path) -> None:
        self.sheet = sheet
        self.data = data
        self.path = path
        self._seen: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def label(self, key: str = "") -> str:
        """Name an entry as a user would: ``nodes.digger.site``."""
        return ".".join(map(str, (*self.path, key) if key else self.path))

    def place(self, key: str) -> str:
        """Say where an entry stands, to begin a message with: ``m.toml:9: ``; nothing if it is not in the file."""
        path = (*self.path, key)
        span = None if path in self.sheet.overridden else self.sheet.source.span(path, "key")
        return f"{self.sheet.source.name}:{span.line}: " if span else ""

    def report(self, code: str, message: str, key: str = "", **details: Any) -> None:
        """Note a finding at an entry, or at the table itself."""
        self.sheet.report(code, message, (*self.path, key) if key else self.path, **details)

    def raw(self, key: str) -> Any:
        """Give an entry as it was parsed; None if it is absent."""
        self._seen.add(key)
        return self.data.get(key)

    def get(self, info: ParamInfo) -> Any:
        """Give a checked entry; its declared default if it is absent or wrong."""
        raw = self.raw(info.name)
        if raw is None:
            if info.required:
                self.missing(info.name, info.doc)
            return info.si(info.default)
        try:
            return check_value(info, raw, self.label(info.name))
        except RefusedError as refused:
            self.report(refused.code, refused.message, info.name, notes=refused.notes, help=refused.help or "")
            return info.si(info.default)

    def missing(self, key: str, meaning: str = "") -> None:
        """Note that an entry should be there."""
        where = f"[{self.label()}]" if self.path else "the mission"
        self.report("M005", f"{where} has no {key}", notes=[f"{key}: {meaning}"] if meaning else [], on="key")

    def refer(self, key: str, known: Collection[str], code: str, what: str) -> str:
        """Give an entry that must be one of the known names; empty if it is absent or unknown."""
        name = self.raw(key)
        if name is None:
            return ""
        if not isinstance(name, str):
            self.report("M006", f"{self.label(key)} must be a name in quotes", key)
            return ""
        return name if self.known(name, known, code, what, key) else ""

    def known(self, name: str, known: Collection[str], code: str, what: str, key: str) -> bool:
        """Tell whether a name is known, and note it if not."""
        if name in known:
            return True
        self.report(code, f'{self.label(key)}: there is no {what} "{name}"', key, help=did_you_mean(name, known))
        return False

    def table(self, key: str, *, required: bool = False) -> Table:
        """Give a table inside; an empty one if it is absent or something else."""
        inner = self.raw(key)
        if inner is None and required:
            self.missing(f"[{key}]")
        if inner is not None and not isinstance(inner, dict):
            self.report("M006", f"{self.label(key)} must be a table: [{self.label(key)}]", key)
            inner = None
        return Table(self.sheet, inner or {}, (*self.path, key))

    def entries(self) -> Iterator[tuple[str, Table]]:
        """Give the named tables inside, skipping what is no table or has no proper name."""
        folded: dict[str, str] = {}
        for name in self.data:
            if not self._name_is_fine(name, folded):
                self._seen.add(name)
                continue
            if isinstance(self.data[name], dict):
                yield name, self.table(name)
            else:
                self.table(name)

    def _name_is_fine(self, name: str, folded: dict[str, str]) -> bool:
        if not _NAME.fullmatch(name) or len(name) > _MAX_NAME:
            shown = name[:_MAX_NAME].encode("ascii", "backslashreplace").decode()
            self.report(
                "M007",
                f'"{shown}" is not a name for one of the {self.label()}',
                name,
                on="key",
                help=f"names are lower-case letters, digits, - and _, start with a letter, up to {_MAX_NAME} long",
            )
            return False
        twin = folded.setdefault(name.replace("_", "-"), name)
        if twin != name:
            self.report("M008", f'"{name}" looks like "{twin}"', name, on="key", help="give one of them another name")
        return True

    def close(self, more: Iterable[str] = (), *, code: str = "M004", what: str = "key", otherwise: str = "") -> None:
        """Note every entry that nobody asked for; `more` are further names worth suggesting."""
        known = {*self._seen, *more}
        for key in self.data:
            if key not in self._seen:
                where = f"[{self.label()}]" if self.path else "a mission"
                shown = key[:_MAX_NAME].encode("unicode_escape").decode()
                self.report(
                    code,
                    f'{where} has no {what} "{shown}"',
                    key,
                    on="key",
                    help=did_you_mean(key, known, otherwise=otherwise),
                )
