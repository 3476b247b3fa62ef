"""``moonbase plugins``: which are there, what ails them, and a folder for a new one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from moonbase.cli.console import Console, table
from moonbase.commandkit import CommandGroup
from moonbase.errors import ExitCode
from moonbase.models.catalogue import KINDS

if TYPE_CHECKING:
    from moonbase.registry import Plugin

__all__ = ["command"]


@click.group("plugins", cls=CommandGroup, invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--freeze", "frozen", is_flag=True, help="Write what to install to have the same plugins again.")
@click.pass_context
def command(ctx: click.Context, *, as_json: bool, frozen: bool) -> None:
    """List plugins (the default), find out what ails them, or start a new one.

    The lines of --freeze are a requirements file: `moonbase plugins --freeze > plugins.txt`, and elsewhere
    `pip install -r plugins.txt`.
    """
    if ctx.invoked_subcommand is not None:
        return
    if frozen:
        from moonbase.registry.freeze import freeze

        console: Console = ctx.obj
        lines = freeze(console.registry(quiet=True).plugins)
        console.out(json.dumps({"format": 1, "requirements": lines}, indent=2) if as_json else "\n".join(lines))
        return
    ctx.invoke(list_plugins, as_json=as_json)


@command.command("list", short_help="List plugins with version and health.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_obj
def list_plugins(console: Console, *, as_json: bool) -> None:
    """List every plugin that was found, with version and health."""
    plugins = console.registry(quiet=True).plugins
    if as_json:
        content = {"format": 1, "plugins": [_plain(plugin) for plugin in plugins]}
        console.out(json.dumps(content, indent=2, ensure_ascii=False))
        return
    rows = [
        (
            plugin.name,
            _origin(plugin),
            f"{len(plugin.models)} model{'s' * (len(plugin.models) != 1)}",
            " ".join(plugin.error.split()) or "fine",
        )
        for plugin in plugins
    ]
    console.out(table(rows) if rows else "no plugins")


@command.command("doctor", short_help="Tell what ails plugins and what to do.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_obj
def doctor(console: Console, *, as_json: bool) -> None:
    """Import every model of every plugin and tell what is wrong and what to do.

    Ends with exit code 5 if anything is wrong.
    """
    from moonbase.registry.health import examine

    report = examine(console.registry(quiet=True))
    plain = {"format": 1, "problems": report.problems, "lines": report.lines}
    console.out(json.dumps(plain, indent=2, ensure_ascii=False) if as_json else "\n".join(report.lines))
    if report.problems:
        raise click.exceptions.Exit(int(ExitCode.PLUGIN))


@command.command("new", short_help="Write a plugin folder to start from.")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), default="process", show_default=True, help="Kind of its first model.")
@click.option("--into", type=click.Path(file_okay=False), default=".", help="Folder to write it into.")
@click.pass_obj
def new(console: Console, name: str, kind: str, into: str) -> None:
    """Write a plugin folder: package, model, README, tests that pass and a mission that uses the model.

    NAME is the name of the distribution, such as moonbase-rail. Nothing that exists is overwritten.
    """
    from moonbase.registry.scaffold import scaffold

    folder = scaffold(name, kind, into, known=console.registry(quiet=True))
    console.out(str(folder))
    console.say(f"next: cd {folder} && pip install -e '.[test]' && python -m pytest && moonbase run mission.toml")


def _plain(plugin: Plugin) -> dict[str, object]:
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "target": plugin.target,
        "models": list(plugin.models),
        "errors": list(plugin.errors),
        "helps": list(plugin.helps),
    }


def _origin(plugin: Plugin) -> str:
    return f"{plugin.distribution} {plugin.version}" if plugin.distribution else f"file {plugin.target}"
