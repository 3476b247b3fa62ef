"""Campaign files: text to a checked `Study`, with every problem reported at once and in its place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any, Literal

from moonbase.campaign import fields, size, tasks
from moonbase.campaign.correlation import check_correlation
from moonbase.campaign.everywhere import Everywhere
from moonbase.campaign.following import check_follow
from moonbase.campaign.forward.varying import disturbance_inputs
from moonbase.campaign.laws import varied
from moonbase.campaign.names import Input, Inputs
from moonbase.campaign.study import WHAT, Design, Limits, Plugins, Study, Varied
from moonbase.campaign.written import leaves, plain, try_values
from moonbase.errors import MissionError
from moonbase.mission.checker import check as check_mission
from moonbase.mission.locate import Path
from moonbase.mission.sheet import EnoughError, Sheet, Table
from moonbase.mission.source import Source, read
from moonbase.mission.spec import Mission
from moonbase.mission.toml import loads
from moonbase.models.catalogue import Catalogue
from moonbase.parameters.check import RefusedError
from moonbase.parameters.closest import did_you_mean

__all__ = ["check_study", "is_campaign"]


def is_campaign(source: Source) -> bool:
    """Tell whether a text is a campaign and no mission: only a campaign says what it varies or how it samples."""
    data = loads(source)
    return "campaign" in data or "vary" in data or "design" in data


def check_study(
    source: Source,
    catalogue: Catalogue,
    *,
    overrides: Mapping[str, str] | None = None,
    plugins: Plugins | None = None,
    budget: float | None = None,
) -> Study:
    """Check a campaign text against its mission and what the installed plugins offer.

    Parameters
    ----------
    source
        The text; its name gives the folder in which the mission is looked for.
    catalogue
        Models and study tasks.
    overrides
        Values that hold for all samples, as ``--set`` gives them; they go before those of the file.
    plugins
        Which plugins take part, for the workers.
    budget
        Most bytes that the table may take [B]; None for `moonbase.campaign.fields.BUDGET`.

    Raises
    ------
    MissionError
        With every problem of the campaign, sorted by position, or every problem of the mission.
    """
    sheet = Sheet(source, loads(source), catalogue)
    study = None
    try:
        study = _Check(sheet, overrides or {}, plugins or Plugins()).study()
        if study is not None and not sheet.findings:
            size.check_size(sheet.root, study, budget)
    except EnoughError:
        study = None
    findings = tuple(sorted(sheet.findings, key=lambda item: item.sort_key))
    errors = sum(item.severity == "error" for item in findings)
    if study is None or errors:
        raise MissionError(f"{source.name}: {errors} error{'s' * (errors != 1)}", diagnostics=findings)
    return study


class _Check:
    """One check of one campaign text."""

    def __init__(self, sheet: Sheet, overrides: Mapping[str, str], plugins: Plugins) -> None:
        self._sheet = sheet
        self._root = sheet.root
        self._plugins = plugins
        self._given = overrides
        self._doubtful: set[str] = set()

    def study(self) -> Study | None:
        """Check it all; None if the rest cannot be judged without a mission."""
        root = self._root
        self._format()
        title = root.get(fields.TOP["campaign"])
        root.get(fields.TOP["description"])
        what, own = self._what()
        overrides = {**self._overrides(), **self._given}
        source, mission = self._mission(overrides, optional=own is not None)
        others = self._others()
        design = self._design()
        limits = self._limits()
        record = self._names("record")
        options = root.table(what).data if what else {}
        vary, follow, correlate = root.table("vary"), root.table("follow"), root.raw("correlate")
        root.close(["correlate", "others"], what="key or section")
        if source is None:
            return None
        if what == "simulate":
            own = disturbance_inputs(options)
        inputs = Everywhere(Inputs(mission, self._sheet.catalogue, own), others, self._sheet.catalogue)
        varied = self._varied(vary, inputs)
        for item in varied if not self._sheet.findings else ():
            home = inputs.home(item.factor.name).mission
            if home is not None and item.factor.name in self._doubtful:
                try_values(vary, [item], home, self._sheet.catalogue)
        correlation = check_correlation(root, correlate, [item.factor.name for item in varied], design.kind)
        return Study(
            name=title or "",
            mission=source,
            others=others,
            overrides=overrides,
            varied=varied,
            correlation=correlation,
            follow=check_follow(follow, inputs, varied, what),
            design=design,
            what=what,
            options=plain(options),
            record=record,
            limits=limits,
            plugins=self._plugins,
        )

    def _format(self) -> None:
        written = self._root.raw("format")
        if written is None:
            self._root.report(
                "M003", "the campaign does not say its format", help=f"write format = {fields.FORMAT} in the first line"
            )
        elif written != fields.FORMAT or isinstance(written, bool):
            self._root.report("M003", f"format {written!r} is not known", "format", help="this moonbase reads format 1")

    def _what(self) -> tuple[str, Any]:
        what = self._root.get(fields.TOP["what"])
        offered = tasks.tasks_of(self._sheet.catalogue)
        if what in offered:
            return what, tasks.inputs_of(offered[what])
        if what and what not in WHAT:
            self._root.report(
                "C006", f'nothing called "{what}" can be done with a sample', "what",
                help=did_you_mean(what, [*WHAT, *offered], otherwise=f"known: {', '.join((*WHAT, *offered))}"),
            )  # fmt: skip
            return "", None
        return what or "", None

    def _overrides(self) -> dict[str, str]:
        return {
            ".".join(map(str, path[1:])): str(value).lower() if isinstance(value, bool) else str(value)
            for path, value in leaves(("set",), self._root.table("set").data)
        }

    def _mission(self, overrides: Mapping[str, str], *, optional: bool) -> tuple[Source | None, Mission | None]:
        name = self._root.get(fields.TOP["mission"])
        if not name:
            if not optional:
                self._root.missing("mission", fields.TOP["mission"].doc)
            return (Source("", "") if optional else None), None
        found = self._read("mission", name)
        if found is None:
            return None, None
        return found, check_mission(found, self._sheet.catalogue, overrides)

    def _read(self, key: str, name: str) -> Source | None:
        folder = FilePath(self._sheet.source.name).parent
        try:
            found = read(os.fspath(folder / name))
        except MissionError as error:
            self._root.report("M001", f"{key}: {error.message}", key, help="paths are relative to the campaign file")
            return None
        return found

    def _others(self) -> tuple[Source, ...]:
        return tuple(found for name in self._names("others") if (found := self._read("others", name)))

    def _names(self, key: str) -> tuple[str, ...]:
        raw = self._root.raw(key)
        if raw is None:
            return ()
        if not isinstance(raw, list) or not all(isinstance(name, str) for name in raw):
            self._root.report("M006", f'{key} must be a list of names, such as ["objective"]', key)
            return ()
        return tuple(dict.fromkeys(raw))

    def _design(self) -> Design:
        table = self._root.table("design", required=True)
        kind = table.get(fields.DESIGN["kind"]) or ""
        n, seed = table.get(fields.DESIGN["n"]), table.get(fields.DESIGN["seed"])
        settings = {name: table.get(info) for name, info in fields.SETTINGS.get(kind, {}).items()}
        if kind == "optimise":
            settings["goals"] = self._goals(table)
        if kind and kind != "grid" and "n" not in table:
            table.missing("n", fields.DESIGN["n"].doc)
        if kind == "morris" and settings["levels"] % 2:
            table.report("C003", "levels must be even", "levels")
        table.close()
        return Design(kind=kind, n=n, seed=seed, settings=settings)

    def _goals(self, table: Table) -> dict[str, str]:
        goals: dict[str, str] = {}
        for sense in ("minimise", "maximise"):
            raw = table.raw(sense)
            names = [raw] if isinstance(raw, str) else raw or []
            if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
                table.report("M006", f"{sense} takes the name of a recorded column, or a list of them", sense)
                continue
            goals.update(dict.fromkeys(names, sense))
        if not goals:
            table.report("M005", "an optimisation needs minimise or maximise: the name of a recorded column", on="key")
        return goals

    def _limits(self) -> Limits:
        table = self._root.table("limits")
        timeout, memory = table.get(fields.LIMITS["timeout"]), table.get(fields.LIMITS["memory"])
        table.close()
        return Limits(timeout=timeout, memory=None if memory is None else int(memory))

    def _varied(self, vary: Table, inputs: Everywhere) -> tuple[Varied, ...]:
        found: dict[str, Varied] = {}
        exact = [(".".join(map(str, path[1:])), path, raw) for path, raw in leaves(("vary",), vary.data)]
        for name, path, raw in sorted(exact, key=lambda entry: "*" in entry[0]):
            for item in self._read_law(name, path, raw, inputs):
                if item.factor.name not in found:
                    found[item.factor.name] = item
                elif "*" not in name:
                    self._sheet.report("C005", f"{name} varies twice", path, on="key")
        if not found and not self._sheet.findings:
            self._root.report("C005", "nothing varies", help='write, below [vary], "node.parameter" = "declared"')
        return tuple(found.values())

    def _read_law(self, name: str, path: Path, raw: Any, inputs: Everywhere) -> list[Varied]:
        try:
            wild = "*" in name and not inputs.has_own(name)
            items = self._wild(name, raw, inputs) if wild else [(inputs.find(name), raw)]
            self._doubtful |= {item.name for item, _ in items if not item.own and (item.info is None or item.is_choice)}
            return [varied(item, law) for item, law in items]
        except RefusedError as refused:
            on: Literal["key", "value"] = "key" if refused.code in ("M027", "M016") else "value"
            self._sheet.report(refused.code, refused.message, path, on=on, notes=refused.notes, help=refused.help or "")
            return []

    def _wild(self, pattern: str, raw: Any, inputs: Everywhere) -> list[tuple[Input, str]]:
        grades = raw.get("grades", []) if isinstance(raw, dict) else []
        if raw != "declared" and not (isinstance(raw, dict) and set(raw) == {"grades"} and isinstance(grades, list)):
            raise RefusedError(
                "C001", f'{pattern} takes "declared" or {{ grades = ["assumed"] }}: the parameters differ in kind'
            )
        found = inputs.matching(pattern, tuple(map(str, grades)))
        if not found:
            raise RefusedError("C005", f"{pattern} matches no parameter that declares a distribution")
        return [(item, "declared") for item in found]
