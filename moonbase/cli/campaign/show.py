"""``moonbase campaign show FOLDER``: what was found in words and numbers, the table, or one sample."""

from __future__ import annotations

import datetime as dt
import json
import math
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from moonbase.cli.console import Console, table

if TYPE_CHECKING:
    from moonbase.campaign.campaign import Campaign

__all__ = ["command", "fitting"]

_ROWS = 20
_NARROWEST, _WIDEST = 100, 160  # of a line of the table


@click.command("show", short_help="Print what was found: statistics, the table, or one sample.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--sample", type=click.IntRange(0), help="One sample: its inputs, results, message and traceback.")
@click.option("--rows", type=click.IntRange(1), help="The table: so many of its samples; 20 with another option.")
@click.option("--column", "columns", multiple=True, metavar="NAME", help="Columns to print; what fits if left out.")
@click.option("--status", metavar="STATUS", help="Only samples with this status, such as raised.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(
    console: Console, /, folder: Path, sample: int | None, *, rows: int | None, columns: tuple[str, ...],
    status: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Print the statistics of the study in FOLDER; with options its table, or one sample.

    `moonbase campaign report` writes the same statistics as a page with figures.
    """
    from moonbase.campaign.campaign import open_campaign

    campaign = open_campaign(folder)
    if sample is not None:
        console.out(_one(campaign, sample, as_json=as_json))
        return
    if rows is None and not columns and status is None and not as_json:
        console.out(_statistics(campaign))
        return
    console.out(_many(campaign, rows or _ROWS, columns, status, as_json=as_json))


def _statistics(campaign: Campaign) -> str:
    from moonbase.campaign.present.part import Asked
    from moonbase.campaign.present.samples import read_samples
    from moonbase.campaign.present.sections import found
    from moonbase.cli.campaign.report import told

    return "\n\n".join(told(part) for part in found(read_samples(campaign), Asked()))


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
    shown = len(heads) if columns else fitting(lines)
    more, wider = found.num_rows - len(listed), len(heads) - shown
    rest = [f"{more} more samples"] if more > 0 else []
    rest += [f"{wider} more columns (--column NAME, --json, export)"] if wider > 0 else []
    return table([line[:shown] for line in lines]) + (f"\n… and {' and '.join(rest)}" if rest else "")


def fitting(lines: list[list[str]]) -> int:
    """Count the columns that fit a line: of the terminal, where there is one; at least one."""
    width = min(max(shutil.get_terminal_size((_WIDEST, 24)).columns, _NARROWEST), _WIDEST)
    used = 0
    for place in range(len(lines[0])):
        used += max(len(line[place]) for line in lines) + 2
        if used > width + 2:
            return max(place, 1)
    return len(lines[0])


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
