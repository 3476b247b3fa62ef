"""What the documentation quotes of the shells is what the campaign finds today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from moonbase.campaign.engines.choose import EngineChoice
from moonbase.campaign.entry import load_study, run_study
from moonbase.mission.source import Source

ROOT = Path(__file__).parents[2]


def test_quoted_costs_of_shells(tmp_path):
    page = (ROOT / "docs" / "campaign-studies.md").read_text(encoding="utf-8")
    quoted = [
        [float(cell) for cell in re.findall(r"[\d.]+", line)]
        for line in page.splitlines()
        if re.match(r"\| \d+ km \|", line)
    ]
    assert len(quoted) == 7
    path = ROOT / "missions" / "campaigns" / "shells.toml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'\["dawn-dusk", "30-degrees"\]', '["dawn-dusk"]', text)
    text = re.sub(r'\["27 kg/m2", "54 kg/m2", "108 kg/m2"\]', '["27 kg/m2", "108 kg/m2"]', text)
    text = re.sub(r'\{ range = \["6878 km", "8378 km"\], points = 7 \}', '["6878 km", "7378 km", "8378 km"]', text)
    found = run_study(*load_study(Source(str(path), text)), tmp_path / "shells", EngineChoice(name="serial"))
    rows = found.table.to_pylist()
    assert len(rows) == 12
    for row in rows:
        line = next(one for one in quoted if one[0] == pytest.approx(row["shell.radius"] - 6378.0))
        column = 1 + (row["satellite.shield_mass"] > 100) + 2 * (row["satellite.dose_limit"] > 100)
        assert row["cost_per_kw_year"] == pytest.approx(line[column], rel=1e-3)
