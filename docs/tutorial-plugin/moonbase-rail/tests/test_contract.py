"""The model keeps the contract of its kind, and its equations give what a hand calculation gives."""

import pytest

from moonbase.api import ModelError, Shot, Site
from moonbase.testing import contract
from moonbase_rail.rail import Rail


def track(answer):
    return answer[2].equipment["track"]


def energy(answer):
    return -answer[0].flows[0].amount


test_contract = contract(
    Rail, rises={"max_speed": track, "sled_mass": energy}, falls={"acceleration": track, "efficiency": energy}
)

MOON = Site(name="moon")


def test_the_energy_of_a_shot_by_hand():
    cost = Rail(efficiency=0.5).launch(Shot(mass=500.0, muzzle_speed=2000.0), MOON)
    assert cost.kinetic_energy == pytest.approx(1e9)
    assert cost.flows[0].amount == pytest.approx(-4e9)


def test_the_length_of_the_track_by_hand():
    machine = Rail(max_speed="2 km/s", acceleration="1000 m/s2", brake_share=0.5).machine(MOON)
    assert machine.figures["track_length"] == (3000.0, "m")


def test_a_payload_that_is_too_heavy_is_refused_in_words():
    with pytest.raises(ModelError, match="more than the sled carries"):
        Rail().launch(Shot(mass=3000.0, muzzle_speed=2000.0), MOON)
