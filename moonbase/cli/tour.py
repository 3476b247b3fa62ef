"""``moonbase tour``: ways to a planet by flybys of others."""

from __future__ import annotations

import json
from typing import Any

import click

from moonbase.cli.console import Console
from moonbase.cli.ranges import dates, days
from moonbase.errors import UsageError

__all__ = ["command"]


@click.command(name="tour", short_help="Find ways to a planet by flybys of others.")
@click.option("--from", "start", default="moon", show_default=True, help="moon, earth, or emb (their barycentre).")
@click.option("--via", required=True, metavar="PLANETS", help="Planets on the way, as venus,earth.")
@click.option("--to", "target", required=True, help="Planet, such as jupiter.")
@click.option("--depart", required=True, metavar="FIRST:LAST", help="Dates of departure, as 2030-01-01:2033-01-01.")
@click.option("--tof", "legs", required=True, multiple=True, metavar="DAYS:DAYS", help="Times of a leg; once per leg.")
@click.option("--free", default=0.0, show_default=True, help="Excess speed that the launcher gives [km/s].")
@click.option("--arrival", type=click.Choice(["flyby", "rendezvous"]), default="flyby", show_default=True)
@click.option("--seeds", type=click.IntRange(min=1), default=6, show_default=True, help="Starts of the optimiser.")
@click.option("--revolutions", type=click.IntRange(min=0), default=0, show_default=True, help="Most turns in a leg.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_obj
def command(console: Console, /, *, start: str, via: str, target: str, as_json: bool, **options: Any) -> None:
    """Find gravity-assist tours with powered flybys.

    A global optimiser looks for dates; every leg is solved with poliastro's Lambert solver on the DE440 ephemeris.
    """
    from moonbase.trajectories.porkchop import DEPARTURES
    from moonbase.trajectories.tour_search import NOTES, rows, search
    from moonbase.trajectories.tours import Question

    if start not in DEPARTURES:
        raise UsageError(f'no departure from "{start}"', help="known: " + ", ".join(DEPARTURES))
    question = Question(
        bodies=(DEPARTURES[start], *(name.strip() for name in via.split(",")), target),
        depart=dates(options["depart"], "--depart"),
        tofs=tuple(days(leg) for leg in options["legs"]),
        free_excess=options["free"] * 1e3,
        arrival=options["arrival"],
        revolutions=options["revolutions"],
    )
    tours = search(question, seeds=options["seeds"])
    found = rows(tours, from_moon=start == "moon")
    if as_json:
        answer = {"from": start, "to": target, "tours": found, "backend": tours[0].backend, "notes": list(NOTES)}
        click.echo(json.dumps(answer, indent=2))
        return
    for row in found:
        click.echo(
            f"{row['depart']}  {start}  C3 {row['c3_km2_s2']:.2f} km2/s2, declination {row['dla_deg']:.1f} deg; "
            f"{row['total_dv_km_s']:.3f} km/s on board in all"
        )
        for leg, one in zip(row["legs"], row["flybys"], strict=False):
            _say_turns(leg)
            click.echo(
                f"{one['date']}  {one['body']}  at {one['altitude_km']:,.0f} km, {one['vinf_in_km_s']:.2f} to "
                f"{one['vinf_out_km_s']:.2f} km/s, turn {one['turn_deg']:.0f} deg, impulse {one['dv_km_s']:.3f} km/s"
            )
        _say_turns(row["legs"][-1])
        click.echo(
            f"{row['arrive']}  {target}  at {row['vinf_arrival_km_s']:.2f} km/s after {row['tof_days']:.0f} days\n"
        )
    console.say(f"solved with {tours[0].backend}; {'; '.join(NOTES)}")


def _say_turns(leg: dict[str, Any]) -> None:
    """Say how often a leg goes round the Sun, if it does."""
    if leg["revolutions"]:
        click.echo(f"            full turns about the Sun: {leg['revolutions']}, {leg['path']} path")
