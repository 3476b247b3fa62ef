"""Data files of a plugin: tables of commodities, presets, sources and whatever else it ships as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from moonbase.models.commodity import Commodity
from moonbase.models.refs import Preset, Source

__all__ = ["DataFolder"]


@dataclass(frozen=True)
class DataFolder:
    """The folder ``data`` inside a package.

    Attributes
    ----------
    package
        Name of the package, such as ``"moonbase_power"``.
    """

    package: str

    def text(self, name: str) -> str:
        """Give the text of a file."""
        from importlib import resources

        return resources.files(self.package).joinpath("data").joinpath(name).read_text(encoding="utf-8")

    def has(self, name: str) -> bool:
        """Tell whether the folder has a file."""
        from importlib import resources

        return resources.files(self.package).joinpath("data").joinpath(name).is_file()

    def rows(self, name: str) -> tuple[dict[str, str], ...]:
        """Read a CSV file, one dictionary per row; lines that start with ``#`` are comments.

        A file is read once; nobody may change what is given.
        """
        return _rows(self, name)

    def tables(self, name: str, table: str) -> list[dict[str, Any]]:
        """Read an array of tables, ``[[table]]``, of a TOML file."""
        from moonbase.compat import tomllib

        rows: list[dict[str, Any]] = tomllib.loads(self.text(name))[table]
        return rows

    def commodities(self) -> list[Commodity]:
        """Read ``commodities.csv``.

        Columns: ``name, unit, mass, doc, source, storable, wasteable, composition, display``; a composition is
        written ``"Fe:0.7 O:0.3"`` or left empty.
        """
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
            for row in self.rows("commodities.csv")
        ]

    def presets(self) -> list[Preset]:
        """Read ``presets.toml``, one ``[[preset]]`` with the attributes of a `Preset`, or else ``presets.csv``.

        The latter has one row per parameter: ``model, preset, parameter, value, source, grade, doc``.
        """
        if self.has("presets.toml"):
            return [Preset(**row) for row in self.tables("presets.toml", "preset")]
        values: dict[tuple[str, str], dict[str, str | float]] = {}
        facts: dict[tuple[str, str], dict[str, str]] = {}
        for row in self.rows("presets.csv"):
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

    def sources(self) -> list[Source]:
        """Read ``sources.toml``, one ``[[source]]`` each, or else ``sources.csv``: ``key, citation, link``."""
        if self.has("sources.toml"):
            return [Source(**row) for row in self.tables("sources.toml", "source")]
        return [Source(key=row["key"], citation=row["citation"], link=row["link"]) for row in self.rows("sources.csv")]


@lru_cache(maxsize=64)
def _rows(folder: DataFolder, name: str) -> tuple[dict[str, str], ...]:
    import csv

    return tuple(csv.DictReader(line for line in folder.text(name).splitlines() if line and not line.startswith("#")))


def _composition(text: str) -> dict[str, float] | None:
    pairs = (part.split(":") for part in text.split())
    return {element: float(share) for element, share in pairs} or None


def _value(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text
