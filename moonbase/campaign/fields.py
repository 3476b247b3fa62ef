"""The keys of a campaign file, declared the way parameters are."""

from __future__ import annotations

from typing import Any, Final

from moonbase.campaign.study import DESIGNS
from moonbase.parameters.declare import ParamInfo

__all__ = ["BUDGET", "DESIGN", "FORMAT", "LIMITS", "SETTINGS", "TOP"]

FORMAT: Final = 1
BUDGET: Final = "4 GB"
"""Most bytes that the table of a study may take unless the command line allows more."""


def _keys(**declared: dict[str, Any]) -> dict[str, ParamInfo]:
    return {
        name: ParamInfo(name=name, source="campaign format", grade="assumed", **{"default": None, "unit": "", **facts})
        for name, facts in declared.items()
    }


TOP = _keys(
    campaign={"doc": "Title of the study.", "required": True},
    description={"doc": "What the study is about.", "default": ""},
    mission={"doc": "Mission file, relative to this one."},
    what={"doc": "What is done with each sample.", "required": True},
)
DESIGN = _keys(
    kind={"doc": "How samples are placed.", "required": True, "choices": DESIGNS},
    n={"doc": "How many: samples, base points, trajectories, evaluations, or points of a grid.", "default": 0,
       "lo": 1, "hi": 10**12},
    seed={"doc": "Every random number of the study follows from it.", "default": 0, "lo": 0, "hi": 2**63 - 1},
)  # fmt: skip
SETTINGS = {
    "morris": _keys(levels={"doc": "Levels of each input, even.", "default": 4, "lo": 2, "hi": 1000}),
    "saltelli": _keys(second_order={"doc": "Whether samples for indices of pairs are added.", "default": False}),
    "optimise": _keys(
        population={"doc": "Samples that are tried at once; 0 leaves it to the method.", "default": 0, "lo": 0,
                    "hi": 100_000},
    ),
}  # fmt: skip
LIMITS = _keys(
    timeout={"doc": "Longest time for one sample.", "unit": "s", "default": "10 min", "lo": "1 ms", "hi": "30 d"},
    memory={"doc": "Most memory that samples may take in one worker.", "unit": "byte", "lo": "1 Mbyte",
            "hi": "1000 Tbyte"},
)  # fmt: skip
