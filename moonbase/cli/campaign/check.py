"""``moonbase campaign check FILE``: every problem of a campaign at once, and how large it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from moonbase.cli.campaign.run import load
from moonbase.cli.console import Console, overrides_option, table
from moonbase.commandkit import json_option, tell_json

if TYPE_CHECKING:
    from moonbase.campaign.study import Varied

__all__ = ["command"]


@click.command("check", short_help="Check a campaign file and tell what it would do.")
@click.argument("file", type=click.Path(path_type=Path))
@overrides_option
@click.option("--budget", metavar="SIZE", help='Most that the table may take, such as "20 GB"; 4 GB if left out.')
@json_option
@click.pass_obj
def command(console: Console, file: Path, overrides: dict[str, str], budget: str | None, *, as_json: bool) -> None:
    """Check the campaign in FILE and its mission without evaluating anything. Ends with exit code 3 if it is wrong."""
    study, _ = load(console, file, overrides, budget)
    from moonbase.campaign.size import bytes_of, rows_of

    if as_json:
        varied = [_plain(item) for item in study.varied]
        tell_json(
            campaign=study.name, samples=rows_of(study), bytes=bytes_of(study), varied=varied, follow=dict(study.follow)
        )
        return
    console.out(f"{study.name}: {rows_of(study)} samples, about {bytes_of(study) / 1e6:.3g} MB")
    rows = []
    for item in study.varied:
        factor, law = item.factor, item.law
        ends = [factor.told(value) for value in law.values] if law.kind not in ("normal", "lognormal") else []
        if law.kind == "lognormal":
            ends = [factor.told(law.values[0]), f"x/ {law.values[1]:g} (log)"]
        elif law.kind == "normal":
            ends = [factor.told(law.values[0]), f"± {law.values[1] / factor.factor_si:g} {factor.unit}".rstrip()]
        shown = ", ".join(ends[:5]) + (", …" if len(ends) > 5 else "")
        rows.append((factor.name, law.kind, shown, f"[{item.grade}: {item.source}]"))
    console.out(table(rows, indent=2))
    for name, leader in study.follow.items():
        console.out(f"  {name} follows {leader}")


def _plain(item: Varied) -> dict[str, Any]:
    values = item.law.values
    return {
        "name": item.factor.name, "kind": item.law.kind, "values": values, "unit": item.factor.unit,
        "grade": item.grade, "source": item.source,
    }  # fmt: skip
