"""``index.sqlite``: what is in which shard, for quick questions; rebuilt whenever it is missing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from moonbase.campaign.store.shard import ShardHeader

__all__ = ["read_index", "write_index"]

_TABLES = """
create table shards (
  shard integer primary key, first integer not null, rows integer not null, checksum text not null,
  bytes integer not null, modified integer not null
);
create table statuses (shard integer not null, status text not null, samples integer not null,
  primary key (shard, status));
"""


def write_index(folder: Path, headers: Iterable[ShardHeader], paths: Mapping[int, Path]) -> None:
    """Write the index anew; a disk that refuses costs the index only.

    Parameters
    ----------
    folder
        The study.
    headers
        Its verified shards.
    paths
        File of each shard.
    """
    temporary = folder / "index.sqlite.part"
    with contextlib.suppress(OSError, sqlite3.Error):
        temporary.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(temporary)) as base:
            base.execute("pragma synchronous = off")
            base.executescript(_TABLES)
            for header in headers:
                stat = paths[header.shard].stat()
                base.execute(
                    "insert into shards values (?, ?, ?, ?, ?, ?)",
                    (header.shard, header.first, header.rows, header.checksum, stat.st_size, stat.st_mtime_ns),
                )
                base.executemany(
                    "insert into statuses values (?, ?, ?)",
                    [(header.shard, status, count) for status, count in sorted(header.statuses.items())],
                )
            base.commit()
        temporary.replace(folder / "index.sqlite")


def read_index(folder: Path, run: str, paths: Mapping[int, Path]) -> list[ShardHeader] | None:
    """Read the index; None if it is missing, damaged, or does not fit the files that are there.

    Parameters
    ----------
    folder
        The study.
    run
        Run id.
    paths
        File of each shard that is there.
    """
    path = folder / "index.sqlite"
    if not path.is_file():
        return None
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
            rows = base.execute("select shard, first, rows, checksum, bytes, modified from shards").fetchall()
            counts = base.execute("select shard, status, samples from statuses").fetchall()
    except sqlite3.Error:
        return None
    if {row[0] for row in rows} != set(paths):
        return None
    for shard, _, _, _, size, modified in rows:
        stat = paths[shard].stat()
        if (stat.st_size, stat.st_mtime_ns) != (size, modified):
            return None
    statuses: dict[int, dict[str, int]] = {row[0]: {} for row in rows}
    for shard, status, samples in counts:
        statuses[shard][status] = samples
    return [
        ShardHeader(run=run, shard=row[0], first=row[1], rows=row[2], checksum=row[3], statuses=statuses[row[0]])
        for row in sorted(rows)
    ]
