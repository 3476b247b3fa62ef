"""``moonbase windows``: when to leave for a planet, and when a launcher can throw a payload to any place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from moonbase.cli.ranges import dates, days
from moonbase.cli.windowplots import FIGURES, check_files
from moonbase.errors import UsageError

if TYPE_CHECKING:
    from moonbase.cli.console import Console

__all__ = ["command"]

_COLUMNS = ("type", "depart", "arrive", "tof_days", "c3_km2_s2", "vinf_arrival_km_s", "dla_deg", "rla_deg")


@click.command(name="windows")
@click.option("--from", "start", default="moon", show_default=True, help="moon, earth, or emb (their barycentre).")
@click.option("--to", "target", required=True, help="Planet, such as mars; with --launcher any destination.")
@click.option("--depart", required=True, metavar="FIRST:LAST", help="Dates of departure, as 2026-06-01:2027-06-01.")
@click.option("--tof", metavar="DAYS:DAYS", help="Times of flight in days, as 120:450.")
@click.option("--revolutions", default=0, show_default=True, help="Most full turns about the Sun; without --launcher.")
@click.option("--launcher", metavar="LAT,LON|NODE", help="Where the launcher stands [deg], or its node in --mission.")
@click.option("--mission", type=click.Path(), help="Mission file with the launcher and perhaps the destination.")
@click.option("--azimuth", metavar="DEG[,DEG...]|any", help="Of the muzzle, from north through east; 90 if left out.")
@click.option("--elevation", default="0 deg", show_default=True, metavar="ANGLE", help="Of the muzzle.")
@click.option("--max-muzzle", metavar="SPEED", help='Fastest muzzle speed, as "3.5 km/s".')
@click.option("--max-onboard", default="2 km/s", show_default=True, metavar="SPEED", help="Payload's own propulsion.")
@click.option("--max-tof", default="3 yr", show_default=True, metavar="TIME", help="Longest flight.")
@click.option("--errors", metavar="M/S,M/S,M/S", help="Muzzle errors along, up, sideways (one standard deviation).")
@click.option("--stop/--pass", "stop", default=None, help="Whether the payload stops at the destination.")
@click.option("--fly", type=click.IntRange(0), help="Fly only so many windows under all bodies; all if left out.")
@click.option("--row", default=0, help="Window to draw or export: 1 for the first; the cheapest if left out.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw: .svg, .pdf, .png, or .html with every figure.")
@click.option(
    "--figure",
    type=click.Choice(FIGURES),
    default="calendar",
    show_default=True,
    help="What is drawn unless it is .html; with --launcher.",
)
@click.option("--export", type=click.Path(path_type=Path), help="Write a window's flight: .oem (CCSDS) or .csv.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_obj
def command(console: Console | None, /, **options: Any) -> None:
    """Find launch windows.

    Without --launcher: the transfers to a planet with the least C3 of each opportunity and type (I: less than half
    a turn about the Sun, II: more). With --launcher: every window of a launcher that is fixed to the Moon, with its
    muzzle speed and what the payload's own propulsion adds. Solved with poliastro on the DE440 ephemeris.
    """
    from moonbase.cli.console import Console as Streams

    streams = console or Streams()
    depart = dates(options["depart"], "--depart")
    if options["mission"] is not None and options["launcher"] is None:
        raise UsageError("--mission needs --launcher", help="name the node that throws: --launcher driver")
    check_files(options["plot"], options["export"])
    if options["launcher"] is None:
        _transfers(streams, depart, options)
        return
    from moonbase.cli.launchwindows import Asked, launcher_windows

    names = ("launcher", "mission", "azimuth", "elevation", "max_muzzle", "max_onboard", "max_tof", "errors", "fly")
    more = ("stop", "as_json", "as_csv", "plot", "figure", "export", "row")
    launcher_windows(
        streams, Asked(to=options["target"], depart=depart, **{name: options[name] for name in (*names, *more)})
    )


def _transfers(console: Console, depart: tuple[float, float], options: dict[str, Any]) -> None:
    """Answer the question without a launcher."""
    from moonbase.trajectories.windows import NOTES, windows

    if options["tof"] is None:
        raise UsageError("--tof is missing", help="write two numbers of days, as in --tof 120:450")
    if options["export"] is not None:
        raise UsageError("--export needs --launcher", help="only a throw has a flight to export: --launcher 0,33.1")
    start, target, tof = options["start"], options["target"], days(options["tof"])
    rows, backend = windows(start, target, depart, tof, revolutions=options["revolutions"])
    if options["plot"] is not None:
        from moonbase.cli.windowplots import plot_transfers

        plot_transfers(options["plot"], (start, target), depart, tof)
        console.say(f"drew {options['plot']}")
    if options["as_json"]:
        answer = {"from": start, "to": target, "minima": rows, "backend": backend, "notes": list(NOTES)}
        console.out(json.dumps(answer, indent=2))
        return
    turns = ("path",) if any(row["revolutions"] for row in rows) else ()
    columns = [*_COLUMNS, *turns, *(name for name in ("vinf_moon_km_s", "muzzle_km_s") if name in rows[0])]
    cells = [
        [str(row[name]) + ("*" if name == "depart" and row["at_edge"] else "") for name in columns] for row in rows
    ]
    if options["as_csv"]:
        console.out("\n".join(",".join(line) for line in (columns, *cells)))
        return
    widths = [max(len(line[i]) for line in (columns, *cells)) for i in range(len(columns))]
    for line in (columns, *cells):
        console.out("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))
    if any(row["at_edge"] for row in rows):
        console.say("* at the edge of the searched dates: widen them")
    console.say(f"solved with {backend}; {NOTES[0]}")
