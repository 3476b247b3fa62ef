"""What ``moonbase windows`` draws and exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from moonbase.errors import UsageError

if TYPE_CHECKING:
    from moonbase.report.trajectoryviews import CalendarView, PathView, PorkchopView
    from moonbase.trajectories.flown import Flown
    from moonbase.trajectories.launch import LaunchWindows

__all__ = ["check_files", "export_launch", "plot_launch", "plot_transfers"]

_AU = 149_597_870_700.0
_DAY = 86400.0
_NEAR = 9.0 * _DAY  # s, what the Earth-Moon plot shows
_KINDS = {".svg": "svg", ".html": "html", ".htm": "html"}
_STATES = (".oem", ".csv")


def check_files(plot: Path | None, export: Path | None) -> None:
    """Refuse names of files that could not be written, before anything is computed.

    Raises
    ------
    UsageError
        If an ending has no meaning or a folder does not exist.
    """
    for option, path, endings in (("--plot", plot, tuple(_KINDS)), ("--export", export, _STATES)):
        if path is None:
            continue
        if path.suffix.lower() not in endings:
            raise UsageError(f'{option} is "{path}"', help=f"name a file that ends in {' or '.join(endings[:2])}")
        if not path.parent.is_dir() or path.is_dir():
            raise UsageError(
                f'{option} is "{path}", which cannot be written', help="name a file in a folder that exists"
            )


def _kind(path: Path) -> str:
    return _KINDS[path.suffix.lower()]


def _page(path: Path, title: str, figures: list[dict[str, Any]], notes: list[str]) -> None:
    from plotly.offline import get_plotlyjs  # type: ignore[import-untyped]

    from moonbase.report.trajectoryplots import page

    path.write_text(page(title, figures, get_plotlyjs(), notes), encoding="utf-8")


def plot_transfers(path: Path, ends: tuple[str, str], depart: tuple[float, float], tof: tuple[float, float]) -> None:
    """Draw the porkchop plot of transfers to a planet."""
    kind = _kind(path)
    from moonbase.report import trajectoryplots as plots
    from moonbase.trajectories.windows import NOTES, chart_of

    view = _porkchop(ends, *chart_of(*ends, depart, tof))
    if kind == "svg":
        path.write_text(plots.standalone(plots.porkchop_svg(view)), encoding="utf-8")
        return
    _page(path, view.title, [plots.porkchop_figure(view)], list(NOTES))


def _porkchop(ends: tuple[str, str], chart: Any, minima: Any) -> PorkchopView:
    from moonbase.report.trajectoryplots import Mark, PorkchopView

    return PorkchopView(
        title=f"{ends[0]} to {ends[1]}: C3 of direct transfers",
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
    return min(flown or range(len(answer.rows)), key=lambda i: answer.rows[i]["onboard_m_s"])


def plot_launch(path: Path, answer: LaunchWindows, row: int, to: str) -> None:
    """Draw the launch calendar; as HTML also the flight of one window."""
    kind = _kind(path)
    from moonbase.report import trajectoryplots as plots

    calendar = _calendar(answer, to)
    if kind == "svg":
        path.write_text(plots.standalone(plots.calendar_svg(calendar)), encoding="utf-8")
        return
    figures = [plots.calendar_figure(calendar)]
    flight = answer.flights[_chosen(answer, row)]
    if flight is not None:
        near, far = flight_views(flight, to)
        figures += [
            plots.path_figure(near),
            *([plots.path_figure(far)] if far else []),
            plots.scene_figure(far or near),
        ]
    _page(path, f"Launch windows to {to}", figures, [f"solved with {answer.backend}", *answer.notes])


def _calendar(answer: LaunchWindows, to: str) -> CalendarView:
    from moonbase.report.trajectoryplots import CalendarView

    return CalendarView(
        title=f"Launch calendar: {to}",
        t=answer.t,
        value=answer.onboard,
        texts=[
            f"{when:%Y-%m-%d %H:%M}: on board {dv:.0f} m/s, muzzle {muzzle:.0f} m/s"
            if dv < 1e9
            else f"{when:%Y-%m-%d %H:%M}: none within the limits"
            for when, dv, muzzle in zip(_when(answer), answer.onboard, answer.muzzle, strict=True)
        ],
    )


def _when(answer: LaunchWindows) -> list[Any]:
    from moonbase.report.trajectoryviews import instant

    return [instant(float(t)) for t in answer.t]


def flight_views(flight: Flown, to: str) -> tuple[PathView, PathView | None]:
    """Give a flight in rotating Earth-Moon axes, and about the Sun if it goes that far."""
    from moonbase.report.trajectoryplots import Body, PathView, Track
    from moonbase.trajectories.ephemeris import to_ecliptic
    from moonbase.trajectories.track import body_track, rotating, track

    way = track(flight)
    start, end = float(way.t[0]), float(way.t[-1])
    _, places = rotating(way, min(end, start + _NEAR))
    near = PathView(
        title="First days, in axes that turn with Earth and Moon",
        tracks=[Track(name="flight", points=places / 1e6, colour=5)],
        bodies=[
            Body(name="Earth", place=(0.0, 0.0, 0.0), colour=0, size=5.0, radius=6.378),
            Body(name="Moon", place=(384.4, 0.0, 0.0), colour=7, size=3.0, radius=1.7374),
        ],
        axes=("towards the Moon", "along the Moon's motion", "north"),
    )
    if end - start < 2.0 * _NEAR:
        return near, None
    about = to_ecliptic(way.relative("sun")[:, :3]) / _AU
    year = 365.25 * _DAY
    planets = [("Earth", "emb", year, 0), ("Mars", "mars", 1.881 * year, 3), ("Venus", "venus", 0.616 * year, 1)]
    tracks = [
        Track(name=name, points=body_track(body, start, start + span) / _AU, colour=colour, dashed=True)
        for name, body, span, colour in planets
    ]
    ends = ((f"release {_date(start)}", about[0], 0), (f"arrival {_date(end)}", about[-1], 5))
    far = PathView(
        title=f"About the Sun, to {to}",
        tracks=[Track(name="flight", points=about, colour=5), *tracks],
        bodies=[
            Body(name="Sun", place=(0.0, 0.0, 0.0), colour=1, size=7.0),
            *(
                Body(name=name, place=(float(at[0]), float(at[1]), float(at[2])), colour=colour, size=4.0)
                for name, at, colour in ends
            ),
        ],
        unit="AU",
        axes=("x (equinox)", "y", "z (north of the ecliptic)"),
    )
    return near, far


def _date(t: float) -> str:
    from moonbase.report.trajectoryviews import instant

    return f"{instant(t):%Y-%m-%d}"


def export_launch(path: Path, answer: LaunchWindows, row: int, to: str) -> None:
    """Write the states of a flown window."""
    from moonbase.trajectories.oem import write_csv, write_oem
    from moonbase.trajectories.track import track

    index = _chosen(answer, row)
    flight = answer.flights[index]
    if flight is None:
        raise UsageError(
            f"window {index + 1} was not flown, so that there are no states to export",
            help="raise --fly, or choose another window with --row; libration points and lunar orbits have none",
        )
    way = track(flight)
    center = "earth" if flight.arcs[-1].end - flight.arcs[0].start < 2.0 * _NEAR else "sun"
    name = f"PAYLOAD TO {to.upper()}"
    text = (
        write_csv(way, center=center)
        if path.suffix.lower() == ".csv"
        else write_oem(way, name, f"thrown from the Moon; candidate by {answer.backend}, flown on DE440", center=center)
    )
    path.write_text(text, encoding="utf-8")
