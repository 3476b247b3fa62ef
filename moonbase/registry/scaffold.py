"""Writes a new plugin from the templates."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from moonbase.errors import UsageError
from moonbase.version import __version__

__all__ = ["scaffold"]

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SUFFIX = ".template"
_TEMPLATES = Path(__file__).parents[1] / "templates" / "plugin"


def scaffold(name: str, kind: str, into: str | Path = ".") -> Path:
    """Write a plugin folder that installs and passes its own tests.

    Parameters
    ----------
    name
        Name of the distribution: lower-case words joined by hyphens, such as ``"moonbase-rail"``.
    kind
        Kind of its first model.
    into
        Folder that will hold the new folder.

    Returns
    -------
    Path
        The new folder.

    Raises
    ------
    UsageError
        If the name is no such name, or the folder exists.
    """
    short = name.removeprefix("moonbase-")
    if not (_NAME.fullmatch(name) and _NAME.fullmatch(short)):
        raise UsageError(f'"{name}" is not a name for a plugin', help="lower-case words joined by hyphens")
    folder = Path(into) / name
    if folder.exists():
        raise UsageError(f"{folder} exists already", help="choose another name or another folder")
    words = {
        "name": name,
        "package": name.replace("-", "_"),
        "short": short,
        "module": short.replace("-", "_"),
        "model": short,
        "cls": "".join(word.capitalize() for word in short.split("-")),
        "kind": kind,
        "version": __version__,
    }
    names = {"package": words["package"], "module.py": f"{words['module']}.py"}
    for template in (_TEMPLATES / "common", _TEMPLATES / kind):
        _copy(template, folder, words, names)
    return folder


def _copy(template: Path, target: Path, words: dict[str, str], names: dict[str, str]) -> None:
    for entry in sorted(template.iterdir()):
        bare = entry.name.removesuffix(_SUFFIX)
        place = target / names.get(bare, bare)
        if entry.is_dir():
            _copy(entry, place, words, names)
        else:
            target.mkdir(parents=True, exist_ok=True)
            content = Template(entry.read_text(encoding="utf-8")).substitute(words)
            place.write_text(content, encoding="utf-8")
