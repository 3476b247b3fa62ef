"""Writes a new plugin from the templates."""

from __future__ import annotations

import keyword
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from moonbase.errors import UsageError
from moonbase.version import __version__

if TYPE_CHECKING:
    from moonbase.registry.registry import Registry

__all__ = ["scaffold"]

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SUFFIX = ".template"
_TEMPLATES = Path(__file__).parents[1] / "templates" / "plugin"


def scaffold(name: str, kind: str, into: str | Path = ".", *, known: Registry | None = None) -> Path:
    """Write a plugin folder that installs, passes its own tests, and has a mission that uses its model.

    Parameters
    ----------
    name
        Name of the distribution: lower-case words joined by hyphens, such as ``"moonbase-rail"``.
    kind
        Kind of its first model.
    into
        Folder that will hold the new folder.
    known
        What is installed; None if names that are taken do not matter.

    Returns
    -------
    Path
        The new folder.

    Raises
    ------
    UsageError
        If the name is no such name or is taken, the folder exists, or it cannot be written.
    """
    short = name.removeprefix("moonbase-")
    if not (_NAME.fullmatch(name) and _NAME.fullmatch(short)):
        raise UsageError(
            f'"{name}" is not a name for a plugin', help="lower-case words joined by hyphens, such as moonbase-rail"
        )
    _refuse_taken(name, short, known)
    folder = Path(into) / name
    if folder.exists():
        raise UsageError(f"{folder} exists already", help="choose another name or another folder")
    words = {
        "name": name,
        "package": name.replace("-", "_"),
        "short": short,
        "module": short.replace("-", "_"),
        "model": short,
        "product": f"{short}-product",
        "cls": "".join(word.capitalize() for word in short.split("-")),
        "kind": kind,
        "version": __version__,
    }
    names = {"package": words["package"], "module.py": f"{words['module']}.py"}
    try:
        for template in (_TEMPLATES / "common", _TEMPLATES / kind):
            _copy(template, folder, words, names)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}") from None
    return folder


def _refuse_taken(name: str, short: str, known: Registry | None) -> None:
    """Refuse a name that Python cannot import, or that something else answers to."""
    package, module = name.replace("-", "_"), short.replace("-", "_")
    if keyword.iskeyword(package) or keyword.iskeyword(module):
        raise UsageError(f'"{module}" is a word of Python, so no module can be called that', help="choose another name")
    plugins = {} if known is None else {plugin.name: plugin for plugin in known.plugins}
    if short in plugins:
        owner = plugins[short].distribution or plugins[short].target
        raise UsageError(f'there is a plugin "{short}" already, from {owner}', help="choose another name")
    if package in sys.stdlib_module_names or find_spec(package) is not None:
        raise UsageError(
            f'a package "{package}" is there already, and "{name}" would be in its way',
            help="choose another name" if name.startswith("moonbase") else f"try moonbase-{name}",
        )
    if known is not None and (short in known.refs or short in known.commodities):
        what = "model" if short in known.refs else "commodity"
        raise UsageError(
            f'there is a {what} "{short}" already', help="choose a name that says what is different about yours"
        )


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
