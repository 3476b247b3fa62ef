"""Solar power with its nights, fission power, storage and transmission.

Hooks only: models are declared by reference and imported when a mission uses them.
"""

from __future__ import annotations

from collections.abc import Sequence

from moonbase.api import Commodity, ModelRef, Preset, Source, hookimpl

__all__ = ["moonbase_commodities", "moonbase_models", "moonbase_presets", "moonbase_sources"]

_MODELS = (
    ("solar-power", "solar_power:SolarPower", "Solar arrays, with storage for the night or without."),
    ("night-storage", "night_storage:NightStorage", "Makes daylight electricity continuous with a store."),
    ("fission-power", "fission_power:FissionPower", "Imported fission power units."),
    ("power-line", "power_line:PowerLine", "Sends electricity to another site."),
)


@hookimpl
def moonbase_models() -> Sequence[ModelRef]:
    """Declare the power plants of this plugin."""
    return [
        ModelRef(kind="process", name=name, target=f"moonbase_power.{target}", summary=summary)
        for name, target, summary in _MODELS
    ]


@hookimpl
def moonbase_commodities() -> Sequence[Commodity]:
    """Declare electricity and what power plants are made of."""
    from moonbase_power.tables import read_commodities

    return read_commodities()


@hookimpl
def moonbase_presets() -> Sequence[Preset]:
    """Declare published plants as parameter sets."""
    from moonbase_power.tables import read_presets

    return read_presets()


@hookimpl
def moonbase_sources() -> Sequence[Source]:
    """Declare the citations behind the source keys of this plugin."""
    from moonbase_power.tables import read_sources

    return read_sources()
