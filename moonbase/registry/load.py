"""Loads each plugin and calls each of its hooks in a `try` of its own.

pluggy's own loader stops at the first broken plugin and loses the answers of the others, so the loop is written
out here; pluggy still judges names and arguments of the hooks.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pluggy

from moonbase import hookspecs
from moonbase.models.body import CelestialBody
from moonbase.models.catalogue import KINDS
from moonbase.models.commodity import UNITS, Commodity
from moonbase.models.guard import LOADING_TIME, TookTooLongError, bounded, refuse_bad_bounds, words
from moonbase.models.refs import ModelRef, Preset, Source
from moonbase.models.site import Site
from moonbase.parameters.declare import Model
from moonbase.registry.discover import Candidate, discover
from moonbase.registry.hookfit import DeclarationError, refuse_misfits
from moonbase.registry.registry import Plugin, Registry

__all__ = ["API_VERSION", "load"]

API_VERSION = 1
_EARLY = (
    "moonbase_models",
    "moonbase_commodities",
    "moonbase_sites",
    "moonbase_bodies",
    "moonbase_presets",
    "moonbase_sources",
)
_LATE = ("moonbase_check", "moonbase_claim_tests", "moonbase_report_sections", "moonbase_study_tasks")


def load(plugin_files: Iterable[str | Path] = (), *, no_plugins: bool = False, without: Iterable[str] = ()) -> Registry:
    """Find and load plugins; what is wrong with one costs that one only.

    Parameters
    ----------
    plugin_files
        Python files to load as plugins, with the user's consent.
    no_plugins
        Whether to leave out everything that is installed, the bundled plugins included.
    without
        Names of plugins to leave out.

    Returns
    -------
    Registry
        Sorted by name, independent of the order of loading.

    Raises
    ------
    UsageError
        If a file does not exist, `without` names no plugin, or a bound in the environment makes no sense.
    """
    refuse_bad_bounds()
    loading = _Loading()
    unwanted = tuple(sorted(without))
    for candidate in discover(plugin_files, no_plugins=no_plugins, without=unwanted):
        loading.add(candidate)
    return replace(loading.registry(), left_out=unwanted)


@dataclass
class _Loading:
    """The registry as it grows."""

    manager: pluggy.PluginManager = field(default_factory=lambda: pluggy.PluginManager(hookspecs.PROJECT))
    refs: dict[str, ModelRef] = field(default_factory=dict)
    classes: dict[str, type[Model]] = field(default_factory=dict)
    commodities: dict[str, Commodity] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    bodies: dict[str, CelestialBody] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    presets: dict[str, dict[str, Preset]] = field(default_factory=dict)
    owners: dict[tuple[str, str], str] = field(default_factory=dict)
    hooks: dict[str, dict[str, Any]] = field(default_factory=dict)
    plugins: list[Plugin] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.manager.add_hookspecs(hookspecs)

    def add(self, candidate: Candidate) -> None:
        """Load one plugin and take what it declares."""
        name = candidate.name
        errors: dict[str, str] = {}
        module = None
        if candidate.rival:
            said = f'the name "{name}" is also offered by {candidate.rival}, which comes first'
            errors[said] = f"uninstall {candidate.distribution or 'one of the two'}, or have its author rename it"
            name = f"{name} ({candidate.distribution or candidate.target})"
        else:
            module = self._attempt(errors, "", partial(self._register, candidate))
        functions = self._functions(module) if module is not None else {}
        if module is not None and not functions:
            errors["it declares nothing"] = "write a function moonbase_models() marked with @hookimpl"
        declared: list[Any] = []
        for hook in _EARLY:
            if hook in functions:
                answer = self._attempt(errors, f"{hook}: ", partial(_answers, functions[hook]))
                declared += answer or []
        for item in declared:
            self._attempt(errors, "", partial(self._take, item, name))
        for hook in _LATE:
            if hook in functions and not errors:
                self.hooks.setdefault(hook, {})[name] = functions[hook]
        self.plugins.append(
            Plugin(
                name=name,
                target=candidate.target,
                distribution=candidate.distribution,
                version=candidate.version,
                errors=tuple(errors),
                helps=tuple(errors.values()),
                module=module,
                models=tuple(
                    sorted(model for (what, model), owner in self.owners.items() if (what, owner) == ("model", name))
                ),
            )
        )

    def _attempt(self, errors: dict[str, str], where: str, action: Callable[[], Any]) -> Any:
        try:
            with bounded(LOADING_TIME):
                return action()
        except (Exception, SystemExit, TookTooLongError) as error:
            if os.environ.get("MOONBASE_PLUGIN_ERRORS") == "raise":
                raise
            said, advice = _told(error)
            errors[f"{where}{said}"] = advice
            return None

    def _register(self, candidate: Candidate) -> Any:
        module = _import(candidate)
        version = getattr(module, "MOONBASE_API", API_VERSION)
        if version != API_VERSION:
            raise DeclarationError(
                f"it is written for version {version} of moonbase.api; this is {API_VERSION}",
                f"install a release of it for version {API_VERSION}",
            )
        refuse_misfits(self.manager, module)
        self.manager.register(module, name=f"{candidate.name} {candidate.target}")
        return module

    def _functions(self, module: Any) -> dict[str, Any]:
        callers = self.manager.get_hookcallers(module) or []
        return {
            caller.name: implementation.function
            for caller in callers
            for implementation in caller.get_hookimpls()
            if implementation.plugin is module
        }

    def _take(self, item: Any, owner: str) -> None:
        if isinstance(item, type) and issubclass(item, Model):
            self._take_class(item, owner)
        elif isinstance(item, ModelRef):
            self._take_ref(item, owner)
        elif isinstance(item, Commodity):
            if item.unit not in UNITS:
                known = ", ".join(UNITS)
                raise DeclarationError(f'commodity "{item.name}" is counted in "{item.unit}"; units are {known}')
            self._keep("commodity", self.commodities, item, owner, same=_says_the_same)
        elif isinstance(item, Site):
            self._keep("site", self.sites, item, owner)
        elif isinstance(item, CelestialBody):
            self._keep("body", self.bodies, item, owner)
        elif isinstance(item, Source):
            # A key names one work; where two plugins word its citation differently, the first wording stays.
            self._keep("source", self.sources, item, owner, key=item.key, same=lambda _held, _item: True)
        elif isinstance(item, Preset):
            self._keep(f'preset of "{item.model}"', self.presets.setdefault(item.model, {}), item, owner)
        else:
            raise DeclarationError(f"it declares {type(item).__name__}, which is nothing a plugin can declare")

    def _take_class(self, cls: type[Model], owner: str) -> None:
        summary = (cls.__doc__ or "").strip().partition("\n")[0]
        ref = ModelRef(
            kind=cls.kind, name=cls.model_name, target=f"{cls.__module__}:{cls.__qualname__}", summary=summary
        )
        self._take_ref(ref, owner)
        self.classes[ref.name] = cls

    def _take_ref(self, ref: ModelRef, owner: str) -> None:
        if ref.kind not in KINDS:
            raise DeclarationError(f'the model "{ref.name}" is of no known kind: "{ref.kind}"')
        self._keep("model", self.refs, ref, owner)

    def _keep(
        self, what: str, shelf: dict[str, Any], item: Any, owner: str, *, key: str = "", same: Any = None
    ) -> None:
        name = key or item.name
        held = shelf.get(name)
        if held is not None and self._is_broken(self.owners[what, name]):
            held = None
        if held is not None and not (held == item if same is None else same(held, item)):
            first = self.owners[what, name]
            raise DeclarationError(
                f'{what} "{name}" is declared otherwise by the plugin "{first}"',
                f"its author can rename it; until then use one of the two: --without {owner}",
            )
        if held is None:
            shelf[name] = item
            self.owners[what, name] = owner

    def _is_broken(self, owner: str) -> bool:
        """Tell whether a plugin that came before cannot be used: its names are free for those that can."""
        return any(plugin.name == owner and plugin.errors for plugin in self.plugins)

    def registry(self) -> Registry:
        """Freeze what was gathered."""
        return Registry(
            refs=_sorted(self.refs),
            commodities=_sorted(self.commodities),
            sites=_sorted(self.sites),
            bodies=_sorted(self.bodies),
            sources=_sorted(self.sources),
            all_presets={model: _sorted(found) for model, found in sorted(self.presets.items())},
            plugins=tuple(sorted(self.plugins, key=lambda plugin: plugin.name)),
            owners={model: owner for (what, model), owner in self.owners.items() if what == "model"},
            hooks={hook: _sorted(found) for hook, found in self.hooks.items()},
            _classes=self.classes,
        )


def _import(candidate: Candidate) -> Any:
    try:
        return candidate.load()
    except ModuleNotFoundError as error:
        if error.name is None or not f"{candidate.target}.".startswith(f"{error.name}."):
            raise
        raise DeclarationError(
            f'its entry point names the module "{candidate.target}", and there is no "{error.name}"',
            "correct the entry point in its pyproject.toml and install it again",
        ) from None


def _told(error: BaseException) -> tuple[str, str]:
    """Say what a plugin did wrong, and what to do about it."""
    if isinstance(error, DeclarationError):
        return str(error), error.advice
    if isinstance(error, ModuleNotFoundError):
        return words(error), "install what it needs, which its pyproject.toml should name under dependencies"
    return words(error), ""


def _answers(function: Callable[[], Any]) -> list[Any]:
    return list(function() or [])


def _says_the_same(one: Commodity, other: Commodity) -> bool:
    words = {"doc": "", "source": "", "display": ""}
    return dataclasses.replace(one, **words) == dataclasses.replace(other, **words)  # type: ignore[arg-type]


def _sorted(found: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(found.items()))
