"""Start-up and run times of the command line, each as CPU time of a fresh process and as a ratio to a baseline.

Run with ``python benchmarks/command_line.py``. Baselines are measured in the same run: a bare interpreter, an
interpreter that imports click, and one that imports the numerics that a run needs.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALPHA = str(ROOT / "missions" / "moonbase_alpha.toml")
REPEATS = 5


def cpu_and_wall(command: list[str]) -> tuple[float, float]:
    """Run a command in a fresh process and give its CPU and wall time [s]; it must succeed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def best(command: list[str], repeats: int = REPEATS) -> tuple[float, float]:
    """Least CPU and wall time over some runs [s]."""
    runs = [cpu_and_wall(command) for _ in range(repeats)]
    return min(cpu for cpu, _ in runs), min(wall for _, wall in runs)


def first_output(command: list[str]) -> float:
    """Time until the first byte on either stream [s]."""
    read, write = os.pipe()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=write, stderr=write, cwd=ROOT)
    os.close(write)
    os.read(read, 1)
    elapsed = time.perf_counter() - start
    while os.read(read, 65536):
        continue
    os.close(read)
    process.wait()
    return elapsed


def main() -> None:
    """Print the table."""
    python, cli = [sys.executable, "-c"], [sys.executable, "-m", "moonbase"]
    bare, _ = best([*python, "pass"])
    click, _ = best([*python, "import click"])
    stack, _ = best([*python, "import numpy, scipy.sparse, astropy.units, highspy"])
    print(
        f"bare interpreter {bare * 1e3:.0f} ms, click {click * 1e3:.0f} ms, numpy+scipy+units+highspy {stack:.2f} s CPU"
    )
    print(f"{'command':32} {'CPU s':>8} {'wall s':>8} {'x baseline':>11}  target")
    with tempfile.TemporaryDirectory() as scratch:
        run = [*cli, "run", ALPHA, "--out", str(Path(scratch) / "run"), "--force"]
        rows = [
            ("--help", [*cli, "--help"], click, "0.15 s CPU"),
            ("models", [*cli, "models"], click, "0.30 s CPU"),
            ("check moonbase_alpha", [*cli, "check", ALPHA], stack, "1.5 s CPU"),
            ("run moonbase_alpha", run, stack, "10 s wall"),
        ]
        for name, command, baseline, target in rows:
            cpu, wall = best(command, REPEATS if name != "run moonbase_alpha" else 2)
            print(f"{name:32} {cpu:8.3f} {wall:8.3f} {cpu / baseline:11.2f}  {target}")
        print(f"{'first output of run':32} {'':8} {first_output(run):8.3f} {'':11}  0.3 s wall")


if __name__ == "__main__":
    main()
