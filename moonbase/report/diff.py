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

from moonbase.constants import YEAR
from moonbase.report.diffinputs import Change, changed_inputs, changed_versions
from moonbase.report.measures import KILOWATT_YEAR, measures
from moonbase.report.result import Lever, Result

__all__ = ["Cause", "Diff", "Move", "Shift", "compare_runs"]

_SAME = 1e-9
_COUNTS = 1e-6
_MOVED = 1e-3
_DUST = 1.0  # kg of machines, below which they are rounding
_FAR = 2.0  # relative change beyond which first order says nothing
_Shown = tuple[str, str, float]
_SHOWN: Mapping[str, _Shown] = {
    "cost": ("cost", "USD", 1.0),
    "landed": ("landed from Earth", "kg", 1.0),
    "delivered_kw_years": ("computing delivered in all", "J", KILOWATT_YEAR),
    "to_come_kw_years": ("computing still to come after the end", "J", KILOWATT_YEAR),
    "cost_per_kw_year": ("cost per kilowatt of computing and year", "USD/kW/yr", 1.0),
    "cost_per_kw_year_to_horizon": ("cost per kilowatt and year up to the horizon only", "USD/kW/yr", 1.0),
    "peak_added_power": ("computing put together within a year, at most", "W", 1.0),
    "final_power": ("computing in service at the end", "W", 1.0),
    "imported_per_delivered_mass": ("mass landed per mass put into service", "1", 1.0),
    "lunar_share": ("share of payloads made on the Moon", "%", 100.0),
    "computers_from_earth": ("share of computers bought on Earth", "%", 100.0),
    "energy_payback": ("energy payback", "s", YEAR),
    "carbon_payback": ("carbon payback", "s", YEAR),
}


@dataclass(frozen=True, kw_only=True)
class Move:
    """A figure of the plan before and after [`unit`]; None where a run does not have it.

    `group` is ``"machines"`` for the mass of machines at their most, else ``"plan"``.
    """

    name: str
    label: str
    group: str = "plan"
    unit: str
    before: float | None
    after: float | None


@dataclass(frozen=True, kw_only=True)
class Cause:
    """A number of the programme that changed [`unit`], and what it did to the objective to first order [objective]."""

    owner: str
    activity: str
    kind: str
    what: str
    before: float
    after: float
    unit: str
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
    goal = f"{one.sense} {one.quantity}"
    causes = tuple(_causes(before, after)) if same else ()
    change = values[1] - values[0]
    explained = math.fsum(cause.effect for cause in causes)
    moved = abs(change) > _COUNTS * max(map(abs, values))
    return Diff(
        before=before.title,
        after=after.title,
        same_question=same,
        objective=Move(name="objective", label=goal, unit=one.unit, before=values[0], after=values[1]),
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
                Cause(
                    owner=owner,
                    activity=activity,
                    kind=kind,
                    what=what,
                    before=a.size,
                    after=b.size,
                    unit=b.unit,
                    effect=effect,
                )
            )
    most = abs(before.answer.value)
    kept = [cause for cause in found if abs(cause.effect) > _COUNTS * most]
    return sorted(kept, key=lambda cause: -abs(cause.effect))


def _effect(lever: Lever, size: float) -> float:
    """Gain of the objective if a lever took another size, to first order; infinite where that says nothing."""
    change = size / lever.size - 1.0 if lever.size else math.inf
    return lever.worth * change if abs(change) <= _FAR else math.inf


def _figures(result: Result) -> Mapping[tuple[str, str], tuple[float, _Shown]]:
    """Measures of a run and what it delivers, by group and name."""
    deliveries = result.series.get("delivered", ())
    found: dict[tuple[str, str], tuple[float, _Shown]] = {}
    for name, value in measures(result).items():
        if name != "objective" and not (name == "delivered_kw_years" and len(deliveries) == 1):
            found["plan", name] = (value, _shown(name))
    for one in deliveries:
        label = f"{one.role} to {one.site}" + ("" if one.name == f"{one.role} at {one.site}" else f" ({one.name})")
        found["plan", label] = (math.fsum(one.values), (label, one.unit, 1.0))
    for one in result.series.get("machines", ()):
        if max(one.values) > _DUST:
            found["machines", one.name] = (max(one.values), (one.name, one.unit, 1.0))
    return found


def _shown(name: str) -> _Shown:
    """Give label, unit and factor of a measure; what is useful for a workload is named after it."""
    words = name.removeprefix("useful_").replace("_", " ")
    return _SHOWN.get(name, (f"computing if all were {words}", "J", KILOWATT_YEAR))


def _moves(before: Result, after: Result) -> Iterator[Move]:
    old, new = _figures(before), _figures(after)
    for key in dict.fromkeys((*old, *new)):
        a, b = old.get(key), new.get(key)
        values = [pair[0] for pair in (a, b) if pair is not None]
        if len(values) == 2 and abs(values[1] - values[0]) <= _MOVED * max(map(abs, values)):
            continue
        (group, name), (label, unit, factor) = key, (old.get(key) or new[key])[1]
        ends = [one[0] * factor if one else None for one in (a, b)]
        yield Move(name=name, label=label, group=group, unit=unit, before=ends[0], after=ends[1])


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
