"""Fault 6: Ctrl-C and SIGTERM leave a study that can be resumed, an exit code and no process; pipes stay quiet."""

from __future__ import annotations

import os
import pty
import re
import signal
import time

import pytest


def _stopped(lab, processes, number, engine):
    workers_of, gone = processes
    file, folder = lab.file(n=2000), lab.path / "stopped"
    words = ["run", str(file), "--out", str(folder), "--engine", engine]
    runner = lab.start(*words, *(["--workers", "2"] if engine != "serial" else []), STUDY_NAP="0.01")
    while not list(folder.glob("shards/*.parquet")) and runner.poll() is None:
        time.sleep(0.05)
    workers = workers_of(runner.pid)
    runner.send_signal(number)
    _, errors = runner.communicate(timeout=6000)
    assert not gone(workers)
    return runner.returncode, errors.decode(), folder


@pytest.mark.parametrize(
    ("number", "engine", "code"),
    [
        (signal.SIGINT, "local", 130),
        (signal.SIGTERM, "local", 143),
        (signal.SIGTERM, "serial", 143),
        (signal.SIGINT, "dask", 130),
    ],
)
def test_signal_leaves_a_study_that_goes_on(lab, processes, number, engine, code):
    returned, errors, folder = _stopped(lab, processes, number, engine)
    assert returned == code, errors
    assert f"moonbase campaign resume {folder} goes on" in errors
    assert "Traceback" not in errors
    assert "#" not in errors
    assert not list(folder.glob("shards/*.part"))
    done = lab.shell("resume", str(folder), "--engine", "serial", timeout=6000)
    assert re.search(r"\d+ shards are there and whole", done.stderr)
    assert lab.run("quiet", n=2000).digest() in done.stdout


def test_terminal_sees_a_bar_with_rate_and_time_left(lab):
    file = lab.file(n=400)
    main, side = pty.openpty()
    import subprocess

    runner = subprocess.Popen(
        lab.command("run", str(file), "--out", str(lab.path / "seen"), "--engine", "serial"),
        stderr=side, stdout=subprocess.DEVNULL, env={**os.environ, "STUDY_NAP": "0.002"},
    )  # fmt: skip
    os.close(side)
    shown = b""
    while True:
        try:
            part = os.read(main, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert runner.wait(timeout=600) == 0
    os.close(main)
    text = shown.decode()
    assert re.search(r"\[#+\.*\] \d+/400  [0-9.]+/s  .* left", text)
    assert "samples to do" in text
    assert "400/400" in text
