"""``moonbase launchers``: look at the design library and check designs."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from moonbase.api import CommandGroup, json_option, tell_json
from moonbase_launchers.command_plan import aim, compare, ground, power
from moonbase_launchers.command_shot import shot
from moonbase_launchers.command_validation import validation

if TYPE_CHECKING:
    from moonbase_launchers.designs import Design

__all__ = ["launchers"]


@click.group(cls=CommandGroup)
def launchers() -> None:
    """Look at published launcher designs and check them."""


for _command in (shot, compare, aim, ground, power, validation):
    launchers.add_command(_command)


@launchers.command("list")
@json_option
def list_designs(*, as_json: bool) -> None:
    """List the library, one design a line."""
    from moonbase_launchers.designs import designs

    if as_json:
        tell_json(designs=designs())
        return
    click.echo(f"{'id':10} {'year':>4} {'speed m/s':>9} {'g':>8} {'length m':>8} {'payload kg':>10}  {'grade':9} name")
    for design in designs():
        click.echo(
            f"{design.id:10} {_number(design.year):>4} {_number(design.speed_m_s):>9}"
            f" {_number(design.acceleration_g):>8} {_number(design.length_m):>8} {_number(design.payload_kg):>10}"
            f"  {design.grade:9} {design.name}"
        )


@launchers.command()
@click.argument("identifier")
@json_option
def show(identifier: str, *, as_json: bool) -> None:
    """Show one design with everything its source says, and what the checks say."""
    from moonbase_launchers.designs import find
    from moonbase_launchers.graded_numbers import UNITS, graded_numbers

    design = find(identifier)
    if as_json:
        from moonbase_launchers.linter import lint

        tell_json(design=design, numbers=list(graded_numbers(design)), findings=list(lint(design)))
        return
    for field in dataclasses.fields(design):
        value = getattr(design, field.name)
        if field.name not in UNITS and value not in (None, ""):
            click.echo(f"{field.name:16} {_number(value) if isinstance(value, float) else value}")
    for number in graded_numbers(design):
        value = number.value if isinstance(number.value, str) else f"{number.value:g}"
        origin = "" if number.source == design.source else f"  {number.source}"
        click.echo(f"{number.quantity:16} {value:>12} {number.unit:5} {number.grade:10}{origin}".rstrip())
    _report((design,))


@launchers.command()
@click.argument("identifiers", nargs=-1)
@click.option(
    "--format", "style", type=click.Choice(["csv", "json"]), default="csv", show_default=True, help="Of the text."
)
def export(identifiers: tuple[str, ...], style: str) -> None:
    """Print the numbers of designs with unit, source and grade each; without IDENTIFIERS, of the whole library."""
    from moonbase_launchers.designs import designs, find
    from moonbase_launchers.graded_numbers import as_csv, as_json

    chosen = tuple(find(name) for name in identifiers) or designs()
    click.echo((as_csv if style == "csv" else as_json)(chosen).rstrip("\n"))


@launchers.command()
@click.argument("identifiers", nargs=-1)
@click.option(
    "--file",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Check the designs of a CSV file with some of the library's columns.",
)
@json_option
@click.pass_context
def check(context: click.Context, identifiers: tuple[str, ...], path: Path | None, *, as_json: bool) -> None:
    """Check designs: v^2 = 2aL, energy, power, throughput, orbit, and more.

    Without arguments, the whole library and the published statements that fail. The exit code is 3 if a design
    that was named or read from a file contradicts itself.
    """
    from moonbase_launchers.designs import designs, find, read_designs, statements

    chosen = tuple(find(name) for name in identifiers) + (read_designs(path) if path else ())
    errors = _report(chosen or (*designs(), *statements()), as_json=as_json)
    if chosen and errors:
        context.exit(3)


@launchers.command("solve")
@click.argument("quantities", nargs=-1)
@click.option("--speed", type=float, default=0.0, help="Muzzle speed, m/s.")
@click.option("--acceleration", type=float, default=0.0, help="Acceleration, standard gravities.")
@click.option("--length", type=float, default=0.0, help="Powered track, m.")
@click.option("--time", type=float, default=0.0, help="Time on the track, s.")
@json_option
@click.pass_context
def solve(
    context: click.Context,
    quantities: tuple[str, ...],
    speed: float,
    acceleration: float,
    length: float,
    time: float,
    *,
    as_json: bool,
) -> None:
    """Complete a run from any two of speed, acceleration, length and time.

    Or give any QUANTITIES as NAME=VALUE in SI units (payload=10.5 rate=4 power=125e6 duty=0.49 ...): what follows is
    solved, what contradicts is named with the value that would fit, and the exit code is then 3.
    """
    if quantities:
        from moonbase_launchers.command_solve import complete

        if complete(quantities, as_json=as_json):
            context.exit(3)
        return
    from moonbase.api import constants
    from moonbase_launchers.free_variable import solve_run

    gravity = constants.STANDARD_GRAVITY
    run = solve_run(speed=speed, acceleration=acceleration * gravity, length=length, time=time)
    if as_json:
        tell_json(run=run, specific_energy=run.speed**2 / 2.0)
        return
    click.echo(f"speed         {run.speed:.6g} m/s")
    click.echo(f"acceleration  {run.acceleration / gravity:.6g} g ({run.acceleration:.6g} m/s2)")
    click.echo(f"length        {run.length:.6g} m")
    click.echo(f"time          {run.time:.6g} s")
    click.echo(f"energy        {run.speed**2 / 2e6:.6g} MJ/kg")


@launchers.command()
@click.option("--stages", default=20, show_default=True, type=click.IntRange(1, 5000), help="Drive coils.")
@click.option("--shots", default=0, type=click.IntRange(0, 1_000_000), help="Shots with random errors.")
@click.option("--voltage-error", default=1e-3, show_default=True, help="Standard deviation of voltages, relative.")
@click.option("--seed", default=0, show_default=True, help="Of the random numbers.")
@click.option("--optimise", is_flag=True, help="Move the triggers for the highest speed first.")
@json_option
def fire(stages: int, shots: int, voltage_error: float, seed: int, *, optimise: bool, as_json: bool) -> None:
    """Fire the reference coilgun through its circuits and account for its energy."""
    from moonbase_launchers.coilgun_shot import coupling_ratio, shoot
    from moonbase_launchers.dispersion import Scatter, monte_carlo
    from moonbase_launchers.reference_guns import twenty_stages

    gun = twenty_stages(stages)
    if optimise:
        from moonbase_launchers.timing import optimise_triggers

        gun = optimise_triggers(gun, -0.02, 0.06).gun
    shot = shoot(gun)
    found = monte_carlo(gun, Scatter(voltage=voltage_error), shots=max(shots, 2), seed=seed) if shots else None
    if as_json:
        tell_json(shot=shot, efficiency=shot.efficiency, coupling_ratio=coupling_ratio(gun, shot), scatter=found)
        return
    click.echo(f"muzzle speed      {shot.speed:.6f} m/s after {shot.time * 1e3:.4f} ms and {shot.position:.4f} m")
    click.echo(f"energy            {shot.spent:.2f} J spent, {shot.gained:.2f} J gained: {100 * shot.efficiency:.1f} %")
    click.echo(f"ohmic loss        {shot.loss:.2f} J; energy audit {shot.audit:+.1e}")
    click.echo(f"coupling ratio    {coupling_ratio(gun, shot):.2f} of the bucket's own flux")
    if found is not None:
        click.echo(f"scatter           {found.deviation:.4g} m/s over {len(found.speeds)} shots: {found.relative:.2e}")


def _report(chosen: tuple[Design, ...], *, as_json: bool = False) -> int:
    from moonbase_launchers.linter import lint

    findings = [finding for design in chosen for finding in lint(design)]
    errors = sum(finding.level == "error" for finding in findings)
    if as_json:
        tell_json(checked=len(chosen), contradictions=errors, findings=findings)
        return errors
    for finding in findings:
        click.echo(f"{finding.design:14} {finding.level:7} {finding.check:10} {finding.message}")
    click.echo(f"{len(chosen)} checked: {errors} contradictions, {len(findings) - errors} warnings")
    return errors


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
