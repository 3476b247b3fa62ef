"""``moonbase diff RUN RUN``: what changed between two runs, and why the plan moved."""

from __future__ import annotations

from pathlib import Path

import click

from moonbase.cli.console import Console

__all__ = ["command"]


@click.command("diff", short_help="Tell what changed between two runs, and why the plan moved.")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_obj
def command(console: Console, before: Path, after: Path, *, as_json: bool) -> None:
    """Compare the run folders BEFORE and AFTER: inputs, software, objective, plan.

    The change of the objective is attributed to the numbers that differ, by the shadow prices of both runs.
    """
    from moonbase import report
    from moonbase.report import codec
    from moonbase.report.diff import compare_runs
    from moonbase.report.difftext import as_text

    found = compare_runs(report.read_result(before), report.read_result(after))
    console.out(codec.dumps(found).rstrip("\n") if as_json else as_text(found))
