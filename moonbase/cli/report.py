"""``moonbase report RUN_FOLDER``: write the report of a run again, or its figures, without solving."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from moonbase.cli.console import Console

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
@click.option("--claims", is_flag=True, help="Add published claims about what the mission uses, with verdicts.")
@click.pass_obj
def command(
    console: Console,
    *,
    run_folder: Path,
    output: Path | None,
    text: bool,
    figures: Path | None,
    kind: str,
    claims: bool,
) -> None:
    """Rebuild the page of RUN_FOLDER from its result.json."""
    from moonbase import report

    if text:
        console.out(report.screen(report.read_result(run_folder), run_folder.as_posix()).rstrip("\n"))
        return
    result = report.read_result(run_folder)
    if figures is not None:
        from moonbase.report.figurefiles import write_figures

        written = write_figures(result, figures, kind)
        console.out("\n".join(path.as_posix() for path in written))
        return
    if claims:
        from moonbase.cli.verdicts import verdicts

        result = replace(result, claims=verdicts(console, result))
    console.out(report.rebuild(run_folder, result, to=output).as_posix())
