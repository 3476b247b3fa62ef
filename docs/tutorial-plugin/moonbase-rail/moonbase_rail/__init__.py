"""Hooks of moonbase-rail: what it offers, declared without importing it."""

from __future__ import annotations

from moonbase.api import ModelRef, hookimpl


@hookimpl
def moonbase_models() -> list[ModelRef]:
    """Declare the models of this plugin."""
    return [
        ModelRef(
            kind="launcher",
            name="rail",
            target="moonbase_rail.rail:Rail",
            summary="Throws with constant acceleration.",
        )
    ]
