"""Read the plugin's data files: presets and sources."""

from __future__ import annotations

import csv
import sys
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moonbase.api import ModelError, Preset, Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["data_text", "presets", "read_csv", "read_numbers", "sources"]


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


def read_numbers(path: str, columns: tuple[str, ...]) -> NDArray[np.float64]:
    """Read columns of numbers from a CSV file with a header, shape ``(n_rows, n_columns)``.

    Raises
    ------
    ModelError
        If the file cannot be read, a column is missing, or a value is no number.
    """
    import numpy as np

    try:
        text = Path(path).read_text(encoding="utf-8")
        rows = list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))
        return np.array([[float(row[name]) for name in columns] for row in rows], dtype=np.float64).reshape(
            -1, len(columns)
        )
    except (OSError, UnicodeDecodeError, KeyError, ValueError, TypeError) as error:
        raise ModelError(f"cannot read {path}: {error}", help=f"columns {', '.join(columns)}, plain numbers") from None
