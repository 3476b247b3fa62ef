"""Speed of the trajectory layer, each figure as a ratio to a named baseline measured in the same run.

Run with ``python benchmarks/trajectories.py``. CPU time where one thread works, wall time for parallel loops; the least
of a few runs. Compilation is not counted: everything is called once before it is timed.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from moonbase.constants import ASTRONOMICAL_UNIT, SUN_GM
from moonbase.quantities import parse_date
from moonbase.trajectories.backend import backend, lambert, lambert_many
from moonbase.trajectories.cr3bp import acceleration, earth_moon
from moonbase.trajectories.dispersion import MuzzleErrors, in_flight
from moonbase.trajectories.ensemble import fly_ephemeris, fly_three_body
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.offline import stay_offline
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, opportunities
from moonbase.trajectories.porkchop import porkchop
from moonbase.trajectories.throw import release

DAY = 86400.0
SITE = LaunchSite(latitude=0.0, longitude=math.radians(33.1), azimuth=math.pi / 2)


def least(action: Callable[[], Any], repeats: int = 5) -> float:
    """Least wall time of an action over some runs, after one that is not counted [s]."""
    action()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def row(what: str, value: str, baseline: str, ratio: float) -> None:
    """Print one figure."""
    print(f"{what:<46} {value:>16}   {ratio:9.1f} x {baseline}")


def lambert_figures() -> None:
    """Lambert's problem and whole charts."""
    depart = np.linspace(parse_date("2026-08-01"), parse_date("2027-01-31"), 500)
    tof = np.linspace(120.0 * DAY, 450.0 * DAY, 500)
    (r1, v1), (r2, _) = state("emb", depart), state("mars", depart + 300.0 * DAY)
    few = range(0, 500, 5)
    units = import_module("astropy.units")
    public = import_module(f"{backend().name}.iod.izzo").lambert
    k, a, b = SUN_GM * units.m**3 / units.s**2, r1 * units.m, r2 * units.m
    times = [300.0 * DAY * units.s] * 500
    base = least(lambda: [public(k, a[i], b[i], times[i]) for i in few], 2) / len(few)
    plain = least(lambda: [lambert(SUN_GM, r1[i], r2[i], 300.0 * DAY) for i in few], 2) / len(few)
    many = (np.tile(r1, (100, 1)), np.tile(r2, (100, 1)), np.full(50_000, 300.0 * DAY))
    loop = least(lambda: lambert_many(SUN_GM, *many)) / 50_000
    name = f"{backend()} iod.lambert"
    row("Lambert, interpreted source, 1 thread", f"{1 / plain:,.0f} /s", name, base / plain)
    row("Lambert, compiled loop, all threads", f"{1 / loop:,.0f} /s", name, base / loop)
    chart = least(lambda: porkchop("emb", "mars", depart, tof), 3)
    row("500 x 500 chart with ephemeris", f"{chart * 1e3:.0f} ms", name + " loop alone", 250_000 * base / chart)
    assert np.isfinite(v1).all()


def ephemeris_figures() -> None:
    """Positions of the planets."""
    stay_offline()
    coordinates, clock = import_module("astropy.coordinates"), import_module("astropy.time")
    t = np.linspace(9e8, 1.5e9, 10_000)
    when = clock.Time(2451545.0 + t / DAY, format="jd", scale="tdb")
    base = least(lambda: coordinates.get_body_barycentric_posvel("mars", when, ephemeris="builtin"), 2)
    own = least(lambda: state("mars", t))
    row("Mars at 10,000 epochs", f"{own * 1e3:.1f} ms", "astropy builtin", base / own)


def flight_figures() -> None:
    """Three-body and ephemeris flights of five days."""
    system = earth_moon()
    span = 5.0 * DAY / system.time
    starts = release(SITE, system, np.linspace(2380.0, 2420.0, 1000))

    def rate(_: float, y: Any) -> Any:
        return np.concatenate([y[3:], acceleration(system.mu, y[:, None])[:, 0]])

    base = least(lambda: solve_ivp(rate, (0.0, span), starts[0], method="DOP853", rtol=1e-10, atol=1e-12), 3)
    own = least(lambda: fly_three_body(system, starts, span)) / len(starts)
    row("three-body flight of 5 d, all threads", f"{1 / own:,.0f} /s", "scipy DOP853, numpy rate", base / own)
    moon, moon_v = state("moon", 9.5e8, center="barycentre", ecliptic=False)
    local = np.array([1737400.0, 0.0, 0.0, 0.0, 2400.0, 900.0])
    full = np.concatenate([moon, moon_v]) + local
    base = least(lambda: propagate(full[None], 9.5e8, 9.5e8 + 5.0 * DAY), 3)
    lanes = np.tile(local, (1000, 1))
    own = least(lambda: fly_ephemeris(lanes, 9.5e8, 5.0 * DAY)) / len(lanes)
    row("ephemeris flight of 5 d, all threads", f"{1 / own:,.0f} /s", "scipy DOP853, numpy rate", base / own)
    errors = MuzzleErrors(speed=0.05, vertical=0.02, lateral=0.02)
    monte = least(lambda: in_flight(SITE, 9.5e8, 2500.0, 5.0 * DAY, errors))
    row(
        "Monte Carlo, 1000 throws, 5 d, ephemeris",
        f"{monte * 1e3:.0f} ms",
        "1000 single flights by scipy",
        1000 * base / monte,
    )


def question_figures() -> None:
    """Time what the mission graph asks, over forty years."""
    limits = Limits(max_muzzle_speed=4500.0, max_onboard_dv=1500.0, max_time_of_flight=400.0 * DAY)
    for name, place in (
        ("heliocentric 0.9 au", Destination(kind="heliocentric", radius=0.9 * ASTRONOMICAL_UNIT)),
        ("Mars", Destination(kind="planet", body="mars")),
        ("L2", Destination(kind="eml2")),
    ):
        start = time.perf_counter()
        found = opportunities.__wrapped__(SITE, place, 9.5e8, 9.5e8 + 40.0 * 365.25 * DAY, limits)
        print(f"{'40 years to ' + name:<46} {time.perf_counter() - start:>14.2f} s   {len(found)} opportunities")


def main() -> None:
    """Print all figures."""
    print(f"{backend()}, {os.cpu_count()} processors")
    lambert_figures()
    ephemeris_figures()
    flight_figures()
    question_figures()


if __name__ == "__main__":
    main()
