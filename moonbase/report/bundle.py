"""The script of plotly, packed small enough to travel inside a page.

The page unpacks it when someone first wants to look closer, so that it costs a reader nothing before.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import importlib.util
from functools import lru_cache
from pathlib import Path

from moonbase.kept import folder, keep

__all__ = ["packed"]


@lru_cache(maxsize=1)
def packed() -> str:
    """Give plotly's script as base64 of gzip; empty where plotly is not installed.

    Found without importing plotly, which would cost more than writing the page; packed once, and kept.
    """
    spec = importlib.util.find_spec("plotly")
    places = spec.submodule_search_locations if spec is not None else None
    for place in places or ():
        script = Path(place) / "package_data" / "plotly.min.js"
        if script.is_file():
            return _kept(script)
    return ""


def _kept(script: Path) -> str:
    """Pack a script, or read what was packed of one of this size and date; gzip ends with the size of what it holds."""
    store, about = folder(), script.stat()
    entry = None if store is None else store / f"plotly-{about.st_size}-{about.st_mtime_ns}.js.gz"
    content = b""
    if entry is not None:
        with contextlib.suppress(OSError):
            content = entry.read_bytes()
    if content[-4:] != (about.st_size % 2**32).to_bytes(4, "little"):
        content = gzip.compress(script.read_bytes(), 6, mtime=0)
        if entry is not None:
            keep(entry, content)
    return base64.b64encode(content).decode("ascii")
