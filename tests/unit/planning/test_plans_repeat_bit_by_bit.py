"""The same mission gives the same bits, whatever was planned before."""

import dataclasses

import numpy as np
import pytest

from moonbase.graph.network import Capacity
from moonbase.mission.spec import Limit, Objective
from moonbase.planning import Options, plan


@pytest.fixture
def colony(sketch):
    """Several machines that can do the same: without care, a plan with many equal optima."""
    base = sketch(np.concatenate((np.arange(12.0), 12.0 + 3.0 * np.arange(1, 9))))
    for good in ("ore", "metal", "parts", "product"):
        base.good(good, storable=good != "product", wasteable=good == "ore")
    for name in ("drill a", "drill b"):
        size = Capacity(equipment=base.rows({"parts": 0.5}), initial=1.0, lead_time=2.0, wear=0.01)
        base.do(name, ("ore", 2.0), capacity=size)
    size = Capacity(equipment=base.rows({"parts": 1.0, "metal": 0.2}), initial=1.0, lead_time=1.0, lifetime=9.0)
    base.do("smelter", ("ore", -1.0), ("metal", 0.7), capacity=size)
    base.do("shop", ("metal", -1.0), ("parts", 0.5), capacity=Capacity(initial=1.0, buildable=False))
    base.do("factory", ("parts", -0.3), ("product", 1.0, 0.5))
    base.do("earth", ("parts", 1.0), imported_mass=1.0)
    return base.network(
        limits=(Limit(name="cargo", quantity="imported-mass", most=0.4, per_time=True),),
        objective=Objective(sense="maximise", quantity="product"),
        discount_rate=0.05,
    )


def arrays(solved):
    return {
        field.name: value
        for field in dataclasses.fields(solved)
        if isinstance(value := getattr(solved, field.name), np.ndarray)
    }


@pytest.mark.parametrize("method", ["simplex", "hipo", "ipx"])
@pytest.mark.parametrize("threads", [1, 2])
def test_plans_repeat(colony, method, threads):
    first = plan(colony, Options(method=method))
    again = plan(colony, Options(method=method, threads=threads))
    assert first.objective == again.objective
    assert first.terminal_value == again.terminal_value
    assert len(arrays(first)) > 20
    for name, value in arrays(first).items():
        np.testing.assert_array_equal(value, arrays(again)[name], err_msg=name)


def test_all_ways_agree_on_the_objective(colony):
    best = [plan(colony, Options(terminal="none", method=method)).objective for method in ("simplex", "hipo", "ipx")]
    assert best[0] > 0.0
    np.testing.assert_allclose(best[1:], best[0], rtol=1e-6)
