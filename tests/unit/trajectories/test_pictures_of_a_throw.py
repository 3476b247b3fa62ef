from __future__ import annotations

import math
from itertools import pairwise

import pytest

from moonbase.trajectories import paths
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits

AU = 1.495978707e11
DAY = 86400.0
SITE = LaunchSite(latitude=math.radians(-89.5), longitude=0.0, azimuth=None)
INSIDE = Destination(kind="heliocentric", radius=0.95 * AU)
LIMITS = Limits(max_muzzle_speed=2600.0, max_onboard_dv=1400.0, max_time_of_flight=400.0 * DAY)
SPAN = (1.0263e9, 1.0263e9 + 20.0 * DAY)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def drawn(cache):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOONBASE_CACHE", str(cache))
        return paths.pictures(SITE, INSIDE, LIMITS, SPAN)


def test_the_way_begins_at_the_earth_and_follows_the_sun_without_a_jump(drawn):
    far, near = drawn
    way = far.lines[0].points
    assert math.dist(way[0], dict(far.bodies)["Earth at release"]) < 0.004
    assert math.hypot(*way[-1]) == pytest.approx(0.95, abs=0.03)
    assert max(math.dist(a, b) for a, b in pairwise(way)) < 0.1
    assert near.unit == "1000 km"
    assert math.dist(near.lines[0].points[0], dict(near.bodies)["Moon at release"]) == pytest.approx(1.74, abs=0.1)


def test_an_answer_is_kept_and_read_back_the_same(drawn, cache, monkeypatch):
    monkeypatch.setenv("MOONBASE_CACHE", str(cache))
    monkeypatch.setattr(paths, "_flown", lambda *_: pytest.fail("computed again"))
    assert paths.pictures(SITE, INSIDE, LIMITS, SPAN) == drawn


def test_a_spoilt_entry_costs_a_computation_and_nothing_else(drawn, cache, monkeypatch):
    monkeypatch.setenv("MOONBASE_CACHE", str(cache))
    for path in cache.glob("*.json"):
        path.write_text("{", encoding="utf-8")
    monkeypatch.setattr(paths, "_flown", lambda *_: drawn[:1])
    assert paths.pictures(SITE, INSIDE, LIMITS, SPAN) == drawn[:1]


def test_what_cannot_be_reached_or_drawn_has_no_picture(monkeypatch):
    monkeypatch.setenv("MOONBASE_CACHE", "")
    slow = Limits(max_muzzle_speed=1000.0, max_onboard_dv=1.0, max_time_of_flight=400.0 * DAY)
    assert paths.pictures(SITE, INSIDE, slow, SPAN) == ()
    assert paths.pictures(SITE, Destination(kind="lunar-orbit", radius=1.9e6), LIMITS, SPAN) == ()


def test_a_throw_to_a_libration_point_ends_there(monkeypatch):
    monkeypatch.setenv("MOONBASE_CACHE", "")
    site = LaunchSite(latitude=0.0, longitude=math.radians(33.1), azimuth=math.radians(90.0))
    limits = Limits(max_muzzle_speed=2400.0, max_onboard_dv=0.0, max_time_of_flight=30.0 * DAY)
    (picture,) = paths.pictures(site, Destination(kind="eml2", match=False), limits, SPAN)
    point = dict(picture.bodies)["L2"]
    assert point[0] > dict(picture.bodies)["Moon"][0]
    assert math.dist(picture.lines[0].points[-1], point) < 5.0
