"""Options that say where samples are evaluated, and progress on a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from moonbase.cli.console import Console

if TYPE_CHECKING:
    from moonbase.campaign.engines.choice import EngineChoice
    from moonbase.campaign.engines.task import Outcome
    from moonbase.campaign.runner import Progress
    from moonbase.cli.campaign.stop import Stop

__all__ = ["choice_of", "duration", "engine_options", "progress_on"]

_WIDTH = 24
_EVERY = 0.2


def engine_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every command with an engine has."""
    options = [
        click.option("--engine", type=click.Choice(["local", "serial", "dask"]), default="local", show_default=True,
                     help="Where samples are evaluated."),
        click.option("--workers", type=click.IntRange(1), help="How many; one per processor if left out."),
        click.option("--scheduler", metavar="ADDRESS", help="dask: an existing cluster, such as tcp://10.0.0.1:8786."),
        click.option("--cluster", metavar="CLASS",
                     help="dask: a batch system, by its class in dask-jobqueue; any cluster, by its dotted name."),
        click.option("--cluster-option", "cluster_options", multiple=True, metavar="NAME=VALUE",
                     help="dask: an argument of that class; may be given often."),
    ]  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


def choice_of(given: dict[str, Any]) -> EngineChoice:
    """Make the choice of an engine out of the options, and keep this process to one thread per library."""
    from moonbase.campaign.engines.choice import EngineChoice, one_thread_each
    from moonbase.mission.overrides import override_value

    os.environ.update(one_thread_each({}))
    pairs = [text.partition("=") for text in given["cluster_options"]]
    return EngineChoice(
        name=given["engine"],
        workers=given["workers"] or 0,
        scheduler=given["scheduler"] or "",
        cluster=given["cluster"] or "",
        cluster_options={name.strip(): override_value(value.strip()) for name, _, value in pairs},
    )


def duration(seconds: float) -> str:
    """Write a length of time for people.

    Examples
    --------
    >>> duration(0.4), duration(75), duration(7300)
    ('under a second', '75 s', '2.0 h')
    """
    if seconds < 1.0:
        return "under a second"
    for limit, size, unit in ((100.0, 1.0, "s"), (6000.0, 60.0, "min"), (48 * 3600.0, 3600.0, "h")):
        if seconds < limit:
            return f"{seconds / size:.0f} {unit}" if seconds / size >= 10 else f"{seconds / size:.1f} {unit}"
    return f"{seconds / 86400.0:.1f} d"


def progress_on(console: Console, stop: Stop) -> Progress:
    """Tell a person at a terminal how it goes; say nothing into a pipe but what needs to be known."""
    from moonbase.campaign.runner import Progress

    bar = _Bar(console) if sys.stderr.isatty() and not console.quiet else None

    def verified(good: int, bad: list[tuple[int, str]]) -> None:
        for shard, wrong in bad:
            console.warn(f"shard {shard} is computed again: {wrong}")
        if good:
            console.say(f"{good} shards are there and whole")

    def estimate(seconds: float, samples: int) -> None:
        console.say(f"{samples} samples to do, {duration(seconds)} expected")

    def shard(done: int, whole: int, outcome: Outcome) -> None:
        if bar is not None:
            bar.tell(done, whole, outcome)
        stop.check()

    return Progress(on_verified=verified, on_estimate=estimate, on_shard=shard)


class _Bar:
    """One line that is written over and over."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = 0.0
        self._base = 0
        self._told = 0.0

    def tell(self, done: int, whole: int, outcome: Outcome) -> None:
        """Show how far it is, how fast it goes and how long it still takes."""
        now = time.monotonic()
        if not self._began:
            self._began, self._base = now - max(outcome.seconds, 1e-3), done - len(outcome.task.samples)
        if now - self._told < _EVERY and done < whole:
            return
        self._told = now
        rate = (done - self._base) / (now - self._began)
        filled = _WIDTH * done // whole
        bar, left = "#" * filled + "." * (_WIDTH - filled), duration((whole - done) / rate)
        line = f"[{bar}] {done}/{whole}  {rate:.3g}/s  {left} left"
        click.echo(f"\r\x1b[K{line}" + ("\n" if done == whole else ""), err=True, nl=False)
