from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from moonbase.errors import UsageError
from moonbase.report import runfolder
from moonbase.report.leftovers import hidden
from moonbase.report.runfolder import default_folder, read_result, rebuild, write


def _files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_run_folder_is_whole(result, tmp_path):
    folder = write(result, tmp_path / "runs" / "small")
    files = _files(folder)
    assert {"result.json", "report.html", "mission.toml", "yearly.csv", "tables/flows.parquet"} <= set(files)
    assert (folder / "mission.toml").read_text(encoding="utf-8") == result.mission.text
    assert sorted(path.name for path in folder.parent.iterdir()) == ["small"]


def test_two_runs_are_identical_to_the_byte(result, tmp_path):
    one, two = write(result, tmp_path / "one"), write(result, tmp_path / "two")
    same, differing, odd = filecmp.cmpfiles(one, two, _files(one), shallow=False)
    assert (differing, odd) == ([], [])
    assert same == _files(two)


def test_an_older_run_is_never_replaced_unasked(result, tmp_path):
    folder = write(result, tmp_path / "small")
    with pytest.raises(UsageError, match="already holds a run") as caught:
        write(result, folder)
    assert "small-2" in caught.value.help


def test_force_replaces_a_run(result, tmp_path):
    folder = write(result, tmp_path / "small")
    (folder / "stale.txt").write_text("old")
    write(replace(result, title="Newer"), folder, force=True)
    assert read_result(folder).title == "Newer"
    assert not (folder / "stale.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_force_does_not_replace_what_is_no_run(result, tmp_path):
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(UsageError, match="not a run"):
        write(result, tmp_path, force=True)
    assert (tmp_path / "thesis.txt").read_text() == "precious"


def test_a_file_in_the_way_is_told(result, tmp_path):
    (tmp_path / "small").write_text("x")
    with pytest.raises(UsageError, match="not a folder"):
        write(result, tmp_path / "small", force=True)


@pytest.mark.parametrize("older", [False, True])
def test_a_full_disk_leaves_nothing_half_written(result, tmp_path, monkeypatch, older):
    folder = tmp_path / "small"
    if older:
        write(replace(result, title="Older"), folder)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(runfolder, "_flush", full)
    with pytest.raises(UsageError, match="No space left"):
        write(result, folder, force=True)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == (["small"] if older else [])
    if older:
        assert read_result(folder).title == "Older"


def test_the_older_run_comes_back_if_the_swap_fails(result, tmp_path, monkeypatch):
    folder = write(replace(result, title="Older"), tmp_path / "small")
    real = Path.rename

    def stubborn(path, target):
        if Path(target) == folder and path.name.startswith(".small-") and path.parent == tmp_path:
            raise OSError(5, "Input/output error")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(UsageError, match="Input/output"):
        write(result, folder, force=True)
    monkeypatch.undo()
    assert read_result(folder).title == "Older"
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


@pytest.fixture
def gone():
    """Give the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_what_a_killed_run_left_is_removed_by_the_next(result, tmp_path, gone):
    folder = tmp_path / "small"
    mine = hidden(folder)
    dead = mine.rename(mine.with_name(mine.name.replace(f"-{os.getpid()}-", f"-{gone}-")))
    (dead / "result.json").write_text("half", encoding="utf-8")
    alive, other = hidden(folder), tmp_path / ".small-of-someone"
    other.mkdir()
    write(result, folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([alive.name, other.name, "small"])


def test_a_run_that_was_moved_aside_by_a_killed_one_comes_back(result, tmp_path, gone):
    folder = write(replace(result, title="Older"), tmp_path / "small")
    mine = hidden(folder, "old-")
    folder.rename(mine / "run")
    mine.rename(mine.with_name(mine.name.replace(f"-{os.getpid()}-", f"-{gone}-")))
    with pytest.raises(UsageError, match="already holds a run"):
        write(result, folder)
    assert read_result(folder).title == "Older"
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_a_report_is_rebuilt_without_solving(result, tmp_path):
    folder = write(result, tmp_path / "small")
    page = (folder / "report.html").read_bytes()
    (folder / "report.html").unlink()
    assert rebuild(folder).read_bytes() == page
    assert rebuild(folder, to=tmp_path / "elsewhere.html").read_bytes() == page


def test_a_folder_without_a_result_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"holds no result\.json"):
        rebuild(tmp_path)


def test_the_default_folder_is_named_after_the_mission():
    assert default_folder("missions/moonbase_alpha.toml") == Path("runs/moonbase_alpha")
