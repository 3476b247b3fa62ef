"""A small process that outlives its maker by a moment, to end the workers of a runner that was killed.

The runner writes ``+pid`` for each worker it starts and ``-pid`` for each it has ended. When the pipe closes, for
whatever reason, every worker that is left is killed with all processes of its group.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from typing import Final

__all__ = ["Warden"]

_SCRIPT: Final = """
import os, signal, sys
left = set()
for line in sys.stdin.buffer:
    pid = int(line[1:])
    left.add(pid) if line[:1] == b"+" else left.discard(pid)
for pid in left:
    try:
        os.killpg(pid, signal.SIGKILL)
    except OSError:
        pass
"""


class Warden:
    """The process, from its maker's side; one per runner."""

    _one: Warden | None = None
    _lock = threading.Lock()

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own script
            [sys.executable, "-I", "-S", "-c", _SCRIPT],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/" if os.name == "posix" else None,
        )
        self._owner = os.getpid()

    @classmethod
    def get(cls) -> Warden:
        """Give the warden of this process, started at the first call and again if something has killed it."""
        with cls._lock:
            one = cls._one
            if one is None or not one.alive:
                one = cls._one = cls()
                atexit.register(one.close)
            return one

    @property
    def alive(self) -> bool:
        """Whether it runs and belongs to this process."""
        return self._owner == os.getpid() and self._process.poll() is None

    def note(self, pid: int, *, alive: bool) -> None:
        """Tell that a worker was started or has ended."""
        assert self._process.stdin is not None
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(f"{'+' if alive else '-'}{pid}\n".encode())
            self._process.stdin.flush()

    def close(self) -> None:
        """End it, and with it every worker that is left."""
        assert self._process.stdin is not None
        if self._owner == os.getpid():
            with contextlib.suppress(OSError, ValueError):
                self._process.stdin.close()
            self._process.wait(timeout=10)
