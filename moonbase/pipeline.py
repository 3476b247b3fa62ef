"""The straight line from a mission file to a report.

::

    mission.toml → Source → Mission → Graph → Plan → Result → report.html, tables, JSON
           read      check     resolve    solve   summarise   render

Each stage is a pure function of frozen inputs and can be entered from Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from moonbase.graph.network import Network
    from moonbase.mission.diagnostics import Diagnostic
    from moonbase.mission.source import Source
    from moonbase.mission.spec import Mission
    from moonbase.models.catalogue import Catalogue
    from moonbase.planning import Options, Plan
    from moonbase.report.result import Result

__all__ = ["Checked", "check", "fly", "plan", "render", "run", "summarise"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Checked:
    """A mission that is ready to be planned.

    Attributes
    ----------
    mission, network
        The checked mission and its graph.
    warnings
        What stops nothing and should be known.
    catalogue
        The plugins that took part.
    """

    mission: Mission
    network: Network
    warnings: tuple[Diagnostic, ...]
    catalogue: Catalogue


def check(
    source: Source | str | Path, catalogue: Catalogue | None = None, overrides: Mapping[str, str] | None = None
) -> Checked:
    """Read a mission file, check it and resolve its graph.

    Parameters
    ----------
    source
        Path of a mission file, or its text as `moonbase.mission.read` gives it.
    catalogue
        Plugins that take part; None for all that are installed.
    overrides
        Values to change by name, as ``{"smelter.lifetime": "8 yr"}``.

    Raises
    ------
    MissionError
        With every problem of the file; `GraphError` with every problem of the graph.
    PluginError
        If a plugin that the mission needs is missing or broken.
    """
    from moonbase import mission as missions
    from moonbase import registry
    from moonbase.graph.resolve import resolve
    from moonbase.mission.source import Source as Text

    text = source if isinstance(source, Text) else missions.read(source)
    installed = registry.load() if catalogue is None else catalogue
    mission = missions.check(text, installed, overrides or {})
    network, warnings = resolve(mission, installed)
    return Checked(mission=mission, network=network, warnings=warnings, catalogue=installed)


def plan(network: Network, options: Options | None = None) -> Plan:
    """Solve a mission graph for its optimal plan.

    Parameters
    ----------
    network
        `Checked.network`.
    options
        How to solve; None for the defaults.

    Raises
    ------
    InfeasibleError
        If no plan exists, with the smallest set of conflicting requirements.
    """
    from moonbase import planning

    return planning.plan(network, options or planning.Options())


def summarise(checked: Checked, solved: Plan) -> Result:
    """Turn a plan into everything that a report tells.

    Parameters
    ----------
    checked
        The mission and its graph, as `check` gave them.
    solved
        The plan of that graph, as `plan` gave it.
    """
    from moonbase import report

    plugins = checked.catalogue.plugins
    result = report.summarise(checked.mission, checked.network, solved, checked.warnings, plugins)
    return replace(result, sections=tuple(checked.catalogue.call("moonbase_report_sections", result=result)))


def fly(checked: Checked, solved: Plan, result: Result) -> Result:
    """Add pictures of one throw of each leg, and of departures to planets, to a result.

    Parameters
    ----------
    checked, solved
        The mission and its plan.
    result
        What `summarise` made of them.
    """
    from moonbase.report.flights import energies_of, flights_of

    return replace(
        result,
        flights=flights_of(checked.mission, checked.network, solved, checked.catalogue.bodies),
        energies=energies_of(checked.mission, checked.network),
    )


def render(result: Result, folder: str | Path, *, force: bool = False) -> Path:
    """Write the run folder: result, tables, report; whole or not at all.

    Parameters
    ----------
    result
        What to write.
    folder
        Where; made with its parents.
    force
        Whether an older run there is replaced.

    Raises
    ------
    UsageError
        If there is an older run and `force` is not given, or the disk refuses.
    """
    from moonbase import report

    return report.write(result, Path(folder), force=force)


def run(
    source: Source | str | Path,
    folder: str | Path | None = None,
    *,
    catalogue: Catalogue | None = None,
    overrides: Mapping[str, str] | None = None,
    options: Options | None = None,
    force: bool = False,
) -> Result:
    """Walk the whole line; the report is written only if a folder is given.

    Parameters
    ----------
    source
        Path of a mission file, or its text as `moonbase.mission.read` gives it.
    folder
        Run folder to write; None writes nothing.
    catalogue
        Plugins that take part; None for all that are installed.
    overrides
        Values to change by name, as ``{"smelter.lifetime": "8 yr"}``.
    options
        How to solve.
    force
        Whether an older run in `folder` is replaced.

    Returns
    -------
    Result
        Everything that a report tells.

    Raises
    ------
    UsageError
        Before any work, if `folder` holds an older run and `force` is not given.
    MoonbaseError
        Whatever `check`, `plan` and `render` raise.
    """
    if folder is not None:
        from moonbase import report

        report.refuse_existing(Path(folder), force=force)
    checked = check(source, catalogue, overrides)
    result = summarise(checked, plan(checked.network, options))
    if folder is not None:
        render(result, folder, force=force)
    return result
