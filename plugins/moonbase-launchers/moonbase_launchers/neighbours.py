"""Couplings between the thick drive coils of a barrel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from moonbase_launchers.thick_coils import Section, mutual_of_sections

__all__ = ["neighbours"]

_REACH = 8  # coils before it that a thick coil's section matters to; farther ones couple as filaments


class _Placed(Protocol):
    @property
    def position(self) -> float: ...
    @property
    def section(self) -> Section | None: ...


def neighbours(stages: Sequence[_Placed]) -> NDArray[np.float64]:
    """Mutual inductance of each stage with those before it, per turn of each [H].

    Parameters
    ----------
    stages
        In order along the barrel.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_stages, 9)``; column k for the k-th coil before. No columns if any coil is a filament: filaments
        are cheap enough to compute when they are needed.
    """
    if any(stage.section is None for stage in stages):
        return np.zeros((len(stages), 0))
    out = np.zeros((len(stages), _REACH + 1))
    for i, stage in enumerate(stages):
        for back in range(1, min(_REACH, i) + 1):
            other = stages[i - back]
            if stage.section is not None and other.section is not None:
                out[i, back] = _mutual(stage.section, other.section, round(stage.position - other.position, 12))
    return out


@lru_cache(maxsize=65536)
def _mutual(one: Section, two: Section, distance: float) -> float:
    return mutual_of_sections(one.moved(distance), two, nodes=6)
