"""Published launcher numbers and the identities that bind them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.api import ModelError, constants
from moonbase_launchers import geometry, kinematics, thermal
from moonbase_launchers.gradient import peak_gradient
from moonbase_launchers.inductance import MU0, mutual, mutual_gradient
from moonbase_launchers.thick_coils import Section, mutual_of_sections, nagaoka, section_gradient, self_inductance

G0 = constants.STANDARD_GRAVITY


def test_sp428_identities():
    payload, rate, speed, acceleration = 10.5, 4.0, 2400.0, 1e4
    energy = kinematics.kinetic_energy(payload, speed)
    assert kinematics.acceleration_length(speed, acceleration) == pytest.approx(288.0, rel=1e-12)
    assert kinematics.acceleration_time(speed, acceleration) == pytest.approx(0.24, rel=1e-12)
    assert energy == pytest.approx(30.24e6, rel=1e-12)
    assert rate * energy == pytest.approx(120.96e6, rel=1e-12)
    assert rate * energy / 125e6 == pytest.approx(0.96768, rel=1e-9)
    assert rate * energy / 125e6 == pytest.approx(0.964, rel=4e-3)
    thrown = kinematics.throughput(payload, rate, duty=0.49, span=constants.YEAR)
    assert thrown == pytest.approx(649.455e6, rel=1e-6)
    assert thrown == pytest.approx(650e6, rel=1e-3)
    assert kinematics.occupancy(rate, 0.24) == pytest.approx(0.96, rel=1e-12)
    assert payload * acceleration == pytest.approx(105e3)
    assert payload * acceleration * speed == pytest.approx(252e6)


def test_sp413_identities():
    assert kinematics.acceleration_length(2400.0, 288.0) == pytest.approx(10_000.0, rel=1e-9)
    assert kinematics.acceleration_time(2400.0, 288.0) == pytest.approx(8.3333333333, rel=1e-9)
    assert kinematics.kinetic_energy(10.0, 2400.0) == pytest.approx(28.8e6, rel=1e-9)


def test_wright_identities():
    energy = kinematics.kinetic_energy(2.0, 2530.0)
    assert energy == pytest.approx(6.4009e6, rel=1e-4)
    assert 3.0 * energy == pytest.approx(19.2027e6, rel=1e-4)
    assert 3.0 * energy / 20e3 / 60.0 == pytest.approx(16.002, rel=1e-4)


def test_mass_driver_three_reaches_escape_speed_in_160_m():
    escape = math.sqrt(2.0 * constants.MOON_GM / constants.MOON_RADIUS)
    length = kinematics.acceleration_length(escape, 1800.0 * G0)
    assert length == pytest.approx(159.86, rel=1e-4)
    assert length == pytest.approx(160.0, rel=1e-3)


def test_project_dyson_contradiction_has_the_published_size():
    """The published 8769.9 m/s and 499.49 m take g as 9.81 m/s2."""
    assert kinematics.muzzle_speed(4900.0, 800.0 * 9.81) == pytest.approx(8769.9, rel=1e-5)
    assert kinematics.acceleration_length(2800.0, 800.0 * 9.81) == pytest.approx(499.49, rel=1e-5)


@pytest.mark.parametrize(
    ("ratio", "drive", "recovery", "overall", "megawatts"),
    [
        (0.25, 0.96, 0.90, 0.928, 130),
        (0.5, 0.96, 0.90, 0.899, 135),
        (1.0, 0.96, 0.90, 0.845, 143),
        (1.0, 0.90, 0.80, 0.703, 172),
        (1.0, 0.80, 0.60, 0.526, 230),
        (1.0, 0.33, 0.0, 0.165, 733),
    ],
)
def test_bucket_accounting(ratio, drive, recovery, overall, megawatts):
    energy = kinematics.shot_energy(10.5, ratio * 10.5, 2400.0, drive=drive, recovery=recovery)
    assert kinematics.kinetic_energy(10.5, 2400.0) / energy == pytest.approx(overall, abs=6e-4)
    assert 4.0 * energy / 1e6 == pytest.approx(megawatts, abs=0.6)


@pytest.mark.parametrize("occupied", [0.05, 0.4, 0.96, 1.0])
def test_store_of_single_shots_has_its_closed_form(occupied):
    assert kinematics.storage_share(occupied) == pytest.approx((1.0 - occupied / 2.0) ** 2, rel=1e-12)


@pytest.mark.parametrize("occupied", [0.3, 1.5, 2.7, 41.7])
def test_store_agrees_with_a_sampled_power_profile(occupied):
    steps = 100_000
    phase = (np.arange(steps) + 0.5) / steps / occupied
    ages = phase[:, None] + np.arange(math.ceil(occupied) + 1)[None, :] / occupied
    drawn = np.where(ages < 1.0, 2.0 * ages, 0.0).sum(axis=1)
    stored = np.concatenate([[0.0], np.cumsum(drawn - occupied) / steps / occupied])
    assert kinematics.storage_share(occupied) == pytest.approx(stored.max() - stored.min(), rel=1e-3)


@pytest.mark.parametrize(
    ("degrees", "value"),
    [
        (60, 0.315848129907422),
        (65, 0.4341731366076622),
        (70, 0.5967603606672202),
        (75, 0.828922851552708),
        (80, 1.186264686685704),
        (85, 1.84253276619368),
        (89, 3.435585330619309),
    ],
)
def test_maxwell_table(degrees, value):
    """M / (4 pi sqrt(Aa)) in cgs by the modulus k = sin(gamma); equal radii put k = 1 / hypot(1, d/2)."""
    distance = 2.0 / math.tan(math.radians(degrees))
    cgs = float(mutual(1.0, 1.0, distance)) / MU0
    assert cgs == pytest.approx(value, rel=1e-13)


def test_maxwell_printed_entry():
    """The Treatise prints the logarithm 1bar.4994783 at 60 degrees."""
    cgs = float(mutual(1.0, 1.0, 2.0 / math.tan(math.radians(60.0)))) / MU0
    assert math.log10(cgs) == pytest.approx(-1.0 + 0.4994783, abs=5e-8)


FILAMENTS = [
    (0.25, 0.20, 0.10, 2.4878735904218933e-7, -1.8509047162413326e-6),
    (0.25, 0.25, 0.01, 1.0366648492820814e-6, -3.1331782483320139e-5),
    (1.0, 1.0, 1.0, 4.9407846307982681e-7, -7.1836567292552663e-7),
    (1.0, 1.0, 0.1, 3.0028763037014929e-6, -1.2399370054031086e-5),
    (1.0, 0.5, 0.0, 5.4861794734739797e-7, 0.0),
    (0.5, 0.45, 0.05, 1.1909331165598154e-6, -5.8047744234601259e-6),
    (0.0655, 0.05, 0.03, 5.4132163983305764e-8, -1.4705080574016774e-6),
    (1.0, 0.9, 10.0, 1.5566563451218173e-9, -4.5878416845845879e-10),
    (1.0, 0.999, 0.001, 8.3400553900066599e-6, -6.2800061217081125e-4),
]


@pytest.mark.parametrize(("a", "b", "d", "value", "gradient"), FILAMENTS)
def test_filaments(a, b, d, value, gradient):
    assert float(mutual(a, b, d)) == pytest.approx(value, rel=1e-13, abs=0.0)
    assert float(mutual_gradient(a, b, d)) == pytest.approx(gradient, rel=1e-12, abs=1e-30)


def test_inductance_is_symmetric_and_its_gradient_odd():
    rng = np.random.default_rng(4)
    a, b, d = rng.uniform(0.1, 2.0, 50), rng.uniform(0.1, 2.0, 50), rng.uniform(-3.0, 3.0, 50)
    np.testing.assert_allclose(mutual(a, b, d), mutual(b, a, -d), rtol=1e-14)
    np.testing.assert_allclose(mutual_gradient(a, b, d), -mutual_gradient(b, a, -d), rtol=1e-13)


@pytest.mark.parametrize(
    ("ratio", "position", "value"),
    [
        (0.5, 0.383533955, 0.425899621746),
        (0.6, 0.329780536, 0.699676462646),
        (0.7, 0.264414325, 1.154416438256),
        (0.8, 0.186961042, 2.042748473526),
        (0.9, 0.097857707, 4.620419249793),
        (0.95, 0.049670599, 9.672622027814),
    ],
)
def test_peak_gradient(ratio, position, value):
    peak = peak_gradient(ratio)
    assert peak.value == pytest.approx(value, rel=1e-10)
    assert peak.position == pytest.approx(position, abs=1e-7)


def test_brooks_coil():
    coil = Section(inner=1.0, outer=2.0, low=-0.5, high=0.5)
    assert self_inductance(coil) / 1.5 == pytest.approx(1.69937821094e-6, rel=1e-9)
    assert self_inductance(coil) / 1.5 == pytest.approx(1.6994e-6, rel=2e-5)


def test_launcher_coils():
    drive = Section(inner=0.0655, outer=0.0755, low=-0.01, high=0.01)
    bucket = Section(inner=0.040, outer=0.050, low=0.025, high=0.045)
    assert self_inductance(drive) == pytest.approx(2.1635026562e-7, rel=1e-8)
    assert mutual_of_sections(drive, bucket) == pytest.approx(4.01223392418623e-8, rel=1e-11)


def test_gradient_of_sections_is_the_derivative_of_their_inductance():
    drive = Section(inner=0.0655, outer=0.0755, low=-0.01, high=0.01)
    bucket = Section(inner=0.040, outer=0.050, low=0.025, high=0.045)
    step = 1e-5
    slope = (mutual_of_sections(drive, bucket.moved(step)) - mutual_of_sections(drive, bucket.moved(-step))) / (
        2.0 * step
    )
    assert section_gradient(drive, bucket) == pytest.approx(slope, rel=1e-6)


def test_a_coil_without_section_is_refused():
    with pytest.raises(ModelError, match="not a coil section"):
        Section(inner=0.2, outer=0.1, low=0.0, high=0.1)


@pytest.mark.parametrize(
    ("ratio", "value"),
    [(0.5, 0.818135751935), (1.0, 0.688422607320), (2.0, 0.525510024252), (5.0, 0.319825467782)],
)
def test_nagaoka(ratio, value):
    assert nagaoka(ratio) == pytest.approx(value, rel=1e-11)


def test_geometry_and_heat():
    assert geometry.clearance(10e3, 2376.0) == pytest.approx(14.39, rel=1e-3)
    assert geometry.hold_down(2376.0) == pytest.approx(1.6251, rel=1e-3)
    assert geometry.chord_cut(10e3) == pytest.approx(7.195, rel=1e-3)
    assert thermal.radiator_flux(400.0) == pytest.approx(1306.45, rel=1e-3)
    assert thermal.radiator_flux(400.0, sink=220.0) == pytest.approx(1187.0, rel=1e-3)
    assert pytest.approx(354.367, rel=1e-3) == geometry.LUNAR_NIGHT / 3600.0
    assert thermal.action_integral(thermal.COPPER, 300.0, 400.0) == pytest.approx(1.692e16, rel=1e-3)


@pytest.mark.parametrize(("excess", "degrees"), [(422.0, 70.2), (1000.0, 47.6), (2457.0, 18.6)])
def test_turn_of_the_asymptote(excess, degrees):
    assert math.degrees(geometry.asymptote_turn(excess)) == pytest.approx(degrees, abs=0.1)
