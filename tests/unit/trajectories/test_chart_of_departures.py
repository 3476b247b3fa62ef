from __future__ import annotations

import pytest

from moonbase.trajectories.porkchop_chart import chart

DAY = 86400.0


def test_the_least_energy_to_mars_of_2026_is_in_the_chart():
    found = chart("mars", 8.2e8)  # December 2025
    assert len(found.c3) == len(found.depart)
    assert {len(row) for row in found.c3} == {len(found.tof)}
    best = min((value, i, j) for i, row in enumerate(found.c3) for j, value in enumerate(row) if value is not None)
    assert best[0] / 1e6 == pytest.approx(9.2, abs=0.8)  # JPL's tables give 9.14 km2/s2 for November 2026
    assert (found.depart[-1] - found.depart[0]) / DAY == pytest.approx(2.1 * 780.0, rel=0.05)


def test_beyond_the_ephemeris_there_is_none():
    assert chart("mars", 3.15e9) is None
