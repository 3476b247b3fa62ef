"""One shard: rows to the bytes of a Parquet file that carries its own checksum, and back.

The checksum is a blake2b hash of the whole file, keyed with the run id and written into the file's own metadata: a
torn, truncated or changed file fails it, and so does a whole one of another study.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluation import STATUSES, Batch, Column
from moonbase.campaign.factor import Factor

__all__ = ["Layout", "ShardHeader", "encode", "header_of", "verify"]

SCHEMA: Final = 1
_KEY: Final = b"moonbase.checksum"
_MARK: Final = b"blake2b:"
_BLANK: Final = b"0" * 32
_HEADER: Final = b"moonbase.shard"
_EPOCH: Final = 10957.5
"""Days from 1970-01-01 to noon of 2000-01-01, from which dates in samples count."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What the columns of a table are.

    Attributes
    ----------
    run
        Run id.
    factors
        Inputs, in their order.
    columns
        Recorded results, in their order.
    """

    run: str
    factors: tuple[Factor, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns of the table."""
        return (
            "sample",
            *(factor.name for factor in self.factors),
            "status",
            *(column.name for column in self.columns),
            "message",
        )

    @property
    def units(self) -> dict[str, str]:
        """Unit by name, for columns that have one."""
        both: Sequence[Factor | Column] = (*self.factors, *self.columns)
        return {item.name: item.unit for item in both if item.unit}


@dataclass(frozen=True, kw_only=True)
class ShardHeader:
    """What a shard says about itself.

    Attributes
    ----------
    run, shard
        Run id and number of the shard.
    first, rows
        Number of its first sample, and how many it has.
    statuses
        How many samples have each status.
    checksum
        Its checksum, hexadecimal.
    """

    run: str
    shard: int
    first: int
    rows: int
    statuses: Mapping[str, int]
    checksum: str = ""


def encode(layout: Layout, shard: int, samples: NDArray[np.int64], values: NDArray[np.float64], batch: Batch) -> bytes:
    """Write rows as the bytes of a Parquet file; the same rows give the same bytes.

    Parameters
    ----------
    layout
        What the columns are.
    shard
        Its number.
    samples, values, batch
        Numbers, inputs [SI] and results of the samples.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays: list[Any] = [pa.array(samples)]
    arrays += [_factor_array(factor, values[:, index]) for index, factor in enumerate(layout.factors)]
    arrays.append(pa.array([STATUSES[code] for code in batch.status]))
    arrays += [pa.array(batch.rows[:, index]) for index in range(len(layout.columns))]
    arrays.append(pa.array([message.partition("\n")[0] for message in batch.messages]))
    counts = {name: int((batch.status == code).sum()) for code, name in enumerate(STATUSES)}
    header = {
        "schema": SCHEMA,
        "run": layout.run,
        "shard": shard,
        "first": int(samples[0]),
        "rows": len(samples),
        "statuses": {name: count for name, count in counts.items() if count},
        "units": layout.units,
    }
    metadata = {_HEADER: json.dumps(header, sort_keys=True).encode(), _KEY: _MARK + _BLANK}
    table = pa.Table.from_arrays(arrays, names=list(layout.names)).replace_schema_metadata(metadata)
    buffer = io.BytesIO()
    pq.write_table(
        table,
        buffer,
        compression="zstd",
        use_dictionary=["status", "message"],
        write_statistics=False,
    )
    return _sign(buffer.getvalue(), layout.run)


def _factor_array(factor: Factor, values: NDArray[np.float64]) -> Any:
    import pyarrow as pa

    if factor.choices:
        return pa.array([factor.choices[int(value)] for value in values])
    if factor.unit == "date":
        return pa.array(np.floor(values / 86400.0 + _EPOCH + 1e-9).astype("int32"), type=pa.int32()).cast(pa.date32())
    if factor.whole:
        return pa.array(values.astype(np.int64))
    return pa.array(values / factor.factor_si)


def _sign(content: bytes, run: str) -> bytes:
    place = content.rindex(_MARK + _BLANK) + len(_MARK)
    return b"".join((content[:place], _hash(content, run), content[place + len(_BLANK) :]))


def _hash(content: bytes, run: str) -> bytes:
    return hashlib.blake2b(content, digest_size=16, key=run.encode()).hexdigest().encode()


def verify(content: bytes, run: str) -> str:
    """Give the checksum of a shard's bytes; empty if they are not a whole shard of this run."""
    place = content.rfind(_MARK) + len(_MARK)
    if place < len(_MARK) or len(content) < place + len(_BLANK):
        return ""
    written = content[place : place + len(_BLANK)]
    blank = b"".join((content[:place], _BLANK, content[place + len(_BLANK) :]))
    return written.decode() if _hash(blank, run) == written else ""


def header_of(content: bytes, checksum: str = "") -> ShardHeader:
    """Read what a shard says about itself, without its rows.

    It stands as it is in the footer, where it is found ten times faster than by a reader that understands all of it.
    """
    start = content.index(b"{", content.rindex(_HEADER))
    told, _ = json.JSONDecoder().raw_decode(content[start:].decode("utf-8", "replace"))
    return ShardHeader(
        run=told["run"],
        shard=told["shard"],
        first=told["first"],
        rows=told["rows"],
        statuses=told["statuses"],
        checksum=checksum,
    )
