"""What a report shows of launchers: the ride along the track, and what throwing takes over the years.

Constant thrust, as the sizing assumes: on the powered track ``v = sqrt(2 a s)`` and ``P = F v``; the payload leaves at
its end, the empty bucket coasts over the release track and is braked at the rate that stops it at the track's end.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

from moonbase.api import Curve, LinePlot, Section, constants

__all__ = ["sections"]

_POINTS = 60
_GRAVITY = 9.80665  # m/s2, standard
_NEEDED = ("powered_length", "brake_length", "track_length", "acceleration", "thrust")


def sections(result: Any) -> tuple[Section, ...]:
    """Give a section for every track launcher of a run.

    Parameters
    ----------
    result
        `moonbase.report.result.Result` of the run.
    """
    facts: dict[str, dict[str, float]] = {}
    for fact in result.facts:
        facts.setdefault(fact.owner, {})[fact.name] = fact.value
    found = []
    for owner, figures in facts.items():
        if all(figures.get(name) for name in _NEEDED):
            plots = (*_ride(figures), *_throwing(result, owner))
            found.append(Section(title=f"Launcher {owner}", paragraphs=(_words(figures),), plots=plots))
    return tuple(found)


def _words(figures: Mapping[str, float]) -> str:
    speed = math.sqrt(2.0 * figures["acceleration"] * figures["powered_length"])
    lengths = ("powered_length", "track_length", "brake_length")
    powered, track, brake = (figures[name] / 1e3 for name in lengths)
    told = (
        f"Built for {speed / 1e3:.3g} km/s at {figures['acceleration'] / _GRAVITY:.0f} g: {powered:.3g} km of powered "
        f"track in {track:.3g} km, of which {brake:.3g} km brake what comes back."
    )
    energy, share = figures.get("energy_per_shot"), figures.get("efficiency")
    if energy and share:
        told += f" A full shot takes {energy / 3.6e6:.4g} kWh, {share:.0%} of which leaves with the payload."
    return told


def _ride(figures: Mapping[str, float]) -> Iterator[LinePlot]:
    """Draw speed, power and acceleration along the track."""
    acceleration, powered = figures["acceleration"], figures["powered_length"]
    track, brake = figures["track_length"], figures["brake_length"]
    top = math.sqrt(2.0 * acceleration * powered)
    drive = [powered * step / _POINTS for step in range(_POINTS + 1)]
    speeds = [math.sqrt(2.0 * acceleration * place) for place in drive]
    slow = top * top / (2.0 * brake)
    braked = [track - brake + brake * step / _POINTS for step in range(_POINTS + 1)]
    after = [math.sqrt(max(2.0 * slow * (track - place), 0.0)) for place in braked]
    yield _along(
        title="Speed along the track",
        y_label="speed",
        y_unit="m/s",
        curves=(
            Curve(label="bucket with payload", x=tuple(drive), y=tuple(speeds)),
            Curve(label="empty bucket", x=(powered, *braked), y=(top, *after)),
        ),
    )
    yield _along(
        title="Mechanical power of a full shot",
        y_label="power",
        y_unit="W",
        curves=(Curve(label="drive", x=tuple(drive), y=tuple(figures["thrust"] * speed for speed in speeds)),),
    )
    ends = (0.0, powered, powered, track - brake, track - brake, track)
    yield _along(
        title="Acceleration along the track",
        y_label="acceleration",
        y_unit="g",
        curves=(
            Curve(
                label="bucket",
                x=ends,
                y=tuple(pull / _GRAVITY for pull in (acceleration, acceleration, 0.0, 0.0, -slow, -slow)),
            ),
        ),
    )


def _along(*, title: str, y_label: str, y_unit: str, curves: tuple[Curve, ...]) -> LinePlot:
    return LinePlot(title=title, x_label="along the track", x_unit="m", y_label=y_label, y_unit=y_unit, curves=curves)


def _throwing(result: Any, owner: str) -> Iterator[LinePlot]:
    """Draw the mean electric power that the legs of a launcher take, and the energy of each throw."""
    shots = f"{owner} shots"
    legs = {flow.name for flow in result.series.get("flows", ()) if flow.owner == shots and min(flow.values) < 0.0}
    thrown = {one.name: one.values for one in result.series.get("activities", ()) if one.name in legs}
    spans = list(itertools.pairwise(result.edges))
    years = tuple(2000.0 + 0.5 * (start + end) / constants.YEAR for start, end in spans)
    power, energy = [], []
    for flow in result.series.get("flows", ()):
        if flow.name not in thrown or flow.owner != "electricity" or flow.role != "flow":
            continue
        taken = [-value / (end - start) for value, (start, end) in zip(flow.values, spans, strict=True)]
        power.append(Curve(label=flow.name, x=years, y=tuple(taken)))
        most = max(thrown[flow.name])
        each = [
            (year, -value / count)
            for year, value, count in zip(years, flow.values, thrown[flow.name], strict=True)
            if count > 1e-6 * most
        ]
        if len(each) > 1:
            energy.append(Curve(label=flow.name, x=tuple(at for at, _ in each), y=tuple(value for _, value in each)))
    for title, label, unit, curves in (
        ("Electric power of throwing, mean of each period", "power", "W", power),
        ("Electric energy of each throw", "energy", "J", energy),
    ):
        if curves:
            yield LinePlot(title=title, x_label="year", x_unit="", y_label=label, y_unit=unit, curves=tuple(curves))
