"""What a figure of windows or flights shows: plain arrays with their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Body", "CalendarView", "Mark", "PathView", "PorkchopView", "Track", "instant"]

Array = NDArray[np.float64]

_THIN = 0.12  # least side of a box in space, as a share of its longest


def instant(t: float) -> dt.datetime:
    """Turn TDB seconds after J2000 into a calendar date and time of the same scale.

    Examples
    --------
    >>> str(instant(0.0))
    '2000-01-01 12:00:00'
    """
    return dt.datetime(2000, 1, 1, 12) + dt.timedelta(seconds=round(t))  # noqa: DTZ001 - TDB is no time zone


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A transfer to be marked on a porkchop plot."""

    depart: float
    """[s, TDB after J2000]."""
    tof: float
    """[s]."""
    text: str
    """Told when hovered and written beside it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PorkchopView:
    """A value over departure dates and times of flight."""

    title: str
    depart: Array
    """Shape (n,) [s, TDB after J2000]."""
    tof: Array
    """Shape (m,) [s]."""
    value: Array
    """Shape (n, m), in `unit`; NaN where there is no transfer."""
    name: str = "C3"
    unit: str = "km²/s²"
    marks: Sequence[Mark] = ()

    @property
    def levels(self) -> tuple[float, ...]:
        """Values at which lines are drawn, close together near the least one."""
        least = float(np.nanmin(self.value))
        step = 10.0 ** np.floor(np.log10(max(least, 1e-9))) / 2.0
        first = np.ceil(least / step) * step
        return tuple(float(first + step * k) for k in (0, 1, 2, 4, 7, 11, 17, 25, 40, 60))

    @property
    def ceiling(self) -> float:
        """Value from which on everything has the darkest colour."""
        return float(min(np.nanmax(self.value), 8.0 * np.nanmin(self.value) + 1e-9))


@dataclass(frozen=True, kw_only=True, eq=False)
class CalendarView:
    """A value over departures through months or years, one row per month."""

    title: str
    t: Array
    """Departures, evenly spaced, shape (n,) [s, TDB after J2000]."""
    value: Array
    """Shape (n,), in `unit`; not finite where there is no launch."""
    name: str = "on-board change"
    unit: str = "m/s"
    texts: Sequence[str] = ()
    """What hovering tells of each departure, shape (n,); may be left out."""
    limit: float = float("inf")
    """Values above are drawn as closed."""

    def grid(self) -> tuple[list[str], Array, NDArray[np.int64]]:
        """Lay departures over months.

        Returns
        -------
        months : list of str
            Names of the rows, shape (rows,).
        hours : numpy.ndarray
            Beginning of each column after the beginning of the month [h], shape (columns,).
        index : numpy.ndarray
            Departure shown in each cell, shape (rows, columns); -1 for none.
        """
        step = float(np.median(np.diff(self.t))) / 3600.0 if len(self.t) > 1 else 24.0
        wide = max(step, 24.0 if len(self.t) * step > 5 * 8766 else step)
        columns = int(np.ceil(31 * 24 / wide))
        when = [instant(float(t)) for t in self.t]
        months = sorted({(one.year, one.month) for one in when})
        row_of = {month: row for row, month in enumerate(months)}
        index = np.full((len(months), columns), -1, dtype=np.int64)
        cost = np.where(np.isfinite(self.value) & (self.value <= self.limit), self.value, np.inf)
        for k, one in enumerate(when):
            hours = (one.day - 1) * 24 + one.hour + one.minute / 60
            row, column = row_of[one.year, one.month], min(int(hours / wide + 1e-6), columns - 1)
            if index[row, column] < 0 or cost[k] < cost[index[row, column]]:
                index[row, column] = k
        return [f"{year}-{month:02d}" for year, month in months], wide * np.arange(columns, dtype=float), index


@dataclass(frozen=True, kw_only=True, eq=False)
class Track:
    """A line in space."""

    name: str
    points: Array
    """Shape (n, 3), in the unit of the view."""
    colour: int = 0
    """Number of its colour, 0 to 7."""
    dashed: bool = False
    texts: Sequence[str] = ()
    """What hovering tells of each point, shape (n,); may be left out."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """A place in space: a body, a libration point, a burn."""

    name: str
    place: tuple[float, float, float]
    colour: int = 7
    size: float = 5.0
    """Radius of its dot in pixels."""
    radius: float = 0.0
    """True radius in the unit of the view, drawn where it is larger than the dot; 0 for a mere place."""
    cross: bool = False
    """Whether a mere place is marked by a cross."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PathView:
    """Tracks and bodies in one frame: rotating Earth-Moon axes, or about the Sun."""

    title: str
    tracks: Sequence[Track]
    bodies: Sequence[Body] = ()
    unit: str = "1000 km"
    axes: tuple[str, str, str] = ("x", "y", "z")

    def box(self) -> tuple[Array, Array]:
        """Give the least and the largest coordinates of a box about everything, not too flat, shape (3,) each."""
        clouds = [track.points for track in self.tracks]
        clouds += [np.array(body.place) + body.radius * np.array([[-1.0] * 3, [1.0] * 3]) for body in self.bodies]
        every = np.concatenate(clouds)
        low, high = every.min(axis=0), every.max(axis=0)
        half = 0.53 * np.maximum(high - low, _THIN * float((high - low).max()))
        return 0.5 * (low + high) - half, 0.5 * (low + high) + half
