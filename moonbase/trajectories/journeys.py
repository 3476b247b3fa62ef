"""One flight under many bodies, with what happens on the way: impacts, closest approaches, distances passed.

The equations of motion are those of `moonbase.trajectories.nbody`; events are roots of functions along the continuous
solution of the integrator (Dormand-Prince 8(5,3)).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.ephemeris import require_span, state
from moonbase.trajectories.nbody import GM, SURFACE, Forces, rate_of

__all__ = ["Event", "Journey", "Passage", "journey"]

Array = NDArray[np.float64]

_ALL = Forces()


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A sphere about a body whose crossing is an event.

    Attributes
    ----------
    body
        Name out of `moonbase.trajectories.nbody.GM`.
    radius
        [m].
    ends
        Whether the flight ends there.
    """

    body: str
    radius: float
    ends: bool = False


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened.

    Attributes
    ----------
    kind
        ``impact``, ``closest approach`` or ``passage``.
    body
        Where.
    t
        [s, TDB after J2000].
    distance, speed
        From the body's centre [m], and relative to it [m/s].
    """

    kind: str
    body: str
    t: float
    distance: float
    speed: float


@dataclass(frozen=True, kw_only=True)
class Journey:
    """A flight.

    Attributes
    ----------
    end
        When it ended [s, TDB after J2000].
    state
        State then, shape (6,), barycentric, ICRF [m, m/s].
    events
        In order of time.
    impact
        Name of the body that was hit; None if none was.
    """

    end: float
    state: Array
    events: tuple[Event, ...]
    impact: str | None

    def closest(self, body: str) -> Event | None:
        """Give the nearest of the closest approaches to a body; None if there was none."""
        near = [one for one in self.events if one.body == body and one.kind == "closest approach"]
        return min(near, key=lambda one: one.distance, default=None)


def _relative(body: str, t: float, flat: Array) -> tuple[Array, Array]:
    r, v = state(body, t, center="barycentre", ecliptic=False)
    return np.asarray(flat)[:3] - r, np.asarray(flat)[3:] - v


def _watch(kind: str, body: str, radius: float, start: float, *, ends: bool, rises: float) -> Any:
    """Make an event function for the integrator."""

    def gap(t: float, flat: Array) -> float:
        r, v = _relative(body, start + t, flat)
        return float(r @ v) if kind == "closest approach" else float(np.linalg.norm(r)) - radius

    watch: Any = gap
    watch.terminal, watch.direction, watch.about = ends, rises, (kind, body)
    return watch


def journey(
    first: Array,
    start: float,
    end: float,
    *,
    near: Sequence[str] = ("earth", "moon"),
    passages: Sequence[Passage] = (),
    forces: Forces = _ALL,
    rtol: float = 1e-12,
) -> Journey:
    """Fly one state and note what happens.

    Parameters
    ----------
    first
        State, shape (6,), barycentric, ICRF [m, m/s].
    start, end
        Times [s, TDB after J2000], the end later.
    near
        Bodies whose surface ends the flight and whose closest approaches are noted.
    passages
        Spheres whose crossing is noted.
    forces
        What acts.
    rtol
        Relative tolerance.

    Raises
    ------
    TrajectoryError
        If a body is unknown, the times are out of order, or a time lies outside the ephemeris.
    """
    from scipy.integrate import solve_ivp

    require_span(start, end)
    for name in (*near, *(one.body for one in passages)):
        if name not in GM:
            raise TrajectoryError(f'no mass of "{name}" is known', help="known: " + ", ".join(GM))
    if not end > start:
        raise TrajectoryError("a journey ends after it starts")
    watches = [_watch("impact", body, SURFACE[body], start, ends=True, rises=-1.0) for body in near]
    watches += [_watch("closest approach", body, 0.0, start, ends=False, rises=1.0) for body in near]
    watches += [_watch("passage", one.body, one.radius, start, ends=one.ends, rises=0.0) for one in passages]
    rate: Callable[[float, Array], Array] = rate_of(forces, start, 1)
    scale = np.repeat([1e-2, 1e-8], 3)
    done = solve_ivp(
        rate, (0.0, end - start), first, method="DOP853", rtol=rtol, atol=scale, first_step=1.0, events=watches
    )
    events = []
    for watch, times, states in zip(watches, done.t_events, done.y_events, strict=True):
        kind, body = watch.about
        for t, flat in zip(times, states, strict=True):
            r, v = _relative(body, start + float(t), flat)
            distance, speed = float(np.linalg.norm(r)), float(np.linalg.norm(v))
            events.append(Event(kind=kind, body=body, t=start + float(t), distance=distance, speed=speed))
    events.sort(key=lambda one: one.t)
    hit = [one.body for one in events if one.kind == "impact"]
    return Journey(
        end=start + float(done.t[-1]), state=done.y[:, -1].copy(), events=tuple(events), impact=hit[0] if hit else None
    )
