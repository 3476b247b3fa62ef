"""``moonbase campaign show FOLDER``: the table, or one sample."""

from __future__ import annotations

import datetime as dt
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from moonbase.cli.console import Console, table

if TYPE_CHECKING:
    from moonbase.campaign.campaign import Campaign

__all__ = ["command"]


@click.command("show", short_help="Print the table, or what is known about one sample.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--sample", type=click.IntRange(0), help="One sample: its inputs, results, message and traceback.")
@click.option("--rows", default=20, show_default=True, type=click.IntRange(1), help="How many samples to print.")
@click.option("--column", "columns", multiple=True, metavar="NAME", help="Columns to print; all if left out.")
@click.option("--status", metavar="STATUS", help="Only samples with this status, such as raised.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(
    console: Console, /, folder: Path, sample: int | None, *, rows: int, columns: tuple[str, ...], status: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Print results of the study in FOLDER."""
    from moonbase.campaign.campaign import open_campaign

    campaign = open_campaign(folder)
    if sample is not None:
        console.out(_one(campaign, sample, as_json=as_json))
        return
    console.out(_many(campaign, rows, columns, status, as_json=as_json))


def _many(campaign: Campaign, rows: int, columns: tuple[str, ...], status: str | None, *, as_json: bool) -> str:
    from moonbase.errors import UsageError
    from moonbase.parameters.closest import did_you_mean

    found = campaign.table
    if status is not None:
        import pyarrow.compute as pc

        found = found.filter(pc.equal(found["status"], status))
    for name in columns:
        if name not in found.column_names:
            raise UsageError(f'the table has no column "{name}"', help=did_you_mean(name, found.column_names))
    if columns:
        found = found.select(["sample", *(name for name in columns if name != "sample")])
    units = campaign.layout.units
    listed = found.slice(0, rows).to_pylist()
    if as_json:
        return json.dumps({"units": units, "rows": [_plain(row) for row in listed]}, indent=2, default=str)
    heads = [f"{name} [{units[name]}]" if units.get(name, "date") != "date" else name for name in found.column_names]
    lines = [heads, *([_text(value) for value in row.values()] for row in listed)]
    more = found.num_rows - len(listed)
    return table(lines) + (f"\n… and {more} more" if more > 0 else "")


def _one(campaign: Campaign, sample: int, *, as_json: bool) -> str:
    import pyarrow.parquet as pq

    from moonbase.errors import UsageError

    shard = sample // campaign.division.rows
    path = campaign.folder.shard_path(shard)
    if sample >= campaign.division.samples or not path.is_file():
        raise UsageError(f"sample {sample} is not there", help=f"moonbase campaign status {campaign.folder.path}")
    row: dict[str, Any] = pq.read_table(path).slice(sample - shard * campaign.division.rows, 1).to_pylist()[0]
    failure = campaign.folder.failure(shard, sample)
    if as_json:
        return json.dumps({**_plain(row), "traceback": failure.get("traceback", "")}, indent=2, default=str)
    units = campaign.layout.units
    lines = [(name, f"{_text(value)} {units.get(name, '')}".strip()) for name, value in row.items() if value != ""]
    trace = failure.get("traceback", "")
    return table(lines) + (f"\n\n{trace.rstrip()}" if trace else "")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """JSON has no word for NaN and infinity."""
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in row.items()
    }


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)
