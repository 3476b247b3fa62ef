"""Streams, colour, exit codes, and what every command shares.

Results go to standard output and everything else to standard error, so that output can be piped.
"""

from __future__ import annotations

import os
import sys
import textwrap
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from moonbase.errors import ExitCode, MissionError, MoonbaseError

if TYPE_CHECKING:
    from moonbase.registry import Registry

__all__ = [
    "Console",
    "overrides_option",
    "parse_overrides",
    "report_bug",
    "report_error",
    "table",
    "wants_colour",
    "wrap",
]

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}


@dataclass
class Console:
    """The global options and what follows from them; commands get it with `click.pass_obj`.

    Attributes
    ----------
    quiet, verbose
        How much is said on standard error.
    colour
        False where colour was switched off.
    plugin_files, no_plugins, without
        Which plugins are loaded.
    """

    quiet: bool = False
    verbose: bool = False
    colour: bool = True
    plugin_files: Sequence[str] = ()
    no_plugins: bool = False
    without: Sequence[str] = ()
    _registry: list[Registry] = field(default_factory=list, repr=False)

    def registry(self, *, quiet: bool = False) -> Registry:
        """Load the plugins once; say in one line each which are broken."""
        if not self._registry:
            from moonbase import registry

            loaded = registry.load(self.plugin_files, no_plugins=self.no_plugins, without=self.without)
            self._registry.append(loaded)
            for plugin in () if quiet else loaded.plugins:
                if plugin.error:
                    advice = next(filter(None, plugin.helps), "")
                    told = f'the plugin "{plugin.name}" cannot be used: {plugin.error}'
                    self.warn(f"{told}\n  = help: {advice}" if advice else told)
        return self._registry[0]

    def out(self, text: str) -> None:
        """Write a result to standard output."""
        click.echo(text, color=self.colour and None)

    def say(self, text: str) -> None:
        """Write progress or advice to standard error, unless ``--quiet``."""
        if not self.quiet:
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        """Write to standard error if ``--verbose``."""
        if self.verbose:
            click.echo(text, err=True)

    def warn(self, text: str) -> None:
        """Write a warning to standard error, unless ``--quiet``."""
        self.say(f"{_paint('warning', self.colour)}: {text}")


def wants_colour(*, switched_off: bool = False, stream: Any = None) -> bool:
    """Tell whether to colour: not if switched off, not with ``NO_COLOR`` set, not into a pipe or file."""
    target = sys.stderr if stream is None else stream
    return not switched_off and not os.environ.get("NO_COLOR") and bool(target.isatty())


def _paint(word: str, colour: bool) -> str:  # noqa: FBT001 - one shade or none
    return f"{_COLOURS[word]}{word}\x1b[0m" if colour and wants_colour() else word


def report_error(error: MoonbaseError, *, colour: bool = True) -> None:
    """Tell a failure that moonbase understands, on standard error."""
    if isinstance(error, MissionError) and error.diagnostics:
        from moonbase.mission.diagnostics import render_text

        click.echo(render_text(error.diagnostics, colour=colour and wants_colour()) + "\n", err=True)
        return
    lines = [f"{_paint('error', colour)}: {error.message}"]
    if error.help:
        lines.append(f"  = help: {error.help}")
    click.echo("\n".join(lines), err=True)


def report_bug(error: BaseException) -> None:
    """Tell a failure that nobody foresaw, with its traceback, on standard error."""
    from moonbase import __version__

    click.echo("".join(traceback.format_exception(error)), err=True)
    version = ".".join(map(str, sys.version_info[:3]))
    click.echo(
        f"This is a bug. Please report it with the lines above (moonbase {__version__}, Python {version}).", err=True
    )


def parse_overrides(_context: Any, _parameter: Any, values: Iterable[str]) -> dict[str, str]:
    """Read the values of ``--set NODE.PARAMETER=VALUE`` (a click callback)."""
    overrides = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f'"{value}" is not of the form NODE.PARAMETER=VALUE')
        overrides[name.strip()] = text.strip()
    return overrides


overrides_option = click.option(
    "--set",
    "overrides",
    multiple=True,
    callback=parse_overrides,
    metavar="NODE.PARAMETER=VALUE",
    help="Change a value of the mission; may be given often.",
)


def table(rows: Sequence[Sequence[str]], *, indent: int = 0) -> str:
    """Align columns; the last one is not padded.

    Examples
    --------
    >>> print(table([["a", "first"], ["long", "second"]]))
    a     first
    long  second
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)] if rows else []
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in rows
    ]
    return "\n".join(" " * indent + line.rstrip() for line in lines)


def wrap(text: str, *, indent: int = 0, width: int = 100) -> str:
    """Fill a paragraph."""
    margin = " " * indent
    return textwrap.fill(" ".join(text.split()), width=width, initial_indent=margin, subsequent_indent=margin)


def exit_code_lines() -> list[tuple[str, str]]:
    """Give each exit code with its meaning, for the help page."""
    meanings = {
        ExitCode.DONE: "done",
        ExitCode.BUG: "a bug in moonbase, told with a traceback",
        ExitCode.USAGE: "the command line is wrong",
        ExitCode.MISSION: "the mission file or its graph is wrong",
        ExitCode.INFEASIBLE: "no plan meets the requirements",
        ExitCode.PLUGIN: "a plugin that is needed is missing or broken",
        ExitCode.VALIDITY: "a model left its range of validity under --strict",
        ExitCode.STUDY: "a campaign stopped early and can be resumed",
        ExitCode.INTERRUPTED: "interrupted",
        ExitCode.TERMINATED: "ended by SIGTERM",
    }
    return [(str(code.value), meaning) for code, meaning in meanings.items()]
