"""The hooks that a plugin may implement.

Every hook is called once per plugin, each call isolated from the others: a plugin that raises loses its own
answer and nothing else. Results are sorted by name, never by load order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from moonbase.models.body import CelestialBody
    from moonbase.models.commodity import Commodity
    from moonbase.models.refs import ClaimTest, ModelRef, Preset, Source, StudyTask
    from moonbase.models.site import Site
    from moonbase.parameters.declare import Model

__all__ = ["PROJECT", "hookimpl", "hookspec"]

PROJECT = "moonbase"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def moonbase_models() -> Sequence[ModelRef | type[Model]]:
    """Declare models, by reference or as classes.

    Examples
    --------
    >>> from moonbase.api import ModelRef, hookimpl
    >>> @hookimpl
    ... def moonbase_models():
    ...     return [ModelRef(kind="process", name="mill", target="my_plugin.mill:Mill", summary="Grinds.")]
    >>> moonbase_models()[0].name
    'mill'
    """
    raise AssertionError


@hookspec
def moonbase_commodities() -> Sequence[Commodity]:
    """Declare commodities.

    Two plugins may declare the same commodity if they say the same about it.

    Examples
    --------
    >>> from moonbase.api import Commodity, hookimpl
    >>> @hookimpl
    ... def moonbase_commodities():
    ...     return [Commodity(name="basalt-fibre", unit="kg", doc="Continuous fibre.")]
    >>> moonbase_commodities()[0].unit
    'kg'
    """
    raise AssertionError


@hookspec
def moonbase_sites() -> Sequence[Site]:
    """Declare sites that missions can build on with ``like = "name"``.

    Examples
    --------
    >>> from moonbase.api import Site, hookimpl
    >>> @hookimpl
    ... def moonbase_sites():
    ...     return [Site(name="marius-hills", latitude=0.24, longitude=-0.99, terrain="mare")]
    >>> moonbase_sites()[0].terrain
    'mare'
    """
    raise AssertionError


@hookspec
def moonbase_bodies() -> Sequence[CelestialBody]:
    """Declare asteroids, comets and stations about the Sun as destinations for missions and ``moonbase windows``.

    Examples
    --------
    >>> from moonbase.api import CelestialBody, hookimpl
    >>> @hookimpl
    ... def moonbase_bodies():
    ...     return [
    ...         CelestialBody(name="rock", elements={"semi_major_axis": 1.6e11, "eccentricity": 0.1}, source="survey"),
    ...         CelestialBody(name="depot", ephemeris="my_plugin.orbits:depot", version="3", source="flight plan"),
    ...     ]
    >>> [body.name for body in moonbase_bodies()]
    ['rock', 'depot']
    """
    raise AssertionError


@hookspec
def moonbase_presets() -> Sequence[Preset]:
    """Declare named parameter sets.

    Examples
    --------
    >>> from moonbase.api import Preset, hookimpl
    >>> @hookimpl
    ... def moonbase_presets():
    ...     return [Preset(model="mill", name="lab", values={"power": "3 kW"}, source="test rig log")]
    >>> moonbase_presets()[0].values["power"]
    '3 kW'
    """
    raise AssertionError


@hookspec
def moonbase_sources() -> Sequence[Source]:
    """Declare citations behind source keys.

    Examples
    --------
    >>> from moonbase.api import Source, hookimpl
    >>> @hookimpl
    ... def moonbase_sources():
    ...     return [Source(key="rig-log", citation="Test rig log, 2026")]
    >>> moonbase_sources()[0].key
    'rig-log'
    """
    raise AssertionError


@hookspec
def moonbase_check(graph: Any) -> Sequence[Any]:
    """Look at a resolved mission graph (`moonbase.graph.network.Network`) and return diagnostics of your own.

    An answer of severity ``"error"`` stops the mission.

    Examples
    --------
    >>> from moonbase.api import hookimpl
    >>> @hookimpl
    ... def moonbase_check(graph):
    ...     return []
    >>> moonbase_check(None)
    []
    """
    raise AssertionError


@hookspec
def moonbase_report_sections(result: Any) -> Sequence[Any]:
    """Add sections to the report of a run; see `moonbase.report.sections.Section`.

    Examples
    --------
    >>> from moonbase.api import hookimpl
    >>> @hookimpl
    ... def moonbase_report_sections(result):
    ...     return []
    >>> moonbase_report_sections(None)
    []
    """
    raise AssertionError


@hookspec
def moonbase_claim_tests() -> Sequence[ClaimTest]:
    """Offer calculations that claims of a ledger can be tested with (``moonbase claims run``).

    Examples
    --------
    >>> from moonbase.api import ClaimTest, hookimpl
    >>> @hookimpl
    ... def moonbase_claim_tests():
    ...     return [ClaimTest(name="mine.yield", target="my_plugin.claims:die_yield", doc="Share of good dies [1].")]
    >>> moonbase_claim_tests()[0].name
    'mine.yield'
    """
    raise AssertionError


@hookspec
def moonbase_study_tasks() -> Sequence[StudyTask]:
    """Offer things that a campaign can do with a sample (``what = "name"`` in a campaign file).

    Examples
    --------
    >>> from moonbase.api import StudyTask, hookimpl
    >>> @hookimpl
    ... def moonbase_study_tasks():
    ...     return [StudyTask(name="wear", target="my_plugin.wear:Wear", doc="Life of the sieve [h].")]
    >>> moonbase_study_tasks()[0].name
    'wear'
    """
    raise AssertionError
