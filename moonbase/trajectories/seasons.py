"""From departures sampled in time to opportunities: intervals in which the limits hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.opportunities import Opportunities

if TYPE_CHECKING:
    from moonbase.trajectories.throw import Throw

__all__ = ["Departures", "always", "collect", "frozen", "intervals", "sample_times"]

Array = NDArray[np.float64]

_MONTH = 27.321661 * 86400.0  # s, sidereal


@dataclass(frozen=True, kw_only=True)
class Departures:
    """The best transfer for each of equally spaced departure times; infinite `onboard_dv` where there is none."""

    t: Array
    muzzle_speed: Array
    onboard_dv: Array
    time_of_flight: Array
    arrival_speed: Array


def sample_times(start: float, end: float, step: float) -> Array:
    """Equally spaced times from start to end, both included, at most `step` apart [s]."""
    return np.linspace(start, end, max(3, int(np.ceil((end - start) / step)) + 1))


def intervals(t: Array, excess: Array) -> list[tuple[int, int, float, float]]:
    """Find where a limit is kept, in pieces no longer than a sidereal month.

    Parameters
    ----------
    t
        Samples, shape (n,) [s].
    excess
        What lies over the limit, shape (n,); infinite where there is nothing.

    Returns
    -------
    list of tuple
        First and last sample inside, and the interpolated times at which the limit is crossed.
    """
    inside = excess <= 0.0
    turns = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(np.int8), [0]])))
    found = []
    for first, beyond in zip(turns[::2], turns[1::2], strict=True):
        last = beyond - 1
        begin, finish = t[first], t[last]
        if first > 0:
            begin -= (t[first] - t[first - 1]) * _share(excess[first], excess[first - 1])
        if last < len(t) - 1:
            finish += (t[last + 1] - t[last]) * _share(excess[last], excess[last + 1])
        if finish > begin:
            found.extend(_months(t, int(first), int(last), (float(begin), float(finish))))
    return found


def _months(t: Array, first: int, last: int, ends: tuple[float, float]) -> list[tuple[int, int, float, float]]:
    """Cut an interval into equal parts no longer than a sidereal month, so that means keep the change of the year."""
    count = int(np.ceil((ends[1] - ends[0]) / _MONTH - 1e-9))
    cuts = np.linspace(ends[0], ends[1], count + 1)
    samples = np.searchsorted(t[first : last + 1], cuts[1:-1]) + first
    begins, finishes = [first, *samples.tolist()], [*(samples - 1).tolist(), last]
    return [
        (begin, finish, float(cuts[i]), float(cuts[i + 1]))
        for i, (begin, finish) in enumerate(zip(begins, finishes, strict=True))
    ]


def _share(inner: float, outer: float) -> float:
    """Part of the way from an inner to an outer sample at which the excess over the limit is zero."""
    if not np.isfinite(outer) or outer <= inner:
        return 0.0
    return float(np.clip(-inner / (outer - inner), 0.0, 1.0))


def frozen(**columns: Any) -> Opportunities:
    """Build the answer with arrays that cannot be written: it is shared by all who ask the same question."""
    for column in columns.values():
        if isinstance(column, np.ndarray):
            column.flags.writeable = False
    return Opportunities(**columns)


def always(
    throw: Throw, onboard: float, span: tuple[float, float], *, backend: str, notes: tuple[str, ...]
) -> Opportunities:
    """Build the answer of a place that moves with the Moon: one throw that serves at any time.

    Parameters
    ----------
    throw
        The throw.
    onboard
        What the payload changes its speed by in all [m/s].
    span
        First and last departure [s].
    backend, notes
        Passed on.
    """
    return frozen(
        start=np.array([span[0]]),
        end=np.array([span[1]]),
        muzzle_speed=np.array([throw.muzzle_speed]),
        onboard_dv=np.array([onboard]),
        time_of_flight=np.array([throw.time_of_flight]),
        arrival_speed=np.array([throw.arrival_speed]),
        best=np.array([span[0]]),
        best_onboard_dv=np.array([onboard]),
        peak_muzzle_speed=np.array([throw.muzzle_speed]),
        backend=backend,
        notes=notes,
    )


def collect(departures: Departures, max_onboard_dv: float, *, backend: str, notes: tuple[str, ...]) -> Opportunities:
    """Join neighbouring departures within the limit into opportunities.

    Parameters
    ----------
    departures
        Sampled departures.
    max_onboard_dv
        The limit [m/s]; its crossings are interpolated linearly between samples.
    backend, notes
        Passed on.

    Returns
    -------
    Opportunities
        Possibly without rows.
    """
    excess = departures.onboard_dv - max_onboard_dv
    found = intervals(departures.t, excess)
    parts = [slice(first, last + 1) for first, last, _, _ in found]
    least = [part.start + int(np.argmin(departures.onboard_dv[part])) for part in parts]

    def mean(values: Array) -> Array:
        return np.array([float(np.mean(values[part])) for part in parts])

    return frozen(
        start=np.array([begin for _, _, begin, _ in found]),
        end=np.array([finish for _, _, _, finish in found]),
        muzzle_speed=mean(departures.muzzle_speed),
        onboard_dv=mean(departures.onboard_dv),
        time_of_flight=mean(departures.time_of_flight),
        arrival_speed=mean(departures.arrival_speed),
        best=departures.t[least],
        best_onboard_dv=departures.onboard_dv[least],
        peak_muzzle_speed=np.array([float(np.max(departures.muzzle_speed[part])) for part in parts]),
        backend=backend,
        notes=notes,
    )
