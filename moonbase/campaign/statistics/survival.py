"""What became of the samples, and what the failed ones may hide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluation import STATUSES
from moonbase.campaign.statistics.estimate import Estimate, share

__all__ = ["Survival", "survival"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Survival:
    """Shares by status, and how far failed samples differ from the others.

    Attributes
    ----------
    shares
        By status; only those that occur.
    tilt
        Mean of each input over failed samples minus that over good ones, in standard deviations of the input, shape
        ``(n_factors,)``; 0 where there is nothing to compare.
    tilt_error
        Its standard error.
    """

    shares: dict[str, Estimate]
    tilt: Floats
    tilt_error: Floats

    @property
    def biased(self) -> NDArray[np.bool_]:
        """Inputs whose failed samples lie elsewhere than the good ones, by more than three errors."""
        return np.asarray(np.abs(self.tilt) > 3.0 * self.tilt_error)


def survival(status: NDArray[np.int8], inputs: Floats) -> Survival:
    """Count samples by status and compare the inputs of failed and good ones.

    Parameters
    ----------
    status
        Index into `moonbase.campaign.evaluation.STATUSES`, shape ``(n,)``.
    inputs
        Shape ``(n, n_factors)``.
    """
    count, factors = inputs.shape
    number = np.bincount(status.astype(np.int64), minlength=len(STATUSES))
    shares = {name: share(int(found), count) for name, found in zip(STATUSES, number, strict=True) if found}
    tilt, error = np.zeros(factors), np.full(factors, np.inf)
    good = status == STATUSES.index("ok")
    if good.sum() > 1 and (~good).sum() > 1:
        spread = inputs.std(axis=0)
        unit = np.where(spread > 0.0, spread, 1.0)
        tilt = (inputs[~good].mean(axis=0) - inputs[good].mean(axis=0)) / unit
        each = [inputs[part].var(axis=0, ddof=1) / part.sum() for part in (good, ~good)]
        error = np.sqrt(each[0] + each[1]) / unit
    return Survival(shares=shares, tilt=tilt, tilt_error=error)
