"""The page of the command line, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from moonbase.cli.main import cli

__all__ = ["command_pages"]

_WIDTH = 88


def command_pages() -> dict[str, str]:
    """Give the page of the command line."""
    lines = [
        "# Command line",
        "",
        "Results go to standard output and everything else to standard error.",
        "Every command explains itself with `--help`; these are those words.",
        "",
    ]
    for words, command in _walk(("moonbase",), cli):
        context = click.Context(command, info_name=" ".join(words), max_content_width=_WIDTH, terminal_width=_WIDTH)
        heading = f"{'#' * min(len(words) + 1, 4)} {' '.join(words)}"
        lines += [heading, "", "```text", command.get_help(context), "```", ""]
    return {"command-line.md": "\n".join(lines)}


def _walk(words: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=words[-1])
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield from _walk((*words, name), found)
