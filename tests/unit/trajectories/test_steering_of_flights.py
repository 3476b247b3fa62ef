"""Corrections that meet conditions at the least cost, on problems whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from moonbase.trajectories.steering import Course, Look, approach, steer


def course(look, n, *, low=-np.inf, high=np.inf, price=0.0, hit=1e-6):
    return Course(
        look=look,
        size=np.ones(n),
        low=np.broadcast_to(np.asarray(low, dtype=float), n).copy(),
        high=np.broadcast_to(np.asarray(high, dtype=float), n).copy(),
        price=np.broadcast_to(np.asarray(price, dtype=float), n).copy(),
        hit=np.array([hit]),
    )


def on_a_plane(x):
    normal = np.array([1.0, 2.0, 2.0])
    return Look(
        miss=np.array([normal @ x - 90.0]), parts=x[None], miss_slopes=normal[None], parts_slopes=np.eye(3)[None]
    )


def on_a_sphere(x):
    gap = x - np.array([300.0, 0.0, 0.0])
    return Look(
        miss=np.array([gap @ gap - 100.0**2]), parts=x[None], miss_slopes=2.0 * gap[None], parts_slopes=np.eye(3)[None]
    )


def test_the_least_impulse_to_a_plane_is_its_perpendicular():
    found = steer(course(on_a_plane, 3), np.array([400.0, -100.0, 50.0]))
    assert found.hits
    assert found.at == pytest.approx([10.0, 20.0, 20.0], abs=1.0)
    assert found.cost == pytest.approx(30.0, abs=0.3)


def test_a_curved_condition_is_met_at_its_nearest_point():
    found = steer(course(on_a_sphere, 3, hit=1.0), np.array([310.0, 70.0, 60.0]))
    assert found.hits
    assert found.cost == pytest.approx(200.0, abs=2.0)


def test_bounds_hold_and_the_others_make_up_for_it():
    found = steer(course(on_a_plane, 3, low=[30.0, -np.inf, -np.inf]), np.array([40.0, 0.0, 0.0]))
    assert found.hits
    assert found.at == pytest.approx([30.0, 15.0, 15.0], abs=1.0)


def test_a_price_moves_the_answer():
    free = steer(course(on_a_plane, 3), np.zeros(3))
    dear = steer(course(on_a_plane, 3, price=[0.5, 0.0, 0.0]), np.zeros(3))
    assert dear.hits
    assert dear.at[0] < free.at[0] - 3.0


def test_places_without_a_flight_are_stepped_around():
    def look(x):
        one = on_a_sphere(x)
        bad = x[1] > 95.0
        return Look(
            miss=np.where(bad, np.nan, one.miss),
            parts=one.parts,
            miss_slopes=one.miss_slopes,
            parts_slopes=one.parts_slopes,
        )

    assert steer(course(look, 3, hit=1.0), np.array([310.0, 90.0, 60.0])).hits
    lost = steer(course(look, 3, hit=1.0), np.array([310.0, 99.0, 60.0]))
    assert not lost.hits
    assert lost.rank > steer(course(look, 3, hit=1.0), np.array([310.0, 90.0, 60.0])).rank


def test_what_cannot_be_met_is_approached_and_not_claimed():
    def look(x):
        return Look(
            miss=np.array([x @ x + 50.0]), parts=x[None], miss_slopes=2.0 * x[None], parts_slopes=np.eye(3)[None]
        )

    found = steer(course(look, 3), np.array([30.0, 10.0, -20.0]))
    assert not found.hits
    assert found.look.miss[0] < 1450.0


def test_the_shortest_way_to_the_conditions_looks_at_no_cost():
    found = approach(course(on_a_plane, 3), np.array([90.0, 0.0, 9.0]))
    assert found.hits
    assert found.at == pytest.approx([88.0, -4.0, 5.0], abs=1e-6)
