"""Sections of the page that are words and tables: provenance, notes, plan, mission text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from moonbase.graph.drawlayout import layout
from moonbase.graph.drawsvg import as_svg, shared_note
from moonbase.report.htmlparts import fold, plain_table
from moonbase.report.provenance import count_grades
from moonbase.report.result import Cell, Provenance, Result
from moonbase.report.terminal import year_spans
from moonbase.report.units import human

__all__ = [
    "bottleneck_section",
    "facts_section",
    "graph_section",
    "mission_section",
    "plan_section",
    "provenance_section",
    "warnings_section",
]

_ERRORS = {
    "residual": "largest relative error of a balance",
    "bound": "largest relative error of a bound",
    "dual": "largest relative error of a price",
    "gap": "relative gap between plan and prices",
    "tolerance": "largest error accepted",
    "gap_tolerance": "largest gap accepted",
    "passed": "accepted",
}


def warnings_section(result: Result) -> str:
    """List what stops nothing and should be known."""
    return _list(result.diagnostics) if result.diagnostics else ""


def _list(texts: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def bottleneck_section(result: Result) -> str:
    """Say what held the plan back, years in a row joined."""
    spans = year_spans(result.bottlenecks)
    if not spans:
        return ""
    every = plain_table(
        ("year", "what", "kind", "share", "in words"),
        [(str(one.year), one.name, one.cause, f"{one.share:.0%}", one.sentence) for one in result.bottlenecks],
    )
    return plain_table(("years", "what stood in the way most"), spans) + fold("Every bottleneck of every year", every)


def graph_section(result: Result) -> str:
    """Draw the mission graph with the amounts of the plan."""
    if not result.drawing.nodes:
        return ""
    picture = as_svg(result.drawing, result.title, tell=human, style=False)
    note = shared_note(layout(result.drawing))
    caption = f"Arrows carry what the plan moves over the whole horizon; pale ones are not used. {note}"
    return f'<p class="note">{escape(caption)}</p><div class="scroll">{picture}</div>'


def facts_section(result: Result) -> str:
    """Tell what the models found out and what their authors want known."""
    rows = [(fact.owner, fact.name.replace("_", " "), human(fact.value, fact.unit)) for fact in result.facts]
    facts = plain_table(("of", "what", "value"), rows)
    notes = plain_table(
        ("of", "note"), [(owner, note) for owner, notes in result.notes.items() for note in notes], "words"
    )
    return (facts if result.facts else "") + (notes if result.notes else "")


def provenance_section(result: Result) -> str:
    """List every parameter with value, place, source and grade, and count the grades."""
    if not result.provenance:
        return ""
    grades = count_grades(result.provenance)
    total = sum(grades.values())
    counted = ", ".join(f"{count} {grade}" for grade, count in grades.items())
    bars = "".join(
        f'<i class="grade {grade}" style="width:{100.0 * count / total:.2f}%" title="{count} {grade}"></i>'
        for grade, count in grades.items()
    )
    intro = f'<p>{total} parameters: {escape(counted)}.</p><div class="grades">{bars}</div>'
    return intro + "".join(
        fold(f"{owner} ({model}): {len(rows)} parameters", _provenance_table(rows))
        for (owner, model), rows in (
            (key, list(group)) for key, group in groupby(result.provenance, key=lambda row: (row.owner, row.model))
        )
    )


def _provenance_table(rows: list[Provenance]) -> str:
    heads = ("parameter", "value", "where from", "source", "grade")
    return plain_table(heads, [(row.parameter, _value(row), row.where, row.source, row.grade) for row in rows], "words")


def _value(row: Provenance) -> str:
    """Show the text as written, and the SI value where it differs."""
    if isinstance(row.value, bool) or not isinstance(row.value, float) or row.unit in ("", "1"):
        return row.text
    plain = f"{row.value:.6g} {row.unit}"
    return row.text if row.text in (plain, f"{row.value} {row.unit}") else f"{row.text} = {plain}"


def plan_section(result: Result) -> str:
    """Tell how good the plan is, what solved it and which versions took part."""
    answer = result.answer
    rows = [("objective", f"{answer.value:.9g} {answer.unit}".strip())]
    rows += [(_ERRORS.get(name, name), _cell(value)) for name, value in sorted(result.certificate.items())]
    rows += [(name, _cell(value)) for name, value in sorted(result.solver.items())]
    versions = [(name, version) for name, version in sorted(result.versions.items())]
    plugins = [
        (f"plugin {plugin.name}", plugin.error or f"{plugin.distribution} {plugin.version}".strip())
        for plugin in result.plugins
    ]
    left = plain_table(("of the plan", ""), rows)
    return f'<div class="beside">{left}{plain_table(("what computed it", "version"), versions + plugins)}</div>'


def _cell(value: Cell) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def mission_section(result: Result) -> str:
    """Show the mission file and what was changed from outside."""
    mission = result.mission
    changed = plain_table(("changed by --set", "to"), sorted(mission.overrides.items())) if mission.overrides else ""
    return f"{changed}<pre>{escape(mission.text)}</pre>"
