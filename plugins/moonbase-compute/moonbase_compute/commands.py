"""``moonbase compute``: what a kilowatt of computing costs in space and on Earth."""

from __future__ import annotations

import click

from moonbase.api import CommandGroup, json_option, tell_json

__all__ = ["compute"]


def _known_place(_context: click.Context, _option: click.Parameter, value: str) -> str:
    from moonbase_compute.comparison import PLACES

    _known("place", value, tuple(PLACES))
    return value


_place = click.option(
    "--place", default="dawn-dusk", show_default=True, callback=_known_place, help="Where satellites work."
)
_launch_price = click.option(
    "--launch-price", default=300.0, show_default=True, type=click.FloatRange(0.0), help="USD/kg."
)


@click.group(cls=CommandGroup)
def compute() -> None:
    """Compare computing in space with computing on Earth."""


@compute.command()
@click.option("--samples", default=200_000, show_default=True, type=click.IntRange(100, 5_000_000), help="Draws.")
@click.option("--seed", default=0, show_default=True, help="Of the random numbers.")
@click.option("--power-delay", type=click.FloatRange(0.0, 3.5), help="Years that chips on Earth wait for power.")
@click.option("--drivers", is_flag=True, help="Show what decides each scenario.")
@json_option
def crossover(*, samples: int, seed: int, power_delay: float | None, drivers: bool, as_json: bool) -> None:
    """Cost in space per cost on Earth, by date, with the probability that space is cheaper."""
    from moonbase_compute.crossover import compare, scenarios

    answers = {name: compare(name, samples=samples, seed=seed, power_delay=power_delay) for name in scenarios()}
    if as_json:
        tell_json(scenarios=answers)
        return
    click.echo(f"{'scenario':16} {'5 %':>6} {'50 %':>6} {'95 %':>6}  P(space cheaper)")
    for name, found in answers.items():
        low, middle, high = found.percentiles
        click.echo(f"{name:16} {low:6.2f} {middle:6.2f} {high:6.2f}  {found.probability:.3f}")
        if drivers:
            strongest = ", ".join(f"{parameter} {value:+.2f}" for parameter, value in found.drivers[:5])
            click.echo(f"{'':16} {strongest}")
    click.echo("ranges are estimates, drawn independently; cost only, not whether power can be had at all")


@compute.command("break-even")
@click.option("--samples", default=20_000, show_default=True, type=click.IntRange(100, 1_000_000), help="Draws.")
@click.option("--seed", default=0, show_default=True, help="Of the random numbers.")
@click.option("--slip", default=1.0, show_default=True, type=click.FloatRange(0.3, 10.0), help="How late space comes.")
@json_option
def break_even(*, samples: int, seed: int, slip: float, as_json: bool) -> None:
    """First date, and the launch price by date, at which space costs no more than Earth."""
    import numpy as np

    from moonbase_compute import break_even as model

    ratios = model.dated_ratios(samples=samples, seed=seed)
    dates = model.slipped(model.break_even_date(ratios), slip)
    low, middle, high = np.percentile(dates, (5.0, 50.0, 95.0))
    launch = {
        f"{date:g}": np.percentile(prices, (5.0, 50.0, 95.0))
        for date, prices in model.dated_launch_prices(samples=samples, seed=seed).items()
    }
    if as_json:
        late = np.mean(dates > 2060)
        tell_json(percentiles=(5, 50, 95), dates=(low, middle, high), after_2060=late, launch_prices=launch)
        return
    click.echo(
        f"break-even date: {middle:.0f} ({low:.0f} to {high:.0f}); after 2060 or never: {np.mean(dates > 2060):.3f}"
    )
    click.echo(f"{'date':8} {'5 %':>8} {'50 %':>8} {'95 %':>8}  launch price that breaks even [USD/kg]; below 0: none")
    for date, (low, middle, high) in launch.items():
        click.echo(f"{date:<8} {low:8.0f} {middle:8.0f} {high:8.0f}")
    click.echo(
        f"what is expected of space takes {slip:g} times the time announced; 1.5 to 3 was usual (--slip)\n"
        "masses are judged from studies; missions/campaigns/break_even_dates.toml sizes satellites and draws the slip"
    )


