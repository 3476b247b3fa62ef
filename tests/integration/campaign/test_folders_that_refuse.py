"""Faults 4, 5, 9 and 10: full disks, read-only and missing folders, two runners, odd clocks, other versions."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import resource
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from moonbase.campaign import entry, identity
from moonbase.campaign.campaign import open_campaign
from moonbase.campaign.engines.choose import EngineChoice
from moonbase.campaign.store import folder as folders
from moonbase.campaign.store.folder import Folder, readable_errors
from moonbase.campaign.store.lock import Lock, holder_of
from moonbase.errors import StudyError, UsageError

SERIAL = EngineChoice(name="serial")


def test_disk_that_fills_up_in_the_middle(lab, monkeypatch):
    quiet = lab.run("quiet", n=200)
    real, left = os.fsync, [25]

    def full(file):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(file)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StudyError, match="the disk is full") as caught:
        lab.run("full", n=200)
    assert "moonbase campaign resume" in caught.value.help
    folder = Folder(lab.path / "full")
    assert 0 < len(folder.names()) < 16
    assert not list(folder.shards.glob("*.part"))
    left[0] = 10**9
    assert entry.resume(folder.path, SERIAL).digest() == quiet.digest()


def test_kernel_that_cuts_a_write_off(lab):
    file, out = lab.file(n=40_000, rows=2500), lab.path / "cut"

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = lab.shell("run", str(file), "--out", str(out), "--engine", "serial", preexec_fn=limit, timeout=600)
    assert done.returncode == 7, done.stderr
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((out / "shards").iterdir())
    assert entry.resume(out, SERIAL).digest() == lab.run("quiet", n=40_000, rows=2500).digest()


@contextlib.contextmanager
def _without_privileges():
    """Whoever runs the tests may be root, whom no permission stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_read_only_folder_is_refused_in_words_and_can_still_be_read(lab):
    campaign = lab.run("study", n=40)
    before, path = campaign.digest(), campaign.folder.path
    campaign.folder.shard_path(0).unlink()
    for parent in lab.path.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    for inner in (lab.path, *lab.path.rglob("*")):
        inner.chmod(0o555 if inner.is_dir() else 0o444)
    with _without_privileges():
        with pytest.raises(UsageError, match="is read-only"), readable_errors(path):
            Lock(path).acquire()
        with pytest.raises(UsageError, match="is read-only"):
            Folder(path).prepare()
        with pytest.raises(UsageError, match="is read-only"):
            Folder(path / "new").create("", "", {})
        assert len(open_campaign(path).headers()) == campaign.division.shards - 1
    for inner in (lab.path, *lab.path.rglob("*")):
        inner.chmod(0o755)
    assert lab.run("study", n=40).digest() == before


def test_missing_folder_and_folder_of_something_else(lab):
    with pytest.raises(UsageError, match="holds no campaign"):
        entry.resume(lab.path / "nowhere", SERIAL)
    other = lab.path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty and holds no campaign"):
        lab.run("other")
    assert [path.name for path in other.iterdir()] == ["letter.txt"]


def test_folder_left_by_a_runner_that_died_before_its_record(lab):
    (lab.path / "study" / "shards").mkdir(parents=True)
    (lab.path / "study" / "study.toml").write_text("half a te", encoding="utf-8")
    assert lab.run("study", n=40).digest() == lab.run("quiet", n=40).digest()


def test_second_runner_is_refused_and_told_who_works(lab):
    lab.run("study", n=40)
    lock = Lock(lab.path / "study")
    lock.acquire()
    with pytest.raises(UsageError, match=f"another runner works on this study: process {os.getpid()}"):
        lab.run("study", n=40)
    lock.release()
    assert lab.run("study", n=40).digest()


def test_second_runner_is_refused_where_the_file_system_has_no_locks(lab, monkeypatch):
    lab.run("study", n=40)
    path = lab.path / "study"

    def none(_file, _operation):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    holder = subprocess.Popen(["sleep", "60"])
    try:
        told = {"host": os.uname().nodename, "boot": _boot(), "pid": holder.pid, "started": _started(holder.pid)}
        (path / "lock").write_text(json.dumps(told), encoding="utf-8")
        assert holder_of(path)["pid"] == holder.pid
        with pytest.raises(UsageError, match=f"process {holder.pid}"):
            lab.run("study", n=40)
    finally:
        holder.kill()
        holder.wait()
    assert lab.run("study", n=40).digest()


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"pid": 2**22 + 5}, False),
        ({"started": "1"}, False),
        ({"boot": "another boot"}, False),
        ({"host": "another-machine"}, True),
    ],
)
def test_stale_lock_is_recognised(lab, change, refused):
    campaign = lab.run("study", n=40)
    told = {"host": os.uname().nodename, "boot": _boot(), "pid": 1, "started": _started(1)}
    (campaign.folder.path / "lock").write_text(json.dumps({**told, **change}), encoding="utf-8")
    if refused:
        with pytest.raises(UsageError, match="on another-machine"):
            lab.run("study", n=40)
    else:
        assert lab.run("study", n=40).digest() == campaign.digest()


def _boot():
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def _started(pid):
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]


def test_clock_that_jumps(lab, monkeypatch):
    quiet = lab.run("quiet", n=100)
    hands = iter(range(10**6))
    monkeypatch.setattr(time, "time", lambda: 1e9 + (-1.0) ** next(hands) * 1e8)
    first = lab.run("study", n=100)
    for shard, path in first.folder.names():
        os.utime(path, (4e9 * (shard % 2), 4e9 * (shard % 2)))
    first.folder.shard_path(1).unlink()
    assert lab.run("study", n=100).digest() == quiet.digest()


def test_other_version_is_refused_with_the_difference(lab, monkeypatch):
    campaign = lab.run("study", n=40)
    campaign.folder.shard_path(0).unlink()
    monkeypatch.setattr(identity, "__version__", "99.0")
    with pytest.raises(UsageError, match=r"moonbase\.version: .* there, \"99.0\" here"):
        entry.resume(campaign.folder.path, SERIAL)
    assert not campaign.folder.shard_path(0).exists()


def test_changed_plugin_is_refused_with_its_name(lab):
    lab.plugin = lab.path / "mine.py"
    shutil.copy(Path(__file__).parents[2] / "fixtures" / "study_plugin.py", lab.plugin)
    lab.run("study", n=40)
    lab.plugin.write_text(lab.plugin.read_text(encoding="utf-8").replace("7.0 *", "7.5 *"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"plugins\.mine\.sources"):
        lab.run("study", n=40)


def test_other_study_is_refused_with_the_difference(lab):
    lab.run("study", n=40)
    with pytest.raises(UsageError, match=r"study\.design\.n: 40 there, 80 here"):
        lab.run("study", n=80)


def test_record_that_was_changed_is_refused(lab):
    campaign = lab.run("study", n=40)
    path = campaign.folder.path / "run.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"seed": 5', '"seed": 6'), encoding="utf-8")
    with pytest.raises(UsageError, match="was changed"):
        open_campaign(campaign.folder.path)


def test_index_and_summary_survive_a_folder_that_cannot_be_written(lab, monkeypatch):
    campaign = lab.run("study", n=40)
    (campaign.folder.path / "index.sqlite").unlink()
    monkeypatch.setattr(folders.os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(errno.EROFS, "read-only")))
    assert len(campaign.headers()) == campaign.division.shards
