"""Read the plugin's data files."""

from __future__ import annotations

from moonbase.api import ClaimTest, DataFolder, Preset

__all__ = ["claim_tests", "presets", "read"]

_DATA = DataFolder("moonbase_compute")
read = _DATA.rows


def presets() -> list[Preset]:
    """List presets from tables: accelerators whose power is published, and launch vehicles."""
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
    return [*accelerators, *vehicles]


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
