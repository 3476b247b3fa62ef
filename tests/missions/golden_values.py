"""What a golden result keeps of a mission; run this file to write them anew after a deliberate change.

``python tests/missions/golden_values.py`` rewrites ``golden.json``; say in the commit why the values moved.
"""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MISSIONS = sorted(path for path in (ROOT / "missions").glob("*.toml") if not path.name.endswith(".campaign.toml"))
GOLDEN = Path(__file__).with_name("golden.json")


def measure(path):
    """Plan a mission and give the few totals that a reader would quote."""
    from moonbase import pipeline

    checked = pipeline.check(path)
    plan = pipeline.plan(checked.network)
    activities = checked.network.activities
    totals = plan.activity.sum(axis=1)
    return {
        "objective": float(plan.objective),
        "imported mass [kg]": float(plan.imported_mass.sum()),
        "thrown": float(
            sum(total for activity, total in zip(activities, totals, strict=True) if activity.role == "leg")
        ),
        "periods": checked.network.grid.size,
    }


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps({path.stem: measure(path) for path in MISSIONS}, indent=2) + "\n", encoding="utf-8")
