"""What ails the plugins: imports every model, times every hook module, and looks for what was not seen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distributions

from moonbase.errors import PluginError, QuantityError
from moonbase.parameters.declare import Model, ParamInfo, params_of
from moonbase.registry.discover import GROUP
from moonbase.registry.registry import Plugin, Registry

__all__ = ["HEAVY", "Examination", "examine", "heavy_imports"]

HEAVY = frozenset({"numpy", "scipy", "astropy", "numba", "pyarrow", "highspy", "poliastro", "boinor", "pandas"})


@dataclass(frozen=True)
class Examination:
    """What an examination found.

    Attributes
    ----------
    lines
        For people, one sentence each.
    problems
        How many things are wrong.
    """

    lines: tuple[str, ...]
    problems: int


def examine(registry: Registry) -> Examination:
    """Look at every plugin: errors of loading, models that cannot be imported, slow hook modules.

    Parameters
    ----------
    registry
        As loaded, with the plugins' health.
    """
    lines = [f"Python {sys.version.partition(' ')[0]} at {sys.executable}"]
    problems = 0
    for plugin in registry.plugins:
        found = [*zip(plugin.errors, plugin.helps, strict=True), *_models_that_fail(registry, plugin)]
        problems += len(found)
        size = f"{len(plugin.models)} model{'s' * (len(plugin.models) != 1)}"
        lines.append(f"{plugin.name}: {'broken' if found else 'fine'}, {size}")
        for words, advice in found:
            lines += [f"  error: {words}", *([f"    = help: {advice}"] if advice else [])]
        if not found and plugin.distribution:
            lines += _slow(plugin.target)
    lines += _not_seen()
    if problems:
        lines.append("MOONBASE_PLUGIN_ERRORS=raise shows the traceback of the first error")
    return Examination(tuple(lines), problems)


def _slow(module: str) -> list[str]:
    try:
        heavy = heavy_imports(module)
    except PluginError as error:
        return [f"  warning: {error.message}"]
    if not heavy:
        return []
    words = f"importing {module} imports {', '.join(heavy)}"
    return [f"  slow: {words}; declare models with ModelRef and import numerics inside methods"]


def heavy_imports(module: str) -> tuple[str, ...]:
    """Import a module in a fresh interpreter and tell which numerical packages came with it.

    Raises
    ------
    PluginError
        If it cannot be imported there.
    """
    code = f"import sys, {module}; print(' '.join(sorted({set(HEAVY)!r} & set(sys.modules))), file=sys.__stdout__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - a module that was already imported
    if done.returncode:
        said = (done.stderr.strip() or "it ended the process").rpartition("\n")[2]
        raise PluginError(f"{module} cannot be imported by a Python of its own: {said}")
    return tuple(done.stdout.rpartition("\n")[0].rpartition("\n")[2].split())


def _models_that_fail(registry: Registry, plugin: Plugin) -> list[tuple[str, str]]:
    if plugin.errors:
        return []
    return [found for name in plugin.models for found in _why(registry, name)]


def _why(registry: Registry, name: str) -> list[tuple[str, str]]:
    try:
        cls = registry.model(name)
    except PluginError as error:
        return [(error.message, "")]
    return [(f'the model "{name}" declares {info.name} wrongly: {words}', "") for info, words in _misdeclared(cls)]


def _misdeclared(cls: type[Model]) -> Iterator[tuple[ParamInfo, str]]:
    """Find parameters whose unit does not exist, or whose default, range or distribution no mission could write."""
    for info in params_of(cls):
        found = _fault(info)
        if found:
            yield info, found


def _fault(info: ParamInfo) -> str:
    try:
        refusals = [info.refusal(info.si(value)) for value in (info.default, *(info.distribution or ()))]
        refusals += [info.refusal(info.si(value)) for value in (info.lo, info.hi)]
    except QuantityError as error:
        return error.message
    return next((f"{info.name} {refusal}" for refusal in refusals if refusal), "")


def _not_seen() -> list[str]:
    """Name distributions that look like plugins and offer no entry point."""
    silent = sorted(
        {
            str(found.name)
            for found in distributions()
            if str(found.name).lower().replace("_", "-").startswith("moonbase-")
            and not any(point.group == GROUP for point in found.entry_points)
        }
    )
    return [
        f'{name}: installed, but it offers no entry point of the group "{GROUP}" in its pyproject.toml'
        for name in silent
    ]
