"""One throw of each leg, flown and drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from moonbase.report.drawing import SLIM
from moonbase.report.plots import Figure, Plot
from moonbase.report.result import Energies, Flight, Result, Way
from moonbase.report.trajectoryplots import (
    Body,
    Mark,
    PathView,
    PorkchopView,
    Track,
    path_svg,
    porkchop_figure,
    porkchop_svg,
    scene_figure,
)

if TYPE_CHECKING:
    from moonbase.graph.network import Network
    from moonbase.mission.spec import Mission
    from moonbase.models.body import CelestialBody
    from moonbase.planning import Plan

__all__ = ["energies_of", "flights_figure", "flights_of"]

_COLOURS = {"Sun": 1, "Earth": 0, "Moon": 7}


def flights_of(
    mission: Mission, network: Network, plan: Plan, bodies: Mapping[str, CelestialBody]
) -> tuple[Flight, ...]:
    """Fly the best throw of the first window that each leg uses.

    Takes a few seconds per leg the first time; the trajectory layer keeps its answers on disk.
    """
    return tuple(flight for leg in mission.legs for flight in _of_leg(mission, (network, plan), leg, bodies))


def energies_of(mission: Mission, network: Network) -> tuple[Energies, ...]:
    """Solve a porkchop plot for every planet that a leg goes to, from the beginning of the mission on."""
    from moonbase.graph.transfer import energies

    goals = {mission.sites[leg.to].name: mission.sites[leg.to] for leg in mission.legs.values()}
    charts = [energies(to, float(network.grid.edges[0])) for to in goals.values()]
    return tuple(
        Energies(target=one.target, depart=one.depart, tof=one.tof, c3=one.c3) for one in charts if one is not None
    )


def _of_leg(
    mission: Mission, planned: tuple[Network, Plan], name: str, bodies: Mapping[str, CelestialBody]
) -> Iterator[Flight]:
    from moonbase.graph.transfer import ways
    from moonbase.models.launcher import Launcher

    network, plan = planned
    leg, when = mission.legs[name], network.legs.get(name)
    launcher = mission.nodes[leg.launcher]
    if when is None or not isinstance(launcher.model, Launcher):
        return
    span = _first_window(np.asarray(when.windows), network, np.asarray(plan.activity[plan.activity_index(name)]))
    if span is None:
        return
    origin = mission.sites[launcher.site]
    ends = origin, mission.sites[leg.to]
    for picture in ways(leg, *ends, launcher.model.frame(origin), span, bodies):
        lines = tuple(Way(name=one.name, points=one.points, guide=one.guide) for one in picture.lines)
        yield Flight(
            leg=name, title=picture.title, unit=picture.unit, axes=picture.axes, lines=lines, bodies=picture.bodies
        )


def _first_window(
    windows: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    network: Network,
    thrown: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> tuple[float, float] | None:
    """Give start and end of the first window in which the plan throws [s]."""
    used = np.flatnonzero(thrown > 1e-6 * thrown.max()) if thrown.size and thrown.max() > 0.0 else np.empty(0, int)
    if not len(used):
        return None
    start = float(network.grid.edges[used[0]])
    later = windows[windows[:, 1] > start + 1.0]
    if not len(later):
        return None
    first = max(float(later[0, 0]), start)
    return first, max(min(float(later[0, 1]), first + 30.0 * 86400.0), first + 86400.0)


def flights_figure(result: Result) -> Figure | None:
    """Draw the flights, flat and in three dimensions, and porkchop plots; None if there are neither."""
    if not result.flights and not result.energies:
        return None
    caption = (
        "The best throw of the first window that the plan uses, flown under the pull of all bodies where it leaves the "
        "Moon's neighbourhood. The drawings look down from the north; look closer to turn them in space."
    )
    if result.energies:
        caption += " C3 is twice the specific energy with which the system of Earth and Moon is left."
    plots = [_porkchop(one) for one in result.energies]
    for number, flight in enumerate(result.flights, 1):
        view = _view(flight)
        figure = scene_figure(view)
        figure["layout"]["scene"]["camera"] = {"eye": {"x": 1.2, "y": -1.4, "z": 1.5}}
        plots.append(
            Plot(
                name=f"flight-{number}",
                title=view.title,
                svg=path_svg(view, width=480.0),
                slim=path_svg(view, width=SLIM),
                live=figure,
            )
        )
    return Figure(key="flights", title="Trajectories", caption=caption, plots=tuple(plots))


def _porkchop(one: Energies) -> Plot:
    value = np.array([[np.nan if cell is None else cell for cell in row] for row in one.c3]) / 1e6
    i, j = np.unravel_index(int(np.nanargmin(value)), value.shape)
    best = Mark(depart=one.depart[i], tof=one.tof[j], text=f"{value[i, j]:.3g}")
    view = PorkchopView(
        title=f"Leaving for {one.target.capitalize()}: C3 over departure and time of flight",
        depart=np.array(one.depart),
        tof=np.array(one.tof),
        value=value,
        marks=(best,),
    )
    figure = porkchop_figure(view)
    return Plot(
        name=f"porkchop-{one.target}",
        title=view.title,
        svg=porkchop_svg(view, width=500.0, height=400.0),
        slim=porkchop_svg(view, width=SLIM, height=340.0),
        live=figure,
    )


def _view(flight: Flight) -> PathView:
    guides = [line for line in flight.lines if line.guide]
    ways = [line for line in flight.lines if not line.guide]
    return PathView(
        title=f"{flight.leg}: {flight.title[0].lower()}{flight.title[1:]}",
        tracks=[
            Track(name=line.name, points=np.array(line.points), colour=5 if not line.guide else 7, dashed=line.guide)
            for line in (*ways, *guides)
        ],
        bodies=[Body(name=name, place=place, colour=_COLOURS.get(name.split()[0], 2)) for name, place in flight.bodies],
        unit=flight.unit,
        axes=flight.axes,
    )
