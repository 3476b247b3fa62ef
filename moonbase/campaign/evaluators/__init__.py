"""Evaluators: what is done with the samples of a study, behind `moonbase.campaign.evaluation.Evaluator`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from moonbase.errors import UsageError

if TYPE_CHECKING:
    from moonbase.campaign.evaluation import Evaluator
    from moonbase.campaign.study import Study

__all__ = ["prepare"]

_OWN: Final = {
    "steady": "moonbase.campaign.evaluators.steady:Steady",
    "plan": "moonbase.campaign.evaluators.plan:Plans",
    "simulate": "moonbase.campaign.forward.evaluator:Simulated",
    "dispersion": "moonbase.campaign.evaluators.dispersion:Dispersions",
    "compare": "moonbase.campaign.evaluators.compare:Compared",
}


def prepare(study: Study) -> Evaluator:
    """Build what evaluates the samples of a study, from the study alone; done once in each worker.

    Parameters
    ----------
    study
        `Study.what` names the evaluator.

    Raises
    ------
    UsageError
        If moonbase has no evaluator of that name, or the study asks it for something that does not exist.
    MoonbaseError
        If the mission cannot be read, checked or resolved at all.
    """
    if study.what not in _OWN:
        raise UsageError(f'moonbase cannot do "{study.what}" with a sample', help=f"it can do {', '.join(_OWN)}")
    module, _, name = _OWN[study.what].partition(":")
    evaluator: Evaluator = getattr(import_module(module), name)(study)
    return evaluator
