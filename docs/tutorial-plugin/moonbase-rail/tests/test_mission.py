"""The mission of this folder is planned with the model in it."""

from pathlib import Path

import moonbase

MISSION = Path(__file__).parents[1] / "mission.toml"


def test_mission():
    result = moonbase.run(MISSION)
    assert "launcher.rail" in {item.model for item in result.provenance}
