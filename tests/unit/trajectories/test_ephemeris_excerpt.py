"""The ephemeris excerpt against analytic facts and its own span."""

from __future__ import annotations

import numpy as np
import pytest

from moonbase.constants import ASTRONOMICAL_UNIT, EMRAT
from moonbase.errors import TrajectoryError
from moonbase.trajectories.ephemeris import BODIES, calendar_date, segment, span, state, to_ecliptic, to_equatorial

T = np.linspace(span()[0], span()[1], 500)


def test_earth_moon_barycentre_divides_the_distance_by_mass():
    earth, _ = state("earth", T, center="emb")
    moon, _ = state("moon", T, center="emb")
    assert np.allclose(moon, -EMRAT * earth, rtol=1e-8, atol=1e-3)


def test_moon_from_earth_does_not_lose_digits_to_the_barycentre():
    direct, speed = state("moon", T, center="earth")
    far, far_speed = (a - b for a, b in zip(state("moon", T), state("earth", T), strict=True))
    assert np.abs(direct - far).max() < 1e-3
    assert np.abs(speed - far_speed).max() < 1e-9


@pytest.mark.parametrize("body", [body for body in BODIES if body != "sun"])
def test_velocity_is_the_derivative_of_position(body):
    t = T[5:-5]
    (before, _), (after, _) = state(body, t - 30.0), state(body, t + 30.0)
    _, velocity = state(body, t)
    assert np.abs((after - before) / 60.0 - velocity).max() < 1e-3


def test_earth_stays_near_the_ecliptic_and_its_ellipse():
    r, _ = state("emb", T)
    distance = np.linalg.norm(r, axis=1) / ASTRONOMICAL_UNIT
    assert 0.9830 < distance.min() < 0.9835
    assert 1.0165 < distance.max() < 1.0170
    assert np.abs(r[:, 2]).max() / ASTRONOMICAL_UNIT < 2.5e-4


def test_ecliptic_rotation_is_its_own_inverse():
    vectors = np.array([[1.0, 2.0, 3.0], [-4.0, 5.0, -6.0]])
    assert np.allclose(to_equatorial(to_ecliptic(vectors)), vectors, rtol=0, atol=1e-14)


def test_a_number_gives_one_vector():
    r, v = state("mars", 1e9)
    assert r.shape == v.shape == (3,)


def test_records_join_smoothly():
    series = segment("moon_from_emb")
    edge = series.start + series.step * np.arange(1, 200)
    (left, _), (right, _) = series(edge - 1e-3), series(edge + 1e-3)
    assert np.abs(right - left).max() < 10.0


def test_dates_outside_the_span_say_by_how_much():
    with pytest.raises(TrajectoryError, match=r"2100-01-11 lies 10\.0 days after it ends"):
        state("moon", span()[1] + 864000.0)
    with pytest.raises(TrajectoryError, match=r"days before it begins"):
        state("moon", 0.0)


def test_unknown_body_lists_the_known_ones():
    with pytest.raises(TrajectoryError, match="pluto") as caught:
        state("pluto", 1e9)
    assert "mercury" in str(caught.value.help)


def test_calendar_date():
    assert calendar_date(span()[0]) == "2020-01-01"
    assert calendar_date(span()[1]) == "2100-01-01"
