"""The whole line in one call."""

from __future__ import annotations

from pathlib import Path

import pytest

import moonbase
from moonbase.errors import UsageError

MISSION = Path(__file__).parents[2] / "missions" / "first_satellite.toml"


def test_run_refuses_an_older_run_before_it_reads_the_mission(tmp_path):
    (tmp_path / "result.json").write_text("older", encoding="utf-8")
    with pytest.raises(UsageError, match="already holds a run"):
        moonbase.run(tmp_path / "no such mission.toml", tmp_path)


def test_run_writes_a_folder_and_replaces_it_when_told(tmp_path):
    folder = tmp_path / "run"
    first = moonbase.run(MISSION, folder)
    again = moonbase.run(MISSION, folder, overrides={"earth_cargo.price_per_kg": "5000 USD/kg"}, force=True)
    assert again.answer.value > first.answer.value > 0.0
    assert "5000 USD/kg" in (folder / "result.json").read_text(encoding="utf-8")
