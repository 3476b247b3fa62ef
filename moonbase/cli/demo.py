"""``moonbase demo``: a tour in under a minute, with the commands that a reader can repeat."""

from __future__ import annotations

from pathlib import Path

import click

from moonbase.cli.console import Console
from moonbase.errors import UsageError

__all__ = ["STEPS", "command"]

STEPS = (
    ("A mission is a text file. This writes one: parts from Earth, a coilgun, satellites around the Sun.",
     ("new", "satellite", "{folder}/mission.toml")),
    ("Units, names, ranges, and the balances of mass, elements and energy are checked before anything is planned.",
     ("check", "{folder}/mission.toml")),
    ("What feeds what, as a picture.",
     ("graph", "{folder}/mission.toml", "-o", "{folder}/graph.svg")),
    ("Plan eight years month by month: what to land, build, throw and run, and what holds it back.",
     ("run", "{folder}/mission.toml", "--out", "{folder}/run")),
    ("Where does a number come from?",
     ("explain", "driver.max_muzzle_speed", "--mission", "{folder}/mission.toml")),
    ("And a little further from the Sun? Any number can be changed on the way.",
     ("run", "{folder}/mission.toml", "--set", "sunside.radius=0.97 AU", "--out", "{folder}/further")),
    ("What changed between the two plans, and why?",
     ("diff", "{folder}/run", "{folder}/further")),
    ("When can something leave the Moon for Mars? Solved with poliastro on a JPL ephemeris that ships with moonbase.",
     ("windows", "--from", "moon", "--to", "mars", "--depart", "2030-06-01:2031-06-01", "--tof", "120:400")),
)  # fmt: skip
"""What is shown: words, and the command that they are about."""


@click.command("demo")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=Path("moonbase-demo"),
              show_default=True, help="Folder to write; it must not exist.")  # fmt: skip
@click.pass_obj
def command(console: Console, *, into: Path) -> None:
    """Show in under a minute what moonbase can do: check, draw, plan, change a number, find launch windows.

    Each step prints the command that it runs.
    """
    if into.exists():
        raise UsageError(f"{into} exists already", help="moonbase demo --into ANOTHER_FOLDER")
    try:
        into.mkdir(parents=True)
    except OSError as error:
        raise UsageError(
            f"{into} cannot be made: {error.strerror}", help="moonbase demo --into ANOTHER_FOLDER"
        ) from None
    for number, (words, arguments) in enumerate(STEPS, 1):
        step = [argument.format(folder=into.as_posix()) for argument in arguments]
        typed = " ".join(f'"{word}"' if " " in word else word for word in step)
        console.out(f"\n[{number}/{len(STEPS)}] {words}\n$ moonbase {typed}")
        _run(step)
    console.out(
        f"\nOpen {into.as_posix()}/run/report.html in a browser; change {into.as_posix()}/mission.toml and run again.\n"
        "`moonbase models` lists what can take part, `moonbase plugins new` starts a model of your own."
    )


def _run(step: list[str]) -> None:
    from moonbase.cli.main import cli

    try:
        cli.main(step, prog_name="moonbase")
    except SystemExit as ended:
        if ended.code:
            raise
