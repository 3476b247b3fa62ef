"""The half of ``moonbase windows`` that asks from a launcher."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moonbase.errors import QuantityError, UsageError

if TYPE_CHECKING:
    from moonbase.cli.console import Console
    from moonbase.trajectories.launch import LaunchWindows, Question

__all__ = ["Asked", "launcher_windows"]

_COLUMNS = (
    ("depart", "depart [TDB]"), ("tof_days", "flight [d]"), ("azimuth_deg", "azimuth"), ("muzzle_m_s", "muzzle [m/s]"),
    ("kick_m_s", "kick [m/s]"), ("kick_at", "at"), ("arrival_m_s", "arrival [m/s]"), ("onboard_m_s", "onboard [m/s]"),
    ("flown", "flown [m/s]"), ("height_100km_m", "height [m]"), ("spread", "99 %"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What stands on the command line, as text."""

    launcher: str
    mission: str | None
    to: str
    depart: tuple[float, float]
    azimuth: str | None
    elevation: str
    max_muzzle: str | None
    max_onboard: str
    max_tof: str
    errors: str | None
    fly: int | None
    stop: bool | None
    as_json: bool
    as_csv: bool
    plot: Path | None
    figure: str
    export: Path | None
    row: int


def launcher_windows(console: Console, asked: Asked) -> None:
    """Answer on standard output, and draw or export what was asked for."""
    from moonbase.trajectories.launch import launch_windows
    from moonbase.trajectories.nearby import nearby_windows
    from moonbase.trajectories.opportunities import NEARBY

    question = _question(console, asked)
    answer = (nearby_windows if question.destination.kind in NEARBY else launch_windows)(question)
    if asked.as_json:
        whole = {"to": asked.to, "windows": answer.rows, "backend": answer.backend, "notes": list(answer.notes)}
        console.out(json.dumps(whole, indent=2, allow_nan=False))
    elif asked.as_csv:
        console.out(_csv(answer.rows).rstrip("\n"))
    else:
        _table(console, answer)
    if asked.plot is not None:
        from moonbase.cli.windowplots import plot_launch

        plot_launch(asked.plot, answer, asked.row, (asked.to, question.destination), asked.figure)
        console.say(f"drew {asked.plot}")
    if asked.export is not None:
        from moonbase.cli.windowplots import export_launch

        export_launch(asked.export, answer, asked.row, (asked.to, question.destination))
        console.say(f"wrote {asked.export}")


def _quantity(text: str, unit: str, option: str, example: str) -> float:
    from moonbase.quantities import parse

    try:
        return parse(text, unit)
    except QuantityError as error:
        raise UsageError(
            f'{option} is "{text}": {error.message}', help=f'write it with its unit: {option} "{example}"'
        ) from error


def _question(console: Console, asked: Asked) -> Question:
    from dataclasses import replace

    from moonbase.graph.destinations import destination_of, orbits
    from moonbase.trajectories.launch import Question
    from moonbase.trajectories.opportunities import LaunchSite, Limits
    from moonbase.trajectories.places import named_destination

    registry = console.registry()
    sites: Mapping[str, Any] = {}
    azimuths: tuple[float | None, ...]
    if asked.mission is not None:
        place, frame, sites = _from_mission(registry, asked)
        azimuths, elevation, fastest = (frame.azimuth,), frame.elevation, frame.max_muzzle_speed
    else:
        place, azimuths, elevation, fastest = _place(asked.launcher), (math.pi / 2,), 0.0, math.inf
        elevation = _quantity(asked.elevation, "rad", "--elevation", "1 deg")
        if asked.max_muzzle is None:
            raise UsageError(
                "--max-muzzle is missing", help='say how fast the launcher can throw: --max-muzzle "3.5 km/s"'
            )
    if asked.azimuth is not None:
        azimuths = _azimuths(asked.azimuth)
    if asked.max_muzzle is not None:
        fastest = min(fastest, _quantity(asked.max_muzzle, "m/s", "--max-muzzle", "3.5 km/s"))
    to = destination_of(sites[asked.to], registry.bodies) if asked.to in sites else None
    to = to or named_destination(asked.to, orbits(registry.bodies))
    return Question(
        sites=tuple(
            LaunchSite(latitude=place[0], longitude=place[1], azimuth=one, elevation=elevation) for one in azimuths
        ),
        destination=to if asked.stop is None else replace(to, match=asked.stop),
        start=asked.depart[0],
        end=asked.depart[1],
        limits=Limits(
            max_muzzle_speed=min(fastest, 1e5),
            max_onboard_dv=_quantity(asked.max_onboard, "m/s", "--max-onboard", "1.5 km/s"),
            max_time_of_flight=_quantity(asked.max_tof, "s", "--max-tof", "400 d"),
        ),
        errors=_errors(asked.errors),
        flown=asked.fly,
    )


