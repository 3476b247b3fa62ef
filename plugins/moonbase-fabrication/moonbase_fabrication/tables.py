"""Reading of this plugin's data files: commodities, presets, sources."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources

from moonbase.api import Commodity, ModelError, Preset, Source

__all__ = ["commodity", "read_commodities", "read_presets", "read_rows", "read_sources"]


def read_rows(name: str) -> list[dict[str, str]]:
    """Read a CSV file of the package's ``data`` folder, one dictionary per row."""
    text = resources.files(__package__).joinpath("data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def read_commodities() -> list[Commodity]:
    """Read ``commodities.csv``."""
    return [
        Commodity(
            name=row["name"],
            unit=row["unit"],
            mass=float(row["mass"]),
            doc=row["doc"],
            source=row["source"],
            storable=row["storable"] == "yes",
            wasteable=row["wasteable"] == "yes",
            composition=_composition(row["composition"]),
            display=row["display"],
        )
        for row in read_rows("commodities.csv")
    ]


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Commodity]:
    own = {item.name: item for item in read_commodities()}
    bought = ("iron", "aluminium", "silicon", "glass")
    return {**{name: Commodity(name=name) for name in bought}, **own}


def commodity(name: str) -> Commodity:
    """Give the unit and mass of a commodity that this plugin makes or uses.

    Raises
    ------
    ModelError
        If it is neither made nor used here.
    """
    known = _by_name()
    if name not in known:
        raise ModelError(f'"{name}" is not a commodity of this plugin', help=f"known: {', '.join(sorted(known))}")
    return known[name]


def _composition(text: str) -> dict[str, float] | None:
    pairs = (part.split(":") for part in text.split())
    return {element: float(share) for element, share in pairs} or None


def read_presets() -> list[Preset]:
    """Read ``presets.csv``, one row per parameter of a preset."""
    values: dict[tuple[str, str], dict[str, str | float]] = {}
    facts: dict[tuple[str, str], dict[str, str]] = {}
    for row in read_rows("presets.csv"):
        key = (row["model"], row["preset"])
        values.setdefault(key, {})[row["parameter"]] = _value(row["value"])
        facts.setdefault(key, row)
    return [
        Preset(
            model=model,
            name=preset,
            values=values[model, preset],
            source=row["source"],
            grade=row["grade"],
            doc=row["doc"],
        )
        for (model, preset), row in facts.items()
    ]


def _value(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text


def read_sources() -> list[Source]:
    """Read ``sources.csv``."""
    return [Source(key=row["key"], citation=row["citation"], link=row["link"]) for row in read_rows("sources.csv")]
