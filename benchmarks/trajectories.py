"""Speed of the trajectory layer, each figure beside a named baseline measured in the same run.

Run with ``python benchmarks/trajectories.py``; ``--pykep PYTHON`` names an interpreter that has pykep (by default this
one; without pykep its rows say so). Wall time where threads work together, CPU time else; the least of a few runs.
Compilation is not counted but where the row says so. On a machine that others use too, wall times say little: ``--cpu``
takes the CPU time along the longest chain of work in their place (`critical_path`), which is what processors of one's
own would show. Starts of processes are then CPU times of all their threads together.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from critical_path import CriticalPath
from numba.core import config
from trajectories_rivals import (
    DAY,
    astropy_builtin,
    cowell,
    from_start,
    least,
    plotter,
    pykep_loop,
    scipy_three_body,
)

from moonbase.constants import ASTRONOMICAL_UNIT
from moonbase.quantities import parse_date
from moonbase.trajectories.backend import LambertOptions, backend, lambert
from moonbase.trajectories.cr3bp import earth_moon
from moonbase.trajectories.dispersion import MuzzleErrors, in_flight
from moonbase.trajectories.ensemble import fly_ephemeris, fly_three_body
from moonbase.trajectories.grids import arrival_states, departure_states, solve_grid, states
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.porkchop import porkchop
from moonbase.trajectories.scan import scan
from moonbase.trajectories.solve import opportunities
from moonbase.trajectories.threads import threads
from moonbase.trajectories.throw import release

SITE = LaunchSite(latitude=0.0, longitude=math.radians(33.1), azimuth=math.pi / 2)
DEPART = np.linspace(parse_date("2026-08-01"), parse_date("2027-01-31"), 500)
TOF = np.linspace(120.0 * DAY, 450.0 * DAY, 500)


class Clock:
    """Wall time, or CPU time along the longest chain of work."""

    by_cpu = False

    def least(self, action: Callable[[], Any], repeats: int) -> float:
        """Least time of an action over some runs, after one that is not counted [s]."""
        if self.by_cpu:
            return CriticalPath().least(action, repeats)
        return least(action, repeats, time.perf_counter)

    def once(self, action: Callable[[], Any]) -> float:
        """Time of one run [s]."""
        if self.by_cpu:
            return CriticalPath().measure(action)
        begun = time.perf_counter()
        action()
        return time.perf_counter() - begun


wall = Clock()


@contextmanager
def one_thread() -> Iterator[None]:
    """Work with a single thread inside."""
    before = config.NUMBA_NUM_THREADS
    config.NUMBA_NUM_THREADS = 1
    try:
        yield
    finally:
        config.NUMBA_NUM_THREADS = before


def row(what: str, value: str, reach: str, got: str) -> None:
    """Print one figure."""
    print(f"{what:<58} {value:>16}   reach {reach:>12}   got {got}", flush=True)


def lambert_figures(python: str) -> None:
    """Lambert's problem over a grid of 500 by 500."""
    here, there = departure_states("emb", DEPART), arrival_states("mars", DEPART, TOF)
    cells = DEPART.size * TOF.size
    pick = np.random.default_rng(1).integers(0, 500, (20_000, 2))
    r1, r2 = here[pick[:, 0], :3], there[pick[:, 0], :3, pick[:, 1]]
    rival = pykep_loop(python, r1, r2, TOF[pick[:, 1]])
    solved = wall.least(lambda: solve_grid(here, there, TOF, LambertOptions()), 15) / cells
    scanned = wall.least(lambda: scan("emb", "mars", DEPART, TOF), 25)
    chart = wall.least(lambda: porkchop("emb", "mars", DEPART, TOF), 15)
    if rival is None:
        row("pykep's loop", "not installed", ">= 4.5, 60 x", "-")
    else:
        v1, _ = lambert(1.327124400412794e20, r1[-1], r2[-1], float(TOF[pick[-1, 1]]))
        assert np.allclose(v1, rival["last"], rtol=1e-9)
        name = f"pykep {rival['version']} loop"
        base = rival["seconds"]
        row(
            f"grid by {backend().name}'s function / {name}",
            f"{1 / solved:,.0f} /s",
            ">= 4.5 x",
            f"{base / solved:.1f} x",
        )
        kernel = scan_kernel(here, there) / cells
        row(f"fast scan kernel / {name}", f"{1 / kernel:,.0f} /s", ">= 60 x", f"{base / kernel:.0f} x")
        whole = scanned / cells
        row("fast scan with ephemeris and checks / the same", f"{1 / whole:,.0f} /s", "", f"{base / whole:.0f} x")
    slow = plotter()
    row(
        f"grid / {backend().name}'s PorkchopPlotter",
        f"{slow * 1e3:.2f} ms/cell",
        ">= 2500 x",
        f"{slow / solved:,.0f} x",
    )
    row("500 x 500 Earth-Mars with ephemeris, solved", f"{chart * 1e3:.1f} ms", "<= 100 ms", f"{chart * 1e3:.1f} ms")
    row(
        "500 x 500 Earth-Mars with ephemeris, scanned", f"{scanned * 1e3:.1f} ms", "<= 20 ms", f"{scanned * 1e3:.1f} ms"
    )


