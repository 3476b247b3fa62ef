"""What commands share, those of plugins too: ``--json``, and a group that suggests what was meant."""

from __future__ import annotations

import dataclasses
import json
import math
from typing import Any

import click

from moonbase.parameters.closest import did_you_mean

__all__ = ["CommandGroup", "json_option", "plain", "tell_json"]

json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON, in SI units.")


class CommandGroup(click.Group):
    """A group of commands that suggests one for a mistyped name: ``@click.group(cls=CommandGroup)``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the first word, or say which was probably meant.

        Raises
        ------
        click.UsageError
            If there is none of that name.
        """
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            hint = did_you_mean(args[0], known, otherwise=f"{ctx.command_path} --help lists all commands")
            raise click.UsageError(f'There is no command "{args[0]}"; {hint}', ctx)
        return super().resolve_command(ctx, args)


def tell_json(**content: Any) -> None:
    """Print one JSON object: ``format`` 1, and what is given.

    Parameters
    ----------
    **content
        What the command found; see `plain` for what may be in it.
    """
    click.echo(json.dumps({"format": 1, **plain(content)}, indent=2, ensure_ascii=False))


def plain(value: Any) -> Any:
    """Turn dataclasses, arrays and what they hold into what JSON can say; what is not finite becomes null.

    Examples
    --------
    >>> plain({"speeds": (1.0, float("inf"))})
    {'speeds': [1.0, None]}
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, str | int | bool) or value is None else str(value)
