"""``moonbase campaign resume FOLDER``: verify a study and do the rest of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from moonbase.cli.campaign.engine import choice_of, engine_options, progress_on
from moonbase.cli.campaign.status import summary
from moonbase.cli.campaign.stop import stopping
from moonbase.cli.console import Console

__all__ = ["command"]


@click.command("resume", short_help="Verify a campaign and do the rest of it.")
@click.argument("folder", type=click.Path(path_type=Path))
@engine_options
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def command(console: Console, /, folder: Path, *, as_json: bool, **given: Any) -> None:
    """Go on with the study in FOLDER.

    Every stored shard is checked first; bad ones are moved to the folder's `rejected` and computed again. Refused if
    the code, a plugin or a library on which results depend is another than it was begun with.
    """
    choice = choice_of(given)
    from moonbase.campaign import entry

    with stopping(folder) as stop:
        campaign = entry.resume(folder, choice, progress_on(console, stop))
    console.out(summary(campaign, as_json=as_json))
    console.say(f"moonbase campaign report {folder} tells what it found")
