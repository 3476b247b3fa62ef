"""A flown throw as files that other tools read: CCSDS Orbit Ephemeris Message (OEM 2.0, KVN) and CSV.

Standard: CCSDS 502.0-B-2, *Orbit Data Messages* (2009): positions in km, velocities in km/s, one segment per arc
between impulses so that interpolation never runs across a jump of velocity.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.track import Track

__all__ = ["Segment", "read_oem", "write_csv", "write_oem"]

Array = NDArray[np.float64]

_DEGREE = 7
_J2000 = dt.datetime(2000, 1, 1, 12)  # noqa: DTZ001 - TDB is no time zone
_CENTERS = {"sun": "SUN", "earth": "EARTH", "moon": "MOON", "barycentre": "SOLAR SYSTEM BARYCENTER"}
_HEADER = ("CCSDS_OEM_VERS", "CREATION_DATE", "ORIGINATOR")
_META = ("OBJECT_NAME", "OBJECT_ID", "CENTER_NAME", "REF_FRAME", "TIME_SYSTEM", "START_TIME", "STOP_TIME")


@dataclass(frozen=True, eq=False, kw_only=True)
class Segment:
    """One segment of a message: what its metadata say, times [s, TDB after J2000] and states (n, 6) [m, m/s]."""

    meta: dict[str, str]
    t: Array
    states: Array


def _stamp(t: float) -> str:
    return (_J2000 + dt.timedelta(microseconds=round(t * 1e6))).isoformat(timespec="microseconds")


def _states(track: Track, center: str) -> Array:
    if center not in _CENTERS:
        raise TrajectoryError(f'"{center}" is no centre of an ephemeris message', help="choose " + ", ".join(_CENTERS))
    return track.states if center == "barycentre" else track.relative(center)


def write_oem(track: Track, name: str, comment: str, *, center: str = "earth", created: str | None = None) -> str:
    """Write states as an Orbit Ephemeris Message.

    Parameters
    ----------
    track
        The flight.
    name
        Object name.
    comment
        One line that says what it is and which solver and version made it.
    center
        ``sun``, ``earth``, ``moon`` or ``barycentre`` (of the solar system).
    created
        Date of creation, UTC, as ``2030-01-01T00:00:00``; now if left out.

    Returns
    -------
    str
        The message. ``REF_FRAME`` is ICRF, ``TIME_SYSTEM`` TDB.
    """
    now = dt.datetime.now(dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    lines = ["CCSDS_OEM_VERS = 2.0", f"CREATION_DATE = {created or now}", "ORIGINATOR = MOONBASE"]
    states = _states(track, center) / 1e3
    for arc in np.unique(track.arcs).tolist():
        rows = np.flatnonzero(track.arcs == arc)
        rows = rows[np.concatenate([[True], np.diff(track.t[rows]) >= 1e-5])]
        t = track.t[rows]
        lines += [
            "",
            "META_START",
            f"COMMENT {comment}",
            f"OBJECT_NAME = {name}",
            "OBJECT_ID = 0000-000A",
            f"CENTER_NAME = {_CENTERS[center]}",
            "REF_FRAME = ICRF",
            "TIME_SYSTEM = TDB",
            f"START_TIME = {_stamp(float(t[0]))}",
            f"STOP_TIME = {_stamp(float(t[-1]))}",
            "INTERPOLATION = HERMITE",
            f"INTERPOLATION_DEGREE = {_DEGREE}",
            "META_STOP",
            "",
        ]
        for when, row in zip(t.tolist(), states[rows].tolist(), strict=True):
            place, speed = " ".join(f"{x:.6f}" for x in row[:3]), " ".join(f"{x:.9f}" for x in row[3:])
            lines.append(f"{_stamp(when)} {place} {speed}")
    return "\n".join(lines) + "\n"


def read_oem(text: str) -> list[Segment]:
    """Read an Orbit Ephemeris Message in key-value notation.

    Raises
    ------
    TrajectoryError
        If a mandatory keyword is missing, times do not rise, or a line cannot be read; the line is named.
    """
    header: dict[str, str] = {}
    segments: list[tuple[dict[str, str], list[list[float]]]] = []
    inside = False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("COMMENT"):
            continue
        if line == "META_START":
            inside = True
            segments.append(({}, []))
        elif line == "META_STOP":
            inside = False
        elif "=" in line:
            key, _, value = line.partition("=")
            (segments[-1][0] if inside else header)[key.strip()] = value.strip()
        else:
            segments[-1][1].append(_row(line, number))
    missing = [key for key in _HEADER if key not in header]
    missing += [key for meta, _ in segments for key in _META if key not in meta]
    if missing or not segments:
        raise TrajectoryError(f"the ephemeris message lacks {', '.join(missing) or 'a segment'}")
    return [_segment(meta, rows) for meta, rows in segments]


def _row(line: str, number: int) -> list[float]:
    parts = line.split()
    try:
        seconds = (dt.datetime.fromisoformat(parts[0]) - _J2000) / dt.timedelta(seconds=1)
        x, y, z, vx, vy, vz = (float(part) for part in parts[1:7])
    except (ValueError, IndexError):
        raise TrajectoryError(f"line {number} of the ephemeris message is no epoch with six numbers") from None
    return [seconds, x, y, z, vx, vy, vz]


def _segment(meta: dict[str, str], rows: list[list[float]]) -> Segment:
    table = np.array(rows).reshape(-1, 7)
    if len(table) < 2 or np.any(np.diff(table[:, 0]) <= 0.0):
        raise TrajectoryError("the times of an ephemeris segment have to rise")
    return Segment(meta=meta, t=table[:, 0], states=table[:, 1:] * 1e3)


def write_csv(track: Track, *, center: str = "earth") -> str:
    """Write states as CSV: arc, TDB date, seconds after J2000, position [m] and velocity [m/s] in the ICRF."""
    lines = ["arc,tdb,seconds_after_j2000,x_m,y_m,z_m,vx_m_s,vy_m_s,vz_m_s"]
    states = _states(track, center)
    for arc, t, row in zip(track.arcs.tolist(), track.t.tolist(), states.tolist(), strict=True):
        values = ",".join(f"{x:.3f}" for x in row[:3]) + "," + ",".join(f"{x:.6f}" for x in row[3:])
        lines.append(f"{arc + 1},{_stamp(t)},{t:.6f},{values}")
    return "\n".join(lines) + "\n"
