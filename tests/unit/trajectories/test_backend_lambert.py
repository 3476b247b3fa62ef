"""The adapter: both ways of running the backend's Lambert solver, and its refusals."""

from __future__ import annotations

import numpy as np
import pytest

from moonbase.constants import SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories import backend as module
from moonbase.trajectories.backend import LambertOptions, backend, lambert, lambert_many

R1 = np.array([1.5e11, 0.0, 0.0])
R2 = np.array([-0.5e11, 2.1e11, 0.1e11])


def test_names_library_and_version():
    assert str(backend()).split()[0] in ("boinor", "poliastro")
    assert str(backend()).split()[1][0].isdigit()


def test_solution_arrives_when_propagated():
    v1, v2 = lambert(SUN_GM, R1, R2, 2e7)
    r, v = module._interpreted(backend().farnocchia_rv, {})(SUN_GM, R1, v1, 2e7)
    assert np.allclose(r, R2, rtol=1e-9, atol=1e3)
    assert np.allclose(v, v2, rtol=1e-9, atol=1e-5)


@pytest.mark.parametrize("tof", [0.0, -1.0, float("nan")])
def test_time_of_flight_must_be_positive(tof):
    with pytest.raises(TrajectoryError, match="must be positive"):
        lambert(SUN_GM, R1, R2, tof)


def test_collinear_ends_and_too_many_revolutions_are_told():
    with pytest.raises(TrajectoryError, match="collinear"):
        lambert(SUN_GM, R1, 2.0 * R1, 1e7)
    with pytest.raises(TrajectoryError, match="3 revolutions"):
        lambert(SUN_GM, R1, R2, 1e7, LambertOptions(revolutions=3))


def test_bad_problems_become_nan_and_leave_the_others_alone():
    tof = np.array([2e7, -1.0, 2e7, np.nan])
    ends = np.array([R2, R2, 2.0 * R1, R2])
    v1, v2 = lambert_many(SUN_GM, np.tile(R1, (4, 1)), ends, tof)
    assert np.isfinite(v1[0]).all()
    assert np.isnan(v1[1:]).all()
    assert np.isnan(v2[1:]).all()


@pytest.mark.parametrize("prograde", [True, False])
@pytest.mark.parametrize("per_thread", [1, 1000])
def test_compiled_loops_equal_the_interpreted_one_and_survive_bad_cells(monkeypatch, per_thread, prograde):
    monkeypatch.setattr(module, "_PER_THREAD", per_thread)
    options = LambertOptions(prograde=prograde)
    rng = np.random.default_rng(1)
    n = 60
    r1 = rng.normal(size=(n, 3)) * 1e11
    r2 = rng.normal(size=(n, 3)) * 1e11
    tof = rng.uniform(5e6, 4e7, n)
    tof[::7] = -1.0
    slow = lambert_many(SUN_GM, r1, r2, tof, options)
    monkeypatch.setattr(module, "_COMPILE_FROM", 1)
    fast = lambert_many(SUN_GM, r1, r2, tof, options)
    assert np.isnan(slow[0]).any(axis=1).sum() == len(tof[::7])
    for a, b in zip(slow, fast, strict=True):
        assert np.allclose(a, b, rtol=1e-9, atol=1e-6, equal_nan=True)


@pytest.mark.parametrize("low_path", [True, False])
def test_compiled_full_turns_equal_the_interpreted_ones_and_collinear_ends_stay_nan(monkeypatch, low_path):
    options = LambertOptions(revolutions=1, low_path=low_path)
    ends, tof = np.array([R2, 2.0 * R1, R2]), np.array([9e7, 9e7, 1e7])
    slow = lambert_many(SUN_GM, np.tile(R1, (3, 1)), ends, tof, options)
    monkeypatch.setattr(module, "_COMPILE_FROM", 1)
    fast = lambert_many(SUN_GM, np.tile(R1, (3, 1)), ends, tof, options)
    assert np.isfinite(slow[0]).all(axis=1).tolist() == [True, False, False]
    for a, b in zip(slow, fast, strict=True):
        assert np.allclose(a, b, rtol=1e-11, atol=1e-7, equal_nan=True)
