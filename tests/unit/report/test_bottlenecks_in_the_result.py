from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from moonbase.report.summary import summarise
from moonbase.report.terminal import screen


@pytest.fixture(scope="module")
def held_back(mission, network, plan):
    """The reactor earns a rent in every period, so it is what stands in the way."""
    rents = np.zeros_like(plan.capacity)
    rents[2] = 1e24
    return summarise(mission, network, replace(plan, capacity_rents=rents))


def test_planning_s_bottlenecks_are_kept(held_back):
    assert {found.name for found in held_back.bottlenecks} == {"reactor"}
    assert [found.year for found in held_back.bottlenecks] == list(range(2031, 2041))
    assert {found.cause for found in held_back.bottlenecks} == {"capacity"}
    assert held_back.bottlenecks[0].share == 1.0


def test_the_worth_of_a_year_is_rent_times_capacity(held_back, plan):
    assert held_back.bottlenecks[0].worth == pytest.approx(
        1e24 * plan.capacity[2, :12].sum(), rel=0.01
    )  # months drift by hours


def test_the_table_of_years_names_them(held_back):
    assert set(held_back.yearly.column("bottleneck").values) == {"reactor"}


def test_sentences_do_not_repeat_the_year(held_back):
    assert held_back.bottlenecks[0].sentence.startswith("limited by the capacity of reactor")
    assert "2031-2040  limited by the capacity of reactor" in screen(held_back)
