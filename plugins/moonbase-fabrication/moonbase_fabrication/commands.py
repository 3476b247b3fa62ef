"""``moonbase fabrication``: what a wafer needs from Earth, what an array gives back."""

from __future__ import annotations

import click

from moonbase.api import CommandGroup, json_option, tell_json

__all__ = ["fabrication"]


@click.group(cls=CommandGroup)
def fabrication() -> None:
    """Look at fabs and lines."""


@fabrication.command()
@click.option("--kind", default="logic", show_default=True, type=click.Choice(["logic", "memory"]), help="Of wafer.")
@click.option("--samples", default=10_000, show_default=True, type=click.IntRange(10, 5_000_000), help="Draws.")
@click.option("--seed", default=0, show_default=True, help="Of the random numbers.")
@json_option
def vitamins(*, kind: str, samples: int, seed: int, as_json: bool) -> None:
    """Show what must come from Earth per finished wafer, in kilograms."""
    import numpy as np

    from moonbase_fabrication.vitamins import imports_per_wafer

    drawn = {
        name: np.percentile(masses, (10.0, 50.0, 90.0))
        for name, masses in imports_per_wafer(kind, samples, seed=seed).items()
    }
    if as_json:
        tell_json(kind=kind, percentiles=(10, 50, 90), imports=drawn)
        return
    click.echo(f"kg per finished {kind} wafer of 0.1276 kg; 10, 50 and 90 % of {samples} draws, seed {seed}")
    for name, (low, half, high) in drawn.items():
        click.echo(f"  {name:14} {low:10.3f} {half:10.3f} {high:10.3f}")


@fabrication.command()
@click.option("--width", default=26.0, show_default=True, type=click.FloatRange(0.5, 300.0), help="Of the die [mm].")
@click.option("--height", default=33.0, show_default=True, type=click.FloatRange(0.5, 300.0), help="Of the die [mm].")
@click.option("--defects", default=0.1, show_default=True, type=click.FloatRange(0.0), help="Killing ones per cm2.")
@click.option("--clustering", default=3.0, show_default=True, type=click.FloatRange(0.1), help="Of the binomial law.")
@json_option
def dies(*, width: float, height: float, defects: float, clustering: float, as_json: bool) -> None:
    """Show how many dies a 300 mm wafer holds, counted and by formula, and how many work by each yield law."""
    from moonbase_fabrication.die_yield import LAWS, die_yield
    from moonbase_fabrication.dies_per_wafer import counted, de_vries, first_order

    area = width * height * 1e-6
    gross = {"counted": float(counted(0.3, width * 1e-3, height * 1e-3))}
    gross |= {"first order": first_order(0.3, area), "de Vries": de_vries(0.3, area)}
    yields = {law: die_yield(law, area * defects * 1e4, clustering) for law in ("negative-binomial", *LAWS)}
    if as_json:
        tell_json(gross=gross, yields=yields)
        return
    click.echo(f"die of {width:g} mm x {height:g} mm, 3 mm of edge and 0.1 mm of scribe where counted")
    for name, number in gross.items():
        click.echo(f"  {name:18} {max(0.0, number):8.1f} dies")
    click.echo(f"{defects:g} killing defects per cm2, {area * defects * 1e4:.3g} per die")
    for law, share in yields.items():
        click.echo(f"  {law:18} {share:8.1%} work, {share * gross['counted']:.1f} of a wafer's")


@fabrication.command("bootstrap")
@click.option("--rate", default=1.0, show_default=True, type=click.FloatRange(0.01, 2.0), help="Of manufacturing.")
@click.option("--duty", default=0.7, show_default=True, type=click.FloatRange(0.01, 1.0), help="Share of time lit.")
@json_option
def bootstrap_command(*, rate: float, duty: float, as_json: bool) -> None:
    """Count the generations of the bootstrapping study of 2013 as it did, with closure by mass and by machines."""
    from moonbase_fabrication.bootstrapping import Study, bootstrap

    rows = bootstrap(Study(rate=rate, duty=duty))
    if as_json:
        tell_json(generations=rows, launched=sum(row.launched for row in rows))
        return
    click.echo("generation       sets     robots     mass, t  launched, t  closed by mass  by count")
    for row in rows:
        click.echo(
            f"{row.name:>10} {row.sets:10.2f} {row.robots:10.0f} {row.mass / 1e3:11.1f} {row.launched / 1e3:12.2f}"
            f" {row.closure_mass:14.1%} {row.closure_count:10.1%}"
        )
    click.echo(f"launched in all: {sum(row.launched for row in rows) / 1e3:.1f} t")


@fabrication.command()
@click.option("--lit", default=0.86, show_default=True, type=click.FloatRange(0.01, 1.0), help="Share of time lit.")
@click.option("--efficiency", default=0.13, show_default=True, type=click.FloatRange(0.01, 0.5), help="Of the array.")
@json_option
def payback(*, lit: float, efficiency: float, as_json: bool) -> None:
    """Show how long a ground array takes to give back its energy, from line, silicon and glass."""
    from moonbase.api import constants
    from moonbase_fabrication.solar_payback import embodied_energy, energy_payback, yearly_yield

    rows = dict(zip(("low", "default", "high"), embodied_energy(), strict=True))
    times = {name: energy_payback(energy, efficiency, lit) for name, energy in rows.items()}
    given = yearly_yield(efficiency, lit)
    if as_json:
        tell_json(yearly_yield=given, embodied=rows, payback=times)
        return
    click.echo(f"yield {given / 3.6e6:.0f} kWh/m2 a year at {efficiency:.0%} and {lit:.0%} light")
    for name, energy in rows.items():
        years = times[name] / constants.YEAR
        click.echo(f"  {name:8} {energy / 3.6e6:6.0f} kWh/m2 embodied  {years:5.2f} yr")
