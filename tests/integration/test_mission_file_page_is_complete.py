"""The page about mission files names every section and every key that the checker knows."""

from __future__ import annotations

from pathlib import Path

from moonbase.mission import fields

PAGE = (Path(__file__).parents[2] / "docs" / "mission-file.md").read_text(encoding="utf-8")
TABLES = [
    fields.TOP, fields.TIME, fields.ECONOMICS, fields.SITE, fields.NODE, fields.SUPPLY, fields.LEG, fields.STOCK,
    fields.DEMAND, fields.LIMIT, fields.OBJECTIVE,
]  # fmt: skip


def test_every_key_is_named():
    assert [key for table in TABLES for key in table if f"`{key}`" not in PAGE] == []


def test_every_section_and_quantity_is_named():
    assert [name for name in fields.SECTIONS if f"`[{name}" not in PAGE] == []
    assert [name for name in fields.QUANTITIES if f"`{name}`" not in PAGE] == []
