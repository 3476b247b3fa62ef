"""What must hold for every launcher, whatever its parameters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.api import Shot, Site
from moonbase_launchers.coilgun import Coilgun
from moonbase_launchers.kinematics import storage_share
from moonbase_launchers.rocket import LunarRocket
from moonbase_launchers.sling import Sling

MOON = Site(name="base")
SHARES = st.floats(0.3, 1.0)
FAST = settings(max_examples=60, deadline=None, derandomize=True)


@FAST
@given(
    payload=st.floats(0.1, 1e5),
    ratio=st.floats(0.0, 5.0),
    speed=st.floats(100.0, 1e4),
    gees=st.floats(10.0, 3e4),
    efficiencies=st.tuples(SHARES, SHARES, SHARES),
)
def test_coilgun_never_makes_energy(payload, ratio, speed, gees, efficiencies):
    supply, conversion, recovery = efficiencies
    gun = Coilgun(
        rated_payload=payload,
        bucket_ratio=ratio,
        max_muzzle_speed=speed,
        acceleration=gees,
        supply_efficiency=supply,
        conversion_efficiency=conversion,
        recovery=recovery,
        current_density=1e7,
    )
    cost = gun.launch(Shot(mass=payload, muzzle_speed=speed), MOON)
    assert -cost.flows[0].amount >= cost.kinetic_energy
    machine = gun.machine(MOON)
    assert machine.figures["efficiency"][0] < 1.0
    assert 0.0 < machine.rate <= gun.rate
    length = machine.figures["powered_length"][0]
    assert 2.0 * gees * length == pytest.approx(speed**2)


@FAST
@given(occupied=st.floats(0.001, 80.0))
def test_store_shrinks_with_occupancy(occupied):
    share = storage_share(occupied)
    assert 0.0 < share < 1.0
    assert storage_share(0.5 * occupied) >= share * (1.0 - 1e-9)


@FAST
@given(speed=st.floats(200.0, 3500.0), faster=st.floats(1.01, 1.5))
def test_sling_and_rocket_grow_faster_than_linearly(speed, faster):
    arms = [Sling(max_muzzle_speed=v).arm_mass() for v in (speed, faster * speed)]
    assert arms[1] > faster * arms[0]
    rocket = LunarRocket(max_muzzle_speed=12e3, gravity_loss=0.0)
    propellant = [rocket.propellant(1000.0, v) for v in (speed, faster * speed)]
    assert propellant[1] > faster * propellant[0]
