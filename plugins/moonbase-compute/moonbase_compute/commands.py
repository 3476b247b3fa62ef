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
