"""The registry: everything the plugins declared, by name, and how each plugin is doing."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from moonbase.errors import PluginError
from moonbase.models.body import CelestialBody
from moonbase.models.commodity import Commodity
from moonbase.models.guard import ANSWER_TIME, LOADING_TIME, TookTooLongError, bounded, words
from moonbase.models.refs import ModelRef, Preset, Source
from moonbase.models.site import Site
from moonbase.parameters.closest import did_you_mean
from moonbase.parameters.declare import Model

__all__ = ["Plugin", "Registry"]


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """A plugin that was found, and its health.

    Attributes
    ----------
    name
        Name of its entry point, or of its file.
    target
        Module, or path of the file.
    distribution, version
        Of the distribution that brought it; empty for a file.
    errors
        Everything that is wrong with it, one sentence each.
    helps
        What to do about each of them; empty where there is nothing to say.
    module
        The imported module; None if it could not be imported.
    models
        Names of the models it declares.
    """

    name: str
    target: str
    distribution: str = ""
    version: str = ""
    errors: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    module: Any = field(default=None, repr=False, compare=False)
    models: tuple[str, ...] = ()

    @property
    def error(self) -> str:
        """Why it cannot be used; empty if all went well."""
        return "; ".join(self.errors)


@dataclass(frozen=True, kw_only=True)
class Registry:
    """What the plugins offer; implements `moonbase.models.catalogue.Catalogue`.

    Attributes
    ----------
    refs, commodities, sites, bodies, sources
        Declarations by name, sorted.
    all_presets
        Presets by model, then by name.
    plugins
        Every plugin that was found, with its health.
    owners
        Name of the plugin that declares each model.
    left_out
        Names of the plugins that the user left out.
    hooks
        Names of plugins with the hook implementations that are called late (``moonbase_check``, ...).
    """

    refs: Mapping[str, ModelRef] = field(default_factory=dict)
    commodities: Mapping[str, Commodity] = field(default_factory=dict)
    sites: Mapping[str, Site] = field(default_factory=dict)
    bodies: Mapping[str, CelestialBody] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    all_presets: Mapping[str, Mapping[str, Preset]] = field(default_factory=dict)
    plugins: Sequence[Plugin] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[str] = ()
    hooks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _classes: dict[str, type[Model]] = field(default_factory=dict, repr=False)

    def model(self, name: str) -> type[Model]:
        """Import a model's class; a second call is free.

        Raises
        ------
        PluginError
            If nothing declares it, or the plugin that does is broken.
        """
        ref = self.refs.get(name)
        if ref is None:
            raise PluginError(f'there is no model "{name}"', help=did_you_mean(name, self.refs))
        owner = next(plugin for plugin in self.plugins if plugin.name == self.owners[name])
        if owner.error:
            raise PluginError(
                f'the model "{name}" belongs to the plugin "{owner.name}", which cannot be used: {owner.error}',
                help="moonbase plugins doctor",
            )
        if name not in self._classes:
            self._classes[name] = _import(ref, owner.name)
        return self._classes[name]

    def presets(self, model: str) -> Mapping[str, Preset]:
        """List the presets of a model by name."""
        return self.all_presets.get(model, {})

    def call(self, hook: str, **arguments: Any) -> list[Any]:
        """Call a late hook of every plugin that has it, each by itself, and join the answers.

        Parameters
        ----------
        hook
            ``"moonbase_check"``, ``"moonbase_claim_tests"``, ``"moonbase_report_sections"`` or
            ``"moonbase_study_tasks"``.
        **arguments
            What the hook is given.

        Raises
        ------
        PluginError
            If a plugin's hook raises; its name is in the message.
        """
        functions = self.hooks.get(hook, {})
        return [answer for plugin in functions for answer in _answers(plugin, hook, functions[plugin], arguments)]


def _answers(plugin: str, hook: str, function: Any, arguments: Mapping[str, Any]) -> list[Any]:
    try:
        with bounded(ANSWER_TIME):
            return list(function(**arguments) or [])
    except (Exception, TookTooLongError) as error:
        raise PluginError(
            f'{hook} of the plugin "{plugin}" failed: {words(error)}',
            help=f"moonbase --without {plugin} leaves the plugin out",
        ) from error


def _import(ref: ModelRef, owner: str) -> type[Model]:
    where = f'the model "{ref.name}" of the plugin "{owner}" ({ref.target})'
    module_name, _, attribute = ref.target.partition(":")
    try:
        with bounded(LOADING_TIME):
            found: Any = importlib.import_module(module_name)
        for part in attribute.split("."):
            found = getattr(found, part)
    except (Exception, TookTooLongError) as error:
        raise PluginError(f"{where} cannot be imported: {words(error)}", help="moonbase plugins doctor") from error
    if not (isinstance(found, type) and issubclass(found, Model)):
        raise PluginError(f"{where} is not a model class")
    if (found.kind, found.model_name) != (ref.kind, ref.name):
        raise PluginError(f'{where} calls itself {found.kind} "{found.model_name}", and the plugin {ref.kind}')
    return found
