"""Data files of a plugin: tables of commodities, presets, sources and whatever else it ships as CSV."""

from __future__ import annotations

from dataclasses import dataclass

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

    def rows(self, name: str) -> list[dict[str, str]]:
        """Read a CSV file, one dictionary per row."""
        import csv
        from importlib import resources

        text = resources.files(self.package).joinpath("data").joinpath(name).read_text(encoding="utf-8")
        return list(csv.DictReader(text.splitlines()))

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
        """Read ``presets.csv``, one row per parameter: ``model, preset, parameter, value, source, grade, doc``."""
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
        """Read ``sources.csv``: ``key, citation, link``."""
        return [Source(key=row["key"], citation=row["citation"], link=row["link"]) for row in self.rows("sources.csv")]


def _composition(text: str) -> dict[str, float] | None:
    pairs = (part.split(":") for part in text.split())
    return {element: float(share) for element, share in pairs} or None


def _value(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text
