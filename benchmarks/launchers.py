"""Speed of the launcher kernels, each as a ratio to a baseline measured in the same run.

Run with ``python benchmarks/launchers.py``. Times are CPU times, the least of several runs, after compilation.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from coilgun_by_solve_ivp import by_solve_ivp

from moonbase.api import achromatic_site
from moonbase_launchers import kinematics
from moonbase_launchers.coilgun_shot import shoot
from moonbase_launchers.compiled import compiled
from moonbase_launchers.compiled_inductance import pair
from moonbase_launchers.dispersion import Scatter, monte_carlo
from moonbase_launchers.inductance import mutual, mutual_gradient
from moonbase_launchers.reference_guns import twenty_stages

EXACT = 103.28335042055  # m/s, muzzle speed of the 20-stage gun at a tolerance of 1e-12


def best(work: Callable[[], object], repeats: int = 7, clock: Callable[[], float] = time.process_time) -> float:
    """Least time of some runs [s]."""
    times = []
    for _ in range(repeats):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


@compiled
def many_pairs(count: int) -> float:
    total = 0.0
    for i in range(count):
        m, g = pair(0.0705, 0.0455, 1e-6 * i)
        total += m + g
    return total


def main() -> None:
    """Print the table."""
    print(f"{'task':44} {'time':>12} {'baseline':>12} {'ratio':>8}")

    def row(name: str, own: float, other: float) -> None:
        print(f"{name:44} {own:12.3e} {other:12.3e} {other / own:8.1f}")

    count = 200_000
    distance = 1e-6 * np.arange(count)
    many_pairs(10)
    carlson = best(lambda: (mutual(0.0705, 0.0455, distance), mutual_gradient(0.0705, 0.0455, distance)))
    row("M and dM pair, s (numpy Carlson form)", best(lambda: many_pairs(count)) / count, carlson / count)

    gun = twenty_stages()
    shoot(gun)
    baseline_speed = by_solve_ivp()
    baseline = best(by_solve_ivp, 3)
    print(f"  solve_ivp DOP853 at 1e-9: {baseline_speed:.7f} m/s, off by {abs(baseline_speed / EXACT - 1):.1e}")
    for tolerance in (1e-6, 1e-7, 1e-10):
        result = shoot(gun, tolerance=tolerance)
        own = best(lambda tolerance=tolerance: shoot(gun, tolerance=tolerance))
        off = abs(result.speed / EXACT - 1)
        row(f"20-stage shot at {tolerance:.0e} (v off by {off:.0e})", own, baseline)

    batch = 1000

    def many_shots() -> object:
        return monte_carlo(gun, Scatter(voltage=1e-3), shots=batch, tolerance=1e-6, threads=2)

    row("20-stage shot at 1e-06, 2 threads, wall time", best(many_shots, 3, time.perf_counter) / batch, baseline)
    row("  the same, CPU time of both threads halved", best(many_shots, 3) / batch / 2.0, baseline)

    long = twenty_stages(1000)
    for stages in (250, 500, 1000):
        part = twenty_stages(stages)
        cpu = (
            best(lambda part=part: monte_carlo(part, Scatter(voltage=1e-3), shots=4, tolerance=1e-6, threads=1), 3) / 4
        )
        print(f"{stages}-stage shot: {cpu * 1e3:.2f} ms CPU, {cpu / stages * 1e6:.1f} us a stage")
    start, used = time.perf_counter(), time.process_time()
    found = monte_carlo(long, Scatter(voltage=1e-3), shots=1000, tolerance=1e-6, threads=2)
    wall, cpu = time.perf_counter() - start, time.process_time() - used
    print(
        f"1000 shots through 1000 stages, 2 threads: {wall:.1f} s wall, {cpu:.1f} s CPU, audit {found.worst_audit:.1e}"
    )

    speeds = np.random.default_rng(1).uniform(500.0, 5000.0, 1_000_000)
    masses = np.full_like(speeds, 10.0)

    def size() -> object:
        kinematics.acceleration_length(speeds, 1e4)
        return kinematics.shot_energy(masses, masses, speeds, drive=0.96, recovery=0.9)

    print(f"level-0 sizing: {1e6 / best(size):.1e} designs/s")
    achromatic_site(2)
    print(f"achromatic site of L2: {best(achromatic_site):.4f} s; of L1: {best(lambda: achromatic_site(1)):.4f} s")


if __name__ == "__main__":
    main()
