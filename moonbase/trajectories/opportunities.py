"""What the mission graph asks the trajectory layer, and what it is answered; `moonbase.trajectories.solve` answers.

Importing this module loads no numerics.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from moonbase.errors import TrajectoryError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from moonbase.trajectories.smallbody import Orbit

    Array = NDArray[np.float64]

__all__ = ["KINDS", "NEARBY", "Destination", "LaunchSite", "Limits", "Opportunities", "check_question"]

KINDS = (
    "heliocentric",
    "eml1",
    "eml2",
    "halo",
    "lunar-orbit",
    "earth-orbit",
    "earth-return",
    "sel1",
    "sel2",
    "planet",
    "small-body",
    "escape",
    "solar-escape",
)
NEARBY = ("eml1", "eml2", "halo", "lunar-orbit", "escape")
"""Those in the Moon's neighbourhood, and the escape from it."""
_LEFT_ALONE = ("planet", "small-body", "escape", "solar-escape", "earth-return")


@dataclass(frozen=True, kw_only=True)
class LaunchSite:
    """A launcher fixed to the Moon, in mean-Earth coordinates."""

    latitude: float
    """Latitude [rad]."""
    longitude: float
    """East longitude [rad]."""
    azimuth: float | None
    """Direction of the muzzle from north through east [rad]; None for a launcher that can turn."""
    elevation: float = 0.0
    """Elevation of the muzzle above the horizon [rad]."""


@dataclass(frozen=True, kw_only=True)
class Destination:
    """A place to be reached."""

    kind: str
    """One of `KINDS`."""
    radius: float | None = None
    """Radius of the circle about the Sun, or of the orbit about its primary [m]."""
    body: str | None = None
    """Name of the planet, or of the libration point (``"eml1"``, ``"eml2"``) that a halo orbit goes round."""
    period: float | None = None
    """Period of a halo orbit [s]; negative for the northern family."""
    orbit: Orbit | None = None
    """How a small body moves."""
    match: bool | None = None
    """Whether the payload's own propulsion removes the arrival speed.

    By default it does, except at a planet or small body, for an escape or a return to the Earth.
    """

    @property
    def stops(self) -> bool:
        """Whether the arrival speed counts as on-board velocity change."""
        return self.match if self.match is not None else self.kind not in _LEFT_ALONE


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What launcher and payload can do at most."""

    max_muzzle_speed: float
    """Speed relative to the track [m/s]."""
    max_onboard_dv: float
    """Velocity change by the payload's own propulsion [m/s]."""
    max_time_of_flight: float
    """Time from release to arrival [s]."""
    burns_anywhere: bool = False
    """Whether the payload may also burn right after release and at a perigee, not only beyond the Moon's pull."""


def _none() -> Array:
    import numpy as np

    return np.zeros((0, 6))


@dataclass(frozen=True, kw_only=True)
class Opportunities:
    """Launch opportunities, one row each, sorted by start.

    A row is an interval, at most a month long unless nothing changes in it, in which a payload may leave at
    any time. Its numbers are means over the interval, which is what a launcher that throws evenly through it
    spends; the best moment is given apart.
    """

    start: Array
    """First departure, shape (n,) [s, TDB after J2000]."""
    end: Array
    """Last departure, shape (n,) [s, TDB after J2000]."""
    muzzle_speed: Array
    """Speed relative to the track, shape (n,) [m/s]."""
    onboard_dv: Array
    """What the payload's propulsion adds: direction miss, mid-course, stop at arrival, shape (n,) [m/s]."""
    time_of_flight: Array
    """Release to arrival, shape (n,) [s]."""
    arrival_speed: Array
    """Speed relative to the destination, shape (n,) [m/s]."""
    best: Array
    """Departure with the least on-board velocity change, shape (n,) [s, TDB after J2000]."""
    best_onboard_dv: Array
    """On-board velocity change then, shape (n,) [m/s]."""
    peak_muzzle_speed: Array
    """Highest muzzle speed in the interval, which sizes the launcher, shape (n,) [m/s]."""
    backend: str
    """Library and version that solved the two-body problems."""
    notes: tuple[str, ...]
    """What was neglected and how much it matters."""
    flown: Array = field(default_factory=_none)
    """Rows that were flown under all bodies at their best moment: number of the row, muzzle speed [m/s], on-board
    velocity change [m/s], what on-board change and muzzle speed are more than by patched conics at that moment [m/s],
    and the distance [m] by which the throw misses, 0 if it hits; shape (n_flown, 6). A window that is open all the time
    is flown on many dates: its row is the middle one of them by on-board velocity change; the notes have the range."""

    def __len__(self) -> int:
        return len(self.start)


def check_question(site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits) -> None:
    """Refuse questions that have no meaning."""
    if destination.kind not in KINDS:
        raise TrajectoryError(
            f'"{destination.kind}" is not a destination that trajectories know',
            help="known: " + ", ".join(KINDS),
        )
    for part in (site, destination, limits):
        for one in fields(part):
            value = getattr(part, one.name)
            if isinstance(value, float) and not math.isfinite(value):
                raise TrajectoryError(f"{type(part).__name__}.{one.name} is {value}, not a finite number")
    if abs(site.latitude) > math.pi / 2 or not 0.0 <= site.elevation <= math.pi / 2:
        raise TrajectoryError(
            f"latitude {math.degrees(site.latitude):.2f} deg or elevation "
            f"{math.degrees(site.elevation):.2f} deg "
            "is out of range",
            help="latitude lies in -90..90 deg, elevation in 0..90 deg",
        )
    needs = {
        **dict.fromkeys(("heliocentric", "lunar-orbit", "earth-orbit", "earth-return"), "radius"),
        "planet": "body",
        "small-body": "orbit",
        "halo": "period",
    }
    wanted = needs.get(destination.kind)
    if wanted is not None and getattr(destination, wanted) is None:
        raise TrajectoryError(f'a destination of kind "{destination.kind}" needs a {wanted}')
    if site.azimuth is not None and abs(site.azimuth) > 2.0 * math.pi:
        raise TrajectoryError(
            f"azimuth {math.degrees(site.azimuth):.1f} deg is out of range",
            help="azimuth counts from north through east, 0..360 deg",
        )
    if not end > start:
        late = (start - end) / 86400.0
        raise TrajectoryError(f"the interval of departures is empty: it ends {late:.1f} days before it starts")
    if min(limits.max_muzzle_speed, limits.max_time_of_flight) <= 0.0 or limits.max_onboard_dv < 0.0:
        raise TrajectoryError(
            "muzzle speed and time of flight need positive limits, the on-board change one of 0 or more"
        )
