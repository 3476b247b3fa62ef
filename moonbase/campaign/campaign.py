"""A study with its folder: made, opened, verified, run, and read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moonbase.campaign import identity
from moonbase.campaign.evaluation import Column
from moonbase.campaign.layout import Division, divide
from moonbase.campaign.optimise import check_goals
from moonbase.campaign.store.folder import Folder
from moonbase.campaign.store.index import read_index, write_index
from moonbase.campaign.store.shard import Layout, ShardHeader
from moonbase.campaign.study import Study, study_from_json
from moonbase.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

    from moonbase.campaign.engines.task import Described

__all__ = ["Campaign", "create", "open_campaign"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Campaign:
    """A study on disk.

    Attributes
    ----------
    folder
        Where it is.
    study
        What was asked.
    run
        Run id.
    division
        How samples are divided into shards.
    columns
        What is recorded.
    """

    folder: Folder
    study: Study
    run: str
    division: Division
    columns: tuple[Column, ...]

    def __repr__(self) -> str:
        done = sum(header.rows for header in self.headers())
        return f"<Campaign {self.study.name!r} in {self.folder.path}: {done} of {self.division.samples} samples>"

    @property
    def layout(self) -> Layout:
        """Columns of the table."""
        return Layout(run=self.run, factors=self.study.factors, columns=self.columns)

    def spans(self) -> dict[int, tuple[int, int]]:
        """Give first sample and number of samples by shard."""
        return {shard: self.division.span(shard) for shard in range(self.division.shards)}

    def headers(self, *, trust_index: bool = True) -> list[ShardHeader]:
        """Give what every good shard says about itself; shards that fail their check are left out.

        Parameters
        ----------
        trust_index
            Whether the index may answer where it fits the files' sizes and times; otherwise every byte is checked.
        """
        paths = dict(self.folder.names())
        found = read_index(self.folder.path, self.run, paths) if trust_index else None
        if found is None:
            found = [header for _, header, _ in self.folder.verified(self.run, self.spans()) if header is not None]
            write_index(self.folder.path, found, paths)
        return found

    def verify(self) -> Iterator[tuple[int, str]]:
        """Check every byte of every shard; give number and what is wrong of each bad one."""
        for shard, header, wrong in self.folder.verified(self.run, self.spans()):
            if header is None:
                yield shard, wrong

    def digest(self) -> str:
        """Hash of all results (blake2b, 128 bit, hexadecimal): the same wherever and however the study ran."""
        hashed = hashlib.blake2b(digest_size=16)
        for header in self.headers():
            hashed.update(f"{header.shard}:{header.checksum};".encode())
        return hashed.hexdigest()

    @property
    def table(self) -> pa.Table:
        """Everything that is stored so far, as a pyarrow table in the order of the samples."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        parts = [pq.read_table(self.folder.shard_path(header.shard)) for header in self.headers()]
        if parts:
            return pa.concat_tables([part.replace_schema_metadata(None) for part in parts])
        return pa.table({name: pa.array([], type=pa.null()) for name in self.layout.names})

    def to_pandas(self) -> Any:
        """Give the table as a `pandas.DataFrame`; pandas must be installed."""
        return self.table.to_pandas()

    def to_polars(self) -> Any:
        """Give the table as a `polars.DataFrame`.

        Raises
        ------
        UsageError
            If polars is not installed.
        """
        try:
            import polars as pl
        except ImportError:
            raise UsageError("polars is not installed", help="pip install polars") from None
        return pl.from_arrow(self.table)

    def to_xarray(self) -> Any:
        """Give the table as an `xarray.Dataset`; a complete grid gets one dimension per factor."""
        from moonbase.campaign.tables import to_xarray

        return to_xarray(self)


def create(folder: Folder, study: Study, text: str, described: Described, asked: Mapping[str, Any]) -> Campaign:
    """Lay out the folder of a new study.

    Parameters
    ----------
    folder
        Where; it must hold no study.
    study
        What is asked.
    text
        The campaign file.
    described
        What the evaluator gives.
    asked
        Identity of the study, from `moonbase.campaign.identity.identity_of`.
    """
    check_goals(study, described.columns)
    division = divide(study, described.rows_per_shard)
    run = identity.run_id(asked)
    record = {
        "run": run,
        "identity": dict(asked),
        "study": study.to_json(),
        "layout": {"samples": division.samples, "rows": division.rows},
        "columns": [
            {"name": column.name, "unit": column.unit, "doc": column.doc, "optional": column.optional}
            for column in described.columns
        ],
        "host": identity.host(),
    }
    folder.create(text, study.mission.text, record)
    return Campaign(folder=folder, study=study, run=run, division=division, columns=described.columns)


def open_campaign(path: str | Path) -> Campaign:
    """Open the folder of a study.

    Raises
    ------
    UsageError
        If there is none, or its record was changed.
    """
    folder = Folder(Path(path))
    record = folder.record()
    try:
        study = study_from_json(record["study"])
        run, held = record["run"], record["identity"]
        division = Division(**record["layout"])
        columns = tuple(Column(**column) for column in record["columns"])
        intact = identity.run_id(held) == run
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"{path}/run.json is damaged: {type(error).__name__}: {error}",
            help="put the record back as it was, or run the campaign into another folder",
        ) from None
    if not intact:
        raise UsageError(
            f"{path}/run.json was changed: its run id does not fit what it says",
            help="put the record back as it was, or run the campaign into another folder",
        )
    return Campaign(folder=folder, study=study, run=run, division=division, columns=columns)
