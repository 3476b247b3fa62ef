"""The sparse recursion of capacity gives what its definition gives, for any lives on any periods."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.planning.retention import Life, make_subperiods, recursion


def between(low, high):
    """Numbers with two digits, so that dates often meet and never nearly do."""
    return st.integers(round(100 * low), round(100 * high)).map(lambda hundredths: hundredths / 100)


lengths = st.lists(between(0.3, 9.0), min_size=2, max_size=9)
curves = st.lists(between(0.0, 1.0), min_size=2, max_size=4).map(
    lambda shares: tuple((3.0 * point, share) for point, share in enumerate(shares))
)
lives = st.builds(
    Life,
    lead=st.one_of(st.just(0.0), between(0.0, 12.0)),
    wear=st.one_of(st.just(0.0), between(0.0, 0.3)),
    lifetime=st.one_of(st.just(np.inf), between(0.5, 20.0)),
    fraction=between(0.5, 1.0),
    available_from=st.one_of(st.just(0.0), between(0.0, 10.0)),
    curve=st.one_of(st.just(()), curves),
)


def alive(starts, widths, runs_from, life):
    """Share alive in each sub-period of what runs from a date."""
    inside = np.minimum(starts + widths, runs_from + life.lifetime) - np.maximum(starts, runs_from)
    age = np.maximum(0.0, starts - runs_from)
    share = np.clip(inside / widths, 0.0, 1.0) * np.exp(-life.wear * age)
    if life.curve:
        share *= np.interp(np.maximum(0.0, starts + widths / 2.0 - runs_from), *zip(*life.curve, strict=True))
    return share


def by_definition(subs, life, built, initial):
    """Average capacity of each period from every sub-period in which something was built."""
    periods = len(built)
    every = np.arange(len(subs.starts))
    total = initial * alive(subs.starts, subs.lengths, subs.edges[0], life)
    for period in range(periods):
        cells = every[subs.first[period] : subs.first[period + 1]]
        cells = cells[subs.starts[cells] >= life.available_from - 1e-7]
        for cell in cells:
            lives_on = alive(subs.starts, subs.lengths, subs.starts[cell] + life.lead, life)
            total += life.fraction * built[period] / len(cells) * lives_on
    return np.array([total[subs.first[t] : subs.first[t + 1]].mean() for t in range(periods)])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(lengths, lives, st.integers(0, 1000))
def test_recursion_is_the_definition(periods, life, seed):
    edges = np.concatenate(([0.0], np.cumsum(periods)))
    subs = make_subperiods(edges)
    curve = recursion(subs, life)
    dice = np.random.default_rng(seed)
    built = np.where(curve.allowed, dice.uniform(0.0, 2.0, len(periods)), 0.0)
    initial = float(dice.uniform(0.0, 3.0))
    capacity = np.zeros(len(periods))
    for period in range(len(periods)):
        inside = curve.row == period
        before = capacity[period - 1] if period else 0.0
        grown = curve.value[inside] @ built[curve.column[inside]]
        capacity[period] = curve.ratio[period] * before + initial * curve.step[period] + grown
    np.testing.assert_allclose(capacity, by_definition(subs, life, built, initial), atol=2e-7)
