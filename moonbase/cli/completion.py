"""``moonbase completion``: the script that makes a shell complete commands, mission files and models."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from moonbase.cli.console import Console

__all__ = ["command"]

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_obj
def command(console: Console, *, shell: str) -> None:
    r"""Print the completion script of SHELL.

    \b
    bash:  eval "$(moonbase completion bash)"   in ~/.bashrc
    zsh:   eval "$(moonbase completion zsh)"    in ~/.zshrc
    fish:  moonbase completion fish > ~/.config/fish/completions/moonbase.fish
    """
    from moonbase.cli.main import cli

    writer = get_completion_class(shell)
    assert writer is not None
    script = writer(cli, {}, "moonbase", "_MOONBASE_COMPLETE").source()
    if shell == "fish":
        # click's script takes every comma for the end of a field, those of the help lines too.
        script = script.replace('string split ","', 'string split --max 1 ","')
    console.out(script)
