"""``moonbase launchers compare | aim | ground | power``: questions about a launcher before it stands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from moonbase.api import json_option, tell_json

if TYPE_CHECKING:
    from moonbase_launchers.compare import Answer, Range

__all__ = ["aim", "compare", "ground", "power"]


@click.command()
@click.option("--payload", default=10.0, show_default=True, help="kg.")
@click.option("--speed", default=2400.0, show_default=True, help="At the muzzle, m/s.")
@click.option("--rate", default=0.1, show_default=True, help="Shots per second.")
@click.option("--gees", default=100.0, show_default=True, help="Acceleration of tracks, standard gravities.")
@json_option
def compare(payload: float, speed: float, rate: float, gees: float, *, as_json: bool) -> None:
    """Ask every kind of launcher for the same task, with a rocket off the Moon and a launch from Earth."""
    from moonbase.api import constants
    from moonbase_launchers.compare import Task, answers

    task = Task(payload=payload, speed=speed, rate=rate, acceleration=gees * constants.STANDARD_GRAVITY)
    if as_json:
        tell_json(task=task, answers=list(answers(task)))
        return
    for answer in answers(task):
        click.echo(f"\n{answer.kind}")
        if answer.refusal:
            click.echo(f"  cannot: {answer.refusal}")
        for name, text in _rows(answer):
            click.echo(f"  {name:26} {text}")


def _rows(answer: Answer) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    machine = answer.machine
    if machine is not None:
        names = (
            "track_length",
            "acceleration",
            "efficiency",
            "mean_power",
            "peak_mechanical_power",
            "storage",
            "heat_per_shot",
            "radiator_area",
            "muzzle_speed_scatter",
            "muzzle_vertical_error",
            "muzzle_lateral_error",
        )
        figures = machine.figures
        rows += [
            (name.replace("_", " "), f"{figures[name][0]:.4g} {figures[name][1]}") for name in names if name in figures
        ]
        rows += [("rate", machine.notes[0])]
        rows += [("equipment", ", ".join(f"{name} {amount:.4g}" for name, amount in machine.equipment.items()))]
        rows += [("spares per shot", ", ".join(f"{name} {amount:.3g}" for name, amount in machine.spares.items()))]
    if answer.energy:
        rows.append(("electricity per shot", f"{answer.energy / 1e6:.5g} MJ"))
    if answer.propellant:
        rows.append(("propellant per shot", f"{answer.propellant:.5g} kg"))
    if answer.mass is not None:
        rows.append(("mass", _span(answer.mass, 1e3, "t")))
    if answer.cost is not None:
        rows.append(("cost", _span(answer.cost, 1e6, "million USD")))
    return rows


def _span(number: Range, unit: float, name: str) -> str:
    values = [value / unit for value in (number.value, number.low, number.high)]
    return f"{values[0]:.4g} {name} ({values[1]:.3g} to {values[2]:.3g}; most from {number.driver})"


@click.command()
@click.option("--point", type=click.IntRange(1, 2), default=2, show_default=True, help="Libration point.")
@click.option("--elevation", default=0.0, help="Of the muzzle, degrees.")
@click.option("--speed-error", default=0.037, show_default=True, help="Standard deviation along the muzzle, m/s.")
@click.option("--vertical-error", default=0.008, show_default=True, help="Across, in the vertical plane, m/s.")
@click.option("--lateral-error", default=0.05, show_default=True, help="Across, level, m/s.")
@click.option("--rate", default=4.0, show_default=True, help="Shots per second.")
@click.option("--shots", default=1000, show_default=True, type=click.IntRange(2, 1_000_000), help="Of the Monte Carlo.")
@click.option("--launcher", "kind", help="Take the muzzle errors of this kind of launcher, such as coilgun.")
@json_option
def aim(  # noqa: PLR0913, PLR0917 - click passes one argument per option
    point: int,
    elevation: float,
    speed_error: float,
    vertical_error: float,
    lateral_error: float,
    rate: float,
    shots: int,
    kind: str | None,
    *,
    as_json: bool,
) -> None:
    """Find the achromatic site for L1 or L2, where muzzle errors land from there, and what corrects them."""
    from moonbase.api import MuzzleError, achromatic_site, miss_at_libration_point
    from moonbase_launchers.precision import corrections, error_of_kind, miss

    site = achromatic_site(point, elevation=math.radians(elevation))
    error = MuzzleError(speed=speed_error, vertical=vertical_error, lateral=lateral_error)
    if kind:
        error = error_of_kind(kind)
    if kind and not as_json:
        click.echo(f"muzzle errors     {error.speed:.4g} along, {error.vertical:.4g} up, {error.lateral:.4g} aside m/s")
    closed, flown = miss(site, error), miss_at_libration_point(site, error, shots=shots)
    sized = corrections(site, error, rate=rate, radius_95=flown.radius_95)
    if as_json:
        tell_json(site=site, error=error, miss=closed, flown=flown, corrections=sized)
        return
    click.echo(f"achromatic site   {math.degrees(site.longitude):.4f} deg east on the equator, to L{point}")
    hours = site.time_of_flight / 3600.0
    click.echo(f"throw             {site.muzzle_speed:.3f} m/s, {hours:.3f} h, arrives at {site.arrival_speed:.2f} m/s")
    click.echo(
        f"sensitivity       {site.along_squared / 1e3:.3f} km/(m/s)2 along, {site.vertical / 1e3:.3f} vertical,"
        f" {site.lateral / 1e3:.3f} lateral km per m/s"
    )
    click.echo(f"miss, closed law  {closed.in_plane:.4g} m in plane, {closed.across:.4g} m across, 1 sigma")
    click.echo(f"miss, {shots} flown   {flown.deviations[0]:.4g} m in plane, {flown.deviations[1]:.4g} m across")
    click.echo(f"catcher           {sized.catcher_radius:.4g} m radius for 95 %; moves {sized.catcher_speed:.4g} m/s")
    click.echo(f"trim station      {sized.trim_impulse:.4g} m/s at 3 sigma; leaves {sized.trimmed_miss:.4g} m")
    click.echo(f"on board          {sized.onboard_dv:.4g} m/s at 3 sigma")


@click.command()
@click.option("--speed", default=2376.0, show_default=True, help="At the muzzle, m/s.")
@click.option("--gees", default=100.0, show_default=True, help="Acceleration, standard gravities.")
@click.option("--mass", default=21.0, show_default=True, help="Moving with the payload, kg.")
@click.option("--latitude", default=0.0, help="Degrees.")
@click.option("--longitude", default=0.0, help="Degrees east.")
@click.option("--azimuth", default=90.0, show_default=True, help="From north through east, degrees.")
@click.option("--elevation", default=0.0, help="Of the muzzle, degrees.")
@click.option("--profile", type=click.Path(dir_okay=False), help="CSV with distance_m and height_m behind the muzzle.")
@click.option("--keep", default=0.0, help="Height to keep over the ground, m.")
@json_option
def ground(  # noqa: PLR0913, PLR0917 - click passes one argument per option
    speed: float,
    gees: float,
    mass: float,
    latitude: float,
    longitude: float,
    azimuth: float,
    elevation: float,
    profile: str | None,
    keep: float,
    *,
    as_json: bool,
) -> None:
    """Lay a track on the ground: cut, hold-down, recoil, growth, clearance, and the directions of the month."""
    from moonbase.api import constants
    from moonbase_launchers import geometry, terrain

    acceleration = gees * constants.STANDARD_GRAVITY
    length = speed**2 / (2.0 * acceleration)
    rows = terrain.read_profile(profile) if profile else None
    found = terrain.clearance_over(speed, elevation=math.radians(elevation), profile=rows, wanted=keep)
    excess = math.sqrt(max(speed**2 - 2.0 * constants.MOON_GM / constants.MOON_RADIUS, 0.0))
    places = [math.radians(angle) for angle in (latitude, longitude, azimuth)]
    month = terrain.asymptotes(places[0], places[1], places[2], excess) if excess else None
    if as_json:
        tell_json(
            track_length=length,
            cut=geometry.chord_cut(length),
            hold_down=geometry.hold_down(speed),
            recoil=mass * acceleration,
            thermal_growth=geometry.thermal_growth(length),
            clearance=found,
            excess_speed=excess,
            asymptotes=month,
        )
        return
    click.echo(f"track             {length:.1f} m; straight it cuts {geometry.chord_cut(length):.3f} m deep")
    click.echo(f"hold-down         {geometry.hold_down(speed):+.4f} m/s2 outward on a level track at the muzzle")
    click.echo(f"recoil            {mass * acceleration:.4g} N while a shot runs")
    click.echo(f"thermal growth    {geometry.thermal_growth(length):.2f} m exposed, over 250 K")
    click.echo(f"clearance         {found.least:.3f} m at {found.distance:.0f} m along the ground")
    if not found.clears:
        click.echo(f"                  below {keep:g} m: raise the muzzle to {math.degrees(found.elevation):.3f} deg")
    if month is None:
        click.echo("asymptotes        none: below escape speed the path returns to the ground")
        return
    click.echo(f"launch plane      inclined {math.degrees(month.inclination):.2f} deg to the lunar equator")
    declination = math.degrees(month.declination)
    click.echo(
        f"asymptote         {excess:.1f} m/s, {math.degrees(month.turn):.1f} deg on, declination {declination:.2f} deg"
    )
    for time, angle in zip(month.time[::4], month.right_ascension[::4], strict=True):
        click.echo(f"  day {time / 86400.0:5.1f}       right ascension {math.degrees(angle):6.1f} deg")


@click.command()
@click.option("--shot-energy", default=30.24e6, show_default=True, help="From the bus, J.")
@click.option("--rate", default=4.0, show_default=True, help="Shots per second.")
@click.option("--array", default=125.0, show_default=True, help="Arrays in full sun, MW.")
@click.option("--steady", default=0.0, help="Reactor or grid, MW.")
@click.option("--storage", default=0.0, help="MWh.")
@click.option("--polar", "sun", type=float, help="Share of the year with Sun at a polar ridge, instead of the equator.")
@click.option("--night", default=120.0, show_default=True, help="Longest night of the polar ridge, hours.")
@click.option("--series", type=click.Path(dir_okay=False), help="CSV with time_h and share: any illumination.")
@json_option
def power(  # noqa: PLR0913, PLR0917 - click passes one argument per option
    shot_energy: float,
    rate: float,
    array: float,
    steady: float,
    storage: float,
    sun: float | None,
    night: float,
    series: str | None,
    *,
    as_json: bool,
) -> None:
    """Count the shots of a year that sunlight, a reactor and a store allow."""
    from moonbase_launchers import firing_schedule as firing

    light = firing.equator() if sun is None else firing.polar(sun, night * 3600.0)
    if series:
        light = firing.read_illumination(series)
    plant = firing.PowerPlant(array_power=array * 1e6, steady_power=steady * 1e6, storage=storage * 3.6e9)
    year = firing.fire_through(light, plant, shot_energy=shot_energy, rate=rate)
    if as_json:
        tell_json(plant=plant, year=year)
        return
    click.echo(f"shots             {year.shots:.6g} a year, {100.0 * year.availability:.2f} % of firing without pause")
    click.echo(f"set by            {year.limit}; {100.0 * year.unused:.1f} % of the energy is left over")
