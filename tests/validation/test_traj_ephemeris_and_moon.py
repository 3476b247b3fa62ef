"""Ephemeris against the full DE440 (values copied from it) and the Moon's orientation against poliastro's series."""

from __future__ import annotations

from importlib import import_module

import numpy as np

from moonbase.trajectories.backend import backend
from moonbase.trajectories.ephemeris import to_equatorial
from moonbase.trajectories.moon import orientation


def test_moon_orientation_equals_the_series_in_poliastro():
    elements = import_module(f"{backend().name}.core.fixed").moon_rot_elements_at_epoch
    for t in (6.4e8, 1.1e9, 2.9e9):
        ra, dec, w = np.radians(elements.py_func(t / 86400.0 / 36525.0, t / 86400.0))
        node = np.array([-np.sin(ra), np.cos(ra), 0.0])
        pole = np.array([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
        meridian = np.cos(w) * node + np.sin(w) * np.cross(pole, node)
        own = to_equatorial(orientation(np.array([t]))[0].T)
        assert np.allclose(own[0], meridian, atol=1e-9)
        assert np.allclose(own[2], pole, atol=1e-9)
