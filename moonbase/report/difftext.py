"""The difference of two runs for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from moonbase.report.decides import words_of
from moonbase.report.diff import Cause, Diff, Move
from moonbase.report.diffinputs import Change
from moonbase.report.result import Lever
from moonbase.report.units import human, number

__all__ = ["as_text"]

_MOST = 12


def as_text(diff: Diff) -> str:
    """Tell what changed: the objective first, then inputs, causes, plan, bottlenecks, software."""
    if diff.same:
        return f"{diff.before}: the two runs say the same."
    parts = [
        _objective(diff),
        _listed("Inputs that differ", _inputs(diff.inputs)),
        _listed("Why the plan moved (first order, from the shadow prices of both runs)", _causes(diff)),
        _listed("The plan", _moves(diff.measures)),
        _listed("First bottleneck", ([one.name, one.before, "→", one.after] for one in diff.bottlenecks)),
        _listed("Software", _inputs(diff.versions)),
    ]
    return "\n\n".join(part for part in parts if part)


def _objective(diff: Diff) -> str:
    head = diff.before if diff.before == diff.after else f"{diff.before} → {diff.after}"
    if not diff.same_question:
        return f"{head}\nThe two ask different questions; their objectives cannot be compared."
    move = diff.objective
    assert move.before is not None
    assert move.after is not None
    share = f" ({move.after / move.before - 1.0:+.3%})" if move.before else ""
    judged = {True: ", better", False: ", worse", None: ""}[diff.better]
    return f"{head}\n{move.name}: {human(move.before, move.unit)} → {human(move.after, move.unit)}{share}{judged}"


def _listed(title: str, rows: Iterable[Sequence[str]]) -> str:
    """Align rows under a title; nothing where there are none."""
    table = [list(row) for row in rows]
    if not table:
        return ""
    count = max(map(len, table))
    table = [row + [""] * (count - len(row)) for row in table]
    widths = [max(len(row[column]) for row in table) for column in range(count)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join([title, *(f"  {line}" for line in lines)])


def _inputs(changes: Sequence[Change]) -> Iterator[list[str]]:
    for change in changes[:_MOST]:
        yield [change.name, change.before or "–", "→", change.after or "–"]
    if len(changes) > _MOST:
        yield [f"and {len(changes) - _MOST} more"]


def _causes(diff: Diff) -> Iterator[list[str]]:
    unit = diff.objective.unit
    for cause in diff.causes[:_MOST]:
        yield [_signed(cause.effect, unit), f"{_words(cause)}: {number(cause.before)} → {number(cause.after)}"]
    if len(diff.causes) > _MOST:
        rest = sum(cause.effect for cause in diff.causes[_MOST:])
        yield [_signed(rest, unit), f"{len(diff.causes) - _MOST} more"]
    if diff.causes or abs(diff.left) > 0.0:
        yield [_signed(diff.left, unit), "left over: dates, lifetimes, whole machines, higher orders"]


def _words(cause: Cause) -> str:
    lever = Lever(
        owner=cause.owner, activity=cause.activity, kind=cause.kind, what=cause.what, size=0.0, unit="", worth=0.0
    )
    return words_of(lever)


def _signed(value: float, unit: str) -> str:
    return f"{'+' if value >= 0.0 else '-'}{human(abs(value), unit)}"


def _moves(moves: Sequence[Move]) -> Iterator[list[str]]:
    for move in moves[: 2 * _MOST]:
        share = ""
        if move.before and move.after is not None:
            share = f"{move.after / move.before - 1.0:+.2%}"
        yield [move.name.replace("_", " "), human(move.before, move.unit), "→", human(move.after, move.unit), share]
    if len(moves) > 2 * _MOST:
        yield [f"and {len(moves) - 2 * _MOST} more"]
