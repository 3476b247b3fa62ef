"""Data files of the plugin, and columns of numbers from a user's file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from moonbase.api import DataFolder, ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DATA", "read_numbers"]


DATA = DataFolder("moonbase_launchers")


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
