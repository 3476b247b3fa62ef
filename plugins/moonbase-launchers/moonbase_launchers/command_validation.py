"""``moonbase launchers validation``: published against computed numbers."""

from __future__ import annotations

from pathlib import Path

import click

from moonbase.api import json_option, plain, tell_json

__all__ = ["validation"]


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the page to this file.")
@json_option
@click.pass_context
def validation(context: click.Context, out: Path | None, *, as_json: bool) -> None:
    """Compute every validation case and print the page; exit code 3 if one fails."""
    from moonbase_launchers.validation_cases import cases, page

    found = list(cases())
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page(), encoding="utf-8")
    if as_json:
        tell_json(cases=[{**plain(case), "passes": case.passes} for case in found])
    elif not out:
        click.echo(page(), nl=False)
    failed = [case.name for case in found if not case.passes]
    if failed or not getattr(context.find_root().obj, "quiet", False):
        click.echo(f"{len(found)} cases, {len(failed)} fail" + "".join(f"\n  {name}" for name in failed), err=True)
    if failed:
        context.exit(3)
