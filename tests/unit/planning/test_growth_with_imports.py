"""Balanced growth with imports: closure, and what to make at home next."""

from dataclasses import replace

import numpy as np
import pytest

from moonbase.constants import YEAR
from moonbase.graph.network import Capacity
from moonbase.planning import growth


@pytest.fixture
def workshop(sketch):
    """Machines are nine parts of iron made here and one part of chips from Earth, each year anew their own mass."""
    drawn = sketch(np.arange(3) * YEAR)
    drawn.good("iron", wasteable=True)
    drawn.good("chips", wasteable=True)
    drawn.good("glue", wasteable=True)
    built_of = drawn.rows({"iron": 0.85 * YEAR, "chips": 0.1 * YEAR, "glue": 0.05 * YEAR})
    drawn.do("shop", ("iron", 0.85), capacity=Capacity(equipment=built_of))
    for name in ("chips", "glue"):
        drawn.do(f"earth:{name}", (name, 1.0), owner="earth", imported_mass=1.0)
        drawn.activities[-1] = replace(drawn.activities[-1], role="purchase")
    return drawn.network()


def test_without_imports_nothing_grows(workshop):
    found = growth(workshop)
    assert found.rate == 0.0
    assert found.doubling_time == np.inf
    assert found.imports == ()


def test_too_small_a_share_does_not_help(workshop):
    assert growth(workshop, import_share=0.14).rate == 0.0


def test_with_the_share_that_closes_it_grows_at_its_own_pace(workshop):
    found = growth(workshop, import_share=0.1501)
    assert found.rate * YEAR == pytest.approx(1.0, rel=1e-6)
    assert {row.commodity: round(row.share, 6) for row in found.imports} == {
        "chips": pytest.approx(2.0 / 3.0, rel=1e-5),
        "glue": pytest.approx(1.0 / 3.0, rel=1e-5),
    }


def test_growth_pays_prices_under_which_nothing_earns_more_than_growth(workshop):
    found = growth(workshop, import_share=0.1501)
    price = {row.commodity: row.price for row in found.prices}
    assert price["iron"] == pytest.approx(1.0)
    assert found.activities["shop"] == pytest.approx(1.0)
