"""What can be done with a sample, by name: what moonbase brings and what plugins add."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from moonbase.campaign.study import WHAT, Study
from moonbase.errors import PluginError
from moonbase.models.refs import StudyTask
from moonbase.parameters.declare import Model

if TYPE_CHECKING:
    from moonbase.campaign.evaluation import Evaluator
    from moonbase.models.catalogue import Catalogue

__all__ = ["inputs_of", "prepare", "tasks_of"]


def tasks_of(catalogue: Catalogue) -> dict[str, StudyTask]:
    """List what plugins offer to do with a sample, by name.

    Raises
    ------
    PluginError
        If two of them use one name, or a name of moonbase's own.
    """
    found: dict[str, StudyTask] = {}
    for task in catalogue.call("moonbase_study_tasks"):
        if task.name in (*found, *WHAT):
            raise PluginError(f'the study task "{task.name}" is offered twice', help="leave one plugin out (--without)")
        found[task.name] = task
    return dict(sorted(found.items()))


def inputs_of(task: StudyTask) -> type[Model] | None:
    """Import the class whose parameters a plugin's task can vary; None if it has none.

    Raises
    ------
    PluginError
        If it cannot be imported or is no model.
    """
    if not task.inputs:
        return None
    found = _import(task.inputs, task.name)
    if not (isinstance(found, type) and issubclass(found, Model)):
        raise PluginError(f'the inputs of the study task "{task.name}" ({task.inputs}) are not a model class')
    return found


def prepare(study: Study) -> Evaluator:
    """Build what evaluates the samples of a study; done once in each worker.

    Raises
    ------
    PluginError
        If a plugin offers it and cannot be imported or refuses.
    MoonbaseError
        If the mission cannot be checked, resolved or planned at all.
    """
    if study.what in WHAT:
        built: Evaluator = importlib.import_module("moonbase.campaign.evaluators").prepare(study)
        return built
    from moonbase import registry

    plugins = study.plugins
    catalogue = registry.load(plugins.files, no_plugins=plugins.none, without=plugins.without)
    task = tasks_of(catalogue).get(study.what)
    if task is None:
        raise PluginError(f'no plugin offers the study task "{study.what}"', help="moonbase plugins list")
    evaluator: Evaluator = _import(task.target, task.name)(study)
    return evaluator


def _import(target: str, name: str) -> Any:
    module, _, attribute = target.partition(":")
    try:
        found: Any = importlib.import_module(module)
        for part in attribute.split("."):
            found = getattr(found, part)
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        raise PluginError(f'the study task "{name}" ({target}) cannot be imported: {words}') from error
    return found
