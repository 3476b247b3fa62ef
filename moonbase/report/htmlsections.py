"""Sections of the page that are words and tables: provenance, notes, plan, mission text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from moonbase.graph.drawlayout import layout
from moonbase.graph.drawsvg import as_svg, shared_note
from moonbase.report.htmlparts import fold, plain_table, region, table_html
from moonbase.report.result import Cell, Fact, Result
from moonbase.report.terminal import year_spans
from moonbase.report.units import human, number, typeset

__all__ = [
    "bottleneck_section",
    "claims_section",
    "facts_section",
    "graph_section",
    "mission_section",
    "plan_section",
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
_SOLVER = {
    "bound": "best bound on the objective",
    "columns": "variables",
    "nonzeros": "coefficients",
    "rows": "constraints",
    "terminal value": "worth of what stands at the end, counted in the plan",
    "tried": "solvers tried",
    "version": "version of HiGHS",
}
_VALUES = ("bound", "terminal value")
_SHARES = ("share", "efficiency", "occupancy", "fraction")


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
    fit = '<button type="button" class="fit" aria-pressed="false" hidden>Fit to width</button>'
    return f'<p class="note">{escape(caption)}</p>{fit}{region("Mission graph", picture)}'


def claims_section(result: Result) -> str:
    """Show published statements about what this mission uses, with their verdicts, where the run asked for them."""
    return table_html(result.claims, whole=True, kind="words") if result.claims is not None else ""


def facts_section(result: Result) -> str:
    """Tell what the models found out and what their authors want known, each by whom it is about."""
    facts = "".join(_facts(owner, list(own)) for owner, own in groupby(result.facts, key=lambda fact: fact.owner))
    notes = "".join(
        f"<dt>{escape(owner)}</dt>" + "".join(f"<dd>{escape(typeset(note))}</dd>" for note in said)
        for owner, said in result.notes.items()
        if said
    )
    return (f'<div class="columns">{facts}</div>' if facts else "") + (
        f'<h3>Notes of the models</h3><dl class="columns">{notes}</dl>' if notes else ""
    )


def _facts(owner: str, facts: list[Fact]) -> str:
    rows = [(fact.name.replace("_", " "), _fact(fact)) for fact in facts]
    return f"<div><h3>{escape(owner)}</h3>{plain_table(('what', 'value'), rows, name=f'What {owner} says')}</div>"


def _fact(fact: Fact) -> str:
    """Write a fact; what is a share reads better in percent."""
    if fact.unit == "1" and any(word in fact.name for word in _SHARES):
        return f"{number(100.0 * fact.value)} %"
    return human(fact.value, fact.unit)


def plan_section(result: Result) -> str:
    """Tell how good the plan is, what solved it and which versions took part."""
    answer = result.answer
    rows = [("objective", human(answer.value, answer.unit))]
    rows += [(_ERRORS.get(name, name), _cell(value)) for name, value in sorted(result.certificate.items())]
    rows += [
        (
            _SOLVER.get(name, name),
            human(value, answer.unit) if name in _VALUES and isinstance(value, float) else _cell(value),
        )
        for name, value in sorted(result.solver.items())
    ]
    versions = [(name, version) for name, version in sorted(result.versions.items())]
    plugins = [
        (f"plugin {plugin.name}", plugin.error or f"{plugin.distribution} {plugin.version}".strip())
        for plugin in result.plugins
    ]
    left = plain_table(("of the plan", ""), rows)
    return f'<div class="beside">{left}{plain_table(("what computed it", "version"), versions + plugins)}</div>'


def _cell(value: Cell) -> str:
    if not isinstance(value, float):
        return str(value)
    return number(value) if value.is_integer() and abs(value) < 1e9 else f"{value:.1e}"


def mission_section(result: Result) -> str:
    """Show the mission file and what was changed from outside."""
    mission = result.mission
    changed = plain_table(("changed by --set", "to"), sorted(mission.overrides.items())) if mission.overrides else ""
    return changed + region("Mission file", f"<pre>{escape(mission.text)}</pre>", "scroll tall")
