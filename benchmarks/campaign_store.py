"""What store, supervision and engines of campaigns cost, as ratios measured in one run.

    python benchmarks/campaign_store.py            # about four minutes on two idle processors
    python benchmarks/campaign_store.py --quick    # a third of it

The work of a shard is a loop that burns a given processor time, or a sleep of the same length. Burning measures what
users see and suffers from other jobs on the machine; sleeping measures what engines and store add whatever else runs.
Ratios are medians of three interleaved rounds. Start-up of workers is not counted: it is printed apart.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from moonbase.campaign import entry
from moonbase.campaign.campaign import create
from moonbase.campaign.engines.choose import EngineChoice, make_engine
from moonbase.campaign.engines.dask import DaskEngine
from moonbase.campaign.engines.daskworker import describe_there
from moonbase.campaign.engines.local import LocalEngine
from moonbase.campaign.engines.task import Described, Engine
from moonbase.campaign.evaluation import Batch
from moonbase.campaign.identity import identity_of
from moonbase.campaign.runner import Progress, run_missing
from moonbase.campaign.store.folder import Folder
from moonbase.campaign.store.shard import encode
from moonbase.campaign.study import Plugins, Study
from moonbase.campaign.tasks import prepare
from moonbase.mission.source import Source

PLUGIN = '''
import time
from moonbase.api import Process, Recipe, StudyBatch, StudyColumn, StudyTask, hookimpl, param

class Knobs(Process):
    """Inputs."""
    x: float = param(default=0.5, doc="A number.", source="assumed")
    y: float = param(default=0.5, doc="A number.", source="assumed")
    def recipe(self, site):
        return Recipe(activity="nothing")

class Burn:
    """Burns processor time and gives thirty columns."""
    columns = tuple(StudyColumn(name=f"c{index}") for index in range(30))
    rows_per_shard = 100
    def __init__(self, study):
        self.each, self.sleeps = float(study.options["each"]), bool(study.options["sleeps"])
    def __call__(self, values, samples):
        import numpy as np
        end = time.thread_time() + self.each * len(samples)
        if self.sleeps:
            time.sleep(self.each * len(samples))
        while time.thread_time() < end and not self.sleeps:
            pass
        rows = np.sin(values.sum(axis=1)[:, None] + np.arange(30.0))
        return StudyBatch(rows=rows, status=np.zeros(len(samples), dtype=np.int8), messages=("",) * len(samples))

@hookimpl
def moonbase_study_tasks():
    return [StudyTask(name="burn", target=f"{__name__}:Burn", inputs=f"{__name__}:Knobs", doc="Burns.")]
'''
TEXT = """
format = 1
campaign = "Burn"
what = "burn"
[vary]
x = {{ uniform = [0, 1] }}
y = {{ uniform = [0, 1] }}
[design]
kind = "monte-carlo"
n = {n}
[burn]
each = {each}
sleeps = {sleeps}
"""
ROUNDS = 3


def load(place: Path, shards: int, seconds: float, *, sleeps: bool = False) -> tuple[Study, str]:
    plugin = place / "burn.py"
    plugin.write_text(PLUGIN, encoding="utf-8")
    text = TEXT.format(n=100 * shards, each=seconds / 100, sleeps=str(sleeps).lower())
    return entry.load_study(Source("burn.toml", text), plugins=Plugins(files=(str(plugin),), none=True))


def plain(study: Study) -> float:
    """Evaluate without store and supervision."""
    evaluator = prepare(study)
    values = np.random.default_rng(0).uniform(size=(study.design.n, 2))
    began = time.perf_counter()
    for first in range(0, study.design.n, 100):
        evaluator(values[first : first + 100], np.arange(first, first + 100))
    return time.perf_counter() - began


def warm_up(engine: Engine) -> None:
    """Start every worker."""
    if isinstance(engine, LocalEngine):
        for supervisor in engine._supervisors:  # noqa: SLF001 - a study starts them as it needs them
            supervisor.describe()
    elif isinstance(engine, DaskEngine):
        client, carried = engine._client, engine._carried  # noqa: SLF001
        for address in client.nthreads():
            client.submit(describe_there, carried, workers=[address], pure=False).result()


def engine_time(place: Path, study: Study, text: str, name: str, workers: int) -> tuple[float, float]:
    """Run a study with its store; give seconds of start-up and of work."""
    began = time.perf_counter()
    engine = make_engine(EngineChoice(name=name, workers=workers), study)
    with contextlib.closing(engine), tempfile.TemporaryDirectory(dir=place) as folder:
        campaign = create(Folder(Path(folder)), study, text, engine.describe(), identity_of(study))
        # All workers start with the trial that measures the pace; only then the clock runs.
        marks: list[float] = []
        warm = Progress(on_estimate=lambda _seconds, _samples: marks.append(time.perf_counter()))
        warm_up(engine)
        run_missing(campaign, engine, warm)
        return marks[0] - began, time.perf_counter() - marks[0]


def row(words: str, ratios: list[float], goal: str) -> None:
    rounds = ", ".join(f"{ratio:.1%}" for ratio in ratios)
    print(f"  {words:36s}{statistics.median(ratios):7.1%}   rounds: {rounds}   (to reach: {goal})")


def efficiency(place: Path, shards: int, seconds: float, *, sleeps: bool) -> None:
    study, text = load(place, shards, seconds, sleeps=sleeps)
    costs, local, dask = [], [], []
    for _ in range(ROUNDS):
        bare = plain(study)
        start, one = engine_time(place, study, text, "local", 1)
        _, two = engine_time(place, study, text, "local", 2)
        other_start, there = engine_time(place, study, text, "dask", 2)
        costs.append(one / bare - 1.0)
        local.append(bare / (2.0 * two))
        dask.append(bare / (2.0 * there))
    print(f"{shards} shards of {seconds * 1e3:.0f} ms {'asleep' if sleeps else 'busy'}, 100 rows x 32 columns each")
    row("store and supervision, 1 worker", costs, "5 %")
    row("efficiency of 2 local workers", local, "90 %")
    row("efficiency of 2 Dask workers", dask, "85 %")
    print(f"  start-up, not counted above         local {start:.1f} s, dask {other_start:.1f} s")


def verification(place: Path, shards: int) -> None:
    study, text = load(place, shards, 0.0)
    folder = Folder(place / "many")
    evaluator = prepare(study)
    described = Described(columns=evaluator.columns, rows_per_shard=100)
    campaign = create(folder, study, text, described, identity_of(study))
    rows = np.random.default_rng(0).normal(size=(100, 32))
    batch = Batch(rows=rows[:, 2:], status=np.zeros(100, dtype=np.int8), messages=("",) * 100)
    for shard in range(shards):
        samples = np.arange(100 * shard, 100 * shard + 100)
        folder.shard_path(shard).write_bytes(encode(campaign.layout, shard, samples, rows[:, :2], batch))
    began = time.perf_counter()
    good = sum(header is not None for _, header, _ in folder.verified(campaign.run, campaign.spans()))
    seconds = time.perf_counter() - began
    size = sum(path.stat().st_size for _, path in folder.names())
    assert good == shards
    print(f"{good} shards ({size / 1e6:.0f} MB) verified in {seconds:.2f} s   (to reach: 1e4 in 10 s)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        verification(place, 2_000 if quick else 10_000)
        for sleeps in (True, False):
            efficiency(place, 60 if quick else 160, 0.05, sleeps=sleeps)


if __name__ == "__main__":
    main()
