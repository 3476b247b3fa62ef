"""``moonbase check``: every problem of a mission at once, without planning it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from moonbase.cli.complete import MissionFile
from moonbase.cli.console import Console, overrides_option, wants_colour
from moonbase.errors import MissionError

if TYPE_CHECKING:
    from moonbase.mission.diagnostics import Diagnostic

__all__ = ["command"]


@click.command("check")
@click.argument("mission", type=MissionFile())
@overrides_option
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True,
              help="How findings are written.")  # fmt: skip
@click.option("--json", "style", flag_value="json", help="The same as --format json.")
@click.option("--file-only", is_flag=True, help="Check the file, not the graph that its models make.")
@click.pass_obj
def command(console: Console, mission: str, overrides: dict[str, str], style: str, *, file_only: bool) -> None:
    """Check a mission file and its graph without planning it.

    Names, units, ranges and references of the file are checked first; then its models are asked, and mass, elements
    and energy must close. Ends with exit code 3 if there are errors.
    """
    from moonbase import mission as missions
    from moonbase.mission.diagnostics import render_github, render_json, render_text

    findings: tuple[Diagnostic, ...]
    source, registry = missions.read(mission), console.registry()
    refused: MissionError | None = None
    try:
        if file_only:
            findings = missions.check(source, registry, overrides).warnings
        else:
            from moonbase import pipeline

            findings = pipeline.check(source, registry, overrides).warnings
    except MissionError as error:
        refused, findings = error, error.diagnostics
        if not findings:
            raise
    errors = sum(item.severity == "error" for item in findings)
    if style != "text":
        console.out(render_json(findings) if style == "json" else render_github(findings))
    elif findings:
        console.out(render_text(findings, colour=wants_colour(switched_off=not console.colour, stream=sys.stdout)))
    if style == "text" and (errors or not console.quiet):
        console.out(("\n" if findings else "") + _summary(mission, errors, len(findings) - errors))
    if refused is not None:
        raise click.exceptions.Exit(int(refused.exit_code))


def _summary(name: str, errors: int, warnings: int) -> str:
    counts = [
        f"{count} {word}{'s' * (count != 1)}" for count, word in ((errors, "error"), (warnings, "warning")) if count
    ]
    return f"{name}: {' and '.join(counts) or 'no errors'}"
