"""Plain data to TOML, so that a study made in Python is stored as a file that runs again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from moonbase.errors import UsageError

__all__ = ["to_toml"]


def to_toml(data: Mapping[str, Any]) -> str:
    """Write a table of values, lists and tables.

    Raises
    ------
    UsageError
        If it holds something that TOML has no word for.

    Examples
    --------
    >>> print(to_toml({"format": 1, "vary": {"smelter.lifetime": {"uniform": ["5 yr", "9 yr"]}}}))
    format = 1
    <BLANKLINE>
    [vary]
    "smelter.lifetime" = {"uniform" = ["5 yr", "9 yr"]}
    <BLANKLINE>
    """
    flat = [f"{_key(key)} = {_value(value)}" for key, value in data.items() if not isinstance(value, Mapping)]
    parts = ["\n".join(flat)]
    for key, table in data.items():
        if isinstance(table, Mapping):
            lines = [f"{_key(inner)} = {_value(value)}" for inner, value in table.items()]
            parts.append("\n".join([f"[{_key(key)}]", *lines]))
    return "\n\n".join(parts) + "\n"


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int | float | dt.date):
        return value.isoformat() if isinstance(value, dt.date) else repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key))} = {_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if hasattr(value, "tolist"):
        return _value(value.tolist())
    raise UsageError(f"a campaign file cannot hold {type(value).__name__}")
