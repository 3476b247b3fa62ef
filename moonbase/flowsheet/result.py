"""What a flowsheet answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FlowsheetResult"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class FlowsheetResult:
    """Rates of a flowsheet; every array has shape ``(n_samples,)``.

    Attributes
    ----------
    activity
        Activity of each process [its unit/s].
    net
        What leaves (+) or must come from outside (-), by commodity [unit/s].
    equipment
        What the processes are built of at their availability, by commodity [unit].
    """

    activity: Mapping[str, Floats]
    net: Mapping[str, Floats]
    equipment: Mapping[str, Floats]

    def percentiles(self, commodity: str, at: tuple[float, ...] = (10.0, 50.0, 90.0)) -> tuple[float, ...]:
        """Give percentiles of the net flow of a commodity."""
        return tuple(float(value) for value in np.percentile(self.net[commodity], at))
