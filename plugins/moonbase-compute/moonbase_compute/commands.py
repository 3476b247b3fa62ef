"""``moonbase compute``: what a kilowatt of computing costs in space and on Earth."""

from __future__ import annotations

import click

__all__ = ["compute"]


@click.group()
def compute() -> None:
    """Compare computing in space with computing on Earth."""


@compute.command()
@click.option("--samples", default=200_000, show_default=True, type=click.IntRange(100, 5_000_000), help="Draws.")
@click.option("--seed", default=0, show_default=True, help="Of the random numbers.")
@click.option("--power-delay", type=click.FloatRange(0.0, 3.5), help="Years that chips on Earth wait for power.")
@click.option("--drivers", is_flag=True, help="Show what decides each scenario.")
def crossover(samples: int, seed: int, power_delay: float | None, drivers: bool) -> None:  # noqa: FBT001 - click passes options
    """Cost in space per cost on Earth, by date, with the probability that space is cheaper."""
    from moonbase_compute.crossover import compare, scenarios

    click.echo(f"{'scenario':16} {'5 %':>6} {'50 %':>6} {'95 %':>6}  P(space cheaper)")
    for name in scenarios():
        found = compare(name, samples=samples, seed=seed, power_delay=power_delay)
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
def break_even(samples: int, seed: int, slip: float) -> None:
    """First date, and the launch price by date, at which space costs no more than Earth."""
    import numpy as np

    from moonbase_compute import break_even as model

    ratios = model.dated_ratios(samples=samples, seed=seed)
    start = min(ratios)
    dates = np.minimum(start + (model.break_even_date(ratios) - start) * slip, model.NEVER)
    low, middle, high = np.percentile(dates, (5.0, 50.0, 95.0))
    click.echo(
        f"break-even date: {middle:.0f} ({low:.0f} to {high:.0f}); after 2060 or never: {np.mean(dates > 2060):.3f}"
    )
    click.echo(f"{'date':8} {'5 %':>8} {'50 %':>8} {'95 %':>8}  launch price that breaks even [USD/kg]; below 0: none")
    for date, prices in model.dated_launch_prices(samples=samples, seed=seed).items():
        low, middle, high = np.percentile(prices, (5.0, 50.0, 95.0))
        click.echo(f"{date:<8g} {low:8.0f} {middle:8.0f} {high:8.0f}")


@compute.command()
@click.option("--date", default="2032", show_default=True, help="Of the ranges: 2026, 2028.8, 2032, 2036, 2040.")
@click.option("--place", default="dawn-dusk", show_default=True, help="Where satellites work.")
@click.option("--samples", default=100_000, show_default=True, type=click.IntRange(100, 2_000_000), help="Draws.")
@click.option("--seed", default=0, show_default=True, help="Of the random numbers.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def options(date: str, place: str, samples: int, seed: int, as_json: bool) -> None:  # noqa: FBT001 - click passes options
    """Put Earth on four kinds of power, Earth-launched and lunar-made satellites in one table."""
    import json

    from moonbase_compute import comparison, tell
    from moonbase_compute.break_even import DATES

    _known("date", date, DATES)
    _known("place", place, tuple(comparison.PLACES))
    inputs = comparison.draw(date, samples=samples, seed=seed)
    found = comparison.evaluate(inputs, place=place)
    if as_json:
        content = {"date": date, "place": place, "outputs": tell.option_record(found), **comparison.BOUNDARIES}
        click.echo(json.dumps(content, indent=2))
    else:
        click.echo(tell.option_table(date, found, inputs))


@compute.command()
@click.option("--place", default="dawn-dusk", show_default=True, help="Where satellites work.")
@click.option("--launch-price", default=300.0, show_default=True, type=click.FloatRange(0.0), help="USD/kg.")
def fleets(place: str, launch_price: float) -> None:
    """Disposable, spared, serviced and refreshed satellites: mass, cost and output over time."""
    from moonbase_compute import comparison, tell

    _known("place", place, tuple(comparison.PLACES))
    click.echo(tell.fleet_table(comparison.PLACES[place], launch_price))
    click.echo("output per first output, before infant losses; parts at prices on Earth, 10 % a year of interest")


@compute.command()
@click.option("--place", default="dawn-dusk", show_default=True, help="Where satellites work.")
@click.option("--launch-price", default=300.0, show_default=True, type=click.FloatRange(0.0), help="USD/kg.")
def shields(place: str, launch_price: float) -> None:
    """Trade the mass of the shield against dose, life and upsets."""
    from moonbase_compute import comparison, tell

    _known("place", place, tuple(comparison.PLACES))
    click.echo(tell.shield_table(comparison.PLACES[place], launch_price))
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
def swarm(
    first: float, growth: float, life: float, specific_power: float, share: float, satellite_power: float
) -> None:
    """Grow a fleet to a swarm: life, crowding, Kardashev number, share of the Sun, mass of the Moon."""
    from moonbase_compute import tell

    lines = tell.swarm_lines(first=1e9 * first, growth=growth, life=life, specific_power=specific_power, share=share)
    click.echo("\n".join(lines))
    number = 1e9 * first / (1e3 * satellite_power) * life
    met = tell.crowding(number, 480.0, 500e3, 2000e3)
    click.echo(
        f"in low orbit (500 to 2000 km) the first additions alone make {number:.3g} satellites and"
        f" {met['per_year']:.3g} natural collisions a year, {met['per_satellite']:.2g} per satellite, without avoidance"
    )


def _known(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise click.BadParameter(f'no {option} is called "{value}"; known: {", ".join(known)}')
