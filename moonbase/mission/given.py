"""What a path leads to that was given for something else, and what to do with it: the help of an error message."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from moonbase.parameters.closest import closest

__all__ = ["help_for_file", "help_for_folder"]

_SHOWN = 4


def help_for_file(path: Path, wanted: Literal["mission", "campaign"]) -> str:
    """Tell what to give instead of a path that is no file that can be read, where a file is wanted.

    Parameters
    ----------
    path
        What was given: a folder, or nothing that exists.
    wanted
        What the file should be.

    Returns
    -------
    str
        The next step.
    """
    if _holds_run(path):
        return _report(path)
    if _holds_campaign(path):
        return f"this folder holds a campaign that was run: moonbase campaign report {path}"
    if path.is_dir():
        found = sorted(one.as_posix() for one in path.glob("*.toml"))
        more = ", ..." if len(found) > _SHOWN else ""
        inside = f"; in this folder: {', '.join(found[:_SHOWN])}{more}" if found else ""
        return f"give the path of a {wanted} file (.toml){inside}"
    near = _near(path)
    if near:
        return f"did you mean {near}?"
    return (
        f"moonbase new {path} writes a mission to start from"
        if wanted == "mission"
        else "give the path of a campaign file (.toml): a mission file and what varies in it"
    )


def help_for_folder(path: Path, wanted: Literal["run", "campaign"]) -> str:
    """Tell what to give instead of a path that is not the folder that is wanted.

    Parameters
    ----------
    path
        What was given: a file, a folder that holds something else, or nothing that exists.
    wanted
        What the folder should hold.

    Returns
    -------
    str
        The next step.
    """
    if path.is_file():
        if _holds_run(path.parent) or _holds_campaign(path.parent):
            return f"this is a file: give its folder, {path.parent}"
        if path.suffix == ".toml":
            campaign = _is_campaign(path)
            first = f"moonbase {'campaign run' if campaign else 'run'} {path}"
            return f"this is a {'campaign' if campaign else 'mission'} file: {first} writes a folder"
    if wanted == "run" and _holds_campaign(path):
        return f"it holds a campaign: moonbase campaign report {path}"
    if wanted == "campaign" and _holds_run(path):
        return f"it holds a single run: moonbase report {path}"
    near = "" if path.exists() else _near(path)
    if near:
        return f"did you mean {near}?"
    writes = "moonbase run" if wanted == "run" else "moonbase campaign run FILE --out FOLDER"
    return f"give a folder that {writes} wrote"


def _holds_run(path: Path) -> bool:
    return (path / "result.json").is_file()


def _holds_campaign(path: Path) -> bool:
    return (path / "run.json").is_file()


def _report(path: Path) -> str:
    again = path / "mission.toml"
    what = "this is the folder of a run"
    return f"{what}; its mission is {again}" if again.is_file() else f"{what}: moonbase report {path}"


def _is_campaign(path: Path) -> bool:
    """Tell by the words alone whether a file is a campaign; the file may be damaged."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    words = {line.partition("=")[0].strip().partition(".")[0] for line in text.splitlines()}
    return bool(words & {"campaign", "[vary]", "[design]", "[vary"})


def _near(path: Path) -> str:
    """Name what stands beside the missing path and looks like it; empty if nothing does."""
    try:
        beside = [one.name for one in path.parent.iterdir() if one.is_dir() or one.suffix == ".toml"]
    except OSError:
        return ""
    found = closest(path.name, beside)
    return (path.parent / found).as_posix() if found else ""
