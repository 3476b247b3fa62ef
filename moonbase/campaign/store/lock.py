"""One runner per study: a lock that names its holder and is worth nothing once the holder is dead."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import time
from pathlib import Path
from typing import Any, Final

from moonbase.errors import UsageError

__all__ = ["Lock", "holder_of"]

_NO_LOCKS: Final = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
_SETTLE: Final = 0.05


class Lock:
    """The lock of a study folder.

    The kernel's lock on the file ``lock`` ends with its holder, whatever ends it. Where a file system has none, and
    for another machine on a shared file system, the holder's words count: host, boot id, process id and the time the
    process started, which no later process shares.

    Parameters
    ----------
    folder
        The study.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises
        ------
        UsageError
            If another runner holds it; the message says which.
        """
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            self._take(file)
        except BaseException:
            os.close(file)
            raise
        self._file = file

    def release(self) -> None:
        """Give the lock back; safe to call twice."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None

    def _take(self, file: int) -> None:
        kernel = _kernel_lock(file)
        held = _read(file)
        if kernel is False:
            raise self._refusal(held)
        if held and _may_live(held, trust_kernel=kernel is True):
            raise self._refusal(held)
        me = json.dumps(_self(), sort_keys=True).encode()
        os.ftruncate(file, 0)
        os.pwrite(file, me, 0)
        os.fsync(file)
        if kernel is None:
            time.sleep(_SETTLE)
            if os.pread(file, 4096, 0) != me:
                raise self._refusal(_read(file))

    def _refusal(self, held: dict[str, Any]) -> UsageError:
        who = f"process {held.get('pid', '?')} on {held.get('host', '?')}"
        return UsageError(
            f"another runner works on this study: {who}",
            help=f"wait for it or end it; if that process is surely gone, remove {self._path}",
        )


def holder_of(folder: Path) -> dict[str, Any]:
    """Tell who works on a study at the moment; empty if nobody does."""
    try:
        file = os.open(folder / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return {}
    try:
        held = _read(file)
        return held if held and _may_live(held, trust_kernel=False) else {}
    finally:
        os.close(file)


def _kernel_lock(file: int) -> bool | None:
    """Take the kernel's lock: True if it was free, False if it is held, None if the file system has none."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return None
        raise
    return True


def _read(file: int) -> dict[str, Any]:
    try:
        found = json.loads(os.pread(file, 4096, 0) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _self() -> dict[str, Any]:
    pid = os.getpid()
    return {"host": socket.gethostname(), "boot": _boot_id(), "pid": pid, "started": _started(pid)}


def _may_live(held: dict[str, Any], *, trust_kernel: bool) -> bool:
    me = _self()
    if held.get("host") != me["host"]:
        return True
    if held.get("boot") != me["boot"] or trust_kernel:
        return False
    started = _started(int(held.get("pid", 0)))
    return bool(started) and started == held.get("started") and held.get("pid") != me["pid"]


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _started(pid: int) -> str:
    """Give the time at which a process started, in ticks since boot; "" if there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        pass
    else:
        return "" if fields[0] == "Z" else fields[19]
    try:
        os.kill(pid, 0)
    except (OSError, ValueError):
        return ""
    return "" if Path("/proc").is_dir() and Path("/proc/self").exists() else "running"
