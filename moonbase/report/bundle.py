"""The script of plotly, packed small enough to travel inside a page.

The page unpacks it when someone first wants to look closer, so that it costs a reader nothing before.
"""

from __future__ import annotations

import base64
import gzip
import importlib.util
from functools import lru_cache
from pathlib import Path

__all__ = ["packed"]


@lru_cache(maxsize=1)
def packed() -> str:
    """Give plotly's script as base64 of gzip; empty where plotly is not installed.

    Found without importing plotly, which would cost more than writing the page.
    """
    spec = importlib.util.find_spec("plotly")
    places = spec.submodule_search_locations if spec is not None else None
    for place in places or ():
        script = Path(place) / "package_data" / "plotly.min.js"
        if script.is_file():
            return base64.b64encode(gzip.compress(script.read_bytes(), 6, mtime=0)).decode("ascii")
    return ""
