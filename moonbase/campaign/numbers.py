"""Random numbers keyed by (seed, sample): the same whatever the chunking, the number of workers, or a resumption."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["generator", "unit_uniforms"]

_DESIGN, _SAMPLE = 1, 2
_WORDS: Final = 4


def unit_uniforms(seed: int, first: int, count: int, dimensions: int) -> NDArray[np.float64]:
    """Draw the points of consecutive samples in the unit cube, each open interval (0, 1).

    Philox is a counter turned into random words: sample k owns the counters from k·b on, with b words enough for its
    dimensions, so that no sample depends on another.

    Parameters
    ----------
    seed
        Seed of the study.
    first
        Number of the first sample.
    count, dimensions
        How many samples, and numbers for each.

    Returns
    -------
    numpy.ndarray
        Shape ``(count, dimensions)``.

    References
    ----------
    Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011).

    Examples
    --------
    >>> bool((unit_uniforms(7, 0, 5, 3)[3:] == unit_uniforms(7, 3, 2, 3)).all())
    True
    """
    blocks = -(-dimensions // _WORDS)
    philox = np.random.Philox(key=np.array([seed, _DESIGN], dtype=np.uint64))
    philox.advance(first * blocks)
    words = philox.random_raw(count * blocks * _WORDS).reshape(count, blocks * _WORDS)[:, :dimensions]
    found: NDArray[np.float64] = ((words >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    return found


def generator(seed: int, sample: int) -> np.random.Generator:
    """Give the random numbers of one sample, for what happens inside it: failures, slips, muzzle errors.

    Parameters
    ----------
    seed
        Seed of the study.
    sample
        Number of the sample.
    """
    counter = np.array([0, 0, sample, _SAMPLE], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=np.array([seed, _SAMPLE], dtype=np.uint64), counter=counter))
