"""``moonbase run MISSION``: plan a mission and write its report."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from moonbase.cli.complete import MissionFile
from moonbase.cli.console import Console, overrides_option

if TYPE_CHECKING:
    from moonbase.pipeline import Checked
    from moonbase.planning.gridcheck import GridError

__all__ = ["command", "progress", "refuse_warnings"]


@click.command("run", short_help="Plan a mission and write its report.")
@click.argument("mission", type=MissionFile())
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write; runs/MISSION if left out.")
@click.option("--force", is_flag=True, help="Replace an older run in that folder.")
@overrides_option
@click.option("--period", metavar="LENGTH", help='Length of a period, such as "3 months", or auto.')
@click.option(
    "--integer",
    type=click.Choice(["round", "exact", "relax"]),
    default="round",
    show_default=True,
    help="What to do about nodes and supplies that ask for whole machines or flights.",
)
@click.option("--check-grid", is_flag=True, help="Plan on months throughout as well and tell how far the two differ.")
@click.option("--claims", is_flag=True, help="Judge published claims about what the mission uses, for the report.")
@click.option(
    "--trajectories/--no-trajectories",
    default=True,
    show_default=True,
    help="Fly one throw of each leg for the report: seconds the first time, then kept on disk.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors (exit code 6).")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON; write a folder only with --out.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the result.")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument per option
    console: Console,
    *,
    mission: str,
    out: Path | None,
    force: bool,
    overrides: Mapping[str, str],
    period: str | None,
    integer: str,
    check_grid: bool,
    claims: bool,
    trajectories: bool,
    strict: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Plan MISSION from its first to its last day and write a folder with the report, every table and the result.

    The summary goes to standard output, progress to standard error. An older run is never replaced unless --force
    says so.
    """
    console.quiet = console.quiet or quiet
    console.say(f"Planning {mission}")
    from moonbase import pipeline, planning, report

    folder = out if out is not None or as_json else report.default_folder(mission)
    if folder is not None:
        report.refuse_existing(folder, force=force)
    changes = {**overrides, **({"time.period": period} if period else {})}
    progress(console, "checking the mission and resolving its graph")
    checked = pipeline.check(Path(mission), console.registry(), changes)
    refuse_warnings(console, checked, strict=strict)
    network = checked.network
    size = f"{len(network.activities)} activities, {len(network.balances)} balances, {network.grid.size} periods"
    progress(console, f"solving: {size}")
    solved = pipeline.plan(network, planning.Options(integer=integer))
    result = pipeline.summarise(checked, solved)
    if folder is not None and trajectories and checked.mission.legs:
        progress(console, "flying one throw of each leg")
        result = pipeline.fly(checked, solved, result)
    if claims:
        from moonbase.cli.verdicts import verdicts

        progress(console, "judging claims")
        result = replace(result, claims=verdicts(console, result))
    if folder is not None:
        progress(console, "writing the report")
        pipeline.render(result, folder, force=force)
    console.out(result.to_json().rstrip("\n") if as_json else report.screen(result, _shown(folder)).rstrip("\n"))
    if check_grid:
        progress(console, "planning on months")
        months = pipeline.check(Path(mission), console.registry(), {**changes, "time.period": "1 month"})
        (console.say if as_json else console.out)(_grid_line(planning.grid_error(network, months.network)))


def _grid_line(error: GridError) -> str:
    return (
        f"Grid: the objective on {error.coarse_periods} periods is {abs(error.relative):.2%} "
        f"{'above' if error.relative > 0 else 'below'} that on {error.fine_periods} months "
        f"({error.coarse_seconds:.1f} s against {error.fine_seconds:.1f} s to plan, fractions allowed)"
    )


def _shown(folder: Path | None) -> str:
    return "" if folder is None else folder.as_posix()


def progress(console: Console, text: str) -> None:
    """Tell what is going on, to a person at a terminal only."""
    if sys.stderr.isatty():
        console.say(f"  {text} …")


def refuse_warnings(console: Console, checked: Checked, *, strict: bool) -> None:
    """Tell warnings, or stop at them.

    Raises
    ------
    ValidityError
        If there are any and `strict` is given.
    """
    from moonbase.errors import ValidityError

    if not checked.warnings:
        return
    if strict:
        listed = "\n".join(f"  - {warning.message}" for warning in checked.warnings)
        raise ValidityError(
            f"{len(checked.warnings)} warnings under --strict:\n{listed}",
            help="mend the mission, or leave out --strict",
        )
    for warning in checked.warnings:
        console.warn(warning.message)
