"""Baselines of the trajectory benchmark: what others take for the same work on this machine, now.

Each gives seconds per piece of work, the least of a few runs; CPU time where one thread works, which neighbours on the
machine disturb less than wall time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numba
import numpy as np
from scipy.integrate import solve_ivp

from moonbase.constants import MOON_GM, SUN_GM
from moonbase.trajectories.backend import backend
from moonbase.trajectories.offline import stay_offline

DAY = 86400.0
HERE = Path(__file__).parent


def least(action: Callable[[], Any], repeats: int = 5, clock: Callable[[], float] = time.process_time) -> float:
    """Least time of an action over some runs, after one that is not counted [s]."""
    action()
    times = []
    for _ in range(repeats):
        start = clock()
        action()
        times.append(clock() - start)
    return min(times)


def pykep_loop(python: str, r1: Any, r2: Any, tof: Any) -> dict[str, Any] | None:
    """Seconds per Lambert problem of pykep in a Python loop, in another process; None if it cannot be imported."""
    with tempfile.TemporaryDirectory() as folder:
        problems = Path(folder) / "problems.npz"
        np.savez(problems, r1=r1, r2=r2, tof=tof, gm=SUN_GM)
        done = subprocess.run(
            [python, str(HERE / "pykep_loop.py"), str(problems), "15"], capture_output=True, text=True, check=False
        )
    return json.loads(done.stdout) if done.stdout.startswith("{") else None


def plotter(cells: int = 8) -> float:
    """Seconds per cell of the computing part of the backend's PorkchopPlotter (its drawing fails in poliastro)."""
    stay_offline()
    os.environ.setdefault("MPLBACKEND", "Agg")
    clock, bodies = import_module("astropy.time"), import_module(f"{backend().name}.bodies")
    compute = import_module(f"{backend().name}.plotting.porkchop").targetting_vec
    launch = clock.Time(np.linspace(2461254.0, 2461437.0, cells), format="jd", scale="tdb")
    arrive = clock.Time(np.linspace(2461527.0, 2461830.0, cells), format="jd", scale="tdb")
    grid = launch[np.newaxis, :], arrive[:, np.newaxis]
    return least(lambda: compute(bodies.Earth, bodies.Mars, *grid), 3) / cells**2


def astropy_builtin(epochs: int = 10_000) -> float:
    """Seconds per position and velocity of Mars by astropy's built-in ephemeris."""
    stay_offline()
    coordinates, clock = import_module("astropy.coordinates"), import_module("astropy.time")
    when = clock.Time(2451545.0 + np.linspace(9e8, 1.5e9, epochs) / DAY, format="jd", scale="tdb")
    return least(lambda: coordinates.get_body_barycentric_posvel("mars", when, ephemeris="builtin"), 3) / epochs


def scipy_three_body(mu: float, states: Any, span: float) -> float:
    """Seconds per flight of scipy's DOP853 with a compiled right-hand side."""

    @numba.njit
    def rate(_: float, y: Any) -> Any:
        out = np.empty(6)
        d1, d2 = y[0] + mu, y[0] - 1.0 + mu
        yz = y[1] * y[1] + y[2] * y[2]
        s1, s2 = d1 * d1 + yz, d2 * d2 + yz
        a, b = (1.0 - mu) / (s1 * np.sqrt(s1)), mu / (s2 * np.sqrt(s2))
        out[0], out[1], out[2] = y[3], y[4], y[5]
        out[3] = y[0] + 2.0 * y[4] - a * d1 - b * d2
        out[4] = y[1] - 2.0 * y[3] - (a + b) * y[1]
        out[5] = -(a + b) * y[2]
        return out

    def fly() -> None:
        for y in states:
            solve_ivp(rate, (0.0, span), y, method="DOP853", rtol=1e-10, atol=1e-12)

    return least(fly, 5) / len(states)


def cowell(state: Any, span: float) -> float:
    """Seconds per flight of the backend's Cowell propagator under the Moon alone."""
    fly = import_module(f"{backend().name}.core.propagation.cowell").cowell
    tofs = np.array([span])
    return least(lambda: [fly(MOON_GM, state[:3], state[3:], tofs, 1e-11) for _ in range(5)], 5) / 5


FIRST = """
import time
import numpy as np
from moonbase.trajectories.porkchop import porkchop
depart = 8.4e8 + np.linspace(0.0, 180.0, 500) * 86400.0
assert np.isfinite(porkchop("emb", "mars", depart, np.linspace(120.0, 450.0, 500) * 86400.0).c3).all()
print(time.process_time(), flush=True)
"""


def from_start(*, by_cpu: bool, repeats: int = 5) -> tuple[float, float, str]:
    """Time from the start of a process to the first 500 x 500 chart: empty cache, warm cache; what it says."""
    with tempfile.TemporaryDirectory() as folder:
        times, words = [], ""
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        for _ in range(repeats + 1):
            start = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, "-c", FIRST],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            ) as process:
                spent = process.stdout.readline()
                wall = time.perf_counter() - start
                words = words or process.stderr.read().strip()
            times.append(float(spent) if by_cpu else wall)
    return times[0], min(times[1:]), words
