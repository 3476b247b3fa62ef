"""Solar power with its nights, fission power, storage and transmission.

Hooks only: models are declared by reference and imported when a mission uses them.
"""

from __future__ import annotations

from moonbase.api import data_hooks

__all__ = ["moonbase_commodities", "moonbase_models", "moonbase_presets", "moonbase_sources"]

_MODELS = (
    ("solar-power", "solar_power:SolarPower", "Solar arrays, with storage for the night or without."),
    ("night-storage", "night_storage:NightStorage", "Makes daylight electricity continuous with a store."),
    (
        "solar-concentrator",
        "solar_concentrator:SolarConcentrator",
        "Mirrors that heat furnaces with sunlight, by day.",
    ),
    ("fission-power", "fission_power:FissionPower", "Imported fission power units."),
    ("power-line", "power_line:PowerLine", "Sends electricity to another site."),
)

moonbase_models, moonbase_commodities, moonbase_presets, moonbase_sources = data_hooks(__name__, _MODELS)
