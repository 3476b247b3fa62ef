"""``moonbase claims``: published statements, tested with the installed models."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from moonbase.cli.console import Console
from moonbase.commandkit import CommandGroup

if TYPE_CHECKING:
    from moonbase.claims.ledger import Claim

__all__ = ["command"]


@click.group("claims", cls=CommandGroup)
def command() -> None:
    """Test published statements with the installed models.

    Verdicts are computed: inputs are drawn from their ranges, the quantity is compared with what was claimed, and
    "supported" means true in at least 95 % of the draws, "not supported" in at most 5 %.
    """


def _shared(function: Callable[..., None]) -> Callable[..., None]:
    path = click.Path(path_type=Path, dir_okay=False)
    decorated = click.option("--ledger", type=path, help="A ledger of your own instead of the one that ships.")
    as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")
    ids = click.argument("ids", nargs=-1, metavar="[ID]...")
    return ids(as_json(decorated(function)))


@command.command("list")
@_shared
@click.pass_obj
def list_claims(console: Console, ids: tuple[str, ...], ledger: Path | None, *, as_json: bool) -> None:
    """List claims, their sources, and what would test them."""
    from moonbase.claims.tell import listed

    claims = _claims(ledger, ids)
    if as_json:
        records = [
            {"id": item.id, "statement": item.statement, "source": item.source, "date": item.date, "test": item.test}
            for item in claims
        ]
        console.out(json.dumps({"claims": records}, indent=2, ensure_ascii=False))
    else:
        console.out(listed(claims))


@command.command("run")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Of the random numbers.")
@_shared
@click.pass_obj
def run_claims(console: Console, ids: tuple[str, ...], ledger: Path | None, seed: int, *, as_json: bool) -> None:
    """Give a verdict on each claim, its value and range, what decides it, and what would have to be true."""
    from moonbase.claims import tell
    from moonbase.claims.run import judge_all

    registry = console.registry()
    tests: list[Any] = registry.call("moonbase_claim_tests")

    def measure(path: Path, overrides: Mapping[str, str]) -> dict[str, float]:
        from moonbase import pipeline
        from moonbase.report.measures import measures

        return measures(pipeline.run(path, catalogue=registry, overrides=overrides))

    findings = judge_all(_claims(ledger, ids), tests, measure=measure, seed=seed)
    console.out(tell.as_json(findings) if as_json else tell.as_text(findings))


def _claims(ledger: Path | None, ids: tuple[str, ...]) -> tuple[Claim, ...]:
    from moonbase.claims.ledger import read_ledger, shipped
    from moonbase.claims.run import pick

    return pick(shipped() if ledger is None else read_ledger(ledger), ids)