def _from_mission(registry: Any, asked: Asked) -> tuple[tuple[float, float], Any, Mapping[str, Any]]:
    """Site and frame of a launcher node, and the sites of its mission."""
    from moonbase import mission as missions
    from moonbase.models.launcher import Launcher
    from moonbase.parameters.closest import did_you_mean

    assert asked.mission is not None
    mission = missions.check(missions.read(Path(asked.mission)), registry, {})
    launchers = {name: node for name, node in mission.nodes.items() if isinstance(node.model, Launcher)}
    node = launchers.get(asked.launcher)
    if node is None or not isinstance(node.model, Launcher):
        raise UsageError(
            f'{asked.mission} has no launcher "{asked.launcher}"', help=did_you_mean(asked.launcher, launchers)
        )
    site = mission.sites[node.site]
    if site.kind != "moon":
        raise UsageError(
            f"{asked.launcher} stands at {site.name}, which is not on the Moon",
            help="choose a launcher that stands on the Moon",
        )
    return (site.latitude, site.longitude), node.model.frame(site), mission.sites


def _place(text: str) -> tuple[float, float]:
    first, comma, second = text.partition(",")
    try:
        latitude, longitude = float(first), float(second)
    except ValueError:
        latitude = math.inf
    if not comma or abs(latitude) > 90.0 or abs(longitude) > 360.0:
        raise UsageError(
            f'--launcher is "{text}"',
            help="write latitude,longitude in degrees, as --launcher 0,33.1, or a node with --mission FILE",
        )
    return math.radians(latitude), math.radians(longitude)


def _azimuths(text: str) -> tuple[float | None, ...]:
    if text.strip().lower() == "any":
        return (None,)
    try:
        degrees = [float(one) for one in text.split(",")]
    except ValueError:
        degrees = [math.inf]
    if not all(0.0 <= one <= 360.0 for one in degrees):
        raise UsageError(
            f'--azimuth is "{text}"', help="write degrees of 0 to 360 from north through east: 90, or 80,90,100, or any"
        )
    return tuple(math.radians(one) for one in degrees)


def _errors(text: str | None) -> Any:
    if text is None:
        return None
    from moonbase.trajectories.dispersion import MuzzleErrors

    try:
        speed, vertical, lateral = (float(one) for one in text.split(","))
    except ValueError:
        speed = vertical = lateral = -1.0
    if min(speed, vertical, lateral) < 0.0:
        raise UsageError(
            f'--errors is "{text}"',
            help="write three standard deviations in m/s, along the muzzle, up and sideways: --errors 0.04,0.02,0.02",
        )
    return MuzzleErrors(speed=speed, vertical=vertical, lateral=lateral)


def _cell(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if name == "flown":
        if value is None:
            return "not flown"
        if value["converged"]:
            return f"{value['onboard_m_s']:.0f}"
        return "missed, see below"
    if name == "spread":
        told = [f"{value[key]:g} {unit}" for key, unit in _SPREAD.items() if key in (value or {})]
        return ", ".join(told) or "-"
    return str(value).replace("T", " ") if name == "depart" else str(value)


_SPREAD = {"correction_99_m_s": "m/s", "miss_99_km": "km"}


def _table(console: Console, answer: LaunchWindows) -> None:
    from moonbase.cli.console import table

    columns = [
        (name, title)
        for name, title in _COLUMNS
        if name == "flown" or any(row[name] is not None for row in answer.rows)
    ]
    cells = [[_cell(row, name) for name, _ in columns] for row in answer.rows]
    console.out(table([[title for _, title in columns], *cells]).rstrip("\n"))
    unflown = any(row["flown"] is None for row in answer.rows)
    for row in answer.rows:
        if row["flown"] is not None and row["flown"].get("note"):
            console.say(f"{_cell(row, 'depart')}: {row['flown']['note']}")
    console.say(f"solved with {answer.backend}; {'; '.join(answer.notes[: 1 + bool(unflown)])}")


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if name in ("flown", "spread"):
            flat.update({f"{name}_{key}": inner for key, inner in (value or {}).items()})
        else:
            flat[name] = value
    return flat


def _csv(rows: list[dict[str, Any]]) -> str:
    flat = [_flat(row) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return text.getvalue()
