from __future__ import annotations

from types import SimpleNamespace

import pytest

from moonbase_launchers.report_section import sections

YEAR = 365.25 * 86400.0
FIGURES = {
    "powered_length": 288.0, "brake_length": 144.0, "track_length": 488.0, "acceleration": 1e4, "thrust": 210e3,
    "energy_per_shot": 36.6e6, "efficiency": 0.826,
}  # fmt: skip


def run(figures, series=None):
    facts = [SimpleNamespace(owner="driver", name=name, value=value, unit="") for name, value in figures.items()]
    return SimpleNamespace(facts=facts, series=series or {}, edges=(0.0, YEAR, 2.0 * YEAR, 3.0 * YEAR))


def one(name, owner, role, values):
    return SimpleNamespace(name=name, owner=owner, role=role, values=values)


def test_the_ride_ends_at_muzzle_speed_and_the_bucket_stops_at_the_end():
    (section,) = sections(run(FIGURES))
    speed, power, pull = section.plots
    loaded, empty = speed.curves
    assert loaded.y[-1] == pytest.approx(2400.0)
    assert loaded.x[-1] == empty.x[0] == 288.0
    assert (empty.x[-1], empty.y[-1]) == (pytest.approx(488.0), pytest.approx(0.0))
    assert power.curves[0].y[-1] == pytest.approx(210e3 * 2400.0)
    assert min(pull.curves[0].y) == pytest.approx(-2.0 * max(pull.curves[0].y))
    assert "2.4 km/s" in section.paragraphs[0]
    assert "10.17 kWh, 83%" in section.paragraphs[0]


def test_throwing_takes_what_its_legs_take():
    series = {
        "activities": [
            one("throw", "throw", "leg", (0.0, 10.0, 20.0)),
            one("mill", "mill", "process", (1.0, 1.0, 1.0)),
        ],
        "flows": [
            one("throw", "driver shots", "flow", (0.0, -10.0, -20.0)),
            one("throw", "electricity", "flow", (0.0, -1e9, -2.2e9)),
            one("mill", "electricity", "flow", (-5e9, -5e9, -5e9)),
        ],
    }
    (section,) = sections(run(FIGURES, series))
    power, energy = section.plots[3:]
    assert power.curves[0].y == pytest.approx((0.0, 1e9 / YEAR, 2.2e9 / YEAR))
    assert energy.curves[0].y == pytest.approx((1e8, 1.1e8))
    assert energy.curves[0].x == pytest.approx((2001.5, 2002.5))


def test_a_launcher_without_a_track_has_no_section():
    assert sections(run({"energy_per_shot": 1e6})) == ()
