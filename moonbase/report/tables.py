"""Tables of a result as Parquet and CSV, the same bytes every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from moonbase.report.result import Cell, Column, Result, Series, Table
from moonbase.report.years import date_text

__all__ = ["as_csv", "tables_of", "write_tables"]

_CSV = ("yearly", "imports", "launches")


def tables_of(result: Result) -> Iterator[tuple[str, Table]]:
    """List every table of a result by file name.

    Series become long tables with one row per period and thing: ``period, start, end, name, owner, role, site, unit,
    value``; in ``flows`` the owner is the commodity, the role says whether it flows, is built in or is upkeep, and
    the amount counts in the period of the activity that moves it.
    """
    yield "yearly", result.yearly
    for name, table in (
        ("imports", result.imports),
        ("values", result.values),
        ("launches", result.launches),
        ("windows", result.windows),
    ):
        if table is not None:
            yield name, table
    dates = [date_text(edge) for edge in result.edges]
    for name, series in result.series.items():
        if series:
            yield name, _long(name, series, dates)


def _long(name: str, series: tuple[Series, ...], dates: list[str]) -> Table:
    count = len(dates) - 1
    periods = Column(
        name="period", label="period", unit="1", values=tuple(float(i) for _ in series for i in range(count))
    )
    starts = Column(name="start", label="start", values=tuple(dates[:-1] * len(series)))
    ends = Column(name="end", label="end", values=tuple(dates[1:] * len(series)))
    words = [
        Column(name=key, label=key, values=tuple(str(getattr(one, key)) for one in series for _ in range(count)))
        for key in ("name", "owner", "role", "site", "unit")
    ]
    values = Column(name="value", label="value", unit="1", values=tuple(v for one in series for v in one.values))
    return Table(title=name, columns=(periods, starts, ends, *words, values))


def as_csv(table: Table) -> str:
    """Write a table as CSV (RFC 4180 with bare newlines); headings carry the SI unit in brackets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([f"{column.name} [{column.unit}]" if column.unit else column.name for column in table.columns])
    for row in range(table.size):
        writer.writerow([_cell(column.values[row]) for column in table.columns])
    return text.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return repr(value) if isinstance(value, float) else str(value)


def write_tables(result: Result, folder: Path) -> None:
    """Write every table as ``tables/NAME.parquet`` and the short ones as ``NAME.csv``, into an existing folder."""
    import pyarrow.parquet as pq

    (folder / "tables").mkdir()
    for name, table in tables_of(result):
        pq.write_table(_arrow(table), folder / "tables" / f"{name}.parquet", compression="zstd", write_statistics=True)
        if name in _CSV:
            (folder / f"{name}.csv").write_text(as_csv(table), encoding="utf-8", newline="")


def _arrow(table: Table) -> Any:
    import pyarrow as pa

    arrays, fields = [], []
    for column in table.columns:
        kind = pa.int32() if column.name == "period" else pa.float64() if column.unit else None
        arrays.append(_words(column.values) if kind is None else _numbers(column.values, kind))
        fields.append(pa.field(column.name, arrays[-1].type, metadata={"unit": column.unit} if column.unit else None))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"title": table.title}))


def _numbers(values: tuple[Cell, ...], kind: Any) -> Any:
    """Lay numbers out as Arrow does; its own converter would import pandas, where that is, to look at them."""
    import numpy as np
    import pyarrow as pa

    data = np.array([0 if value is None else value for value in values], dtype=kind.to_pandas_dtype())
    return pa.Array.from_buffers(kind, len(values), [_present(values), pa.py_buffer(data)])


def _words(values: tuple[Cell, ...]) -> Any:
    """Lay words out as a dictionary of those that differ, in order of their first appearance."""
    import numpy as np
    import pyarrow as pa

    places: dict[Cell, int] = {}
    codes = np.array([-1 if word is None else places.setdefault(word, len(places)) for word in values], dtype=np.int32)
    encoded = [str(word).encode() for word in places]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    words = pa.Array.from_buffers(
        pa.string(), len(encoded), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))]
    )
    kind = pa.dictionary(pa.int32(), pa.string())
    return pa.DictionaryArray.from_buffers(kind, len(values), [_present(values), pa.py_buffer(codes)], words)


def _present(values: tuple[Cell, ...]) -> Any:
    """Mark what is not None, a bit each; None if nothing is missing."""
    import numpy as np
    import pyarrow as pa

    held = np.array([value is not None for value in values], dtype=bool)
    return None if held.all() else pa.py_buffer(np.packbits(held, bitorder="little"))
