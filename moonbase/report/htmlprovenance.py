"""Where every number comes from: the grades counted, and one table to sort and to search."""

from __future__ import annotations

from html import escape

from moonbase.report.htmlparts import region
from moonbase.report.provenance import count_grades
from moonbase.report.result import Provenance, Result
from moonbase.report.units import typeset

__all__ = ["provenance_section"]

_HEADS = ("of", "parameter", "value", "where from", "source", "grade")
_GRADES = {
    "primary": "seen in the source itself",
    "secondary": "seen quoted",
    "computed": "follows from others",
    "recalled": "from memory of the field",
    "estimated": "an estimate with a reason",
    "assumed": "assumed, without a source",
}


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
    meaning = "; ".join(f"{grade}: {_GRADES.get(grade, '')}" for grade in grades)
    return (
        f"<p>{total} parameters: {escape(counted)}. {_assumed(result)}</p>"
        f'<div class="grades" aria-hidden="true">{bars}</div><p class="note">{escape(meaning)}.</p>'
        f"{_tools(tuple(grades))}{_table(result)}"
    )


def _assumed(result: Result) -> str:
    """Say how many assumed numbers are defaults that nobody chose."""
    assumed = [row for row in result.provenance if row.grade == "assumed"]
    if not assumed:
        return "None of them is assumed."
    default = sum(row.where == "default" for row in assumed)
    return f"Of the {len(assumed)} assumed ones {default} are defaults of the models."


def _tools(grades: tuple[str, ...]) -> str:
    options = "".join(f'<option value="{grade}">{grade}</option>' for grade in grades)
    return (
        '<div class="tools" id="provenance-tools" hidden><label>Search <input type="search"></label>'
        f'<label>Grade <select><option value="">all</option>{options}</select></label>'
        '<output aria-live="polite"></output></div>'
    )


def _table(result: Result) -> str:
    head = "".join(f'<th scope="col">{text}</th>' for text in _HEADS)
    body = "\n".join(_row(row) for row in result.provenance)
    table = (
        f'<table class="words sortable" data-tools="provenance-tools">'
        f'<caption class="hidden">Every parameter</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}\n</tbody></table>"
    )
    return region("Every parameter", table, "scroll tall")


def _row(row: Provenance) -> str:
    cells = (row.parameter, row.text, row.where, row.source, row.grade)
    owner = f'<th scope="row" title="{escape(row.model)}">{escape(row.owner)}</th>'
    rest = "".join(
        f"<td{_exact(row) if index == 1 else ''}>{escape(typeset(cell) if index == 1 else cell)}</td>"
        for index, cell in enumerate(cells)
    )
    return f'<tr data-grade="{escape(row.grade)}">{owner}{rest}</tr>'


def _exact(row: Provenance) -> str:
    """Carry the value in SI units, for sorting and for whoever hovers; the cell shows what was written."""
    if not isinstance(row.value, float):
        return ""
    plain = f"{row.value:.6g} {row.unit}" if row.unit not in ("", "1") else ""
    return f' data-v="{row.value}"' + (f' title="{escape(plain)}"' if plain and plain != row.text else "")
