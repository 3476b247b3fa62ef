"""Faults 1, 2, 3 and 8: workers and runners are killed, shards are damaged; the digest is that of a quiet run."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time

import pytest

from moonbase.campaign.campaign import open_campaign


class Killer:
    """Kills a random worker at a random moment within the shard that follows one that came home."""

    def __init__(self, engine, times):
        self.engine, self.left, self.deaths = engine, times, 0
        self.chance, self.threads = random.Random(1), []

    def __call__(self, _done, _all, outcome):
        self.deaths += outcome.deaths
        if self.left and self.chance.random() < 0.5:
            self.left -= 1
            self.threads.append(threading.Timer(self.chance.uniform(0.0, 0.1), self._kill))
            self.threads[-1].start()

    def _kill(self):
        process = self.chance.choice(self.engine._supervisors)._process
        if process is not None and process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)


def test_random_kills_of_workers_change_nothing(lab, full, monkeypatch):
    times = 50 if full else 4
    samples = 6000 if full else 600
    quiet = lab.run("quiet", n=samples)
    log = lab.path / "log"
    monkeypatch.setenv("STUDY_NAP", "0.005")
    monkeypatch.setenv("STUDY_LOG", str(log))
    campaign, engine = lab.begin("killed", n=samples)
    killer = Killer(engine, times)
    lab.finish(campaign, engine, killer)
    for thread in killer.threads:
        thread.join()
    assert campaign.digest() == quiet.digest()
    assert killer.deaths >= 1
    evaluated = sum(int(line.split()[1]) for line in log.read_text().splitlines())
    trial = 1 + 20
    assert evaluated - samples <= 20 * killer.deaths + trial


def test_random_kills_of_the_runner_change_nothing_and_leave_no_process(lab, full, processes):
    workers_of, gone = processes
    quiet = lab.run("quiet", n=1200)
    file, folder = lab.file(n=1200), lab.path / "killed"
    chance = random.Random(2)
    for _ in range(25 if full else 3):
        runner = lab.start("run", str(file), "--out", str(folder), "--workers", "2", STUDY_NAP="0.01")
        while not workers_of(runner.pid) and runner.poll() is None:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 2.0))
        workers = workers_of(runner.pid)
        runner.kill()
        runner.communicate()
        assert not gone(workers)
    held = lab.run("killed", n=1200)
    assert held.digest() == quiet.digest()
    assert not list(held.folder.shards.glob("*.part"))


DAMAGE = {
    "torn": lambda content: content[: len(content) // 2] + bytes(len(content) - len(content) // 2),
    "truncated": lambda content: content[:-100],
    "zero-length": lambda _: b"",
    "one bit": lambda content: content[:500] + bytes([content[500] ^ 1]) + content[501:],
    "not parquet": lambda _: b"sample,y\n0,1\n",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_shards_are_found_and_computed_again(lab, damage):
    quiet = lab.run("study", n=100)
    before = quiet.digest()
    path = quiet.folder.shard_path(2)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    assert [shard for shard, _ in quiet.verify()] == [2]
    assert lab.run("study", n=100).digest() == before
    assert (quiet.folder.rejected / f"{path.name}.0").is_file()


def test_foreign_and_misplaced_shards_are_found_and_computed_again(lab):
    mine, other = lab.run("mine", n=100), lab.run("other", n=120)
    before = mine.digest()
    mine.folder.shard_path(1).write_bytes(other.folder.shard_path(1).read_bytes())
    mine.folder.shard_path(3).write_bytes(mine.folder.shard_path(4).read_bytes())
    mine.folder.shard_path(99).write_bytes(mine.folder.shard_path(4).read_bytes())
    wrong = dict(mine.verify())
    assert wrong == {1: "it belongs to another study", 3: "it holds shard 4", 99: "it holds shard 4"}
    assert lab.run("mine", n=100).digest() == before


def test_index_is_made_again_when_it_is_lost_damaged_or_stale(lab):
    campaign = lab.run("study", n=100)
    index, before = campaign.folder.path / "index.sqlite", campaign.digest()
    index.unlink()
    assert campaign.digest() == before
    assert index.is_file()
    index.write_bytes(b"no database")
    assert campaign.digest() == before
    campaign.folder.shard_path(0).unlink()
    assert len(campaign.headers()) == campaign.division.shards - 1


def test_poison_sample_costs_its_own_row_only(lab):
    text = """
format = 1
campaign = "Poison"
what = "deeds"
[vary]
x1 = { list = [1, 2, 3] }
deed = { list = ["work", "kill"] }
[design]
kind = "grid"
"""
    campaign, engine = lab.begin("poison", text, workers=2)
    deaths = {}
    lab.finish(campaign, engine, lambda _done, _all, outcome: deaths.update({outcome.task.number: outcome.deaths}))
    table = open_campaign(campaign.folder.path).table
    assert table["status"].to_pylist() == ["ok", "crashed"] * 3
    assert table["double"].to_pylist()[::2] == [2.0 * x for x in range(1, 4)]
    assert set(table["message"].to_pylist()[1::2]) == {"the worker was killed by SIGKILL"}
    assert all(count in (0, 5) for count in deaths.values())
    assert campaign.folder.failure(1, 1)["inputs"] == {"x1": "1.0", "deed": "kill"}
