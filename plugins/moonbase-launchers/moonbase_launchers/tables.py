"""Read the plugin's data files: presets and sources."""

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

__all__ = ["data_text", "presets", "read_csv", "sources"]


def data_text(name: str) -> str:
    """Text of a data file of this package."""
    return (files("moonbase_launchers") / "data" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV file of this package; lines that start with # are comments."""
    return tuple(csv.DictReader(line for line in data_text(name).splitlines() if line and not line.startswith("#")))


@lru_cache(maxsize=8)
def _rows(file: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(data_text(file))[table]
    return rows


def presets() -> list[Preset]:
    """List published designs as parameter sets."""
    return [Preset(**row) for row in _rows("presets.toml", "preset")]


def sources() -> list[Source]:
    """List citations."""
    return [Source(**row) for row in _rows("sources.toml", "source")]
