"""One study, the same bytes on every engine; a Dask cluster that loses a worker loses no sample."""

from __future__ import annotations

import contextlib
import os
import signal

import distributed
import pytest

from moonbase.campaign.campaign import create
from moonbase.campaign.engines.choose import EngineChoice, make_engine
from moonbase.campaign.identity import identity_of
from moonbase.campaign.store.folder import Folder
from moonbase.errors import StudyError, UsageError


@pytest.fixture(scope="module")
def cluster():
    """Give a Dask cluster of two processes on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as made:
        yield made


def _bytes(campaign):
    return {shard: path.read_bytes() for shard, path in campaign.folder.names()}


def test_serial_local_and_dask_write_the_same_bytes(lab, cluster):
    words = {"kind": "saltelli", "n": 100, "rows": 20}
    serial = lab.run("serial", **words)
    assert len(_bytes(serial)) == 25
    for name, engine, workers in (("one", "local", 1), ("two", "local", 2)):
        assert _bytes(lab.run(name, engine=engine, workers=workers, **words)) == _bytes(serial)
    study, text = lab.load(**words)
    engine = make_engine(EngineChoice(name="dask", scheduler=cluster.scheduler_address), study)
    there = create(Folder(lab.path / "dask"), study, text, engine.describe(), identity_of(study))
    lab.finish(there, engine)
    assert _bytes(there) == _bytes(serial)
    assert there.digest() == serial.digest()


def test_shards_do_not_depend_on_the_order_of_work(lab):
    first = lab.run("first", n=200)
    for shard in (0, 3, 7):
        first.folder.shard_path(shard).unlink()
    before = _bytes(first)
    again = lab.run("first", n=200, engine="local", workers=2)
    assert _bytes(again).items() > before.items()
    assert _bytes(again) == _bytes(lab.run("second", n=200))


def test_dask_cluster_loses_a_worker_without_losing_a_sample(lab, cluster, monkeypatch):
    monkeypatch.setenv("STUDY_NAP", "0.01")
    study, text = lab.load(n=400)
    engine = make_engine(EngineChoice(name="dask", scheduler=cluster.scheduler_address), study)
    campaign = create(Folder(lab.path / "dask"), study, text, engine.describe(), identity_of(study))
    pids = list(engine._connected().run(os.getpid).values())
    assert len(set(pids)) == 2

    def kill_once(_done, _all, _outcome):
        if pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pids.pop(), signal.SIGKILL)
            pids.clear()

    lab.finish(campaign, engine, kill_once)
    assert campaign.digest() == lab.run("quiet", n=400).digest()
    assert set(campaign.table["status"].to_pylist()) == {"ok"}


def test_scheduler_that_is_not_there_is_refused_in_words(lab):
    study, _ = lab.load(n=40)
    engine = make_engine(EngineChoice(name="dask", scheduler="tcp://127.0.0.1:9"), study)
    with pytest.raises(UsageError, match="does not answer"):
        engine.describe()
    engine.close()


def test_scheduler_that_dies_leaves_a_study_that_goes_on(lab):
    cluster = distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    )
    study, text = lab.load(n=400)
    engine = make_engine(EngineChoice(name="dask", scheduler=cluster.scheduler_address), study)
    campaign = create(Folder(lab.path / "dask"), study, text, engine.describe(), identity_of(study))
    with pytest.raises(StudyError, match="the Dask cluster was lost"):
        lab.finish(campaign, engine, lambda done, _all, _outcome: cluster.close() if done < 100 else None)
    assert lab.run("dask", n=400).digest() == lab.run("quiet", n=400).digest()


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (EngineChoice(name="dask", cluster="NoSuchCluster"), "dask-jobqueue"),
        (EngineChoice(name="local", scheduler="tcp://127.0.0.1:1"), "has no scheduler"),
        (EngineChoice(name="lokal"), 'no engine "lokal"'),
    ],
)
def test_choice_that_makes_no_sense_is_refused(lab, choice, words):
    study, _ = lab.load(n=40)
    with pytest.raises(UsageError, match=words):
        make_engine(choice, study).describe()
