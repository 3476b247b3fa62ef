"""`contract()`: a parametrised pytest test that holds one model to the promises of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import pytest

from moonbase.models.commodity import Commodity
from moonbase.models.launcher import Launcher, Shot
from moonbase.models.payload import Payload
from moonbase.models.process import Process
from moonbase.models.site import Site
from moonbase.models.supply import Supply
from moonbase.parameters.declare import Model
from moonbase.registry import Registry, load

__all__ = ["COUNTS", "MARK", "SITE", "Subject", "contract"]

SITE = Site(
    name="contract site",
    latitude=-1.5,
    illumination=0.8,
    longest_night=4.0 * 86400.0,
    terrain="highland",
    soil={"SiO2": 0.45, "Al2O3": 0.27, "CaO": 0.15, "FeO": 0.06, "MgO": 0.06, "TiO2": 0.005, "Na2O": 0.005},
    source="round numbers near the Apollo 16 average",
)


@dataclass
class Count:
    """How many checks of one model were planned, and how many ran."""

    planned: int = 0
    ran: int = 0


COUNTS: dict[str, Count] = {}
MARK = "moonbase_contract"
"""Attribute by which a test run knows the tests of a contract."""


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


def _told(label: str, check: Callable[[Subject], None], error: AssertionError) -> str:
    """Say which promise was broken and how, without the inside of the kit."""
    promise = (check.__doc__ or check.__name__).partition("\n")[0]
    return "\n".join([f"{label} must: {promise}", str(error), *getattr(error, "__notes__", ())])


@lru_cache(maxsize=8)
def _registry(plugin_files: tuple[str, ...]) -> Registry:
    return load(plugin_files)


def contract(cls: type[Model], *, hooks: str | None = None, **question: Any) -> Callable[..., None]:
    """Make a test of everything that a model of this kind promises.

    Parameters
    ----------
    cls
        Class of the model.
    hooks
        Module with the plugin's hooks; by default the top package of the class. Empty text leaves out the three
        checks of that module, for models that no plugin offers.
    **question
        Further attributes of `Subject`: ``values``, ``site``, ``shot``, ``commodities``, ``plugin_files``,
        ``rises``, ``falls``.

    Returns
    -------
    Callable
        A test function, one case per check; bind it to a name that starts with ``test_``.

    Examples
    --------
    >>> from moonbase.api import Process, Recipe
    >>> class Idle(Process):
    ...     "Does nothing."
    ...     def recipe(self, site):
    ...         return Recipe(activity="idle second")
    >>> test_idle = contract(Idle, hooks="")
    """
    from moonbase.testing.checks import checks_for

    package = cls.__module__.partition(".")[0] if hooks is None else hooks
    subject = Subject(cls=cls, hooks=package, **question)
    checks: Sequence[Callable[[Subject], None]] = checks_for(subject)

    label = f"{cls.kind} {cls.model_name}"
    COUNTS.setdefault(label, Count()).planned += len(checks)

    @pytest.mark.parametrize("check", checks, ids=[check.__name__ for check in checks])
    def test(check: Callable[[Subject], None]) -> None:
        COUNTS[label].ran += 1
        broken = ""
        try:
            check(subject)
        except AssertionError as error:
            broken = _told(label, check, error)
        if broken:
            pytest.fail(broken, pytrace=False)

    setattr(test, MARK, True)
    test.__doc__ = f"{cls.__name__} keeps the contract of a {cls.kind}."
    return test