def scan_kernel(here: Any, there: Any) -> float:
    """Time of the scan kernel alone."""
    from moonbase.constants import SUN_GM
    from moonbase.trajectories.scan_kernels import scan_grid
    from moonbase.trajectories.threads import in_threads

    shape = (len(here), len(TOF))
    out = (np.empty(shape), np.empty(shape), np.empty(shape, bool), np.empty(shape, bool))

    def run() -> None:
        in_threads(lambda part: scan_grid(SUN_GM, here[part], there[part], TOF, tuple(o[part] for o in out)), len(here))

    return wall.least(run, 40)


def ephemeris_figures() -> None:
    """Positions of a planet."""
    t = np.linspace(9e8, 1.5e9, 10_000)
    own, base = least(lambda: states("mars", t), 20) / t.size, astropy_builtin()
    row("ephemeris look-up / astropy's built-in", f"{own * 1e9:.0f} ns", ">= 200 x", f"{base / own:.0f} x")


def flight_figures() -> None:
    """Three-body and ephemeris flights of five days, per thread."""
    system = earth_moon()
    span = 5.0 * DAY / system.time
    starts = release(SITE, system, np.linspace(2380.0, 2420.0, 1000))
    local = np.tile([1737400.0, 0.0, 0.0, 0.0, 2400.0, 900.0], (1000, 1))
    local[:, 3] += np.linspace(0.0, 50.0, 1000)
    with one_thread():
        own = least(lambda: fly_three_body(system, starts, span), 8) / 1000
        real = least(lambda: fly_ephemeris(local, 9.5e8, 5.0 * DAY, rtol=1e-9), 5) / 1000
    base = scipy_three_body(system.mu, starts[::100], span)
    row("three-body flight / scipy DOP853, compiled rate", f"{1 / own:,.0f} /s", ">= 130 x", f"{base / own:.0f} x")
    exact = fly_ephemeris(local, 9.5e8, 5.0 * DAY, rtol=1e-13).states
    off = np.linalg.norm(fly_ephemeris(local, 9.5e8, 5.0 * DAY, rtol=1e-9).states - exact, axis=1)[:, None].max()
    base = cowell(local[0], 5.0 * DAY)
    what = f"ephemeris flight to {off:.2f} m / {backend().name}'s two-body Cowell"
    row(what, f"{1 / real:,.0f} /s", ">= 40 x", f"{base / real:.0f} x")
    errors = MuzzleErrors(speed=0.05, vertical=0.02, lateral=0.02)
    monte = wall.least(lambda: in_flight(SITE, 9.5e8, 2500.0, 5.0 * DAY, errors), 5)
    row("Monte Carlo of 1000 throws, 5 d, ephemeris", f"{monte * 1e3:.0f} ms", "", "")


def scaling(action: Callable[[], Any], repeats: int) -> float:
    """Time with one thread over that with all, measured in turn."""
    single, several = [], []
    action()
    for _ in range(repeats):
        with one_thread():
            single.append(wall.once(action))
        several.append(wall.once(action))
    return min(single) / min(several)


def scaling_figures() -> None:
    """Measure what the second thread brings."""
    here, there = departure_states("emb", DEPART), arrival_states("mars", DEPART, TOF)
    system = earth_moon()
    starts = release(SITE, system, np.linspace(2380.0, 2420.0, 4000))
    local = np.tile([1737400.0, 0.0, 0.0, 0.0, 2400.0, 900.0], (2000, 1))
    for what, action in (
        ("solved grid", lambda: solve_grid(here, there, TOF, LambertOptions())),
        ("three-body flights", lambda: fly_three_body(system, starts, 5.0 * DAY / system.time)),
        ("ephemeris flights", lambda: fly_ephemeris(local, 9.5e8, 5.0 * DAY)),
    ):
        row(f"scaling to {threads()} threads, {what}", "", ">= 1.9 x of 2", f"{scaling(action, 8):.2f} x")


def start_figures() -> None:
    """From the start of a process."""
    empty, warm, words = from_start(by_cpu=wall.by_cpu)
    row("process start to first 500 x 500, warm cache", f"{warm:.2f} s", "<= 0.9 s", f"{warm:.2f} s")
    row("the same with an empty cache", f"{empty:.2f} s", "<= 10 s", f"{empty:.2f} s")
    print(f"    it says: {words}")


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
        row(f"40 years to {name}: {len(found)} opportunities", f"{time.perf_counter() - start:.2f} s", "", "")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pykep", default=os.environ.get("MOONBASE_PYKEP_PYTHON", sys.executable), metavar="PYTHON")
    parser.add_argument("--questions", action="store_true", help="time the questions of the mission graph too")
    parser.add_argument(
        "--cpu", action="store_true", help="CPU time along the longest chain of work in place of wall time"
    )
    options = parser.parse_args()
    wall.by_cpu = options.cpu
    loads = os.getloadavg() if hasattr(os, "getloadavg") else ()
    print(f"{backend()}, {threads()} threads of {os.cpu_count()} processors, load {loads}", flush=True)
    lambert_figures(options.pykep)
    ephemeris_figures()
    flight_figures()
    scaling_figures()
    start_figures()
    if options.questions:
        question_figures()


if __name__ == "__main__":
    main()
