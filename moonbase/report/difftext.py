"""The difference of two runs for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from moonbase.report.decides import words_of
from moonbase.report.diff import Cause, Diff, Move
from moonbase.report.diffinputs import Change
from moonbase.report.pairs import change, pair, pair_columns
from moonbase.report.result import Lever
from moonbase.report.units import human

__all__ = ["as_text", "told_inputs"]

_MOST = 12
_LONG = 48


def as_text(diff: Diff) -> str:
    """Tell what changed: the objective first, then inputs, causes, plan, bottlenecks, software."""
    if diff.same:
        return f"{diff.before}: the two runs say the same."
    parts = [
        _objective(diff),
        _listed("Inputs that differ", told_inputs(diff.inputs)),
        _listed("Why the plan moved (first order, from the shadow prices of both runs)", _causes(diff)),
        _listed("The plan", _moves([move for move in diff.measures if move.group == "plan"], len(diff.measures))),
        _listed("Machines, mass at their most", _moves(_machines(diff.measures), _MOST)),
        _listed("First bottleneck", ([one.name, one.before, "→", one.after] for one in diff.bottlenecks)),
        _listed("Software", told_inputs(diff.versions)),
    ]
    return "\n\n".join(part for part in parts if part)


def _objective(diff: Diff) -> str:
    head = diff.before if diff.before == diff.after else f"{diff.before} → {diff.after}"
    if not diff.same_question:
        return f"{head}\nThe two ask different questions; their objectives cannot be compared."
    move = diff.objective
    assert move.before is not None
    assert move.after is not None
    told = change(move.before, move.after)
    share = f" ({told})" if told else ""
    judged = {True: ", better", False: ", worse", None: ""}[diff.better]
    return f"{head}\n{move.label}: {pair(move.before, move.after, move.unit)}{share}{judged}"


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


def told_inputs(changes: Sequence[Change]) -> Iterator[list[str]]:
    """Write what differs; what only one run has at all takes one line, however many parameters it has."""
    rows = list(_changed([change for change in changes if not _alone(change)]))
    for (owner, _), own in groupby(sorted(filter(_alone, changes), key=_owner), key=_owner):
        found = list(own)
        if len(found) == 1:
            rows.append([found[0].name, found[0].before or "–", "→", found[0].after or "–"])
        else:
            told = f"{len(found)} entries"
            rows.append([owner, told if found[0].before else "–", "→", told if found[0].after else "–"])
    yield from rows[:_MOST]
    if len(rows) > _MOST:
        yield [f"and {len(rows) - _MOST} more; --json has all"]


def _changed(changes: Sequence[Change]) -> Iterator[list[str]]:
    """Write a change that many nodes share once, where the first of them stands."""
    alike: dict[tuple[str, str, str], list[Change]] = {}
    for one in changes:
        alike.setdefault((one.name.rpartition(".")[2], one.before, one.after), []).append(one)
    for (parameter, before, after), same in alike.items():
        name = same[0].name if len(same) == 1 else f"{parameter} of {', '.join(_owner(one)[0] for one in same[:2])}"
        more = f" and {len(same) - 2} more" if len(same) > 2 else ""
        yield [f"{name}{more}", _short(before, after), "→", _short(after, before)]


def _short(text: str, other: str) -> str:
    """Cut what is long: of a list what only this one has, of anything else the beginning."""
    if len(text) <= _LONG:
        return text
    own, others = text.split(", "), other.split(", ")
    extra = [part for part in own if part not in others]
    told = f"{len(own)} entries" + (f" with {', '.join(extra)}" if extra else "")
    whole = told if len(own) > 1 else text
    return whole if len(whole) <= _LONG else f"{whole[: _LONG - 1]}…"


def _alone(change: Change) -> bool:
    return not (change.before and change.after)


def _owner(change: Change) -> tuple[str, bool]:
    """Name the node or section of the mission file that an entry belongs to, and whether it is new."""
    parts = change.name.removeprefix("nodes.").removeprefix("supplies.").split(".")
    return ".".join(parts[:-1]) or change.name, bool(change.after)


def _causes(diff: Diff) -> Iterator[list[str]]:
    unit = diff.objective.unit
    for cause in diff.causes[:_MOST]:
        yield [_signed(cause.effect, unit), f"{_words(cause)}: {pair(cause.before, cause.after, cause.unit)}"]
    if len(diff.causes) > _MOST:
        rest = sum(cause.effect for cause in diff.causes[_MOST:])
        yield [_signed(rest, unit), f"{len(diff.causes) - _MOST} more; --json has all"]
    if diff.causes or abs(diff.left) > 0.0:
        yield [_signed(diff.left, unit), "left over: dates, lifetimes, whole machines, higher orders"]


def _words(cause: Cause) -> str:
    lever = Lever(
        owner=cause.owner, activity=cause.activity, kind=cause.kind, what=cause.what, size=0.0, unit="", worth=0.0
    )
    return words_of(lever)


def _signed(value: float, unit: str) -> str:
    return f"{'+' if value >= 0.0 else '-'}{human(abs(value), unit)}"


def _machines(moves: Sequence[Move]) -> list[Move]:
    """Pick the machines, those that changed by the largest mass first."""
    found = [move for move in moves if move.group == "machines"]
    return sorted(found, key=lambda move: -abs((move.after or 0.0) - (move.before or 0.0)))


def _moves(moves: Sequence[Move], most: int) -> Iterator[list[str]]:
    for move in moves[:most]:
        before, after, unit = pair_columns(move.before, move.after, move.unit)
        yield [move.label, before, "→", after, unit, change(move.before, move.after)]
    if len(moves) > most:
        yield [f"and {len(moves) - most} more; --json has all"]
