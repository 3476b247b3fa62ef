"""Read the plugin's data files."""

from __future__ import annotations

import csv
import sys
from functools import lru_cache
from importlib.resources import files
from typing import Any

from moonbase.api import ClaimTest, Preset, Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["claim_tests", "presets", "read", "sources"]


def _text(name: str) -> str:
    return (files("moonbase_compute") / "data" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=16)
def read(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV file of this package; lines that start with # are comments.

    Parameters
    ----------
    name
        File name.
    """
    lines = [line for line in _text(name).splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


def _rows(name: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(_text(name))[table]
    return rows


def presets() -> list[Preset]:
    """List parameter sets of published designs, of accelerators whose power is published, and of launch vehicles."""
    accelerators = [
        Preset(
            model="compute-satellite",
            name=row["name"],
            values={
                "package_power": f"{row['power_w']} W",
                "package_speed": 1e12 * float(row["bf16_tflops"]),
            },
            source=row["source"],
            grade=row["grade"],
            doc=f"Packages of {row['power_w']} W and {row['bf16_tflops']} TFLOP/s at bf16, dense.",
        )
        for row in read("accelerators.csv")
        if row["power_w"]
    ]
    vehicles = [
        Preset(
            model="earth-launch",
            name=row["name"],
            values={
                "first_flight": row["first_flight"],
                "price_to_orbit": f"{row['price_to_orbit_usd_kg']} USD/kg",
                "payload_per_flight": f"{row['payload_t']} t",
                "flights_per_year": float(row["flights_per_year"]),
                "growth": float(row["growth"]),
                "most_flights": float(row["most_flights"]),
                "learning_rate": float(row["learning_rate"]),
                "flown_before": f"{max(float(row['flown_before_t']), 1.0):g} t",
                "floor_price": f"{row['floor_usd_kg']} USD/kg",
                "slip": float(row["slip"]),
            },
            source=row["source"],
            grade=row["grade"],
            doc=row["doc"],
        )
        for row in read("launch_vehicles.csv")
    ]
    return [*(Preset(**row) for row in _rows("presets.toml", "preset")), *accelerators, *vehicles]


def sources() -> list[Source]:
    """List citations."""
    return [Source(**row) for row in _rows("sources.toml", "source")]


def claim_tests() -> list[ClaimTest]:
    """List the calculations offered to ledgers of claims, each named after its function."""
    return [
        ClaimTest(
            name=f"compute.{row['function'].replace('_', '-')}",
            target=f"moonbase_compute.{row['module']}:{row['function']}",
            doc=row["doc"],
            defaults=f"moonbase_compute.{row['module']}:{row['defaults']}" if row["defaults"] else "",
        )
        for row in read("claim_tests.csv")
    ]
