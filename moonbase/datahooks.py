"""Hooks of a plugin that is data and models: models from a table, the rest from files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from moonbase.hookspecs import hookimpl
from moonbase.models.commodity import Commodity
from moonbase.models.datafiles import DataFolder
from moonbase.models.refs import ModelRef, Preset, Source

__all__ = ["data_hooks"]

_Hooks = tuple[
    Callable[[], Sequence[ModelRef]],
    Callable[[], Sequence[Commodity]],
    Callable[[], Sequence[Preset]],
    Callable[[], Sequence[Source]],
]
_Row = tuple[str, str, str] | tuple[str, str, str, str]


def data_hooks(
    package: str,
    models: Iterable[_Row],
    *,
    kind: str = "process",
    presets: Callable[[], Iterable[Preset]] = tuple,
) -> _Hooks:
    """Make the four hooks of a plugin whose commodities, presets and sources stand in its ``data`` folder.

    Parameters
    ----------
    package
        Name of the plugin's package.
    models
        ``(name, "module:Class", summary)`` of each model; modules are inside the package. A fourth word is the kind of
        a model that is of another one.
    kind
        Of all other models.
    presets
        Gives presets beside those of the files, such as one per row of a table; called with the hook.

    Returns
    -------
    tuple
        ``moonbase_models``, ``moonbase_commodities``, ``moonbase_presets``, ``moonbase_sources``, to be bound to
        these names in the plugin's hook module. Files are read when a hook is called.
    """
    folder = DataFolder(package)
    refs = tuple(
        ModelRef(kind=other[0] if other else kind, name=name, target=f"{package}.{target}", summary=summary)
        for name, target, summary, *other in models
    )

    @hookimpl
    def moonbase_models() -> Sequence[ModelRef]:
        return refs

    @hookimpl
    def moonbase_commodities() -> Sequence[Commodity]:
        return folder.commodities()

    @hookimpl
    def moonbase_presets() -> Sequence[Preset]:
        return [*folder.presets(), *presets()]

    @hookimpl
    def moonbase_sources() -> Sequence[Source]:
        return folder.sources()

    return moonbase_models, moonbase_commodities, moonbase_presets, moonbase_sources
