"""The table of a study in other libraries and in other files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moonbase.campaign.store.folder import readable_errors, write_whole
from moonbase.errors import UsageError

if TYPE_CHECKING:
    from moonbase.campaign.campaign import Campaign

__all__ = ["export", "to_xarray"]

SUFFIXES = (".parquet", ".csv", ".jsonl", ".arrow")


def export(campaign: Campaign, file: Path, *, force: bool = False) -> int:
    """Write the table as one file, by its suffix.

    Parameters
    ----------
    campaign
        The study.
    file
        ``.parquet``, ``.csv``, ``.jsonl`` or ``.arrow``.
    force
        Whether a file that is there is replaced.

    Returns
    -------
    int
        How many samples were written.

    Raises
    ------
    UsageError
        If the suffix is none of these, the file is there, or it cannot be written.
    """
    if file.suffix not in SUFFIXES:
        raise UsageError(f"{file} ends in none of {', '.join(SUFFIXES)}")
    if file.exists() and not force:
        raise UsageError(f"{file} is there already", help="--force replaces it")
    found = campaign.table
    buffer = io.BytesIO()
    _WRITERS[file.suffix](found, buffer)
    with readable_errors(file):
        write_whole(file, buffer.getvalue())
    return int(found.num_rows)


def _parquet(table: Any, buffer: io.BytesIO) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table, buffer, compression="zstd")


def _csv(table: Any, buffer: io.BytesIO) -> None:
    from pyarrow import csv

    csv.write_csv(table, buffer)


def _jsonl(table: Any, buffer: io.BytesIO) -> None:
    for batch in table.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            plain = {key: None if value != value else value for key, value in row.items()}  # noqa: PLR0124 - NaN
            buffer.write((json.dumps(plain, default=str) + "\n").encode())


def _arrow(table: Any, buffer: io.BytesIO) -> None:
    import pyarrow as pa

    with pa.ipc.new_file(buffer, table.schema) as writer:
        writer.write_table(table)


_WRITERS = {".parquet": _parquet, ".csv": _csv, ".jsonl": _jsonl, ".arrow": _arrow}


def to_xarray(campaign: Campaign) -> Any:
    """Give the table as an `xarray.Dataset`; a complete grid gets one dimension per factor.

    Raises
    ------
    UsageError
        If xarray is not installed.
    """
    try:
        import xarray as xr
    except ImportError:
        raise UsageError("xarray is not installed", help="pip install xarray") from None
    found, units = campaign.table, campaign.layout.units
    columns = {name: found[name].to_numpy(zero_copy_only=False) for name in found.column_names}
    factors = [factor.name for factor in campaign.study.factors]
    whole = found.num_rows == campaign.division.samples
    if campaign.study.design.kind == "grid" and whole:
        from moonbase.campaign.size import points_of

        shape = points_of(campaign.study)
        axes = {}
        for place, name in enumerate(factors):
            corner = tuple(slice(None) if place == other else 0 for other in range(len(shape)))
            axes[name] = columns[name].reshape(shape)[corner]
        data: dict[str, tuple[Any, Any]] = {
            name: (factors, column.reshape(shape)) for name, column in columns.items() if name not in factors
        }
        dataset = xr.Dataset(data, coords=axes)
    else:
        data = {name: ("sample", column) for name, column in columns.items() if name != "sample"}
        dataset = xr.Dataset(data, coords={"sample": columns["sample"]})
    for name, unit in units.items():
        dataset[name].attrs["units"] = unit
    return dataset
