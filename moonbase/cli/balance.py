"""``moonbase balance MISSION``: the steady state."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from moonbase.cli.complete import MissionFile
from moonbase.cli.console import Console, overrides_option

__all__ = ["command"]


@click.command("balance", short_help="Steady state: rates, equipment, power and imports.")
@click.argument("mission", type=MissionFile(path_type=Path))
@overrides_option
@click.option("--csv", type=click.Path(path_type=Path), help="Write every stream of every node to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole steady state as JSON.")
@click.pass_obj
def command(console: Console, *, mission: Path, overrides: Mapping[str, str], csv: Path | None, as_json: bool) -> None:
    """Find what must run and stand so that MISSION's demands are met for ever, or the most that its limits allow.

    One period that repeats: no stocks, no growth, no horizon. Equipment is replaced as it wears; demands hold at their
    rate, amounts are spread over their dates.
    """
    console.say(f"Balancing {mission}")
    from moonbase import pipeline, planning
    from moonbase.errors import UsageError
    from moonbase.report import codec
    from moonbase.report.steady import balance_screen
    from moonbase.report.streams import stream_table
    from moonbase.report.tables import as_csv

    network = pipeline.check(mission, console.registry(), overrides).network
    steady = planning.balance(network)
    if csv is not None:
        try:
            csv.write_text(as_csv(stream_table(network, steady)), encoding="utf-8", newline="")
        except OSError as error:
            raise UsageError(f"cannot write {csv}: {error.strerror}") from error
        console.say(f"wrote {csv.as_posix()}")
    console.out((codec.dumps(steady) if as_json else balance_screen(network, steady)).rstrip("\n"))
