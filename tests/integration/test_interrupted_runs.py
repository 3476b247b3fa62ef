"""A run that is stopped from outside leaves nothing half-written, and what was there before."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

MISSION = Path(__file__).parents[2] / "missions" / "first_satellite.toml"


def _insist(process, number):
    """Send a signal, and again if the interpreter drops it, as it does within a callback of the import system."""
    for _ in range(5):
        process.send_signal(number)
        try:
            process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            continue
        return


@pytest.fixture
def started(tmp_path):
    """Start a run over an older one, wait for its first line, send a signal, and give its exit code and last words."""
    older = tmp_path / "old"
    older.mkdir()
    (older / "result.json").write_text("older", encoding="utf-8")

    def run(number):
        words = [sys.executable, "-m", "moonbase", "run", str(MISSION), "--out", str(older), "--force"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr.readline().startswith("Planning")
            _insist(process, number)
            said = process.stderr.read()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["old"]
        assert (older / "result.json").read_text(encoding="utf-8") == "older"
        return process.returncode, said

    return run


def test_interrupt_ends_with_130_and_one_word(started):
    code, said = started(signal.SIGINT)
    assert code == 130
    assert said.split() == ["interrupted"]


def test_kill_leaves_the_older_run(started):
    code, _ = started(signal.SIGKILL)
    assert code == -signal.SIGKILL
