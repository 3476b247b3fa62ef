"""A limit that binds is told with the unit and the name of what it bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from moonbase.constants import YEAR
from moonbase.mission.spec import Limit, Objective
from moonbase.planning import bottlenecks, plan


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(name="pit", quantity="activity", of="dig", most=1.0, per_time=True), "1 t more of soil per year"),
        (Limit(name="pit", quantity="activity", of="dig", most=1e6), "1 t more of soil is worth"),
    ],
)
def test_limits_on_activity_name_what_is_done(sketch, exact, limit, words):
    drawing = sketch([0.0, YEAR, 2 * YEAR])
    drawing.good("bread", wasteable=True)
    drawing.do("dig", ("bread", 2.0))
    network = drawing.network(
        objective=Objective(sense="maximise", quantity="bread", site="base"),
        limits=(limit,),
    )
    dig = replace(network.activities[0], unit="kg", label="kg of soil")
    network = replace(network, activities=(dig,))
    told = bottlenecks(plan(network, exact))
    assert told
    assert words in told[0].sentence
    assert "pit" in told[0].sentence
