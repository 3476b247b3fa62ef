"""The command ``moonbase``: global options and a table of commands, none of which is imported before it is called."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click
from click.shell_completion import CompletionItem

from moonbase import __version__
from moonbase.cli.complete import PluginName
from moonbase.cli.console import Console, exit_code_lines, report_bug, report_error
from moonbase.commandkit import CommandGroup
from moonbase.errors import ExitCode, MoonbaseError, PluginError, UsageError

__all__ = ["COMMANDS", "LazyGroup", "cli", "main"]

COMMANDS = {
    "run": ("moonbase.cli.run", "Plan a mission and write its report."),
    "balance": ("moonbase.cli.balance", "Find the steady state: rates, equipment, power, imports."),
    "growth": ("moonbase.cli.growth", "Find how fast the base can grow out of itself."),
    "demo": ("moonbase.cli.demo", "Show in under a minute what moonbase can do."),
    "check": ("moonbase.cli.check", "Check a mission file and its graph without planning it."),
    "graph": ("moonbase.cli.graph", "Draw what feeds what."),
    "report": ("moonbase.cli.report", "Write the report of a run again, without planning."),
    "diff": ("moonbase.cli.diff", "Tell what changed between two runs, and why the plan moved."),
    "windows": ("moonbase.cli.windows", "Find launch windows to a planet."),
    "tour": ("moonbase.cli.tour", "Find ways to a planet by flybys of others."),
    "warmup": ("moonbase.cli.warmup", "Compile in advance what trajectories need."),
    "compare": ("moonbase.cli.compare", "Put missions side by side: what delivered computing costs."),
    "campaign": ("moonbase.cli.campaign", "Run studies: sweeps, Monte Carlo, sensitivity, optimisation."),
    "claims": ("moonbase.cli.claims", "Test published claims with the installed models."),
    "new": ("moonbase.cli.new", "Write a mission to start from."),
    "explain": ("moonbase.cli.explain", "Tell one parameter: value, unit, origin, source, range."),
    "models": ("moonbase.cli.models", "List installed models, or show the parameters of one."),
    "schema": ("moonbase.cli.schema", "Print the JSON schema of mission files, or of one model."),
    "completion": ("moonbase.cli.completion", "Print the completion script of a shell."),
    "plugins": ("moonbase.cli.plugins", "List plugins, find out what ails them, start a new one."),
}
COMMAND_GROUP = "moonbase.commands"


class LazyGroup(CommandGroup):
    """A group whose commands are named in `COMMANDS` and by entry points, and imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the names of all commands, those of plugins last."""
        return [*COMMANDS, *sorted(set(_extra()) - set(COMMANDS))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command.

        Raises
        ------
        PluginError
            If it comes from a plugin and cannot be imported.
        """
        if cmd_name in COMMANDS:
            command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
            return command
        point = _extra().get(cmd_name)
        return _load(point) if point else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])
        extra = {name: point for name, point in _extra().items() if name not in COMMANDS}
        if extra:
            with formatter.section("Commands of plugins"):
                formatter.write_dl([(name, f"from {_origin(point)}") for name, point in sorted(extra.items())])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of exit codes."""
        with formatter.section("Exit codes"):
            formatter.write_dl(exit_code_lines())

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete command names without importing any."""
        if incomplete.startswith("-"):
            return click.Command.shell_complete(self, ctx, incomplete)
        helps = {name: help_line for name, (_, help_line) in COMMANDS.items()}
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        return [CompletionItem(name, help=helps.get(name, "From a plugin.")) for name in names]

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and turn every failure into words and an exit code."""
        console = Console()
        extra = {**extra, "standalone_mode": False, "obj": console}
        code: Any
        try:
            code = super().main(*args, **extra)
        except click.NoSuchOption as error:
            error.show()
            console.say(_place_of(error.option_name))
            code = error.exit_code
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo("interrupted", err=True)
            code = ExitCode.INTERRUPTED
        except MoonbaseError as error:
            report_error(error, colour=console.colour)
            code = error.exit_code
            if code == ExitCode.BUG:
                report_bug(error)
        except BrokenPipeError:
            # Whoever read the output has seen enough; Python would complain once more when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = ExitCode.DONE
        except OSError as error:
            code = _report_system(error, console)
        except Exception as error:  # noqa: BLE001 - the last line of defence
            report_bug(error)
            code = ExitCode.BUG
        raise SystemExit(int(code) if isinstance(code, int) else 0)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--plugin", "plugin_files", multiple=True, type=click.Path(), metavar="FILE", help="Load a Python file as a plugin."
)
@click.option("--no-plugins", is_flag=True, help="Load no installed plugin, not even the bundled ones.")
@click.option("--without", multiple=True, type=PluginName(), metavar="NAME", help="Leave out one plugin.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more on the way.")
@click.option("--no-color", is_flag=True, help="No colour; NO_COLOR in the environment does the same.")
@click.version_option(__version__, prog_name="moonbase", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, /, no_color: bool, **options: Any) -> None:  # noqa: FBT001 - click passes by name
    """Plan lunar industry: dig, make, build, throw, fly, compute.

    A mission is a TOML file: `moonbase new first.toml` writes one, `moonbase check first.toml` reads it.
    """
    console = ctx.ensure_object(Console)
    console.colour = not no_color
    for name, value in options.items():
        setattr(console, name, value)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    cli.main(None if arguments is None else list(arguments), prog_name="moonbase")


def _place_of(option: str) -> str:
    """Say where an option belongs that stands behind the command and is one of all commands."""
    ours = {name: parameter.metavar or "" for parameter in cli.params for name in parameter.opts}
    if option not in ours:
        return "moonbase COMMAND --help lists what there is"
    return f"It belongs before the command: moonbase {' '.join(filter(None, (option, ours[option], 'COMMAND')))} ..."


def _report_system(error: OSError, console: Console) -> ExitCode:
    """Tell about a file that the system refuses; without a file to name, it is a bug."""
    if error.filename is None:
        report_bug(error)
        return ExitCode.BUG
    refused = UsageError(f"{error.filename}: {error.strerror}", help="give a path that can be read or written")
    report_error(refused, colour=console.colour)
    return refused.exit_code


def _extra() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=COMMAND_GROUP)}


def _origin(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def _load(point: EntryPoint) -> click.Command:
    try:
        command = point.load()
    except Exception as error:
        raise PluginError(
            f'the command "{point.name}" of {_origin(point)} cannot be imported: {type(error).__name__}: {error}',
            help="moonbase plugins doctor",
        ) from error
    if not isinstance(command, click.Command):
        raise PluginError(f'the command "{point.name}" of {_origin(point)} is not a click command')
    return command
