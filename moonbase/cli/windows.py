"""``moonbase windows``: the cheapest direct transfers to a planet in a range of dates."""

from __future__ import annotations

import json

import click

from moonbase.errors import UsageError

__all__ = ["command"]

_COLUMNS = ("type", "depart", "arrive", "tof_days", "c3_km2_s2", "vinf_arrival_km_s", "dla_deg", "rla_deg")


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    first, colon, last = text.partition(":")
    if not (colon and first and last):
        raise UsageError(f'{option} is "{text}"', help=f"write first:last, as in {option} {example}")
    return first, last


def _days(text: str) -> tuple[float, float]:
    first, last = _pair(text, "--tof", "120:450")
    try:
        return float(first) * 86400.0, float(last) * 86400.0
    except ValueError:
        raise UsageError(f'--tof is "{text}"', help="write two numbers of days, as in --tof 120:450") from None


@click.command(name="windows")
@click.option("--from", "start", default="moon", show_default=True, help="moon, earth, or emb (their barycentre).")
@click.option("--to", "target", required=True, help="Planet, such as mars.")
@click.option("--depart", required=True, metavar="FIRST:LAST", help="Dates of departure, as 2026-06-01:2027-06-01.")
@click.option("--tof", required=True, metavar="DAYS:DAYS", help="Times of flight in days, as 120:450.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(start: str, target: str, depart: str, tof: str, *, as_json: bool) -> None:
    """Find the launch windows to a planet.

    Lists the transfers with the least C3 of each opportunity and type (I: less than half a turn about the
    Sun, II: more), solved with poliastro's Lambert solver on the DE440 ephemeris.
    """
    from moonbase.quantities import parse_date
    from moonbase.trajectories.windows import NOTES, windows

    first, last = _pair(depart, "--depart", "2026-06-01:2027-06-01")
    rows, backend = windows(start, target, (parse_date(first), parse_date(last)), _days(tof))
    if as_json:
        answer = {"from": start, "to": target, "minima": rows, "backend": backend, "notes": list(NOTES)}
        click.echo(json.dumps(answer, indent=2))
        return
    columns = [*_COLUMNS, *(name for name in ("vinf_moon_km_s", "muzzle_km_s") if name in rows[0])]
    cells = [
        [str(row[name]) + ("*" if name == "depart" and row["at_edge"] else "") for name in columns] for row in rows
    ]
    widths = [max(len(line[i]) for line in (columns, *cells)) for i in range(len(columns))]
    for line in (columns, *cells):
        click.echo("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))
    if any(row["at_edge"] for row in rows):
        click.echo("* at the edge of the searched dates: widen them", err=True)
    click.echo(f"solved with {backend}; {NOTES[0]}", err=True)
