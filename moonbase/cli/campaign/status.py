"""``moonbase campaign status FOLDER``: what is done, what failed, whether every shard is whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from moonbase.cli.console import Console, table

if TYPE_CHECKING:
    from moonbase.campaign.campaign import Campaign

__all__ = ["command", "summary"]


@click.command("status", short_help="Tell what is done, what failed and whether every shard is whole.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--verify", is_flag=True, help="Check every byte of every shard; exit code 7 if one is bad.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(console: Console, folder: Path, *, verify: bool, as_json: bool) -> None:
    """Tell how far the study in FOLDER is; also while it runs."""
    from moonbase.campaign.campaign import open_campaign
    from moonbase.errors import StudyError

    campaign = open_campaign(folder)
    bad = list(campaign.verify()) if verify else []
    console.out(summary(campaign, as_json=as_json))
    if bad:
        listed = "\n".join(f"  - shard {shard}: {wrong}" for shard, wrong in bad)
        raise StudyError(f"{len(bad)} shards are bad:\n{listed}", help=f"moonbase campaign resume {folder}")


def summary(campaign: Campaign, *, as_json: bool) -> str:
    """Tell a study in a few lines, or as JSON."""
    facts = _facts(campaign)
    if as_json:
        return json.dumps(facts, indent=2)
    rows = [
        ("study", campaign.study.name),
        ("folder", campaign.folder.path.as_posix()),
        ("run id", campaign.run),
        ("samples", f"{facts['done']} of {facts['samples']} in {facts['shards_done']} of {facts['shards']} shards"),
        *[(name, str(count)) for name, count in facts["statuses"].items()],
        ("digest", facts["digest"]),
    ]
    if facts["holder"]:
        rows.append(("running", f"process {facts['holder'].get('pid')} on {facts['holder'].get('host')}"))
    return table(rows)


def _facts(campaign: Campaign) -> dict[str, Any]:
    from moonbase.campaign.evaluation import STATUSES
    from moonbase.campaign.store.lock import holder_of

    headers = campaign.headers()
    counts = {name: sum(header.statuses.get(name, 0) for header in headers) for name in STATUSES}
    return {
        "name": campaign.study.name,
        "folder": campaign.folder.path.as_posix(),
        "run": campaign.run,
        "samples": campaign.division.samples,
        "done": sum(header.rows for header in headers),
        "shards": campaign.division.shards,
        "shards_done": len(headers),
        "statuses": {name: count for name, count in counts.items() if count},
        "digest": campaign.digest(),
        "holder": holder_of(campaign.folder.path),
    }
