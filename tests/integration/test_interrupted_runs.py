"""A run that is stopped from outside leaves nothing half-written, and what was there before."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

MISSION = Path(__file__).parents[2] / "missions" / "first_satellite.toml"


# A test run that was itself started in the background hands down an ignored SIGINT, which Python then leaves ignored.
LISTENING = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)


@pytest.fixture
def started(tmp_path):
    """Start a run over an older one, wait for its first line, send a signal, and give its exit code and last words."""
    older = tmp_path / "old"
    older.mkdir()
    (older / "result.json").write_text("older", encoding="utf-8")

    def run(number):
        words = [sys.executable, "-c", LISTENING, "-m", "moonbase", "run", str(MISSION), "--out", str(older), "--force"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr.readline().startswith("Planning")
            process.send_signal(number)
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
