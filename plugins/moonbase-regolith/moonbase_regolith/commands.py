"""``moonbase regolith``: soils, and the routes to oxygen against their floors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from moonbase.api import Site

__all__ = ["regolith"]


@click.group()
def regolith() -> None:
    """Look at soils and at the routes to oxygen and metal."""


@regolith.command()
@click.option("--site", "name", help="Evaluate every route there instead of where it suits best.")
def floors(name: str | None) -> None:
    """Show the thermodynamic floor of each route beside model, literature and hardware.

    All in kWh per kilogram of oxygen; the floor recovers no heat.
    """
    from moonbase_regolith.floors import compare

    click.echo(
        f"{'route':29} {'site':16} {'kg/kg feed':>10} {'floor':>6} {'model':>6} {'published':>14}"
        f" {'measured':>9}  {'TRL':4} limit of life"
    )
    for route in compare(_site(name) if name else None):
        low, middle, high = route.published
        measured = f"{route.measured[0]:g}-{route.measured[1]:g}" if route.measured else "-"
        click.echo(
            f"{route.model:29} {route.site:16} {route.oxygen:10.3f} {route.floor:6.1f} {route.used:6.1f}"
            f" {f'{low:g} {middle:g} {high:g}':>14} {measured:>9}  {route.trl:4} {route.life_limit}"
        )


@regolith.command()
@click.argument("name")
@click.option("--glass", default=0.45, show_default=True, type=click.FloatRange(0.0, 0.99), help="Share of glass.")
def soil(name: str, glass: float) -> None:
    """Show what a site's soil is made of: oxides with their spread, elements, minerals, density."""
    from moonbase_regolith.geotechnics import bulk_density, mean_density
    from moonbase_regolith.modes import modes
    from moonbase_regolith.oxides import elements_of, soil_of
    from moonbase_regolith.soil_spread import relative_spread

    site = _site(name)
    oxides, spread = soil_of(site), relative_spread(site)
    click.echo(f"{site.name}, {site.terrain}: {site.source} ({site.grade})")
    click.echo("oxides, % by mass +- one standard deviation")
    for oxide, share in oxides.items():
        click.echo(f"  {oxide:6} {100.0 * share:7.2f} +- {100.0 * share * spread[oxide]:.2f}")
    click.echo("elements, % by mass")
    for element, share in sorted(elements_of(oxides).items(), key=lambda pair: -pair[1]):
        click.echo(f"  {element:6} {100.0 * share:7.2f}")
    click.echo(f"minerals by norm with {glass:.0%} of glass, % by mass")
    for mineral, share in modes(oxides, glass).items():
        click.echo(f"  {mineral:14} {100.0 * share:7.2f}")
    click.echo(
        f"density {bulk_density(0.0):.0f} kg/m3 at the surface, {mean_density(0.0, 0.3):.0f} to 30 cm,"
        f" {mean_density(0.3, 0.6):.0f} from 30 to 60 cm"
    )


def _site(name: str) -> Site:
    from moonbase.api import ModelError
    from moonbase_regolith.places import read_sites

    known = {site.name: site for site in read_sites()}
    if name not in known:
        raise ModelError(f'no site "{name}"', help=f"known: {', '.join(known)}")
    return known[name]
