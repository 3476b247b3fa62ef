"""``moonbase campaign``: run, resume, look at and export studies; one module per command, imported when called."""

from __future__ import annotations

import importlib

import click

from moonbase.commandkit import CommandGroup

__all__ = ["COMMANDS", "command"]

COMMANDS = {
    "run": "Run a campaign file.",
    "check": "Check a campaign file and tell what it would do.",
    "resume": "Verify a campaign and do the rest of it.",
    "status": "Tell what is done, what failed and whether every shard is whole.",
    "show": "Print what was found: statistics, the table, or one sample.",
    "report": "Tell what a campaign found: statistics, what decides them, figures.",
    "export": "Write the table as one file: Parquet, CSV, JSON lines or Arrow.",
}


class _Group(CommandGroup):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group("campaign", cls=_Group)
def command() -> None:
    """Run studies of a mission: sweeps, Monte Carlo, sensitivity, optimisation.

    A campaign is a TOML file that names a mission, what varies, how samples are placed and what is done with each.
    Results are stored as they come; what was interrupted goes on with `moonbase campaign resume FOLDER`.
    """
