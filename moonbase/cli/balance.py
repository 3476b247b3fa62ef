"""``moonbase balance MISSION``: the steady state."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from moonbase.cli.complete import MissionFile
from moonbase.cli.console import Console, overrides_option

if TYPE_CHECKING:
    from moonbase.report.sections import Table

__all__ = ["command"]


@click.command("balance", short_help="Steady state as a stream table: units, streams, power, heat, imports.")
@click.argument("mission", type=MissionFile(path_type=Path))
@overrides_option
@click.option("--csv", type=click.Path(path_type=Path), help="Write every stream of every node to this file.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write streams.csv, units.csv and elements.csv into this folder.",
)
@click.option("--node", help="Show the streams of this node alone, with the closure of its elements.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole steady state as JSON.")
@click.pass_obj
def command(
    console: Console,
    *,
    mission: Path,
    overrides: Mapping[str, str],
    csv: Path | None,
    out: Path | None,
    node: str | None,
    as_json: bool,
) -> None:
    """Find what must run and stand so that MISSION's demands are met for ever, or the most that its limits allow.

    One period that repeats: no stocks, no growth, no horizon. Equipment is replaced as it wears; demands hold at their
    rate, amounts are spread over their dates. The answer is a stream table: units with power and heat, streams with
    their compositions.
    """
    console.say(f"Balancing {mission}")
    from moonbase import pipeline, planning
    from moonbase.report import codec
    from moonbase.report.steady import balance_screen, sheet_screen
    from moonbase.report.streams import stream_table, streams
    from moonbase.report.unitrows import closure_table, unit_table

    network = pipeline.check(mission, console.registry(), overrides).network
    steady = planning.balance(network)
    if csv is not None:
        _write(console, csv, stream_table(network, steady))
    if out is not None:
        rows = streams(network, steady)
        tables = {"streams": stream_table(network, steady), "units": unit_table(rows, steady)}
        for name, table in {**tables, "elements": closure_table(rows)}.items():
            _write(console, out / f"{name}.csv", table, make_folder=True)
    if as_json:
        text = codec.dumps(steady)
    else:
        text = sheet_screen(network, steady, node) if node else balance_screen(network, steady)
    console.out(text.rstrip("\n"))


def _write(console: Console, path: Path, table: Table, *, make_folder: bool = False) -> None:
    from moonbase.errors import UsageError
    from moonbase.report.tables import as_csv

    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_csv(table), encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}", help="choose another file") from error
    console.say(f"wrote {path.as_posix()}")
