"""Hidden folders in which runs are prepared, and what to do with those that a killed process left behind."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import shutil
import tempfile
from pathlib import Path

__all__ = ["clear", "hidden"]

_ASIDE = "run"


def hidden(folder: Path, what: str = "") -> Path:
    """Make a hidden folder beside a run folder, named after this machine and process.

    Raises
    ------
    OSError
        If the disk refuses.
    """
    prefix = f".{folder.name}-{_machine()}-{os.getpid()}-{what}"
    return Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))


def clear(folder: Path) -> None:
    """Remove what processes of this machine that are gone left beside a run folder.

    A run that one of them had moved aside and not replaced is put back first. What cannot be removed stays.
    """
    pattern = re.compile(rf"\.{re.escape(folder.name)}-{_machine()}-(\d+)-")
    if not folder.parent.is_dir():
        return
    for path in sorted(folder.parent.iterdir()):
        found = pattern.match(path.name)
        if found is None or _alive(int(found[1])) or not path.is_dir():
            continue
        with contextlib.suppress(OSError):
            if (path / _ASIDE).is_dir() and not folder.exists():
                (path / _ASIDE).rename(folder)
        shutil.rmtree(path, ignore_errors=True)


def _machine() -> str:
    return hashlib.blake2b(platform.node().encode(), digest_size=3).hexdigest()


def _alive(process: int) -> bool:
    if os.name != "posix":  # elsewhere signal 0 is no question but an end
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
