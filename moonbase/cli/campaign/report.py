"""``moonbase campaign report FOLDER``: what a study found, as a page, as text, as JSON, with figures."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from moonbase.cli.console import Console, table, wrap

if TYPE_CHECKING:
    from moonbase.campaign.present.part import Part

__all__ = ["command", "told"]


@click.command("report", short_help="Tell what a campaign found: statistics, what decides them, figures.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Page to write; FOLDER/report.html if left out.")
@click.option("--text", "as_text", is_flag=True, help="Print it instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")
@click.option("--figures", type=click.Path(path_type=Path), help="Folder for the figures as SVG files.")
@click.option("--column", "columns", multiple=True, metavar="NAME", help="Result with a section; may be given often.")
@click.option("--less", nargs=2, metavar="A B", help="Tell where A is less than B; 0 as B stands for zero.")
@click.option("--front", "front", multiple=True, metavar="NAME", help="Trade results; +NAME is better the larger.")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument per option
    console: Console, folder: Path, out: Path | None, figures: Path | None, columns: tuple[str, ...],
    less: tuple[str, str] | None, front: tuple[str, ...], *, as_text: bool, as_json: bool,
) -> None:  # fmt: skip
    """Write what the study in FOLDER found: distributions with their errors, what decides them, where one thing beats
    another, what cannot be had together.
    """  # noqa: D205 - click shows the first paragraph whole
    from moonbase.campaign.campaign import open_campaign
    from moonbase.campaign.present import page
    from moonbase.campaign.present.part import Asked
    from moonbase.campaign.present.samples import read_samples
    from moonbase.campaign.present.sections import found

    samples = read_samples(open_campaign(folder))
    parts = tuple(found(samples, Asked(results=columns, less=less or None, front=front)))
    if figures is not None:
        written = page.write_figures(parts, figures)
        console.say(f"{len(written)} figures written to {figures}")
    if as_json:
        console.out(json.dumps({part.key: _finite(part.data) for part in parts}, indent=2))
    elif as_text:
        console.out("\n\n".join(told(part) for part in parts))
    else:
        path = out or folder / "report.html"
        page.write_page(samples, parts, path)
        console.say(f"report written to {path}")


def told(part: Part) -> str:
    """Write a section as text."""
    lines = [part.title, "-" * len(part.title), *(wrap(sentence) for sentence in part.sentences)]
    if part.heads:
        lines += ["", table([part.heads, *part.rows])]
    return "\n".join(lines)


def _finite(data: Any) -> Any:
    """Replace what JSON has no number for."""
    if isinstance(data, dict):
        return {key: _finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data
