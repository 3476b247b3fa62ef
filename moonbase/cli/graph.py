"""``moonbase graph MISSION``: draw the mission graph."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from moonbase.cli.complete import MissionFile
from moonbase.cli.console import Console, overrides_option

if TYPE_CHECKING:
    from moonbase.graph.drawing import Drawing

__all__ = ["command"]


@click.command("graph", short_help="Draw the mission graph.")
@click.argument("mission", type=MissionFile(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["svg", "dot", "mermaid", "json"]),
    help="By default as the name of the file says.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; standard output if left out.")
@overrides_option
@click.pass_obj
def command(
    console: Console, *, mission: Path, form: str | None, output: Path | None, overrides: Mapping[str, str]
) -> None:
    """Draw what MISSION joins to what: nodes, legs, supplies, and the commodities between them.

    MISSION is a mission file, or the folder of a run: then arrows carry the amounts that its plan moves.
    """
    endings = {".svg": "svg", ".json": "json", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".md": "mermaid"}
    chosen = form or ("svg" if output is None else endings.get(output.suffix.lower(), ""))
    if not chosen:
        from moonbase.errors import UsageError

        raise UsageError(f"{output} ends in none of {', '.join(endings)}", help="say what to write with --format")
    title, drawing = _drawing(console, mission, overrides)
    text = _text(drawing, title, chosen)
    if output is None:
        console.out(text.rstrip("\n"))
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        from moonbase.errors import UsageError

        raise UsageError(
            f"cannot write {output}: {error.strerror}", help="choose another file with --output"
        ) from error
    console.say(f"wrote {output.as_posix()}")


def _drawing(console: Console, mission: Path, overrides: Mapping[str, str]) -> tuple[str, Drawing]:
    if mission.is_dir():
        from moonbase import report

        result = report.read_result(mission)
        return result.title, result.drawing
    from moonbase import pipeline
    from moonbase.graph.draw import drawing_of

    network = pipeline.check(mission, console.registry(), overrides).network
    return network.title, drawing_of(network)


def _text(drawing: Drawing, title: str, form: str) -> str:
    from moonbase.graph.drawsvg import as_svg
    from moonbase.graph.drawtext import as_dot, as_mermaid
    from moonbase.report.units import human

    if form == "json":
        plain = {"format": 1, "title": title, "nodes": drawing.nodes, "edges": drawing.edges}
        return json.dumps(plain, indent=2, ensure_ascii=False, default=asdict) + "\n"
    if form == "dot":
        return as_dot(drawing, title, tell=human)
    return as_mermaid(drawing, tell=human) if form == "mermaid" else as_svg(drawing, title, tell=human)
