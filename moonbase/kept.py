"""The folder of what is dear to work out and kept between runs.

``MOONBASE_CACHE`` names it; empty, it switches keeping off. What is kept has a name that tells what it depends on, and
is never missed: a folder that cannot be written, or an entry that cannot be read, costs a computation and nothing else.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["folder", "keep"]


def folder() -> Path | None:
    """Give the folder; None if keeping is switched off."""
    chosen = os.environ.get("MOONBASE_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "moonbase"
    except RuntimeError:  # no home directory
        return None


def keep(path: Path, content: bytes) -> None:
    """Write an entry whole or not at all, also beside another process that writes the same one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(scratch).replace(path)
    except OSError:
        return
