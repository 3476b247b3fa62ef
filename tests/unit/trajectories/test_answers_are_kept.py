"""The cache of windows: same answers, no trust in what it finds, no harm where it cannot write."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.trajectories import cache
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.solve import opportunities

YEAR = 365.25 * 86400.0
QUESTION = (
    LaunchSite(latitude=0.0, longitude=math.radians(33.1), azimuth=math.pi / 2),
    Destination(kind="eml2", match=False),
    30 * YEAR,
    31 * YEAR,
    Limits(max_muzzle_speed=3000.0, max_onboard_dv=100.0, max_time_of_flight=1e7),
)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("MOONBASE_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def same(left, right):
    assert left.backend == right.backend
    assert left.notes == right.notes
    for name in ("start", "end", "muzzle_speed", "onboard_dv", "time_of_flight", "arrival_speed", "best"):
        np.testing.assert_array_equal(getattr(left, name), getattr(right, name))


def test_second_answer_comes_from_disk_and_is_the_same(kept, monkeypatch):
    first = cache.cached_opportunities(*QUESTION)
    assert len(list(kept.glob("*.npz"))) == 1
    monkeypatch.setattr(cache, "opportunities", None)
    same(first, cache.cached_opportunities(*QUESTION))
    same(first, opportunities(*QUESTION))


@pytest.mark.parametrize("damage", [b"", b"not an archive", None])
def test_a_damaged_entry_is_computed_anew(kept, damage):
    first = cache.cached_opportunities(*QUESTION)
    (entry,) = kept.glob("*.npz")
    entry.write_bytes(entry.read_bytes()[:200] if damage is None else damage)
    same(first, cache.cached_opportunities(*QUESTION))
    same(first, cache.cached_opportunities(*QUESTION))


def test_another_question_is_another_entry(kept):
    cache.cached_opportunities(*QUESTION)
    cache.cached_opportunities(*QUESTION[:3], 32 * YEAR, QUESTION[4])
    assert len(list(kept.glob("*.npz"))) == 2


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("MOONBASE_CACHE", str(tmp_path / "file" / "below"))
    assert len(cache.cached_opportunities(*QUESTION)) == 1


def test_it_can_be_switched_off(kept, monkeypatch):
    monkeypatch.setenv("MOONBASE_CACHE", "")
    cache.cached_opportunities(*QUESTION)
    assert not kept.exists()
