"""The folder of a run: written whole or not at all, and never over an older run unasked."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from moonbase.errors import UsageError
from moonbase.mission.given import help_for_folder
from moonbase.report.leftovers import clear, hidden
from moonbase.report.result import Result

__all__ = ["RESULT", "default_folder", "read_result", "rebuild", "refuse_existing", "write"]

RESULT = "result.json"
_REPORT = "report.html"


def default_folder(mission_name: str) -> Path:
    """Give the folder of a mission's run: ``runs/`` and the name of the file without its ending."""
    return Path("runs") / (Path(mission_name).stem or "mission")


def refuse_existing(folder: Path, *, force: bool = False) -> None:
    """Stop before any work if the folder cannot be written; what killed runs left beside it is removed.

    Raises
    ------
    UsageError
        If the folder exists and `force` is not given, or if it exists and does not look like a run.
    """
    clear(folder)
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file, not a folder", help="choose another one with --out DIR")
    if not any(folder.iterdir()):
        return
    if not (folder / RESULT).is_file():
        raise UsageError(f"{folder} holds something that is not a run", help="choose another one with --out DIR")
    if not force:
        raise UsageError(
            f"{folder} already holds a run",
            help=f"--force replaces it; --out {_free(folder)} keeps both",
        )


def _free(folder: Path) -> Path:
    number = 2
    while folder.with_name(f"{folder.name}-{number}").exists():
        number += 1
    return folder.with_name(f"{folder.name}-{number}")


def write(result: Result, folder: Path, *, force: bool = False) -> Path:
    """Write the run folder.

    Everything is written into a hidden folder beside it, flushed to the disk and then renamed, so that a full disk
    or an interruption leaves either the old run, the new one, or none.

    Parameters
    ----------
    result
        What to write.
    folder
        Where; made with its parents.
    force
        Whether an older run there is replaced.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    UsageError
        If there is an older run and `force` is not given, or the disk refuses.
    """
    refuse_existing(folder, force=force)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = hidden(folder)
    except OSError as error:
        raise UsageError(
            f"cannot write into {folder.parent}: {error.strerror}", help="choose another folder with --out DIR"
        ) from error
    try:
        _fill(result, fresh)
        fresh.chmod(0o755)
        _flush(fresh)
        _swap(fresh, folder)
    except OSError as error:
        raise UsageError(
            f"the run could not be written to {folder}: {error.strerror or error}",
            help="nothing was changed there; free some space or choose another folder with --out DIR",
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _fill(result: Result, folder: Path) -> None:
    from moonbase.report.html import render
    from moonbase.report.tables import write_tables

    _text(folder / RESULT, result.to_json())
    _text(folder / "mission.toml", result.mission.text)
    _text(folder / _REPORT, render(result))
    write_tables(result, folder)


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _flush(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())


def _swap(fresh: Path, folder: Path) -> None:
    """Put the fresh folder in place; an older run is moved aside first and put back if that fails."""
    if not folder.exists():
        fresh.rename(folder)
        return
    aside = hidden(folder, "old-") / "run"
    folder.rename(aside)
    try:
        fresh.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(aside.parent)


def read_result(folder: Path) -> Result:
    """Read the result in a run folder.

    Raises
    ------
    UsageError
        If there is none or it cannot be read.
    """
    try:
        text = (folder / RESULT).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"{folder} holds no {RESULT}", help=help_for_folder(folder, "run")) from None
    except OSError as error:
        raise UsageError(f"{folder / RESULT} cannot be read: {error.strerror}") from None
    try:
        return Result.from_json(text)
    except UsageError as error:
        told = error.help or "give the folder that moonbase run wrote, or run its mission again"
        raise UsageError(f"{folder / RESULT}: {error.message}", help=told) from None


def rebuild(folder: Path, result: Result | None = None, *, to: Path | None = None) -> Path:
    """Write the report of a run again from its result, without solving.

    Parameters
    ----------
    folder
        A run folder.
    result
        What to tell; None for the result in the folder.
    to
        File to write; None for the run's own report.

    Raises
    ------
    UsageError
        If the folder holds no result or the file cannot be written.
    """
    from moonbase.report.html import render

    target = to or folder / _REPORT
    page = render(read_result(folder) if result is None else result)
    fresh = target.with_name(f".{target.name}.part")
    try:
        _text(fresh, page)
        fresh.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise UsageError(f"cannot write {target}: {error.strerror}") from error
    return target
