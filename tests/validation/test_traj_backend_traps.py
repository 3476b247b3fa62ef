"""Faults of poliastro 0.17 and boinor 0.20 that moonbase steps around: if one is mended, or used, a test here fails."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from moonbase.constants import MOON_GM, MOON_RADIUS, SUN_GM
from moonbase.trajectories.backend import LambertOptions, backend, lambert

SOURCES = Path(import_module("moonbase").__file__).parent
GM = MOON_GM / 1e9  # km3/s2, the units in which the backend's tolerances are meant
START = np.array([MOON_RADIUS / 1e3, 0.0, 0.0])
FAST = np.array([0.0, 2.6, 0.0])  # km/s, a hyperbola
TWO_DAYS = 2.0 * 86400.0


def propagation(name):
    return import_module(f"{backend().name}.core.propagation.{name}")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_danby_loses_a_hyperbola_that_farnocchia_keeps():
    right, _ = backend().farnocchia_rv(GM, START, FAST, TWO_DAYS)
    flown, _ = propagation("cowell").cowell(GM, START, FAST, np.array([TWO_DAYS]), 1e-11)
    lost, _ = propagation("danby").danby(GM, START, FAST, TWO_DAYS)
    assert np.linalg.norm(right - flown[0]) < 1.0
    assert np.linalg.norm(lost - right) > 1e5


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_farnocchia_goes_backwards():
    ahead, v = backend().farnocchia_rv(GM, START, FAST, TWO_DAYS)
    back, _ = backend().farnocchia_rv(GM, ahead, v, -TWO_DAYS)
    assert np.linalg.norm(back - START) < 1e-2


@pytest.mark.parametrize("word", ["danby", "PorkchopPlotter", "laplace_radius", "change_attractor", "core.iod.vallado"])
def test_what_is_wrong_in_the_backend_is_not_called(word):
    assert not [path.name for path in SOURCES.rglob("*.py") if word in path.read_text(encoding="utf-8")]


def test_the_side_of_a_transfer_across_the_poles_follows_the_wanted_sense():
    """The frame's z axis decides what is prograde; across the poles both senses must lead to the end, another way."""
    from scipy.integrate import solve_ivp

    first, last, tof = np.array([1.5e11, 0.0, 1e9]), np.array([0.0, 1e6, 1.6e11]), 1.2e7

    def rate(_t, y):
        return np.concatenate([y[3:], -SUN_GM * y[:3] / np.linalg.norm(y[:3]) ** 3])

    senses = []
    for prograde in (True, False):
        v, _ = lambert(SUN_GM, first, last, tof, LambertOptions(prograde=prograde))
        end = solve_ivp(rate, (0.0, tof), np.concatenate([first, v]), method="DOP853", rtol=1e-12, atol=1e-3).y[:3, -1]
        assert np.linalg.norm(end - last) < 1e4
        senses.append(np.cross(first, v))
    assert senses[0][2] > 0.0 > senses[1][2]
