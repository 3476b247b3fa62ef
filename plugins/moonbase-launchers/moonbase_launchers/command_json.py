"""``--json`` of the commands: what a command found, as one JSON object with SI numbers."""

from __future__ import annotations

import dataclasses
import json
import math
from typing import Any

import click

__all__ = ["json_option", "plain", "tell"]

json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON, in SI units.")


def tell(**content: Any) -> None:
    """Print one object."""
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
