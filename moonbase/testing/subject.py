"""The model under test and the question that it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from moonbase.models.commodity import Commodity
from moonbase.models.launcher import Launcher, Shot
from moonbase.models.payload import Payload
from moonbase.models.process import Process
from moonbase.models.site import Site
from moonbase.models.supply import Supply
from moonbase.parameters.declare import Model
from moonbase.registry import Registry, load

__all__ = ["SITE", "Subject"]

SITE = Site(
    name="contract site",
    latitude=-1.5,
    illumination=0.8,
    longest_night=4.0 * 86400.0,
    terrain="highland",
    soil={"SiO2": 0.45, "Al2O3": 0.27, "CaO": 0.15, "FeO": 0.06, "MgO": 0.06, "TiO2": 0.005, "Na2O": 0.005},
    source="round numbers near the Apollo 16 average",
)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The model under test and the question that it is asked.

    Attributes
    ----------
    cls
        Class of the model.
    values
        Parameters that differ from the defaults; those that a mission must give at least.
    site
        Where it is asked; for a payload, the destination.
    shot
        What a launcher is asked to throw.
    commodities
        What a supply is asked for.
    hooks
        Module with the plugin's hooks; empty to leave out the checks of that module.
    plugin_files
        Plugin files to load beside what is installed, for the commodities that they declare.
    rises, falls
        What an answer must do as one parameter grows over its range: ``{parameter: measure}``, where the measure
        takes the model's answer and gives a number.
    """

    cls: type[Model]
    values: Mapping[str, Any] = field(default_factory=dict)
    site: Site = SITE
    shot: Shot = field(default_factory=lambda: Shot(mass=10.0, muzzle_speed=2400.0))
    commodities: tuple[str, ...] = ("machinery",)
    hooks: str = ""
    plugin_files: tuple[str, ...] = ()
    rises: Mapping[str, Callable[[Any], float]] = field(default_factory=dict)
    falls: Mapping[str, Callable[[Any], float]] = field(default_factory=dict)

    def build(self) -> Model:
        """Make the model afresh."""
        return self.cls(**self.values)

    @cached_property
    def model(self) -> Model:
        """The model."""
        return self.build()

    def ask(self, model: Model) -> Any:
        """Ask a model the question of its kind."""
        if isinstance(model, Process):
            return model.recipe(self.site)
        if isinstance(model, Launcher):
            return model.launch(self.shot, self.site), model.frame(self.site), model.machine(self.site)
        if isinstance(model, Payload):
            return model.design(self.site)
        if isinstance(model, Supply):
            return model.offer(self.site, self.commodities)
        raise AssertionError(f"{self.cls.__name__} is of no known kind")

    @cached_property
    def answer(self) -> Any:
        """What the model answers."""
        return self.ask(self.model)

    @property
    def registry(self) -> Registry:
        """What the plugins declare."""
        return _registry(self.plugin_files)

    def commodity(self, name: str) -> Commodity:
        """Find a commodity among those declared by installed plugins."""
        found = self.registry.commodities.get(name)
        assert found is not None, f'no installed plugin declares the commodity "{name}"'
        return found


@lru_cache(maxsize=8)
def _registry(plugin_files: tuple[str, ...]) -> Registry:
    return load(plugin_files)