@compute.command()
@click.option("--date", default="2032", show_default=True, help="Of the ranges: 2026, 2028.8, 2032, 2036, 2040.")
@_place
@click.option("--samples", default=100_000, show_default=True, type=click.IntRange(100, 2_000_000), help="Draws.")
@click.option("--seed", default=0, show_default=True, help="Of the random numbers.")
@json_option
def options(date: str, place: str, samples: int, seed: int, as_json: bool) -> None:  # noqa: FBT001 - click passes options
    """Put Earth on four kinds of power, Earth-launched and lunar-made satellites in one table."""
    from moonbase_compute import comparison, tell
    from moonbase_compute.break_even import DATES

    _known("date", date, DATES)
    inputs = comparison.draw(date, samples=samples, seed=seed)
    found = comparison.evaluate(inputs, place=place)
    if as_json:
        tell_json(date=date, place=place, outputs=tell.option_record(found), **comparison.BOUNDARIES)
    else:
        click.echo(tell.option_table(date, found, inputs))


@compute.command()
@_place
@_launch_price
@json_option
def fleets(*, place: str, launch_price: float, as_json: bool) -> None:
    """Disposable, spared, serviced and refreshed satellites: mass, cost and output over time."""
    from moonbase_compute import comparison, records, tell

    rows = records.fleet_rows(comparison.PLACES[place], launch_price)
    if as_json:
        tell_json(place=place, fleets=rows)
        return
    click.echo(tell.fleet_table(rows))
    click.echo("output per first output, before infant losses; parts at prices on Earth, 10 % a year of interest")


@compute.command()
@_place
@_launch_price
@json_option
def shields(*, place: str, launch_price: float, as_json: bool) -> None:
    """Trade the mass of the shield against dose, life and upsets."""
    from moonbase_compute import comparison, records, tell

    rows = records.shield_rows(comparison.PLACES[place], launch_price)
    if as_json:
        tell_json(place=place, shields=rows)
        return
    click.echo(tell.shield_table(rows))
    click.echo("service ends at 2 krad or after five years; modal costs of 2032")


@compute.command()
@click.option(
    "--first", default=1.0, show_default=True, type=click.FloatRange(1e-9), help="GW added in the first year."
)
@click.option("--growth", default=0.2, show_default=True, type=click.FloatRange(0.0, 10.0), help="Of additions a year.")
@click.option("--life", default=10.0, show_default=True, type=click.FloatRange(0.1), help="Of a satellite, years.")
@click.option("--specific-power", default=100.0, show_default=True, type=click.FloatRange(0.1), help="W/kg.")
@click.option(
    "--share", default=0.01, show_default=True, type=click.FloatRange(1e-15, 1.0), help="Of the Sun's output."
)
@click.option("--satellite-power", default=120.0, show_default=True, type=click.FloatRange(0.001), help="kW.")
@json_option
def swarm(
    *,
    first: float,
    growth: float,
    life: float,
    specific_power: float,
    share: float,
    satellite_power: float,
    as_json: bool,
) -> None:
    """Grow a fleet to a swarm: life, crowding, Kardashev number, share of the Sun, mass of the Moon."""
    from moonbase_compute import records, tell

    found = records.grow_swarm(first=1e9 * first, growth=growth, life=life, specific_power=specific_power, share=share)
    number = 1e9 * first / (1e3 * satellite_power) * life
    met = tell.crowding(number, 480.0, 500e3, 2000e3)
    if as_json:
        tell_json(swarm=found, satellites=number, collisions=met)
        return
    click.echo("\n".join(tell.swarm_lines(found, life=life, share=share)))
    click.echo(
        f"in low orbit (500 to 2000 km) the first additions alone make {number:.3g} satellites and"
        f" {met['per_year']:.3g} natural collisions a year, {met['per_satellite']:.2g} per satellite, without avoidance"
    )


def _known(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise click.BadParameter(f'no {option} is called "{value}"; known: {", ".join(known)}')
