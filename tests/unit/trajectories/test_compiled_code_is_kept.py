"""Compiled code on disk: kept where possible, announced, and never the reason why something fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from numba.core import config

from moonbase.cli.console import Console
from moonbase.cli.tour import command as tour
from moonbase.cli.warmup import command as warmup
from moonbase.errors import UsageError
from moonbase.trajectories import compiling
from moonbase.trajectories.threads import in_threads, threads
from moonbase.trajectories.warmup import warm_up

SCRIPT = """
import numpy as np
from moonbase.trajectories.flybys import powered_flybys
print(powered_flybys(3e14, 6e6, np.array([[5e3, 0.0, 0.0]]), np.array([[0.0, 5e3, 0.0]]))[0, 0])
"""


def run(cache, **extra):
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), **extra}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True, timeout=300
    )


def test_the_first_run_says_that_it_compiles_and_the_second_need_not(tmp_path):
    first, second = run(tmp_path), run(tmp_path)
    assert "compiling flybys.flybys" in first.stderr
    assert "moonbase warmup" in first.stderr
    assert second.stderr == ""
    assert first.stdout == second.stdout == "0.0\n"


def test_spoiled_entries_are_compiled_again(tmp_path):
    run(tmp_path)
    for path in tmp_path.rglob("flybys*.nb?"):
        path.write_bytes(b"not a cache")
    assert run(tmp_path).stdout == "0.0\n"


def test_without_any_place_it_works_all_the_same(tmp_path):
    nowhere = tmp_path / "a file"
    nowhere.write_text("in the way")
    done = run(nowhere, TMPDIR=str(nowhere), NUMBA_CACHE_DIR=str(nowhere))
    assert done.stdout == "0.0\n"
    assert "compiling" in done.stderr


def test_a_cache_that_fails_to_save_costs_nothing():
    def full(*_):
        raise OSError("no space left on device")

    assert compiling._forgiving(full)("signature", "code") is None
    assert compiling._forgiving(lambda value: value)(3) == 3


def test_directory_carries_the_versions(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(compiling.config, "CACHE_DIR", "")
    place = compiling._candidates()[0]
    assert place.parent == tmp_path / "moonbase"
    assert place.name.startswith("numba-")


def test_warming_up_leaves_nothing_to_compile():
    warm_up(lambda _: None)
    done = CliRunner().invoke(warmup, obj=Console(), catch_exceptions=False)
    assert done.stdout.startswith("0 compiled")
    assert str(compiling.cache_directory()) in done.stdout


def test_rows_are_shared_out_completely():
    seen = []
    in_threads(seen.append, 1000)
    assert sorted(i for part in seen for i in range(part.start, part.stop)) == list(range(1000))
    few = []
    in_threads(few.append, 10, least=100)
    assert few == [slice(0, 10)]
    assert threads() >= 1


TOUR = ["--via", "venus", "--to", "mars", "--depart", "2026-09-01:2028-06-01", "--tof", "80:250", "--seeds", "1"]


def test_tours_from_the_command_line():
    done = CliRunner().invoke(tour, [*TOUR, "--tof", "100:400", "--json"], catch_exceptions=False)
    answer = json.loads(done.stdout)
    best = answer["tours"][0]
    assert best["bodies"] == ["emb", "venus", "mars"]
    assert best["flybys"][0]["altitude_km"] >= 299.9
    assert best["muzzle_km_s"] > 2.37
    text = (
        CliRunner()
        .invoke(tour, [*TOUR, "--tof", "100:400", "--from", "emb"], obj=Console(), catch_exceptions=False)
        .stdout
    )
    assert "venus" in text
    assert "turn" in text


def test_wrong_tours_on_the_command_line():
    with pytest.raises(UsageError, match="no departure"):
        CliRunner().invoke(tour, [*TOUR, "--tof", "100:400", "--from", "luna"], catch_exceptions=False)


def test_a_piece_that_fails_is_heard_and_ends_the_rest(monkeypatch):
    monkeypatch.setattr(config, "NUMBA_NUM_THREADS", 2)
    done = []

    def work(piece):
        done.append(piece)
        raise ArithmeticError("no")

    with pytest.raises(ArithmeticError, match="no"):
        in_threads(work, 1000)
    assert 1 <= len(done) <= 2
