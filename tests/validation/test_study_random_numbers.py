"""Philox 4x32-10 against the known answers that its authors publish (kat_vectors of Random123), and its uses."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom, kstest

from moonbase.campaign.forward.philox import binomial_share, exponential, philox, uniform

ONES = 0xFFFFFFFF
PI = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((0,) * 6, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ONES,) * 6, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (PI, (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
    ],
)
def test_known_answers(words, expected):
    assert tuple(int(word) for word in philox(*(np.uint64(word) for word in words))) == expected


def test_uniform_and_exponential_numbers_are_distributed_as_they_should_be():
    keys = [
        (np.uint64(3), np.uint64(sample), stream, draw)
        for sample in range(40)
        for stream in (0, 7)
        for draw in range(60)
    ]
    assert kstest([uniform(*key) for key in keys], "uniform").pvalue > 0.01
    assert kstest([exponential(*key) for key in keys], "expon").pvalue > 0.01


@pytest.mark.parametrize(("chance", "count"), [(0.02, 5), (0.3, 12), (0.2, 400)])
def test_losses_are_binomial(chance, count):
    shares = np.array([binomial_share(chance, count, (k + 0.5) / 20_000) for k in range(20_000)])
    exact = binom(count, chance)
    assert shares.mean() * count == pytest.approx(exact.mean(), rel=0.01)
    assert (shares * count).std() == pytest.approx(exact.std(), rel=0.02)
