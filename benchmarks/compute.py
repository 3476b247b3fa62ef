"""Speed of the compute payloads: one satellite, the full comparison, the ledger's cross-over; beside a baseline.

Run with ``python benchmarks/compute.py``. Goals: one satellite below 1 ms, 100 000 samples of the comparison of Earth,
Earth-launched and lunar-made computing within 10 s on two cores. The baseline designs each sample's satellite alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from moonbase_compute import comparison, crossover
from moonbase_compute.satellite import ComputeSatellite

SAMPLES = 100_000
ALONE = 500


def best(work: Callable[[], object], repeats: int = 5) -> float:
    """Least wall time of some runs [s]."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print one line per measure."""
    satellite = ComputeSatellite()
    for name, site in comparison.PLACES.items():
        took = best(lambda site=site: satellite.design(site), 50)
        print(f"one satellite, {name:18} {1e3 * took:8.3f} ms")
    inputs = comparison.draw("2032", samples=SAMPLES)
    alone = best(lambda: [ComputeSatellite().design(comparison.PLACES["sun"]) for _ in range(ALONE)], 2) / ALONE
    for name in comparison.PLACES:
        took = best(lambda name=name: comparison.evaluate(inputs, place=name), 3)
        print(f"{SAMPLES} samples, {name:15} {took:8.3f} s   {alone * SAMPLES / took:6.0f} times one by one")
    took = best(lambda: comparison.draw("2032", samples=SAMPLES), 3)
    print(f"drawing {SAMPLES} samples     {took:8.3f} s")
    took = best(lambda: crossover.compare("2032", samples=200_000), 3)
    print(f"cross-over of 200000 draws {took:8.3f} s")


if __name__ == "__main__":
    main()
