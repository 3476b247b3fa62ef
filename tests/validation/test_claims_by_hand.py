"""Values of claims that ship, worked out again with a pencil from their most likely inputs."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from moonbase import registry
from moonbase.claims.ledger import shipped
from moonbase.claims.run import judge_all

GM, EARTH = 398_600.4418, 6378.137  # km3/s2, km
LIGHT = 299_792.458  # km/s


def most_likely(name):
    """Give a claim with every range closed to its most likely value."""
    claim = next(claim for claim in shipped() if claim.id == name)
    inputs = {key: replace(item, low=item.mode, high=item.mode) for key, item in claim.inputs.items()}
    return replace(claim, inputs=inputs)


def crf(rate, years):
    return rate / (1.0 - (1.0 + rate) ** -years)


def shadow_minutes(kilometres):
    """Longest shadow of a dawn-dusk orbit: at a solstice the Sun stands 23.44 degrees from where it is best."""
    radius = EARTH + kilometres
    turn = 2.0 * math.pi / (365.2422 * 86_400.0)
    motion = math.sqrt(GM / radius**3)
    inclination = math.acos(-2.0 * radius**2 * turn / (3.0 * motion * 1.08262668e-3 * EARTH**2))
    beta = math.pi / 2.0 - (inclination - math.pi / 2.0) - math.radians(23.4393)
    share = math.acos(math.sqrt(radius**2 - EARTH**2) / (radius * math.cos(beta))) / math.pi
    return share * 2.0 * math.pi / motion / 60.0


def collisions():
    volume = 4.0 / 3.0 * math.pi * ((EARTH + 2000.0) ** 3 - (EARTH + 500.0) ** 3)  # km3
    return 1e6 * 480e-6 * 10.0 / volume * 31_557_600.0  # N sigma v / V


def tail(needed, count, alive):
    return sum(math.comb(count, k) * alive**k * (1.0 - alive) ** (count - k) for k in range(needed, count + 1))


BY_HAND = {
    "S0-3": (1.0 / 5.2**2, 1e-9),
    "S0-6": (collisions(), 1e-3),
    "S0-7": (0.5 * 2400.0**2 / 0.5 * 20.0 / 1000.0 / 86_400.0, 1e-6),  # J/kg times kg/kW over W, in days
    "S0-9": ((math.log10(3.828e26) - 6.0) / 10.0, 1e-9),
    "S0-10": (0.03 * 3.828e26 / 100.0 / 7.342e22, 1e-3),
    "S1-10": (0.01 / collisions() * 1e6, 1e-3),
    "S3-4": (2.0 * math.sqrt(8000.0) * 100e9 / 8.0 / 28_800e12, 1e-9),
    "S3-6": (math.acos(math.sqrt(42_164.137**2 - EARTH**2) / 42_164.137) / math.pi, 1e-4),
    "S3-8": (2.0 * 1500.0 / LIGHT * 1e3 + 20.0, 1e-6),
    "S3-9": (1.0, 1e-9),
    "S3-10": (222.0 / 17.0, 1e-9),
    "S3-11": (tail(54, 72, math.exp(-0.04 * 1.3 * 5.0)), 1e-9),
    "S4-3": (1.085 * crf(0.085, 4.0) / crf(0.085, 5.0) - 1.0, 1e-9),
    "S4-4": (shadow_minutes(700.0), 0.02),
    "S4-11": (1e9 / (132e3 / 72.0 * 1.4 * 1.22), 1e-6),
}


@pytest.fixture(scope="module")
def tests():
    return registry.load((), no_plugins=False).call("moonbase_claim_tests")


@pytest.mark.parametrize("name", BY_HAND)
def test_claims_come_out_as_a_pencil_says(name, tests):
    value, tolerance = BY_HAND[name]
    found = judge_all([most_likely(name)], tests, measure=lambda _path, _overrides: {})[0]
    assert found.value == pytest.approx(value, rel=tolerance)


def test_growth_of_a_fleet_with_a_finite_life(tests):
    """Additions of 1 GW in the first year grow 20 % a year and last 7 years: count them in fine steps."""
    found = judge_all([most_likely("S0-8")], tests, measure=lambda _path, _overrides: {})[0]
    step, power, time, pace = 1e-3, 0.0, 0.0, math.log(1.2) / 0.2
    while power < 3400.0:
        power += pace * step * 1.2 ** (time + 0.5 * step)
        power -= pace * step * 1.2 ** (time + 0.5 * step - 7.0) if time >= 7.0 else 0.0
        time += step
    assert found.value == pytest.approx(time, rel=5e-3)


def test_energy_share_and_cost_ratio_of_the_reference_table(tests):
    """Modes of the table: Earth 11 103 USD a kilowatt-year, of which energy 736; space at the claimed date."""
    claims = [claim for claim in shipped() if claim.id in ("S2-3", "S1-11")]
    found = {item.claim.id: item for item in judge_all(claims, tests, measure=lambda _path, _overrides: {})}
    assert found["S2-3"].value == pytest.approx(8760 * 1.2 * 0.07 / 11_103, rel=0.1)
    assert found["S1-11"].value == pytest.approx(2.5, abs=0.1)
    assert (found["S1-11"].low, found["S1-11"].high) == pytest.approx((1.8, 3.4), abs=0.1)
