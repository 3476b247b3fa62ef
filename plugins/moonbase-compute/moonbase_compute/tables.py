"""Read the plugin's data files."""

from __future__ import annotations

import csv
import sys
from functools import lru_cache
from importlib.resources import files
from typing import Any

from moonbase.api import Preset, Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["presets", "read", "sources"]


def _text(name: str) -> str:
    return (files("moonbase_compute") / "data" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=16)
def read(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV file of this package; lines that start with # are comments.

    Parameters
    ----------
    name
        File name.
    """
    lines = [line for line in _text(name).splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


def _rows(name: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(_text(name))[table]
    return rows


def presets() -> list[Preset]:
    """List parameter sets of published designs."""
    return [Preset(**row) for row in _rows("presets.toml", "preset")]


def sources() -> list[Source]:
    """List citations."""
    return [Source(**row) for row in _rows("sources.toml", "source")]
