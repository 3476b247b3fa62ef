"""``moonbase campaign run FILE``: run a campaign file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from moonbase.cli.campaign.engine import choice_of, engine_options, progress_on
from moonbase.cli.campaign.status import summary
from moonbase.cli.campaign.stop import stopping
from moonbase.cli.console import Console, overrides_option

if TYPE_CHECKING:
    from moonbase.campaign.study import Study

__all__ = ["command", "load"]


@click.command("run", short_help="Run a campaign file.")
@click.argument("file", type=click.Path())
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the study; runs/NAME if left out.")
@overrides_option
@click.option("--budget", metavar="SIZE", help='Most that the table may take, such as "20 GB"; 4 GB if left out.')
@engine_options
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def command(
    console: Console, /, file: str, out: Path | None, budget: str | None, *, as_json: bool, **given: Any
) -> None:
    """Run the campaign in FILE and store its results as they come.

    If the folder holds the same study already, what is stored is verified and the rest is done. If it holds another
    one, the differences are shown and nothing is touched.
    """
    choice = choice_of(given)
    study, text = load(console, Path(file), given["overrides"], budget)
    from moonbase.campaign import entry

    folder = out or entry.default_folder(file)
    with stopping(folder) as stop:
        campaign = entry.run_study(study, text, folder, choice, progress_on(console, stop))
    console.out(summary(campaign, as_json=as_json))
    console.say(f"moonbase campaign report {folder} tells what it found")


def load(console: Console, file: Path, overrides: Mapping[str, str], budget: str | None) -> tuple[Study, str]:
    """Read a campaign file with the plugins that the command line allows."""
    from moonbase.campaign import entry
    from moonbase.campaign.study import Plugins
    from moonbase.quantities import parse

    plugins = Plugins(
        files=tuple(str(Path(name).resolve()) for name in console.plugin_files),
        without=tuple(console.without),
        none=console.no_plugins,
    )
    allowed = None if budget is None else parse(budget, "byte")
    return entry.load_study(file, overrides=overrides, plugins=plugins, budget=allowed)
