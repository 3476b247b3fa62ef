"""``moonbase schema``: JSON schema for editors."""

from __future__ import annotations

import json

import click

from moonbase.cli.complete import ModelName
from moonbase.cli.console import Console
from moonbase.cli.models import find

__all__ = ["command"]


@click.command("schema")
@click.argument("model", type=ModelName(), required=False)
@click.pass_obj
def command(console: Console, model: str | None) -> None:
    """Print the JSON schema of mission files, or of the parameters of one MODEL.

    Save it beside a mission and name it in the first line, `#:schema moonbase.schema.json`: editors that know TOML
    then complete names and mark mistakes.
    """
    registry = console.registry()
    if model is None:
        from moonbase.mission.schema import mission_schema

        content = mission_schema(registry)
    else:
        from moonbase.parameters.schema import model_schema

        content = model_schema(registry.model(find(registry, model).name))
    console.out(json.dumps(content, indent=2, ensure_ascii=False))
