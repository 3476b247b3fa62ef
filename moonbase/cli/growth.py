"""``moonbase growth MISSION``: how fast the base can grow out of what it makes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from moonbase.cli.complete import MissionFile
from moonbase.cli.console import Console, overrides_option

__all__ = ["command"]


@click.command("growth", short_help="Largest self-sustaining growth, and what to make at home next.")
@click.argument("mission", type=MissionFile(path_type=Path))
@click.option(
    "--import-share",
    type=click.FloatRange(0.0, 1.0, min_open=True),
    default=0.1,
    show_default=True,
    help="Mass from Earth per mass of new equipment.",
)
@overrides_option
@click.option("--json", "as_json", is_flag=True, help="Print both growths as JSON.")
@click.pass_obj
def command(
    console: Console, *, mission: Path, import_share: float, overrides: Mapping[str, str], as_json: bool
) -> None:
    """Find the largest rate at which MISSION's base can make more of itself, with and without imports.

    Everything grows in step: limits, windows and demands know sizes and play no part. Imports are ranked by the growth
    that making them at home would give.
    """
    console.say(f"Growing {mission}")
    from moonbase import pipeline, planning
    from moonbase.report import codec
    from moonbase.report.steady import growth_screen

    network = pipeline.check(mission, console.registry(), overrides).network
    closed = planning.growth(network)
    supplied = planning.growth(network, import_share=import_share)
    if as_json:
        console.out(codec.dumps({"closed": closed, "supplied": supplied}).rstrip("\n"))
        return
    console.out(growth_screen(network.title, closed, supplied).rstrip("\n"))
