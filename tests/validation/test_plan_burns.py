"""Case P10 of the campaign-planning reference: what a burn and a throw cost.

The burn is an example of the SpaceNet 2.5 user's guide (468.29 m/s with a specific impulse of 214.07 s leaves 0.8001
of the mass; SpaceNet counts with 9.81 m/s2), grade primary. The throw is arithmetic: 2400 m/s at 70 % efficiency is
1.142857 kWh per kilogram, and 100 t a day at that are 4.761905 MW, grade computed.
"""

import numpy as np
import pytest

from moonbase.graph.legs import _propulsion
from moonbase.graph.transfer import Departures
from moonbase.mission.spec import Leg
from moonbase.models.payload import PayloadDesign
from moonbase_launchers.kinematics import shot_energy, throughput

DAY = 86_400.0
SPACENET_GRAVITY = 9.81


def burn(dv):
    every = np.array([dv])
    return Departures(
        open=np.ones(1),
        muzzle_speed=every,
        onboard_dv=every,
        arrival_speed=every,
        time_of_flight=DAY,
        windows=np.empty((0, 6)),
        flown=np.empty((0, 6)),
        backend="none",
        notes=(),
    )


@pytest.mark.parametrize("tanks", [0.0, 0.1])
def test_propellant_of_a_burn(tanks):
    design = PayloadDesign(
        commodity="capsule",
        mass=1000.0,
        parts={},
        exhaust_speed=214.07 * SPACENET_GRAVITY,
        propellant="oxygen",
        tank_fraction=tanks,
        tank_commodity="aluminium",
    )
    leg = Leg(name="way", payload="capsule", launcher="gun", to="there")
    propellant, tank = _propulsion(leg, design, burn(468.29))
    final = design.mass + tank[0]
    assert final / (final + propellant[0]) == pytest.approx(0.8001, abs=5e-5)
    assert tank[0] == pytest.approx(tanks * propellant[0])


def test_energy_of_a_throw():
    energy = shot_energy(1.0, 0.0, 2400.0, drive=0.70, recovery=0.0)
    assert energy / 3.6e6 == pytest.approx(1.142857, abs=5e-7)


def test_power_of_a_hundred_tonnes_a_day():
    payload, rate = 10.0, 100e3 / 10.0 / DAY
    assert throughput(payload, rate, duty=1.0, span=DAY) == pytest.approx(100e3)
    power = rate * shot_energy(payload, 0.0, 2400.0, drive=0.70, recovery=0.0)
    assert power / 1e6 == pytest.approx(4.761905, abs=5e-7)
