"""Time the steady states of a study's samples, stored, against general tools in the same run.

    python benchmarks/campaign_steady.py rivals            # per sample: linopy, its persistent path, scipy.linprog
    python benchmarks/campaign_steady.py stored [SAMPLES]  # a study with two workers, stored; memory beside 1e4 samples
    python benchmarks/campaign_steady.py paths             # per sample: arrays, one model each, a mission each

linopy comes with ``pip install .[bench]``. Times are of the processor, so that other work on the machine counts little;
ratios of one run carry over between machines, seconds do not.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from campaign_rivals import with_bounds_in_linopy, with_linopy, with_persistent_linopy, with_scipy

from moonbase.campaign.designs import sample_values
from moonbase.campaign.engines.choose import EngineChoice
from moonbase.campaign.entry import load_study, run_study
from moonbase.campaign.evaluators import prepare
from moonbase.campaign.study import Study
from moonbase.mission.source import Source

MISSION = Path(__file__).resolve().parents[1] / "missions" / "moonbase_alpha.toml"
NODES = ("sunfield", "digger", "sieve", "smelter")
COUNT = 2048
RIVALS = 24


def study(samples: int, nodes: tuple[str, ...] = NODES, more: str = "") -> tuple[Study, str]:
    """Write a Monte Carlo over every parameter of some nodes that declares a distribution, and the discount rate."""
    text = "\n".join(
        [
            "format = 1",
            'campaign = "Steady states"',
            f'mission = "{MISSION}"',
            'what = "steady"',
            f'[design]\nkind = "monte-carlo"\nn = {samples}',
            '[vary]\n"economics.discount_rate" = { uniform = [0.03, 0.1] }',
            *(f'"{node}.*" = "declared"' for node in nodes),
            more,
        ]
    )
    return load_study(Source("steady.toml", text))


def per_sample(checked: Study, count: int) -> tuple[float, int]:
    """Processor time per sample [s] and samples that have no answer."""
    evaluator = prepare(checked)
    values = sample_values(checked, 0, count)
    evaluator(values[:8], np.arange(8))
    begin = process_time()
    found = evaluator(values, np.arange(count))
    return (process_time() - begin) / count, int((found.status != 0).sum())


def rivals() -> None:
    checked, _ = study(COUNT)
    own, failed = per_sample(checked, COUNT)
    evaluator = prepare(checked)
    compiled = evaluator.nominal  # the baselines solve the very programmes that the evaluator has filled
    filled = compiled.ensemble.fill(compiled.varied.samples(sample_values(checked, 0, RIVALS))[0])
    hot = compiled.ensemble.simplex
    written = hot.models(filled)
    models = [written.model(sample) for sample in range(RIVALS)]
    wanted = [
        float(written.cost[k] @ (x / hot.scales.columns)) for k, x in enumerate(hot(filled, filled.finite).primal)
    ]
    scipy_time, scipy_found = with_scipy(models)
    linopy_time, linopy_found = with_linopy(models[:8])
    persistent_time, persistent_found = with_persistent_linopy(models)
    bounds_time = with_bounds_in_linopy(models)
    answers = (scipy_found, linopy_found, persistent_found)
    error = max(abs(a / b - 1.0) for found in answers for a, b in zip(found, wanted, strict=False))
    rows, columns = filled.pattern.shape
    print(f"{rows} rows, {columns} columns, {len(filled.pattern.indices)} non-zeros, {len(checked.varied)} factors")
    print(f"moonbase, all in     {own * 1e6:9.0f} us per sample, {failed} of {COUNT} without an answer")
    for name, time in (
        ("scipy.linprog", scipy_time),
        ("linopy, bounds only", bounds_time),
        ("linopy persistent", persistent_time),
        ("linopy anew", linopy_time),
    ):
        print(f"{name:20} {time * 1e6:9.0f} us per sample, {time / own:6.1f} times as long")
    print(f"objectives differ by at most {error:.1e}")


def paths() -> None:
    cases = {
        "arrays": study(COUNT),
        "arrays, fabs": study(COUNT, ("logic_fab", "memory_fab", "purifier")),
        "a model for each": study(COUNT // 4, ("packaging",)),
        "a supply for each": study(COUNT // 4, ("earth_cargo",)),
        "a satellite for each": study(COUNT // 16, ("satellite",)),
        "a launcher for each": study(COUNT // 16, ("driver",)),
        "a mission for each": study(16, (), '"time.horizon" = { uniform = ["9 yr", "10 yr"] }'),
    }
    for name, (checked, _) in cases.items():
        time, failed = per_sample(checked, checked.design.n)
        print(f"{name:22} {time * 1e6:9.0f} us per sample, {failed} of {checked.design.n} without an answer")


def stored(samples: int) -> None:
    for count in (samples // 10, samples):
        command = [sys.executable, __file__, "one", str(count)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(
            f"{count} samples: {told['wall']:.1f} s, {told['processor']:.1f} s of processor, {told['stored']:.1f} MB, "
            f"peak {told['memory']:.0f} MB in the runner, {told['worker']:.0f} MB in a worker"
        )


def one(samples: int) -> None:
    checked, text = study(samples)
    with tempfile.TemporaryDirectory() as folder:
        begin = perf_counter()
        run_study(checked, text, Path(folder) / "run", EngineChoice(name="local", workers=2))
        wall = perf_counter() - begin
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))
    mine, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        json.dumps(
            {
                "wall": wall,
                "processor": mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime,
                "stored": size / 1e6,
                "memory": mine.ru_maxrss / 1e3,
                "worker": others.ru_maxrss / 1e3,
            }
        )
    )


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "rivals"
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    {"rivals": rivals, "paths": paths, "stored": lambda: stored(number), "one": lambda: one(number)}[chosen]()
