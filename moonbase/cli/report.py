"""``moonbase report RUN_FOLDER``: write the report of a run again, or its figures, without solving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from moonbase.cli.console import Console
from moonbase.commandkit import json_option, tell_json

__all__ = ["command"]


@click.command("report", short_help="Rebuild the report of a run without solving.")
@click.argument("run_folder", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; the run's own if left out.")
@click.option("--text", is_flag=True, help="Print the summary instead of writing the page.")
@click.option(
    "--figures", type=click.Path(path_type=Path), metavar="DIR", help="Write every drawing as a file instead."
)
@click.option("--format", "kind", type=click.Choice(["svg", "pdf", "png"]), default="svg", show_default=True,
              help="Of the figures.")  # fmt: skip
@click.option("--width", type=click.Choice(["page", "column"]), default="page", show_default=True,
              help="Of the figures: over the page, or for one of two columns.")  # fmt: skip
@click.option("--claims", is_flag=True, help="Add published claims about what the mission uses, with verdicts.")
@json_option
@click.pass_obj
def command(  # noqa: PLR0913 - one argument per option
    console: Console,
    *,
    run_folder: Path,
    output: Path | None,
    text: bool,
    figures: Path | None,
    kind: str,
    width: str,
    claims: bool,
    as_json: bool,
) -> None:
    """Rebuild the page of RUN_FOLDER from its result.json.

    With --json: the files that were written, or with --text the result itself.
    """
    from moonbase import report

    result = report.read_result(run_folder)
    if text:
        shown = result.to_json() if as_json else report.screen(result, run_folder.as_posix())
        console.out(shown.rstrip("\n"))
        return
    if figures is not None:
        from moonbase.report.figurefiles import write_figures

        _tell_written(console, write_figures(result, figures, kind, width=width), as_json=as_json)
        return
    if claims:
        from moonbase.cli.verdicts import verdicts

        result = replace(result, claims=verdicts(console, result))
    _tell_written(console, [report.rebuild(run_folder, result, to=output)], as_json=as_json)


def _tell_written(console: Console, written: Sequence[Path], *, as_json: bool) -> None:
    names = [path.as_posix() for path in written]
    if as_json:
        tell_json(written=names)
    else:
        console.out("\n".join(names))
