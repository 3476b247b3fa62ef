"""A mission that lacks a limit is told so, as a fault of the mission."""

from __future__ import annotations

import pytest

from moonbase.errors import ExitCode, UnboundedError
from moonbase.mission.spec import Objective
from moonbase.planning import Options, plan


@pytest.mark.parametrize("method", ["simplex", "ipx", "hipo"])
def test_something_for_nothing_is_refused(sketch, method):
    drawing = sketch([0.0, 1e6, 2e6])
    drawing.good("bread", wasteable=True)
    drawing.do("miracle", ("bread", 1.0))
    network = drawing.network(objective=Objective(sense="maximise", quantity="bread", site="base"))
    with pytest.raises(UnboundedError, match="no limit") as caught:
        plan(network, Options(terminal="none", method=method))
    assert caught.value.exit_code == ExitCode.MISSION
    assert "budget" in caught.value.help
