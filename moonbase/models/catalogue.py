"""What the installed plugins offer, as the stages that check and resolve missions see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from moonbase.models.body import CelestialBody
from moonbase.models.commodity import Commodity
from moonbase.models.refs import ModelRef, Preset, Source
from moonbase.models.site import Site
from moonbase.parameters.declare import Model

__all__ = ["KINDS", "Catalogue", "PluginRecord"]

KINDS = ("process", "launcher", "payload", "supply")


class PluginRecord(Protocol):
    """What is known about one plugin that was found."""

    @property
    def name(self) -> str:
        """Name of its entry point."""

    @property
    def version(self) -> str:
        """Version of the distribution that brought it; empty for a file."""

    @property
    def distribution(self) -> str:
        """Name of that distribution; empty for a file."""

    @property
    def error(self) -> str:
        """Why it could not be loaded; empty if all went well."""


class Catalogue(Protocol):
    """Models, commodities, sites, presets and sources by name."""

    @property
    def refs(self) -> Mapping[str, ModelRef]:
        """Every model that was declared, by name, none of them imported."""

    @property
    def commodities(self) -> Mapping[str, Commodity]:
        """Commodities by name."""

    @property
    def sites(self) -> Mapping[str, Site]:
        """Sites that missions can build on, by name."""

    @property
    def bodies(self) -> Mapping[str, CelestialBody]:
        """Bodies about the Sun that plugins add as destinations, by name."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Citations by key."""

    @property
    def plugins(self) -> Sequence[PluginRecord]:
        """Every plugin that was found, with its health."""

    @property
    def left_out(self) -> Sequence[str]:
        """Names of plugins that the user left out."""

    @property
    def owners(self) -> Mapping[str, str]:
        """Name of the plugin that declares each model."""

    def model(self, name: str) -> type[Model]:
        """Import a model's class.

        Raises
        ------
        PluginError
            If the plugin that declares it cannot be imported.
        """

    def presets(self, model: str) -> Mapping[str, Preset]:
        """List the presets of a model by name."""

    def call(self, hook: str, **arguments: Any) -> list[Any]:
        """Call a hook of every plugin that has it, each by itself, and join the answers."""
