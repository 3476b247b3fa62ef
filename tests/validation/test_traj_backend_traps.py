"""Faults of poliastro 0.17 and boinor 0.20 that moonbase steps around: if one is mended, or used, a test here fails."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from moonbase.constants import MOON_GM, MOON_RADIUS, SUN_GM
from moonbase.quantities import parse_date
from moonbase.trajectories.backend import LambertOptions, _interpreted, backend, lambert
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.offline import stay_offline
from moonbase.trajectories.porkchop import transfer

SOURCES = Path(import_module("moonbase").__file__).parent
GM = MOON_GM / 1e9  # km3/s2, the units in which the backend's tolerances are meant
START = np.array([MOON_RADIUS / 1e3, 0.0, 0.0])
FAST = np.array([0.0, 2.6, 0.0])  # km/s, a hyperbola
TWO_DAYS = 2.0 * 86400.0


def propagation(name):
    return import_module(f"{backend().name}.core.propagation.{name}")


def plain(name, function):
    """Take a compiled function as the Python it is made of: half a minute of compiling less."""
    return _interpreted(getattr(propagation(name), function), {})


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_danby_loses_a_hyperbola_that_farnocchia_keeps():
    right, _ = plain("farnocchia", "farnocchia_rv")(GM, START, FAST, TWO_DAYS)
    flown, _ = propagation("cowell").cowell(GM, START, FAST, np.array([TWO_DAYS]), 1e-11)
    lost, _ = plain("danby", "danby")(GM, START, FAST, TWO_DAYS)
    assert np.linalg.norm(right - flown[0]) < 1.0
    assert np.linalg.norm(lost - right) > 1e5


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_farnocchia_goes_backwards():
    ahead, v = plain("farnocchia", "farnocchia_rv")(GM, START, FAST, TWO_DAYS)
    back, _ = plain("farnocchia", "farnocchia_rv")(GM, ahead, v, -TWO_DAYS)
    assert np.linalg.norm(back - START) < 1e-2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("tofs", "good"), [([-1.0, 1.0], [1]), ([1.0, -1.0], [0]), ([-1.0, -10.0], [0]), ([-1.0], [0])]
)
def test_cowell_makes_up_times_behind_its_last(tofs, good):
    """It integrates from zero to the greatest time and extrapolates a polynomial to the others (poliastro #1630).

    A single negative time is right; one beside a positive time is missed by more than the Galaxy is wide, one before
    another by more than the Moon is away.
    """
    times = np.array(tofs) * 86400.0
    flown, _ = propagation("cowell").cowell(GM, START, FAST, times, 1e-11)
    for i, (t, place) in enumerate(zip(times, flown, strict=True)):
        right, _ = plain("farnocchia", "farnocchia_rv")(GM, START, FAST, t)
        miss = np.linalg.norm(place - right)
        assert (miss < 1e-3) if i in good else (miss > 1e4)


@pytest.mark.parametrize("tofs", [(-1.0, 1.0), (-1.0, -2.0), (1.0, -1.0)])
def test_flights_of_ours_go_back_and_forth(tofs):
    moon = np.concatenate(state("moon", 9.5e8, center="barycentre", ecliptic=False))
    first = moon + 1e3 * np.concatenate([START, FAST])
    for t in tofs:
        there = propagate(first[None], 9.5e8, 9.5e8 + t * 86400.0)
        back = propagate(there, 9.5e8 + t * 86400.0, 9.5e8)[0]
        assert np.linalg.norm(back[:3] - first[:3]) < 10.0


def test_a_vertical_throw_breaks_the_backend():
    """Its elements, which most propagators start from, divide by an angular momentum of nothing."""
    elements = import_module(f"{backend().name}.core.elements").rv2coe
    with pytest.raises(ZeroDivisionError):
        elements(GM, START, 1.4e-3 * START, 1e-8)


@pytest.mark.filterwarnings("ignore")
def test_porkchop_plotter_takes_barycentric_states():
    """Least C3 of 100 by 100 dates: 9.8204 km2/s2 by the plotter, 9.1878 with states about the Sun.

    These are the cells about the least one of both, by the plotter's own function and by ours. The plotter's drawing
    fails besides: in poliastro always, in boinor where a time of flight is not positive.
    """
    stay_offline()
    plotting, clock = import_module(f"{backend().name}.plotting.porkchop"), import_module("astropy.time").Time
    bodies = import_module(f"{backend().name}.bodies")
    depart = np.linspace(parse_date("2026-08-01"), parse_date("2027-01-31"), 100)
    arrive = np.linspace(parse_date("2027-05-01"), parse_date("2028-02-29"), 100)
    launch, end = (clock(t / 86400.0 + 2451545.0, format="jd", scale="tdb") for t in (depart[48:51], arrive[35:39]))
    theirs = plotting.targetting_vec(bodies.Earth, bodies.Mars, launch[np.newaxis, :], end[:, np.newaxis])[2]
    assert np.min(theirs) == pytest.approx(9.8204, abs=2e-4)
    ours = [sum(transfer("earth", "mars", t, u - t)[0] ** 2) / 1e6 for t in depart[48:51] for u in arrive[35:39]]
    assert min(ours) == pytest.approx(9.1878, abs=2e-4)
    plotter = plotting.PorkchopPlotter(bodies.Earth, bodies.Mars, launch, launch)
    with pytest.raises((TypeError, ValueError)):
        (plotter.plot if hasattr(plotter, "plot") else plotter.porkchop)()


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
