"""Data files of the plugin."""

from __future__ import annotations

from moonbase.api import DataFolder

__all__ = ["DATA"]

DATA = DataFolder("moonbase_regolith")
