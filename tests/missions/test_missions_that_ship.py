"""Every mission in missions/ runs, keeps its golden result, and gives the same bytes twice."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("golden_values", HERE / "golden_values.py")
golden_values = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(golden_values)

GOLDEN = json.loads(golden_values.GOLDEN.read_text(encoding="utf-8"))


def test_every_mission_has_a_golden_result():
    assert sorted(GOLDEN) == [path.stem for path in golden_values.MISSIONS]


@pytest.mark.parametrize("path", golden_values.MISSIONS, ids=lambda path: path.stem)
def test_mission_keeps_its_golden_result(path):
    measured, golden = golden_values.measure(path), GOLDEN[path.stem]
    assert measured["periods"] == golden["periods"]
    assert measured["objective"] == pytest.approx(golden["objective"], rel=1e-3)
    assert measured["imported mass [kg]"] == pytest.approx(golden["imported mass [kg]"], rel=0.02)
    assert measured["thrown"] == pytest.approx(golden["thrown"], rel=0.02)


def _files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("path", golden_values.MISSIONS, ids=lambda path: path.stem)
def test_two_runs_write_the_same_bytes(path, tmp_path):
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        command = [sys.executable, "-m", "moonbase", "run", str(path), "--out", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
    first, second = map(_files, folders)
    assert len(first) > 10
    assert first == second
