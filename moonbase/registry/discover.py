"""Finds plugins: entry points of the group ``moonbase`` and files named on the command line. Imports none of them."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType

from moonbase.errors import UsageError
from moonbase.parameters.closest import did_you_mean

__all__ = ["GROUP", "Candidate", "discover"]

GROUP = "moonbase"
_OWN_DISTRIBUTION = "moonbase"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A plugin that was found and not yet imported.

    Attributes
    ----------
    name
        Name of the entry point, or of the file without its suffix.
    target
        Module of the entry point; path of the file.
    distribution, version
        Of the distribution that offers it; empty for a file.
    is_file
        Whether it was named on the command line as a file.
    rival
        Distribution that offers the same name and comes first; empty for none.
    """

    name: str
    target: str
    distribution: str = ""
    version: str = ""
    is_file: bool = False
    rival: str = ""

    def load(self) -> ModuleType:
        """Import the plugin's module; whatever it raises goes up."""
        if not self.is_file:
            return importlib.import_module(self.target)
        module_name = f"moonbase_file_{re.sub('[^a-z0-9]+', '_', self.name)}"
        spec = importlib.util.spec_from_file_location(module_name, self.target)
        if spec is None or spec.loader is None:
            raise ImportError(f"{self.target} is not a Python file")
        module = importlib.util.module_from_spec(spec)
        sys.modules[module_name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[module_name]
            raise
        return module


def discover(
    plugin_files: Iterable[str | Path] = (), *, no_plugins: bool = False, without: Iterable[str] = ()
) -> list[Candidate]:
    """List plugins: those of moonbase itself first, then others by name, then files.

    Raises
    ------
    UsageError
        If a file does not exist, or `without` names no plugin.
    """
    found = [] if no_plugins else _installed()
    found += [_file(Path(path)) for path in plugin_files]
    names = {candidate.name for candidate in found}
    unwanted = set(without)
    for name in sorted(unwanted - names):
        raise UsageError(f'there is no plugin "{name}" to leave out', help=did_you_mean(name, names))
    return [candidate for candidate in found if candidate.name not in unwanted]


def _installed() -> list[Candidate]:
    ordered = sorted(entry_points(group=GROUP), key=_rank)
    first: dict[str, Candidate] = {}
    found = []
    for point in ordered:
        held = first.get(point.name)
        if held is not None and held.target == point.value:
            continue
        candidate = Candidate(
            name=point.name,
            target=point.value,
            distribution=_owner(point),
            version=point.dist.version if point.dist else "",
            rival=held.distribution or held.target if held else "",
        )
        first.setdefault(point.name, candidate)
        found.append(candidate)
    return found


def _rank(point: EntryPoint) -> tuple[bool, str, str]:
    return _owner(point) != _OWN_DISTRIBUTION, point.name, _owner(point)


def _owner(point: EntryPoint) -> str:
    return str(point.dist.name) if point.dist else ""


def _file(path: Path) -> Candidate:
    if not path.is_file():
        raise UsageError(f"there is no plugin file {path}", help="--plugin takes the path of a Python file")
    return Candidate(name=path.stem.lower().replace("_", "-"), target=str(path.resolve()), is_file=True)
