"""Every command that prints a result can print it as JSON, and every group suggests what was meant."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from moonbase.cli.main import cli
from moonbase.commandkit import CommandGroup

WITHOUT = {
    "demo": "prints the output of other commands",
    "warmup": "compiles; has no result",
    "new": "writes a file",
    "schema": "prints JSON anyway",
    "completion": "prints a script for a shell",
    "campaign export": "writes a file whose format is asked for",
    "plugins new": "writes a folder",
    "launchers export": "writes a file",
}
"""Commands without ``--json``, and why."""

ASKED = {
    "compute break-even --samples 100": ("dates", "launch_prices", "after_2060"),
    "compute crossover --samples 100": ("scenarios",),
    "compute fleets": ("fleets",),
    "compute options --samples 100": ("outputs",),
    "compute shields": ("shields",),
    "compute swarm": ("swarm", "collisions"),
    "fabrication bootstrap": ("generations", "launched"),
    "fabrication dies": ("gross", "yields"),
    "fabrication payback": ("embodied", "payback"),
    "fabrication vitamins --samples 10": ("imports",),
    "regolith floors": ("routes",),
    "regolith flowsheet --samples 10": ("per_kg_of_oxygen",),
    "regolith soil lunar-south-pole": ("oxides", "elements", "minerals", "density"),
}


def _walk(words, command, context):
    yield words, command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            yield from _walk((*words, name), found, click.Context(found, info_name=name, parent=context))


EVERY = {" ".join(words): command for words, command in _walk((), cli, click.Context(cli)) if words}
SINGLE = {name: command for name, command in EVERY.items() if not isinstance(command, click.Group)}


@pytest.mark.parametrize("name", SINGLE)
def test_a_command_has_a_json_form_or_a_reason(name):
    options = {option for parameter in SINGLE[name].params for option in parameter.opts}
    assert ("--json" in options) != (name in WITHOUT)


def test_the_exceptions_exist():
    assert set(WITHOUT) <= set(SINGLE)


@pytest.mark.parametrize("name", [name for name in EVERY if name not in SINGLE])
def test_a_group_suggests_what_was_meant(name):
    group = EVERY[name]
    assert isinstance(group, CommandGroup)
    meant = max(group.list_commands(click.Context(group)), key=len)
    done = CliRunner().invoke(cli, [*name.split(), meant[:-1]])
    assert done.exit_code == 2
    assert f'did you mean "{meant}"?' in done.output


@pytest.mark.parametrize("words", ASKED)
def test_a_plugin_answers_in_json(words):
    done = CliRunner().invoke(cli, [*words.split(), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    for key in ASKED[words]:
        assert found[key] not in (None, [], {})


def test_tables_show_the_numbers_of_the_json_form():
    for words, key, column in (("compute fleets", "fleets", "cost"), ("compute shields", "shields", "cost")):
        rows = json.loads(CliRunner().invoke(cli, [*words.split(), "--json"]).stdout)[key]
        shown = CliRunner().invoke(cli, words.split()).stdout
        assert all(f"{row[column]:.0f}" in shown for row in rows)
