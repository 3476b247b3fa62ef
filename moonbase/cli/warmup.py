"""``moonbase warmup``: compile in advance what trajectories need."""

from __future__ import annotations

import time

import click

from moonbase.cli.console import Console

__all__ = ["command"]


@click.command("warmup", short_help="Compile in advance what trajectories need.")
@click.pass_obj
def command(console: Console) -> None:
    """Compile all loops of the trajectory layer and keep them on disk, so that no later run waits for it.

    Without it the first run that needs a loop compiles it, and says so on standard error.
    """
    console.say("Loading numba")
    from moonbase.trajectories import warmup

    begun = time.perf_counter()
    compiled = warmup.warm_up(lambda name: console.say(f"compiling {name}"))
    spent = time.perf_counter() - begun
    place = warmup.cache_directory()
    if place is None:
        console.warn("no directory can be written: compiled code lasts no longer than this process")
    console.out(f"{compiled} compiled in {spent:.1f} s, the rest was there already; kept in {place}")
