# ruff: noqa: INP001 - a script, not a package
"""Write ``moonbase/unit_factors.csv``: the factors between units that bundled models and missions write.

``python tools/unit_factors.py`` asks astropy for each pair of units that a declaration, a preset or a shipped mission
asks for, and for everyday spellings. The file only saves the time to import astropy: it is asked for all other pairs.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path
from unittest import mock

from moonbase import pipeline, quantities, registry
from moonbase.errors import QuantityError
from moonbase.parameters.declare import params_of
from moonbase.registry import Registry

ROOT = Path(__file__).resolve().parents[1]
EVERYDAY = {
    "kg": ("g", "kg", "t", "kt", "Mt"),
    "s": ("s", "min", "h", "hours", "d", "days", "month", "months", "yr", "year", "years"),
    "m": ("mm", "cm", "m", "km", "AU"),
    "m/s": ("m/s", "km/s"),
    "rad": ("deg", "rad"),
    "1": ("", "%", "1"),
    "W": ("W", "kW", "MW", "GW", "TW"),
    "J": ("J", "kJ", "MJ", "Wh", "kWh", "MWh", "GWh"),
    "kg/s": ("kg/s", "kg/h", "kg/d", "t/d", "t/month", "t/yr", "kt/yr", "Mt/yr"),
    "J/kg": ("J/kg", "kJ/kg", "MJ/kg", "Wh/kg", "kWh/kg"),
    "1/s": ("1/s", "Hz", "1/min", "1/h", "1/d", "1/month", "1/yr", "%/yr"),
    "USD": ("USD", "kUSD", "MUSD", "GUSD"),
    "USD/s": ("USD/s", "USD/yr", "MUSD/yr", "GUSD/yr"),
    "USD/kg": ("USD/kg", "USD/t"),
}


def declared(plugins: Registry) -> None:
    """Convert everything that models and presets declare."""
    for name in plugins.refs:
        for info in params_of(plugins.model(name)):
            given = [
                preset.values[info.name] for preset in plugins.presets(name).values() if info.name in preset.values
            ]
            for value in (info.default, info.lo, info.hi, *(info.distribution or ()), *given):
                info.si(value)


def factor(unit: str, target: str) -> float:
    """Ask astropy; nan for units of two kinds, which a mission's checks compare as well."""
    try:
        return quantities.computed_scale(unit, target)
    except QuantityError:
        return math.nan


def main() -> None:
    """Collect the pairs, ask for each, write the file."""
    asked = {(unit, target) for target, units in EVERYDAY.items() for unit in units}

    def noted(unit: str, target: str) -> float:
        asked.add((unit, target))
        return quantities.computed_scale(unit, target)

    with mock.patch.object(quantities, "unit_scale", noted):
        plugins = registry.load()
        declared(plugins)
        for path in sorted((ROOT / "missions").glob("*.toml")):
            pipeline.check(path, plugins)
    with (ROOT / "moonbase" / "unit_factors.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(["unit", "target", "factor"])
        rows.writerows([*pair, repr(factor(*pair))] for pair in sorted(asked))


if __name__ == "__main__":
    main()
