"""What changed between two runs, and why the plan moved.

The change of the objective is attributed to first order: a number a that became b moves it by its worth
(see `moonbase.report.levers`) times b/a - 1. The shadow prices of both runs are asked and averaged, which takes in the
second order too. What no number of the programme explains (dates, lifetimes, whole machines, higher orders) is left
over and told.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from moonbase.report.diffinputs import Change, changed_inputs, changed_versions
from moonbase.report.measures import measures
from moonbase.report.result import Lever, Result

__all__ = ["Cause", "Diff", "Move", "Shift", "compare_runs"]

_SAME = 1e-9
_COUNTS = 1e-6
_MOVED = 1e-3
_DUST = 1.0  # kg of machines, below which they are rounding
_FAR = 2.0  # relative change beyond which first order says nothing
_UNITS = {
    "cost": "USD",
    "landed": "kg",
    "final_power": "W",
    "delivered_kw_years": "kW yr",
    "cost_per_kw_year": "USD/kW/yr",
    "energy_payback": "yr",
    "carbon_payback": "yr",
}


@dataclass(frozen=True, kw_only=True)
class Move:
    """A figure of the plan before and after, in SI units; None where a run does not have it."""

    name: str
    unit: str
    before: float | None
    after: float | None


@dataclass(frozen=True, kw_only=True)
class Cause:
    """A number of the programme that changed, and what it did to the objective to first order [objective]."""

    owner: str
    activity: str
    kind: str
    what: str
    before: float
    after: float
    effect: float


@dataclass(frozen=True, kw_only=True)
class Shift:
    """The years in which something was the first bottleneck, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Diff:
    """Everything that two runs differ in.

    Attributes
    ----------
    before, after
        Titles of the runs.
    same_question
        Whether both pursue the same objective over the same dates, so that their values can be compared.
    objective
        Value with what stands at the horizon, as it was optimised.
    better
        Whether the second run is better; None if equal or not comparable.
    inputs
        Parameters, demands, limits, dates and switches that differ.
    versions
        Software and plugins that differ.
    causes
        What moved the objective, the strongest first.
    explained, left
        Sum of the effects, and what remains of the change [objective].
    measures
        Figures of the plan that differ.
    bottlenecks
        What held the plan back at other times than before.
    """

    before: str
    after: str
    same_question: bool
    objective: Move
    better: bool | None
    inputs: tuple[Change, ...]
    versions: tuple[Change, ...]
    causes: tuple[Cause, ...]
    explained: float
    left: float
    measures: tuple[Move, ...]
    bottlenecks: tuple[Shift, ...]

    @property
    def same(self) -> bool:
        """Whether nothing that matters differs."""
        return not (self.inputs or self.versions or self.causes or self.measures or self.bottlenecks)


def compare_runs(before: Result, after: Result) -> Diff:
    """Find what changed from one run to another and why."""
    one, two = before.answer, after.answer
    same = (one.sense, one.quantity, one.site) == (two.sense, two.quantity, two.site)
    values = _optimised(before), _optimised(after)
    causes = tuple(_causes(before, after)) if same else ()
    change = values[1] - values[0]
    explained = math.fsum(cause.effect for cause in causes)
    moved = abs(change) > _COUNTS * max(map(abs, values))
    return Diff(
        before=before.title,
        after=after.title,
        same_question=same,
        objective=Move(name=f"{one.sense} {one.quantity}", unit=one.unit, before=values[0], after=values[1]),
        better=(change > 0.0) == (one.sense == "maximise") if same and moved else None,
        inputs=tuple(changed_inputs(before, after)),
        versions=tuple(changed_versions(before, after)),
        causes=causes,
        explained=explained,
        left=change - explained if same else 0.0,
        measures=tuple(_moves(before, after)),
        bottlenecks=tuple(_shifts(before, after)),
    )


def _optimised(result: Result) -> float:
    """Objective with the value of what stands at the horizon, which is what prices refer to."""
    beyond = result.solver.get("terminal value")
    return result.answer.value + (beyond if isinstance(beyond, float) else 0.0)


_Key = tuple[str, str, str, str]


def _levers(result: Result) -> dict[_Key, Lever]:
    return {(one.owner, one.activity, one.kind, one.what): one for one in result.levers}


def _causes(before: Result, after: Result) -> list[Cause]:
    """Attribute the change of the objective to the numbers that differ."""
    sign = 1.0 if before.answer.sense == "maximise" else -1.0
    old, new = _levers(before), _levers(after)
    found = []
    for key in sorted({*old, *new}):
        a, b = old.get(key), new.get(key)
        effects = []
        if a is not None and b is not None:
            if abs(b.size - a.size) <= _SAME * max(abs(a.size), abs(b.size)):
                continue
            effects = [one for one in (_effect(a, b.size), -_effect(b, a.size)) if math.isfinite(one)]
        if a is not None and b is not None and effects:
            effect = sign * math.fsum(effects) / len(effects)
            owner, activity, kind, what = key
            found.append(
                Cause(owner=owner, activity=activity, kind=kind, what=what, before=a.size, after=b.size, effect=effect)
            )
    most = abs(before.answer.value)
    kept = [cause for cause in found if abs(cause.effect) > _COUNTS * most]
    return sorted(kept, key=lambda cause: -abs(cause.effect))


def _effect(lever: Lever, size: float) -> float:
    """Gain of the objective if a lever took another size, to first order; infinite where that says nothing."""
    change = size / lever.size - 1.0 if lever.size else math.inf
    return lever.worth * change if abs(change) <= _FAR else math.inf


def _figures(result: Result) -> Mapping[str, tuple[float, str]]:
    """Measures of a run and what it delivers, by name with their units."""
    found = {name: (value, _UNITS.get(name, "1")) for name, value in measures(result).items() if name != "objective"}
    for one in result.series.get("delivered", ()):
        found[f"{one.role} to {one.site} ({one.name})"] = (math.fsum(one.values), one.unit)
    for one in result.series.get("machines", ()):
        if max(one.values) > _DUST:
            found[f"machines of {one.name} at their most"] = (max(one.values), one.unit)
    return found


def _moves(before: Result, after: Result) -> Iterator[Move]:
    old, new = _figures(before), _figures(after)
    for name in dict.fromkeys((*old, *new)):
        a, b = old.get(name), new.get(name)
        values = [pair[0] for pair in (a, b) if pair is not None]
        if len(values) == 2 and abs(values[1] - values[0]) <= _MOVED * max(map(abs, values)):
            continue
        unit = (a or b or (0.0, ""))[1]
        yield Move(name=name, unit=unit, before=a[0] if a else None, after=b[0] if b else None)


def _shifts(before: Result, after: Result) -> Iterator[Shift]:
    old, new = _first_years(before), _first_years(after)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield Shift(name=name, before=_span(old.get(name)), after=_span(new.get(name)))


def _first_years(result: Result) -> dict[str, list[int]]:
    first: dict[int, str] = {}
    for one in result.bottlenecks:
        first.setdefault(one.year, one.name)
    years: dict[str, list[int]] = defaultdict(list)
    for year, name in sorted(first.items()):
        years[name].append(year)
    return years


def _span(years: list[int] | None) -> str:
    """Join years: ``"2030-2033, 2036"``; a dash for none."""
    parts: list[list[int]] = []
    for year in years or ():
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in parts) or "–"
