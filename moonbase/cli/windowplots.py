"""What ``moonbase windows`` draws and exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from moonbase.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from moonbase.report.plots import Plot
    from moonbase.report.trajectoryviews import CalendarView, PorkchopView
    from moonbase.trajectories.flown import Flown
    from moonbase.trajectories.launch import LaunchWindows
    from moonbase.trajectories.opportunities import Destination

__all__ = ["FIGURES", "check_files", "export_launch", "plot_launch", "plot_transfers"]

FIGURES = ("calendar", "rotating", "moon", "side", "earth", "sun", "space")
"""Names of the drawings; which there are depends on the destination."""
_FILES = (".svg", ".pdf", ".png", ".html")
_STATES = (".oem", ".csv")
_CENTERS = {"lunar-orbit": "moon"}
_LONG = 18.0 * 86400.0  # s; longer flights are told about the Sun
_WIDE = 1140.0
_HALF = 480.0  # of a page, beside another


def check_files(plot: Path | None, export: Path | None) -> None:
    """Refuse names of files that could not be written, before anything is computed.

    Raises
    ------
    UsageError
        If an ending has no meaning or a folder does not exist.
    """
    for option, path, endings in (("--plot", plot, _FILES), ("--export", export, _STATES)):
        if path is None:
            continue
        if path.suffix.lower() not in endings:
            known = f"{', '.join(endings[:-1])} or {endings[-1]}"
            raise UsageError(f'{option} is "{path}"', help=f"name a file that ends in {known}")
        if not path.parent.is_dir() or path.is_dir():
            raise UsageError(
                f'{option} is "{path}", which cannot be written', help="name a file in a folder that exists"
            )


def _write(path: Path, plots: Sequence[Plot], title: str, notes: Sequence[str]) -> None:
    """Write one drawing as a figure, or all of them as a page."""
    if path.suffix.lower() == ".html":
        from moonbase.report.drawingpage import drawing_page

        path.write_text(drawing_page(title, plots, notes), encoding="utf-8")
        return
    from moonbase.report.figurefiles import write_plot

    write_plot(plots[0], path, path.suffix.lower()[1:])


def plot_transfers(path: Path, ends: tuple[str, str], depart: tuple[float, float], tof: tuple[float, float]) -> None:
    """Draw the porkchop plot of transfers to a planet."""
    from moonbase.report import trajectoryplots as plots
    from moonbase.report.drawing import SLIM
    from moonbase.report.plots import Plot
    from moonbase.trajectories.windows import NOTES, chart_of

    view = _porkchop(ends, *chart_of(*ends, depart, tof))
    size = (_HALF, 400.0) if path.suffix.lower() == ".html" else (640.0, 460.0)
    drawn = Plot(
        name="porkchop",
        title=view.title,
        svg=plots.porkchop_svg(view, width=size[0], height=size[1]),
        slim=plots.porkchop_svg(view, width=SLIM, height=340.0),
        live=plots.porkchop_figure(view),
    )
    _write(path, [drawn], view.title, NOTES)


def _porkchop(ends: tuple[str, str], chart: Any, minima: Any) -> PorkchopView:
    from moonbase.report.trajectoryplots import Mark, PorkchopView

    return PorkchopView(
        title=f"{ends[0]} to {ends[1]}: direct transfers",
        depart=chart.depart,
        tof=chart.tof,
        value=chart.c3 / 1e6,
        marks=[Mark(depart=one.depart, tof=one.tof, text=f"{one.kind}: {one.c3 / 1e6:.2f} km²/s²") for one in minima],
    )


def _chosen(answer: LaunchWindows, row: int) -> int:
    """Index of the window that was asked for, or of the cheapest one that was flown."""
    if row:
        if not 1 <= row <= len(answer.rows):
            raise UsageError(f"--row is {row}", help=f"there are {len(answer.rows)} windows; the first is --row 1")
        return row - 1
    flown = [i for i, flight in enumerate(answer.flights) if flight is not None and flight.converged]
    return min(flown or range(len(answer.rows)), key=lambda i: _cost(answer.rows[i]))


def _cost(row: dict[str, Any]) -> tuple[float, float]:
    best = row["flown"] if row["flown"] is not None and row["flown"]["converged"] else row
    return best["onboard_m_s"], best["muzzle_m_s"]


def plot_launch(path: Path, answer: LaunchWindows, row: int, goal: tuple[str, Destination], figure: str) -> None:
    """Draw the launch calendar or a picture of one flight; as a page, all of them.

    Raises
    ------
    UsageError
        If the destination has no such picture, or the window was not flown.
    """
    to, destination = goal
    index = _chosen(answer, row)
    flight, page = answer.flights[index], path.suffix.lower() == ".html"
    plots = [_calendar_plot(answer, to)] if page or figure == "calendar" else []
    if flight is not None and (page or figure != "calendar"):
        plots += _flight_plots(flight, destination, to, wide=not page)
    chosen = [one for one in plots if page or one.name == figure]
    if not chosen:
        known = ", ".join(one.name for one in plots)
        raise UsageError(
            f"there is no picture {figure} of window {index + 1}",
            help=f"choose one of calendar, {known}" if known else _not_flown(),
        )
    _write(path, chosen, f"Launch windows to {to}", [f"solved with {answer.backend}", *answer.notes])


def _flight_plots(flight: Flown, destination: Destination, to: str, *, wide: bool) -> list[Plot]:
    from moonbase.cli.flightviews import flight_views
    from moonbase.report import trajectoryplots as plots
    from moonbase.report.drawing import SLIM
    from moonbase.report.plots import Plot

    drawn = []
    for name, view in flight_views(flight, destination, to).items():
        space = name == "space"
        draw = plots.scene_svg if space else plots.path_svg
        live = plots.scene_figure if space else plots.path_figure
        svg, slim = draw(view, width=640.0 if wide else _HALF), draw(view, width=SLIM)
        drawn.append(Plot(name=name, title=view.title, svg=svg, slim=slim, live=live(view)))
    return drawn


def _calendar_plot(answer: LaunchWindows, to: str) -> Plot:
    from moonbase.report import trajectoryplots as plots
    from moonbase.report.plots import Plot

    view = _calendar(answer, to)
    svg = plots.calendar_svg(view, width=_WIDE)
    return Plot(name="calendar", title=view.title, svg=svg, live=plots.calendar_figure(view), wide=True)


def _calendar(answer: LaunchWindows, to: str) -> CalendarView:
    """Colour departures by the change on board, or by the muzzle speed where nothing is added on board."""
    import numpy as np

    from moonbase.report.trajectoryviews import CalendarView, instant

    usable = answer.onboard < 1e9
    by_muzzle = usable.any() and float(answer.onboard[usable].max()) < 0.05
    return CalendarView(
        title=f"Launch calendar: {to}",
        t=answer.t,
        value=np.where(usable, answer.muzzle, np.inf) if by_muzzle else answer.onboard,
        name="muzzle speed" if by_muzzle else "on-board change",
        texts=[
            f"{instant(t):%Y-%m-%d %H:%M}: on board {dv:.0f} m/s, muzzle {muzzle:.0f} m/s"
            if dv < 1e9
            else f"{instant(t):%Y-%m-%d %H:%M}: none within the limits"
            for t, dv, muzzle in zip(answer.t.tolist(), answer.onboard, answer.muzzle, strict=True)
        ],
    )


def export_launch(path: Path, answer: LaunchWindows, row: int, goal: tuple[str, Destination]) -> None:
    """Write the states of a flown window.

    Raises
    ------
    UsageError
        If the window was not flown.
    """
    from moonbase.trajectories.oem import write_csv, write_oem
    from moonbase.trajectories.track import track

    to, destination = goal
    index = _chosen(answer, row)
    flight = answer.flights[index]
    if flight is None:
        raise UsageError(f"window {index + 1} was not flown, so that there are no states to export", help=_not_flown())
    way = track(flight)
    far = flight.arcs[-1].end - flight.arcs[0].start > _LONG and destination.kind != "escape"
    center = _CENTERS.get(destination.kind, "sun" if far else "earth")
    name = f"PAYLOAD TO {to.upper()}"
    text = (
        write_csv(way, center=center)
        if path.suffix.lower() == ".csv"
        else write_oem(way, name, f"thrown from the Moon; candidate by {answer.backend}, flown on DE440", center=center)
    )
    path.write_text(text, encoding="utf-8")


def _not_flown() -> str:
    return "leave --fly out to fly every window, or choose another window with --row"
