"""Lambert's problem: printed textbook cases.

Vallado, *Fundamentals of Astrodynamics and Applications*, example 5.7; Curtis, *Orbital Mechanics for Engineering
Students*, example 5.2; Battin, *An Introduction to the Mathematics and Methods of Astrodynamics*, example 7.12;
G. Der, "The Superior Lambert Algorithm", AMOS 2011, examples I and II. As collected in the tests of lamberthub.
"""

from __future__ import annotations

import numpy as np
import pytest

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import LambertOptions, lambert

EARTH = 398600.4418
DER_1 = ([2249.17126, 1898.0071, 5639.599193], [1744.495443, -4601.556054, 4043.864391], 1618.5)
DER_2 = ([22592.145603, -1599.915239, -19783.950506], [1922.067697, 4054.157051, -8925.727465], 36000.0)
RETRO = LambertOptions(prograde=False)
HIGH = LambertOptions(revolutions=1, low_path=False)
LOW = LambertOptions(revolutions=1, low_path=True)
CASES = {
    "vallado": (
        EARTH,
        ([15945.34, 0.0, 0.0], [12214.83899, 10249.46731, 0.0], 4560.0),
        LambertOptions(),
        [2.058913, 2.915965, 0.0],
        [-3.451565, 0.910315, 0.0],
        2e-6,
    ),
    "curtis": (
        398600.0,
        ([5000.0, 10000.0, 2100.0], [-14600.0, 2500.0, 7000.0], 3600.0),
        LambertOptions(),
        [-5.9925, 1.9254, 3.2456],
        [-3.3125, -4.1966, -0.38529],
        1e-4,
    ),
    "battin": (
        39.47692641,
        ([0.159321004, 0.579266185, 0.052359607], [0.057594337, 0.605750797, 0.068345246], 0.010794065),
        LambertOptions(),
        [-9.303608, 3.018620, 1.536360],
        [-9.511186, 1.888840, 1.421378],
        2e-6,
    ),
    "der-1-prograde": (
        EARTH, DER_1, LambertOptions(), [-2.09572810, 3.92602197, -4.94516810],
        [2.46309614, 0.84490197, 6.10890863], 1e-7,
    ),
    "der-1-retrograde": (
        EARTH, DER_1, RETRO, [1.94312182, -4.35300015, 4.54630439], [-2.38885563, -1.42519648, -5.95772225], 1e-7,
    ),
    "der-2-direct": (
        EARTH, DER_2, LambertOptions(), [2.00065270, 0.38768862, -2.66694776],
        [-3.79246619, -1.77707641, 6.85681439], 1e-7,
    ),
    "der-2-high": (
        EARTH, DER_2, HIGH, [0.50335770, 0.61869408, -1.57176904], [-4.18334626, -1.13262727, 6.13307091], 1e-7,
    ),
    "der-2-low": (
        EARTH, DER_2, LOW, [-2.45759553, 1.16945801, 0.43161258], [-5.53841318, 0.01822213, 5.49641016], 1e-7,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_printed_velocities(name):
    gm, (r1, r2, tof), options, want_1, want_2, tolerance = CASES[name]
    v1, v2 = lambert(gm, np.array(r1), np.array(r2), tof, options)
    assert np.abs(v1 - want_1).max() < tolerance
    assert np.abs(v2 - want_2).max() < tolerance


def test_a_revolution_that_does_not_fit_is_refused():
    with pytest.raises(TrajectoryError, match="1 revolutions"):
        lambert(EARTH, np.array(DER_2[0]), np.array(DER_2[1]), 18000.0, LOW)
