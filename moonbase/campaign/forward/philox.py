"""Random numbers without a state: Philox 4x32-10, a function of a key and a counter.

The key is the seed of the study, the counter is (sample, stream, draw): a sample meets the same fate whatever its
neighbours, its batch, its worker, and whatever disturbances are switched on beside it.

Source: Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC11, doi:10.1145/2063384.2063405.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from moonbase.campaign.forward.compiled import compiled

__all__ = ["binomial_share", "exponential", "philox", "uniform"]

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_TO_UNIT = 2.0**-52


@compiled
def philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """Encrypt a counter of four 32-bit words with a key of two; words are held in ``uint64``."""
    for _ in range(10):
        a, b = _M0 * c0, _M1 * c2
        c0, c1, c2, c3 = (b >> _32) ^ c1 ^ k0, b & _LOW, (a >> _32) ^ c3 ^ k1, a & _LOW
        k0, k1 = (k0 + _W0) & _LOW, (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@compiled
def uniform(seed: Any, sample: Any, stream: int, draw: int) -> Any:
    """Draw from (0, 1): never 0, never 1.

    Parameters
    ----------
    seed, sample
        As ``uint64``; the seed is the key, the sample half of the counter.
    stream, draw
        What the number is for, and the how-many-eth it is; below 2^32.
    """
    words = philox(sample & _LOW, sample >> _32, np.uint64(stream), np.uint64(draw), seed & _LOW, seed >> _32)
    return ((words[0] << np.uint64(20)) ^ (words[1] >> np.uint64(12))) * _TO_UNIT + 0.5 * _TO_UNIT


@compiled
def exponential(seed: Any, sample: Any, stream: int, draw: int) -> Any:
    """Draw from the exponential distribution with mean 1."""
    return -math.log(uniform(seed, sample, stream, draw))


@compiled
def binomial_share(chance: float, count: float, u: float) -> Any:
    """Share of `count` things that are lost when each is with the same chance.

    By inversion; where many losses are expected, by the normal distribution with the binomial's mean and variance. A
    fraction of a thing counts as one.

    Parameters
    ----------
    chance
        Of one [1].
    count
        How many; not necessarily whole.
    u
        A uniform random number.
    """
    n = max(1.0, math.floor(count + 0.5))
    if n * chance > 30.0:
        # Inverse of the normal distribution after Tukey's lambda, within 0.01 between the 1 % quantiles.
        z = (u**0.1349 - (1.0 - u) ** 0.1349) / 0.1975
        share = chance + z * math.sqrt(chance * (1.0 - chance) / n)
        return min(max(share, 0.0), 1.0)
    term = (1.0 - chance) ** n
    total, lost = term, 0.0
    while u > total and lost < n:
        lost += 1.0
        term *= (n - lost + 1.0) / lost * chance / (1.0 - chance)
        total += term
    return lost / n
