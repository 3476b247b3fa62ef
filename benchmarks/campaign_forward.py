"""Time the forward simulation of a decided plan, its growth, and the same code as a plain Python loop per sample.

    python benchmarks/campaign_forward.py            # 100 000 samples x 480 months on two threads, scaling, ratio
    python benchmarks/campaign_forward.py --samples 2000

The plan is that of missions/first_satellite.toml over 40 years in months, with outages, late and lost launches, slips
and worse yields switched on. Ratios of one run carry over between machines, seconds do not.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import numpy as np

from moonbase.campaign.forward.disturbance import Disturbances, Outage
from moonbase.campaign.forward.simulate import Simulation, simulation
from moonbase.pipeline import check, plan
from moonbase.planning.result import Plan

MISSION = Path(__file__).resolve().parent.parent / "missions" / "first_satellite.toml"
DAY, YEAR = 86400.0, 31557600.0
BATCH = 1000
TROUBLE = Disturbances(
    outages={
        "driver": Outage(between=2 * YEAR, repair=30 * DAY),
        "sunfield": Outage(between=4 * YEAR, repair=10 * DAY),
    },
    late={"throw": 0.1, "earth_cargo": 0.1},
    lost={"throw": 0.01, "earth_cargo": 0.02},
    slips={"*": 10 * DAY},
    yields={"sunfield": (0.8, 0.95, 1.0)},
)


def decide(years: int) -> Plan:
    return plan(check(MISSION, None, {"time.horizon": f"{years} yr"}).network)


def ready(decided: Plan) -> Simulation:
    return simulation(decided.network, decided, TROUBLE)


def spend(worker: Simulation, batches: list[range]) -> float:
    """Simulate batches one after the other; only their sums are kept, so memory does not grow with them."""
    return sum(float(worker.run(1, np.arange(batch.start, batch.stop)).sum()) for batch in batches)


def measure(decided: Plan, samples: int, threads: int) -> float:
    workers = [ready(decided) for _ in range(threads)]
    batches = [range(first, min(first + BATCH, samples)) for first in range(0, samples, BATCH)]
    began = perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(spend, workers, [batches[place::threads] for place in range(threads)]))
    return perf_counter() - began


def exponent(sizes: list[int], seconds: list[float]) -> float:
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def plain(samples: int) -> float:
    """Seconds per sample of the same code without compilation, in a process of its own."""
    out = subprocess.run(
        [sys.executable, __file__, "--plain", str(samples)],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(out.stdout)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=100_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--plain", type=int, default=0)
    given = parser.parse_args()
    decided = decide(40)
    if given.plain:
        began = perf_counter()
        spend(ready(decided), [range(given.plain)])
        print((perf_counter() - began) / given.plain)
        return
    spend(ready(decided), [range(2)])  # compile
    sizes = [given.samples // 8, given.samples // 4, given.samples // 2, given.samples]
    seconds = [measure(decided, size, given.threads) for size in sizes]
    months = [120, 240, 480]
    by_months = [measure(decide(count // 12), sizes[0], given.threads) for count in months]
    loop = plain(2)
    found = {
        "samples": sizes[-1],
        "months": decided.grid.size,
        "activities": len(decided.network.activities),
        "seconds": round(seconds[-1], 2),
        "microseconds per sample and month and thread": round(
            1e6 * seconds[-1] * given.threads / sizes[-1] / decided.grid.size, 2
        ),
        "exponent in samples": round(exponent(sizes, seconds), 2),
        "exponent in months": round(exponent(months, by_months), 2),
        "plain Python over compiled, per sample": math.floor(loop * sizes[-1] / seconds[-1] / given.threads),
        "peak memory [MB]": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
