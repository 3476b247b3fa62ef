"""The group itself: help, lazy commands, suggestions, exit codes, commands of plugins."""

from __future__ import annotations

import importlib
import re

import click
import pytest

from moonbase import __version__
from moonbase.cli import main as module
from moonbase.cli.main import COMMANDS, LazyGroup, cli
from moonbase.errors import ExitCode, InfeasibleError, ModelError, MoonbaseError


def test_help_names_every_command_and_exit_code(shell):
    done = shell("--help")
    assert (done.code, done.err) == (0, "")
    for name, (_, words) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(words)}$", done.out, re.MULTILINE)
    for code in ExitCode:
        assert re.search(rf"^  {code.value} ", done.out, re.MULTILINE)


def test_version(shell):
    assert shell("--version").out == f"moonbase {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_page_of_help(shell, name):
    done = shell(name, "--help")
    assert done.code == 0
    assert f"moonbase {name}" in done.out
    command = importlib.import_module(COMMANDS[name][0]).command
    assert command.name == name
    assert command.help


def test_a_mistyped_command_is_suggested(shell):
    done = shell("chekc", "x.toml")
    assert (done.code, done.out) == (2, "")
    assert 'There is no command "chekc"; did you mean "check"?' in done.err


def test_an_unknown_option_is_an_error_of_usage(shell):
    assert shell("check", "--nonsense").code == 2


@click.command("boom")
@click.argument("how")
def boom(how):
    raise {
        "bug": ZeroDivisionError("by hand"),
        "model": ModelError("too small", help="make it larger"),
        "infeasible": InfeasibleError("no plan"),
        "interrupt": KeyboardInterrupt(),
        "base": MoonbaseError("of no kind"),
    }[how]


@pytest.mark.parametrize(
    ("how", "code", "words"),
    [
        ("bug", 1, ["Traceback", "ZeroDivisionError: by hand", "This is a bug"]),
        ("base", 1, ["of no kind", "Traceback"]),
        ("model", 3, ["error: too small", "= help: make it larger"]),
        ("infeasible", 4, ["error: no plan"]),
        ("interrupt", 130, ["interrupted"]),
    ],
)
def test_failures_become_words_and_exit_codes(shell, monkeypatch, how, code, words):
    monkeypatch.setattr(module, "_extra", lambda: {"boom": Point(boom)})
    done = shell("boom", how)
    assert (done.code, done.out) == (code, "")
    for word in words:
        assert word in done.err
    assert ("Traceback" in done.err) == (code == 1)


class Point:
    dist = None
    name = "boom"
    value = "somewhere:boom"

    def __init__(self, found):
        self.found = found

    def load(self):
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@pytest.mark.parametrize(
    ("found", "words"), [(ImportError("gone"), "cannot be imported: ImportError: gone"), (7, "is not a click command")]
)
def test_a_broken_command_of_a_plugin_is_an_error_of_plugins(shell, monkeypatch, found, words):
    monkeypatch.setattr(module, "_extra", lambda: {"boom": Point(found)})
    done = shell("boom", "x")
    assert done.code == 5
    assert words in done.err
    listed = shell("--help")
    assert listed.code == 0
    assert "from somewhere:boom" in listed.out


def test_own_commands_come_before_those_of_plugins(shell, monkeypatch):
    monkeypatch.setattr(module, "_extra", lambda: {"models": Point(boom), "boom": Point(boom)})
    assert cli.list_commands(click.Context(cli)) == [*COMMANDS, "boom"]
    assert "process" in shell("models").out


def test_completion_knows_names_without_importing(monkeypatch):
    monkeypatch.setattr(importlib, "import_module", None)
    context = click.Context(cli)
    assert isinstance(cli, LazyGroup)
    assert [item.value for item in cli.shell_complete(context, "mo")] == ["models"]
    assert "--plugin" in [item.value for item in cli.shell_complete(context, "--p")]
