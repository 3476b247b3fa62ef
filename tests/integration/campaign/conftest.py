"""Small studies for tests of engines and store."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from moonbase.campaign import entry
from moonbase.campaign.campaign import create
from moonbase.campaign.engines.choose import EngineChoice, make_engine
from moonbase.campaign.identity import identity_of
from moonbase.campaign.runner import Progress, run_missing
from moonbase.campaign.store.folder import Folder
from moonbase.campaign.study import Plugins
from moonbase.mission.source import Source

PLUGIN = Path(__file__).parents[2] / "fixtures" / "study_plugin.py"
ISHIGAMI = """
format = 1
campaign = "Ishigami"
what = "ishigami"

[vary]
x1 = {{ uniform = [-3.14159265358979, 3.14159265358979] }}
x2 = {{ uniform = [-3.14159265358979, 3.14159265358979] }}
x3 = {{ uniform = [-3.14159265358979, 3.14159265358979] }}

[design]
kind = "{kind}"
n = {n}
seed = 5

[ishigami]
rows = {rows}
"""


@pytest.fixture
def full():
    """Whether fault tests run as often as the reference asks: MOONBASE_FAULTS=full."""
    return os.environ.get("MOONBASE_FAULTS") == "full"


@dataclass
class Lab:
    """A place to run studies in."""

    path: Path
    plugin: Path = PLUGIN

    def text(self, *, kind="monte-carlo", n=400, rows=20):
        return ISHIGAMI.format(kind=kind, n=n, rows=rows)

    def file(self, **words):
        path = self.path / "study.campaign.toml"
        path.write_text(self.text(**words), encoding="utf-8")
        return path

    def load(self, text=None, **words):
        source = Source(str(self.path / "study.campaign.toml"), text or self.text(**words))
        return entry.load_study(source, plugins=Plugins(files=(str(self.plugin),), none=True))

    def run(self, name, text=None, *, engine="serial", workers=1, **words):
        study, written = self.load(text, **words)
        choice = EngineChoice(name=engine, workers=workers)
        return entry.run_study(study, written, self.path / name, choice)

    def begin(self, name, text=None, *, engine="local", workers=2, **words):
        """Lay out a study and give it with its engine, nothing evaluated yet."""
        study, written = self.load(text, **words)
        made = make_engine(EngineChoice(name=engine, workers=workers), study)
        return create(Folder(self.path / name), study, written, made.describe(), identity_of(study)), made

    def finish(self, campaign, engine, on_shard=None):
        progress = Progress(on_shard=on_shard) if on_shard else Progress()
        try:
            run_missing(campaign, engine, progress)
        finally:
            engine.close()
        return campaign

    def command(self, *words):
        return [sys.executable, "-m", "moonbase", "--no-plugins", "--plugin", str(self.plugin), "campaign", *words]

    def shell(self, *words, **options):
        return subprocess.run(self.command(*words), capture_output=True, text=True, check=False, **options)

    def start(self, *words, **environment):
        return subprocess.Popen(
            self.command(*words), env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )


@pytest.fixture
def lab(tmp_path):
    """Give a place to run studies in."""
    return Lab(tmp_path)


def workers_of(runner):
    """List process ids of the workers that a runner has started, and of what they have forked."""
    sessions = {runner}
    found = []
    for entry_ in Path("/proc").iterdir():
        if entry_.name.isdigit():
            try:
                parent = int((entry_ / "stat").read_text().rpartition(")")[2].split()[1])
                words = (entry_ / "cmdline").read_bytes()
            except OSError:
                continue
            if parent in sessions and b"moonbase.campaign.engines.child" in words:
                found.append(int(entry_.name))
    return found


def gone(pids, within=120.0):
    """Wait until processes have ended; tell which have not."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        left = [pid for pid in pids if _alive(pid)]
        if not left:
            return []
        time.sleep(0.05)
    return left


def _alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def processes():
    """Give what finds workers and waits for their end."""
    return workers_of, gone
