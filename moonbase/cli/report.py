"""``moonbase report RUN_FOLDER``: write the report of a run again, without solving."""

from __future__ import annotations

from pathlib import Path

import click

from moonbase.cli.console import Console

__all__ = ["command"]


@click.command("report", short_help="Rebuild the report of a run without solving.")
@click.argument("run_folder", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; the run's own if left out.")
@click.option("--text", is_flag=True, help="Print the summary instead of writing the page.")
@click.pass_obj
def command(console: Console, *, run_folder: Path, output: Path | None, text: bool) -> None:
    """Rebuild the page of RUN_FOLDER from its result.json."""
    from moonbase import report

    if text:
        console.out(report.screen(report.read_result(run_folder), run_folder.as_posix()).rstrip("\n"))
        return
    written = report.rebuild(run_folder, to=output)
    console.out(written.as_posix())
