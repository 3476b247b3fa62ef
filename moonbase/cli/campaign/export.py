"""``moonbase campaign export FOLDER FILE``: the table as one file."""

from __future__ import annotations

from pathlib import Path

import click

from moonbase.cli.console import Console

__all__ = ["command"]


@click.command("export", short_help="Write the table as one file: Parquet, CSV, JSON lines or Arrow.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def command(console: Console, folder: Path, file: Path, *, force: bool) -> None:
    """Write all samples of the study in FOLDER into FILE: .parquet, .csv, .jsonl or .arrow.

    DuckDB, pandas and polars also read the shards directly: FOLDER/shards/*.parquet.
    """
    from moonbase.campaign.campaign import open_campaign
    from moonbase.campaign.tables import export

    rows = export(open_campaign(folder), file, force=force)
    console.say(f"{rows} samples written to {file}")
