"""Library of published launcher designs."""

from __future__ import annotations

import csv
import difflib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from moonbase.api import ModelError
from moonbase_launchers.tables import DATA

__all__ = ["Design", "designs", "find", "read_designs", "statements"]


@dataclass(frozen=True, kw_only=True)
class Design:
    """One row of the library; None where the source does not say.

    Attributes
    ----------
    id, name, kind
        Short name, name, technology.
    body
        ``"moon"``, ``"earth"``, or empty for a design bound to neither.
    payload_kg, bucket_kg
        Masses [kg].
    speed_m_s
        At the muzzle [m/s].
    acceleration_g
        In standard gravities [1].
    length_m, radius_m
        Of a track [m], or of an arm or ring [m].
    rate_hz
        Shots per second [1/s].
    efficiency
        As the source calls it [1].
    energy_mj
        Stated energy per shot [MJ].
    peak_mw, mean_mw
        Power [MW].
    throughput_t_yr
        [t/yr]
    winding_mm2, ampere_turns_ka, pulse_ms
        Conductor section of a drive coil, all turns [mm2], its peak ampere-turns [kA], and how long its half-sine
        pulse lasts [ms].
    destination
        ``"escape"``, ``"l2"``, ``"low-orbit"``, ``"earth"`` or empty.
    orbit_help
        What makes a launch below escape speed stay up: ``"kick"``, ``"catcher"``, ``"mascons"``, or empty.
    longitude_deg
        East longitude of an equatorial launch site [deg].
    source, grade, note
        Where the row comes from.
    fault
        For published statements that are wrong: the check that finds it.
    """

    id: str
    name: str = ""
    kind: str = ""
    body: str = "moon"
    year: float | None = None
    payload_kg: float | None = None
    bucket_kg: float | None = None
    speed_m_s: float | None = None
    acceleration_g: float | None = None
    length_m: float | None = None
    radius_m: float | None = None
    rate_hz: float | None = None
    efficiency: float | None = None
    energy_mj: float | None = None
    peak_mw: float | None = None
    mean_mw: float | None = None
    calibre_m: float | None = None
    throughput_t_yr: float | None = None
    system_mass_t: float | None = None
    winding_mm2: float | None = None
    ampere_turns_ka: float | None = None
    pulse_ms: float | None = None
    cost: str = ""
    exit_error: str = ""
    destination: str = ""
    orbit_help: str = ""
    longitude_deg: float | None = None
    source: str = ""
    grade: str = ""
    note: str = ""
    fault: str = ""


_TEXT = {field.name for field in fields(Design) if field.type == "str"}


def _parse(text: str, origin: str) -> tuple[Design, ...]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = []
    for number, row in enumerate(csv.DictReader(lines), start=2):
        unknown = sorted(set(row) - {field.name for field in fields(Design)}, key=str)
        if unknown or not row.get("id"):
            raise ModelError(
                f"{origin}, row {number}: " + (f"unknown column {unknown[0]}" if unknown else "no id"),
                help=f"columns: {', '.join(field.name for field in fields(Design))}",
            )
        try:
            values = {key: text if key in _TEXT else float(text) for key, text in row.items() if text}
        except ValueError as error:
            raise ModelError(f"{origin}, row {number} ({row['id']}): {error}", help="write plain numbers") from None
        found.append(Design(**values))  # type: ignore[arg-type] # checked against the fields above
    return tuple(found)


@lru_cache(maxsize=1)
def designs() -> tuple[Design, ...]:
    """List the designs that ship."""
    return _parse(DATA.text("designs.csv"), "designs.csv")


@lru_cache(maxsize=1)
def statements() -> tuple[Design, ...]:
    """List published statements that fail a check, with the name of the check."""
    return _parse(DATA.text("statements.csv"), "statements.csv")


def read_designs(path: Path) -> tuple[Design, ...]:
    """Read designs from a CSV file with some of the library's columns.

    Raises
    ------
    ModelError
        If the file cannot be read, a column is unknown, or a number is not one.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"cannot read {path}: {error}") from None
    return _parse(text, str(path))


def find(identifier: str) -> Design:
    """Find a design or statement by its id.

    Raises
    ------
    ModelError
        If there is none, with the closest id.
    """
    known = {design.id: design for design in (*designs(), *statements())}
    if identifier.upper() not in known:
        close = difflib.get_close_matches(identifier.upper(), known, n=1, cutoff=0.4)
        raise ModelError(
            f'no launcher design is called "{identifier}"',
            help=f"did you mean {close[0]}?" if close else "see moonbase launchers list",
        )
    return known[identifier.upper()]
