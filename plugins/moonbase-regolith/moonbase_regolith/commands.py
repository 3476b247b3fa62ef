"""``moonbase regolith``: soils, and the routes to oxygen against their floors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from moonbase.api import CommandGroup, json_option, tell_json

if TYPE_CHECKING:
    from moonbase.api import Site
    from moonbase_regolith.floors import Route

__all__ = ["regolith"]


@click.group(cls=CommandGroup)
def regolith() -> None:
    """Look at soils and at the routes to oxygen and metal."""


@regolith.command()
@click.option("--site", "name", help="Evaluate every route there instead of where it suits best.")
@json_option
def floors(*, name: str | None, as_json: bool) -> None:
    """Show the thermodynamic floor of each route beside model, literature and hardware.

    All in kWh per kilogram of oxygen. The floor is the heat of reaction and of the feed, less what the model recovers;
    the chain adds digging, separation and liquefaction to the model, as whole systems in the literature have them.
    """
    from moonbase_regolith.floors import compare, refused

    site = _site(name) if name else None
    routes, cannot = compare(site), refused(site) if site else {}
    if as_json:
        tell_json(routes=routes, refused=cannot)
        return
    _tell_routes(routes)
    for model, reason in cannot.items():
        click.echo(f"{model} cannot work here: {reason}")


def _tell_routes(routes: Sequence[Route]) -> None:
    click.echo(
        f"{'route':29} {'site':16} {'kg/kg feed':>10} {'floor':>6} {'model':>6} {'chain':>6} {'published':>14}"
        f" {'measured':>9}  {'TRL':4} limit of life"
    )
    for route in routes:
        low, middle, high = route.published
        measured = f"{route.measured[0]:g}-{route.measured[1]:g}" if route.measured else "-"
        click.echo(
            f"{route.model:29} {route.site:16} {route.oxygen:10.3f} {route.floor:6.1f} {route.used:6.1f}"
            f" {route.chain:6.1f} {f'{low:g} {middle:g} {high:g}':>14} {measured:>9}  {route.trl:4} {route.life_limit}"
        )
    click.echo("\nreagents made up per kg of oxygen, and what comes back of what goes round")
    for route in routes:
        told = [
            f"{name} {mass:.2g} kg" + (f" ({route.recycled[name]:.2%} back)" if name in route.recycled else "")
            for name, mass in route.made_up.items()
        ]
        click.echo(f"  {route.model:29} {', '.join(told) or '-'}")


@regolith.command()
@click.argument("name")
@click.option("--glass", default=0.45, show_default=True, type=click.FloatRange(0.0, 0.99), help="Share of glass.")
@json_option
def soil(*, name: str, glass: float, as_json: bool) -> None:
    """Show what a site's soil is made of: oxides with their spread, elements, minerals, density."""
    from moonbase_regolith.geotechnics import bulk_density, mean_density
    from moonbase_regolith.modes import modes
    from moonbase_regolith.oxides import elements_of, soil_of
    from moonbase_regolith.soil_spread import relative_spread

    site = _site(name)
    oxides, spread = soil_of(site), relative_spread(site)
    elements, minerals = elements_of(oxides), modes(oxides, glass)
    densities = (bulk_density(0.0), mean_density(0.0, 0.3), mean_density(0.3, 0.6))
    if as_json:
        names = ("surface", "to_30_cm", "from_30_to_60_cm")
        tell_json(
            site=site.name, source=site.source, grade=site.grade, oxides=oxides, relative_spread=spread,
            elements=elements, minerals=minerals, density=dict(zip(names, densities, strict=True)),
        )  # fmt: skip
        return
    click.echo(f"{site.name}, {site.terrain}: {site.source} ({site.grade})")
    click.echo("oxides, % by mass +- one standard deviation")
    for oxide, share in oxides.items():
        click.echo(f"  {oxide:6} {100.0 * share:7.2f} +- {100.0 * share * spread[oxide]:.2f}")
    click.echo("elements, % by mass")
    for element, share in sorted(elements.items(), key=lambda pair: -pair[1]):
        click.echo(f"  {element:6} {100.0 * share:7.2f}")
    click.echo(f"minerals by norm with {glass:.0%} of glass, % by mass")
    for mineral, share in minerals.items():
        click.echo(f"  {mineral:14} {100.0 * share:7.2f}")
    top, upper, lower = densities
    click.echo(f"density {top:.0f} kg/m3 at the surface, {upper:.0f} to 30 cm, {lower:.0f} from 30 to 60 cm")


@regolith.command()
@click.option("--site", "name", default="lunar-south-pole", show_default=True, help="Where the plant stands.")
@click.option("--samples", default=10_000, show_default=True, type=click.IntRange(10, 10_000_000), help="Draws.")
@click.option("--seed", default=0, show_default=True, help="Of the random numbers.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Threads.")
@json_option
def flowsheet(*, name: str, samples: int, seed: int, workers: int, as_json: bool) -> None:
    """Show what a kilogram of liquid oxygen takes and gives, with its uncertainty.

    Excavator, sieve, molten regolith electrolysis, refinery, furnace and liquefier; every parameter that has a
    distribution varies, and the soil within the spread of its site.
    """
    from moonbase_regolith.oxygen_plant import oxygen_plant
    from moonbase_regolith.soil_spread import soil_samples

    plant = oxygen_plant(_site(name))
    best = plant.evaluate()
    drawn = plant.monte_carlo(samples, seed=seed, workers=workers, soils=soil_samples)
    rows = {"regolith [kg]": (best.activity["digger"], drawn.activity["digger"])}
    for commodity, sign, factor, unit in (
        ("electricity", -1.0, 3.6e6, "kWh"),
        ("silicon", 1.0, 1.0, "kg"),
        ("iron", 1.0, 1.0, "kg"),
        ("glass", 1.0, 1.0, "kg"),
    ):
        rows[f"{commodity} [{unit}]"] = (sign * best.net[commodity] / factor, sign * drawn.net[commodity] / factor)
    rows["plant [kg per t/yr]"] = (_mass(best.equipment), _mass(drawn.equipment))
    told = {label: (float(one[0]), _percentiles(many)) for label, (one, many) in rows.items()}
    if as_json:
        rows_told = [{"name": label, "default": one, "spread": many} for label, (one, many) in told.items()]
        tell_json(site=name, samples=samples, seed=seed, percentiles=(10, 50, 90), per_kg_of_oxygen=rows_told)
        return
    click.echo(f"per kg of liquid oxygen at {name}: defaults, then 10, 50 and 90 % of {samples} draws, seed {seed}")
    for label, (one, (low, half, high)) in told.items():
        click.echo(f"  {label:20} {one:9.3f}   {low:9.3f} {half:9.3f} {high:9.3f}")


def _mass(equipment: Mapping[str, Any]) -> Any:
    """Plant per tonne of oxygen a year [kg]; all of its parts count in kilograms."""
    from moonbase.api import constants

    return sum(equipment.values()) * 1000.0 / constants.YEAR


def _percentiles(values: Any) -> tuple[float, float, float]:
    import numpy as np

    low, half, high = np.percentile(values, (10.0, 50.0, 90.0))
    return float(low), float(half), float(high)


def _site(name: str) -> Site:
    from moonbase.api import ModelError
    from moonbase_regolith.places import read_sites

    known = {site.name: site for site in read_sites()}
    if name not in known:
        raise ModelError(f'no site "{name}"', help=f"known: {', '.join(known)}")
    return known[name]
