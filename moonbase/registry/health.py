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
        found = [*plugin.errors, *_models_that_fail(registry, plugin)]
        problems += len(found)
        lines.append(f"{plugin.name}: {'fine' if not found else 'broken'}, {len(plugin.models)} models")
        lines += [f"  error: {words}" for words in found]
        heavy = heavy_imports(plugin.target) if not found and plugin.distribution else ()
        if heavy:
            lines.append(
                f"  slow: importing {plugin.target} imports {', '.join(heavy)}; declare models with ModelRef and "
                "import numerics inside methods"
            )
    lines += _not_seen()
    if problems:
        lines.append("MOONBASE_PLUGIN_ERRORS=raise shows the traceback of the first error")
    return Examination(tuple(lines), problems)


def heavy_imports(module: str) -> tuple[str, ...]:
    """Import a module in a fresh interpreter and tell which numerical packages came with it."""
    code = f"import sys, {module}; print(' '.join(sorted({set(HEAVY)!r} & set(sys.modules))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - a module that was already imported
    return tuple(done.stdout.split())


def _models_that_fail(registry: Registry, plugin: Plugin) -> list[str]:
    if plugin.errors:
        return []
    return [words for name in plugin.models for words in _why(registry, name)]


def _why(registry: Registry, name: str) -> list[str]:
    try:
        cls = registry.model(name)
    except PluginError as error:
        return [error.message]
    return [f'the model "{name}" declares {info.name} wrongly: {words}' for info, words in _misdeclared(cls)]


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
