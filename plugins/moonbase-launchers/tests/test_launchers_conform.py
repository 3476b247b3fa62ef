"""Every launcher keeps the promises of its kind."""

from __future__ import annotations

import pytest

from moonbase.api import ModelError, Shot, Site
from moonbase.testing import contract
from moonbase_launchers.coilgun import Coilgun
from moonbase_launchers.induction_motor import InductionMotor
from moonbase_launchers.linear_motor import LinearMotor
from moonbase_launchers.quenchgun import Quenchgun
from moonbase_launchers.railgun import Railgun
from moonbase_launchers.rocket import LunarRocket
from moonbase_launchers.sling import Sling

HOOKS = "moonbase_launchers"

test_coilgun = contract(Coilgun, hooks=HOOKS)
test_linear_motor = contract(LinearMotor, hooks=HOOKS)
test_induction_motor = contract(InductionMotor, hooks=HOOKS)
test_quenchgun = contract(Quenchgun, shot=Shot(mass=1000.0, muzzle_speed=1700.0), hooks=HOOKS)
test_railgun = contract(Railgun, hooks=HOOKS)
test_sling = contract(Sling, shot=Shot(mass=500.0, muzzle_speed=1500.0), hooks=HOOKS)
test_rocket = contract(LunarRocket, hooks=HOOKS)


@pytest.mark.parametrize("sink", ["350 K", "380 K"])
def test_a_radiator_no_warmer_than_its_surroundings_is_refused_in_words(sink):
    with pytest.raises(ModelError, match="gives off no heat to surroundings"):
        LinearMotor(radiator_temperature="350 K", sink_temperature=sink).machine(Site(name="moon"))
