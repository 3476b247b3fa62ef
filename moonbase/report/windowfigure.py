"""When to throw: every leg's windows day by day, coloured by what the payload must add on board."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from moonbase.report.plots import Plot
from moonbase.report.result import Result
from moonbase.report.trajectoryplots import CalendarView, calendar_figure, calendar_svg
from moonbase.report.units import human
from moonbase.report.years import date_seconds, date_text

__all__ = ["window_plots"]

_DAY = 86400.0
_MOST_DAYS = 3 * 366
_NUMBERS = ("open_for", "muzzle_speed", "onboard_dv", "time_of_flight")


def window_plots(result: Result) -> tuple[Plot, ...]:
    """Draw a calendar per leg over its first three years of launches; none where legs are always open."""
    if result.windows is None:
        return ()
    names = ("leg", "opens", *_NUMBERS)
    columns = [column.values for name in names if (column := result.windows.column(name)) is not None]
    legs: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for leg, opens, *numbers in zip(*columns, strict=True):
        values = tuple(number if isinstance(number, float) else 0.0 for number in numbers)
        legs[str(leg)].append((date_seconds(str(opens)), *values))
    plots = (_plot(result, leg, np.array(rows)) for leg, rows in legs.items())
    return tuple(plot for plot in plots if plot is not None)


def _plot(result: Result, leg: str, windows: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Plot | None:
    start = max(_first_launch(result, leg), float(windows[0, 0]))
    last = float((windows[:, 0] + windows[:, 1]).max())
    days = np.floor(start / _DAY) * _DAY + 0.5 * _DAY + _DAY * np.arange(_MOST_DAYS)
    days = days[(days < last) & (days < result.edges[-1])]
    if len(days) < 2:
        return None
    which = np.searchsorted(windows[:, 0], days + 0.5 * _DAY, side="right") - 1
    held = np.maximum(which, 0)
    inside = (which >= 0) & (days - 0.5 * _DAY < windows[held, 0] + windows[held, 1])
    if inside.all():
        return None
    value = np.where(inside, windows[held, 3], np.nan)
    view = CalendarView(
        title=f"{leg}: days on which a launch reaches the destination",
        t=days,
        value=value,
        texts=tuple(_told(day, windows[k], bool(is_open)) for day, k, is_open in zip(days, held, inside, strict=True)),
    )
    figure = calendar_figure(view)
    return Plot(name=f"windows-{leg}", title=view.title, svg=calendar_svg(view, width=1140.0), live=figure, wide=True)


def _told(day: float, window: np.ndarray[tuple[int], np.dtype[np.float64]], is_open: bool) -> str:  # noqa: FBT001
    if not is_open:
        return f"{date_text(day)}: no launch"
    muzzle, added = human(float(window[2]), "m/s"), human(float(window[3]), "m/s")
    return f"{date_text(day)}: muzzle {muzzle}, on board {added}, flight {human(float(window[4]), 's')}"


def _first_launch(result: Result, leg: str) -> float:
    """Date of the first period in which the plan throws [s]; the start if it never does."""
    for one in result.series.get("activities", ()):
        if one.name == leg and one.role == "leg":
            most = max(one.values)
            return next(edge for edge, value in zip(result.edges, one.values, strict=False) if value > 1e-6 * most)
    return result.edges[0]
