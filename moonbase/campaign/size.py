"""How large a study is, known before any of it is computed: rows, bytes, and a refusal above a stated budget."""

from __future__ import annotations

import math

from moonbase.campaign import fields
from moonbase.campaign.study import Study
from moonbase.mission.sheet import Table
from moonbase.quantities import format_quantity, parse

__all__ = ["bytes_of", "check_size", "points_of", "population_of", "rows_of"]

_BYTES = 8
_COLUMNS = 24


def points_of(study: Study) -> tuple[int, ...]:
    """Give how many values each factor takes in a grid."""
    laws = [item.law for item in study.varied]
    return tuple(len(law.values) if law.kind in ("list", "discrete") else law.points or study.design.n for law in laws)


def population_of(study: Study) -> int:
    """Give how many samples an optimisation tries at once."""
    given = int(study.design.settings.get("population") or 0)
    if given:
        return given
    if len(study.design.settings.get("goals", {})) > 1:
        return max(24, 4 * len(study.varied))
    return 4 + int(3.0 * math.log(max(2, len(study.varied))))


def rows_of(study: Study) -> int:
    """Give how many samples a study has.

    Examples
    --------
    >>> from moonbase.campaign.factor import Factor
    >>> from moonbase.campaign.study import Design, Law, Study, Varied
    >>> from moonbase.mission.source import Source
    >>> one = Varied(factor=Factor(name="a.b"), law=Law(kind="uniform", values=(0.0, 1.0)))
    >>> mission, design = Source("", ""), Design(kind="saltelli", n=8, settings={"second_order": False})
    >>> rows_of(Study(name="s", mission=mission, varied=(one, one), design=design, what="steady"))
    32
    """
    design, factors = study.design, len(study.varied)
    if design.kind == "grid":
        product = 1
        for points in points_of(study):
            product *= points
        return product
    if design.kind == "morris":
        return design.n * (factors + 1)
    if design.kind == "saltelli":
        return design.n * (2 * factors + 2 if design.settings.get("second_order") else factors + 2)
    return design.n


def bytes_of(study: Study) -> float:
    """Estimate how many bytes the table of a study takes [B]; text columns and compression are left out."""
    return float(rows_of(study)) * _BYTES * (len(study.varied) + max(len(study.record), _COLUMNS) + 2)


def check_size(root: Table, study: Study, budget: float | None) -> None:
    """Note a study without rows, and one above the budget [B]."""
    design = Table(root.sheet, root.data.get("design", {}), ("design",))
    rows = rows_of(study)
    if rows < 1:
        design.report("C003", "a grid over ranges and distributions needs n, or points with each of them", on="key")
        return
    allowed = parse(fields.BUDGET, "byte") if budget is None else budget
    estimate = bytes_of(study)
    if estimate > allowed:
        sizes = [format_quantity(size / 1e9, "GB", digits=3) for size in (estimate, allowed)]
        design.report(
            "C004",
            f"the study has {rows:.6g} samples, about {sizes[0]}, and the budget is {sizes[1]}",
            on="key",
            help='vary less, take a smaller n, or allow more with --budget "20 GB"',
        )
