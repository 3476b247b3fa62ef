"""Signals that end a run in order."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from typing import Any

import click

__all__ = ["Stop", "stopping"]


class Stop:
    """What has asked a run to end.

    A signal's handler raises at once, but Python drops what is raised inside a finaliser; what was asked is therefore
    kept, and looked at again after each shard.
    """

    def __init__(self) -> None:
        self._asked: KeyboardInterrupt | None = None

    def ask(self, error: KeyboardInterrupt) -> None:
        """Keep what was asked, and raise it."""
        self._asked = error
        raise error

    def check(self) -> None:
        """Raise what was asked, if anything was.

        Raises
        ------
        KeyboardInterrupt
            If a signal came.
        """
        if self._asked is not None:
            raise self._asked


@contextlib.contextmanager
def stopping(folder: Any) -> Iterator[Stop]:
    """Let SIGTERM and Ctrl-C end a run in order: workers first, then exit code 143 or 130."""
    from moonbase.campaign.engines.guard import TerminatedError

    stop = Stop()
    errors = {signal.SIGTERM: TerminatedError, signal.SIGINT: KeyboardInterrupt}

    def heard(number: int, _frame: Any) -> None:
        stop.ask(errors[signal.Signals(number)]())

    def dropped(unraisable: Any) -> None:
        if not isinstance(unraisable.exc_value, KeyboardInterrupt):
            told(unraisable)

    # A command that was started to ignore Ctrl-C, as a shell's background job is, goes on ignoring it.
    listening = [number for number in errors if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, heard) for number in listening}
    told, sys.unraisablehook = sys.unraisablehook, dropped
    words = f"\nstopped; moonbase campaign resume {folder} goes on"
    try:
        yield stop
    except TerminatedError:
        click.echo(words, err=True)
        raise SystemExit(143) from None
    except KeyboardInterrupt:
        click.echo(words, err=True)
        raise SystemExit(130) from None
    finally:
        sys.unraisablehook = told
        for number, handler in before.items():
            signal.signal(number, handler)
