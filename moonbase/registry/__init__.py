"""What the installed plugins offer: discovery, isolated loading, health, scaffolding."""

from __future__ import annotations

from moonbase.registry.load import load
from moonbase.registry.registry import Plugin, Registry

__all__ = ["Plugin", "Registry", "load"]
