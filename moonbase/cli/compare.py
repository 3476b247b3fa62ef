"""``moonbase compare MISSION...``: missions side by side."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

from moonbase.cli.complete import MissionFile
from moonbase.cli.console import Console, parse_overrides
from moonbase.cli.run import progress

__all__ = ["command"]


def _finite(_context: click.Context, option: click.Parameter, value: float) -> float:
    if not math.isfinite(value):
        raise click.BadParameter(f"{value} is no finite number.", param=option)
    return value


@click.command("compare", short_help="Put missions side by side: what delivered computing costs.")
@click.argument("missions", nargs=-1, required=True, type=MissionFile(path_type=Path))
@click.option("--rate", default=0.085, show_default=True, type=click.FloatRange(0.0, 1.0), callback=_finite,
              help="Discount rate a year.")  # fmt: skip
@click.option(
    "--watts",
    default=1834.0,
    show_default=True,
    type=click.FloatRange(1.0),
    callback=_finite,
    help="Per accelerator, with host.",
)
@click.option("--speed", default=2.5e15, show_default=True, type=click.FloatRange(1.0), callback=_finite,
              help="Operations per second.")  # fmt: skip
@click.option("--precision", default="bf16", show_default=True, help="Of these operations.")
@click.option("--utilisation", default=0.4, show_default=True, type=click.FloatRange(0.01, 1.0), callback=_finite,
              help="Share achieved.")  # fmt: skip
@click.option("--set", "overrides", multiple=True, callback=parse_overrides, metavar="NODE.PARAMETER=VALUE",
              help="Change a value in every mission.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="Write a page with the table and plots (.html, .svg).")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_obj
def command(console: Console, /, missions: tuple[Path, ...], out: Path | None, *, as_json: bool, **given: Any) -> None:
    """Plan missions and put them in one table: cost per delivered computing, mass, paybacks, growth.

    Defaults are those of one GB300 package: 132 kW over 72 packages, 2.5 PFLOP/s dense at bf16.
    """
    from moonbase import pipeline
    from moonbase.errors import UsageError
    from moonbase.report import compare, compareplot

    if out is not None and out.suffix not in (".html", ".svg"):
        raise UsageError(f"{out} ends neither in .html nor in .svg", help="write --out compared.html")
    if out is not None and not out.parent.is_dir():
        raise UsageError(
            f"there is no folder {out.parent} for {out.name}", help="name a folder that is there, or make it"
        )
    accelerator = compare.Accelerator(
        power=given["watts"], speed=given["speed"], precision=given["precision"], utilisation=given["utilisation"]
    )
    rate = given["rate"]
    contenders = []
    for mission in missions:
        progress(console, f"planning {mission.as_posix()}")
        result = pipeline.run(mission, catalogue=console.registry(), overrides=given["overrides"])
        contenders.append(compare.contend(result, accelerator, rate))
    if out is not None:
        text = (
            compareplot.page(contenders, accelerator, rate) if out.suffix == ".html" else compareplot.plot(contenders)
        )
        out.write_text(text, encoding="utf-8")
    show = compare.as_json if as_json else compare.as_text
    console.out(show(contenders, accelerator, rate))
