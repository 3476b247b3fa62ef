"""The campaigns that ship run at a small size, and what the documentation says of the cheap ones is what they find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from moonbase.campaign.campaign import open_campaign
from moonbase.campaign.engines.choose import EngineChoice
from moonbase.campaign.entry import load_study, run_study
from moonbase.campaign.present.page import page
from moonbase.campaign.present.part import Asked
from moonbase.campaign.present.samples import read_samples
from moonbase.campaign.present.sections import found
from moonbase.mission.source import Source

FOLDER = Path(__file__).parents[2] / "missions" / "campaigns"
FILES = sorted(FOLDER.glob("*.toml"))
SMALL = {
    "break_even": [(r"^n = .*", "n = 1"), (r'uniform = \["18 yr", "45 yr"\]', 'uniform = ["18 yr", "19 yr"]')],
    "break_even_dates": [(r"^n = .*", "n = 100")],
    "closure": [(r"^n = .*", "n = 4")],
    "launcher_trade": [
        (r'"70 gee", "100 gee", "150 gee"', '"100 gee"'),
        (r'"2.42 km/s", "2.45 km/s", "2.5 km/s", "2.7 km/s"', '"2.7 km/s"'),
    ],
    "shells": [(r"points = 7", "points = 2")],
    "siting": [(r"points = 5", "points = 2"), (r"points = 4", "points = 2"), (r', "90 deg", "180 deg", "270 deg"', "")],
}


def shrunk(path):
    text = path.read_text(encoding="utf-8")
    for pattern, replacement in SMALL[path.stem]:
        text, count = re.subn(pattern, replacement, text, flags=re.MULTILINE)
        assert count, pattern
    return Source(str(path), text)


def test_every_campaign_has_a_small_size():
    assert {path.stem for path in FILES} == set(SMALL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_campaigns_run_and_report(path, tmp_path):
    study, text = load_study(shrunk(path))
    campaign = run_study(study, text, tmp_path / "study", EngineChoice(name="serial"))
    samples = read_samples(open_campaign(campaign.folder.path))
    assert (samples.status == 0).any()
    told = page(samples, tuple(found(samples, Asked())))
    assert study.name in told
    assert "http" not in told.replace("http://www.w3.org/2000/svg", "").partition('<section id="mission"')[0]
