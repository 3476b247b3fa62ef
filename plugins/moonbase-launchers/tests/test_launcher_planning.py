"""Site, miss, ground, power and comparison against published numbers, closed laws and each other."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from click.testing import CliRunner

from moonbase.api import ModelError, MuzzleError, Site, achromatic_site, constants, miss_at_libration_point
from moonbase.errors import TrajectoryError
from moonbase.trajectories.achromat import sensitivity
from moonbase.trajectories.cr3bp import earth_moon
from moonbase.trajectories.opportunities import LaunchSite
from moonbase_launchers import moonbase_models
from moonbase_launchers.commands import launchers
from moonbase_launchers.compare import Task, answers
from moonbase_launchers.earth_rocket import EarthRocket
from moonbase_launchers.firing_schedule import PowerPlant, equator, fire_through, polar
from moonbase_launchers.geometry import clearance
from moonbase_launchers.induction_motor import InductionMotor
from moonbase_launchers.levitation import drag_energy
from moonbase_launchers.linear_motor import LinearMotor
from moonbase_launchers.precision import corrections, error_of_kind, miss, muzzle_error
from moonbase_launchers.terrain import asymptotes, clearance_over

ERRORS = MuzzleError(speed=0.037, vertical=0.008, lateral=0.05)
MOON = Site(name="base")


def test_achromatic_site_of_l2_as_the_reference_has_it():
    found = achromatic_site(2)
    assert math.degrees(found.longitude) == pytest.approx(33.0972, abs=0.002)
    assert found.muzzle_speed == pytest.approx(2341.662, abs=0.01)
    assert found.time_of_flight / 3600.0 == pytest.approx(44.188, abs=0.01)
    assert found.arrival_speed == pytest.approx(266.61, abs=0.01)
    assert found.along_squared == pytest.approx(-10_824.0, rel=1e-3)
    assert found.vertical == pytest.approx(-45_579.0, rel=1e-3)
    assert found.lateral == pytest.approx(3_233.0, rel=1e-3)
    assert abs(found.along) < 1.0


def test_achromatic_site_of_l1_is_nearly_opposite():
    found = achromatic_site(1)
    assert math.degrees(found.longitude) == pytest.approx(-150.484, abs=0.002)
    assert found.muzzle_speed == pytest.approx(2333.294, abs=0.01)
    assert abs(found.along) < 1.0


@pytest.mark.parametrize("point", [1, 2])
def test_closed_miss_agrees_with_flown_throws(point):
    site = achromatic_site(point)
    flown, closed = miss_at_libration_point(site, ERRORS, shots=2000, seed=3), miss(site, ERRORS)
    assert flown.deviations[0] == pytest.approx(closed.in_plane, rel=0.05)
    assert flown.deviations[1] == pytest.approx(closed.across, rel=0.05)
    assert flown.lost == 0.0
    sized = corrections(site, ERRORS, rate=4.0)
    assert sized.catcher_radius == pytest.approx(flown.radius_95, rel=0.25)
    assert sized.trimmed_miss < 10.0 < sized.catcher_radius


def test_a_launcher_tells_its_muzzle_covariance():
    error = muzzle_error(LinearMotor().machine(MOON).figures)
    spread = np.array(error.covariance)
    assert np.sqrt(np.diag(spread)) == pytest.approx([error.speed, error.lateral, error.vertical])
    assert np.all(np.diag(spread) > 0.0)
    assert not np.any(spread - np.diag(np.diag(spread)))  # the causes are independent
    assert miss(achromatic_site(2), error).in_plane > 0.0
    with pytest.raises(ModelError, match="muzzle_lateral_error"):
        muzzle_error({"muzzle_speed_scatter": (1.0, "m/s"), "muzzle_vertical_error": (1.0, "m/s")})


@pytest.mark.parametrize("shared", [-0.8, 0.8])
def test_correlated_errors_add_or_cancel_as_flown(shared):
    errors = MuzzleError.from_covariance([[4e-4, 0.0, shared * 2e-4], [0.0, 1e-4, 0.0], [shared * 2e-4, 0.0, 1e-4]])
    assert errors.correlations == pytest.approx((0.0, shared, 0.0))
    apart = dataclasses.replace(achromatic_site(2), longitude=math.radians(35.0), muzzle_speed=2361.867)
    flown = miss_at_libration_point(apart, errors, shots=3000, seed=5)
    slopes = sensitivity(
        earth_moon(), 2, LaunchSite(latitude=0.0, longitude=apart.longitude, azimuth=math.pi / 2), 2361.867
    )
    known = dataclasses.replace(apart, along=slopes.along, along_squared=slopes.along_squared, vertical=slopes.vertical)
    assert flown.deviations[0] == pytest.approx(miss(known, errors).in_plane, rel=0.05)


@pytest.mark.parametrize("kind", [ref.name for ref in moonbase_models()])
def test_every_kind_of_launcher_tells_its_muzzle_covariance(kind):
    spread = np.array(error_of_kind(kind).covariance)
    assert spread.shape == (3, 3)
    assert np.linalg.eigvalsh(spread).min() > 0.0


def test_an_unknown_kind_of_launcher_is_refused():
    with pytest.raises(ModelError, match="trebuchet"):
        error_of_kind("trebuchet")


def test_covariances_that_cannot_be_are_refused():
    with pytest.raises(TrajectoryError, match="no covariance"):
        MuzzleError.from_covariance([[1.0, 0.5, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    with pytest.raises(TrajectoryError, match="cannot be correlated"):
        miss_at_libration_point(achromatic_site(2), dataclasses.replace(ERRORS, correlations=(0.9, 0.9, -0.9)), shots=2)


def test_the_conic_clears_as_the_short_distance_law_says():
    found = clearance_over(2376.0, profile=(np.array([0.0, 1e4]), np.zeros(2)))
    assert found.least == pytest.approx(clearance(1e4, 2376.0), rel=1e-3)
    assert found.least == pytest.approx(14.39, abs=0.01)
    assert found.clears


def test_a_hill_asks_for_elevation_and_gets_what_clears_it():
    hill = (np.linspace(0.0, 5e4, 501), 400.0 * np.exp(-(((np.linspace(0.0, 5e4, 501) - 2e4) / 2e3) ** 2)))
    found = clearance_over(2376.0, profile=hill, wanted=0.0)
    assert not found.clears
    assert found.least < -300.0
    assert clearance_over(2376.0, elevation=found.elevation, profile=hill).clears
    assert not clearance_over(2376.0, elevation=found.elevation - 2e-4, profile=hill).clears


def test_profiles_that_cannot_be_used_are_told():
    with pytest.raises(ModelError, match="rising"):
        clearance_over(2376.0, profile=(np.array([1.0, 1.0]), np.zeros(2)))
    with pytest.raises(ModelError, match="no elevation"):
        clearance_over(2376.0, profile=(np.array([1.0, 2.0]), np.array([0.0, 9.0])))


def test_a_path_below_circular_speed_falls_back():
    assert clearance_over(1600.0, profile=(np.array([0.0, 1e5]), np.zeros(2))).elevation > 0.0


def test_asymptotes_sweep_the_sky_once_a_month():
    found = asymptotes(0.0, 0.5, math.pi / 2, 1000.0)
    assert math.degrees(found.turn) == pytest.approx(47.6, abs=0.1)
    assert found.inclination == pytest.approx(0.0, abs=1e-7)
    assert found.declination == pytest.approx(0.0, abs=1e-12)
    assert math.degrees(found.right_ascension[0]) == pytest.approx(math.degrees(0.5) + 90.0 + 47.6, abs=0.1)
    steps = np.mod(np.diff(found.right_ascension), 2.0 * math.pi)
    np.testing.assert_allclose(steps, 2.0 * math.pi / 28)
    polar_track = asymptotes(math.radians(60.0), 0.0, 0.0, 1000.0)
    assert math.degrees(polar_track.inclination) == pytest.approx(90.0)


def test_daylight_polar_fission_and_storage():
    shot = {"shot_energy": 30e6, "rate": 4.0}
    full = PowerPlant(array_power=120e6)
    day = fire_through(equator(), full, **shot)
    assert day.availability == pytest.approx(0.5, abs=0.02)
    assert fire_through(polar(0.9, 5 * 86400.0), full, **shot).availability == pytest.approx(0.9, abs=0.01)
    steady = fire_through(equator(), PowerPlant(steady_power=120e6), **shot)
    assert steady.availability == pytest.approx(1.0)
    assert steady.limit == "rate"
    large = PowerPlant(array_power=260e6, storage=1e15, round_trip=1.0)
    stored = fire_through(equator(), large, **shot)
    assert stored.availability == pytest.approx(1.0, abs=1e-6)
    some = fire_through(equator(), PowerPlant(array_power=260e6, storage=1e13, round_trip=1.0), **shot)
    assert day.availability < some.availability < stored.availability
    assert some.unused > 0.0
    assert day.shots == pytest.approx(day.availability * 4.0 * constants.YEAR)


def test_energy_fired_never_exceeds_energy_supplied():
    rng = np.random.default_rng(1)
    time, share = np.arange(500) * 3600.0, rng.uniform(0.0, 1.0, 500)
    plant = PowerPlant(array_power=2e6, storage=5e9, round_trip=0.8)
    done = fire_through((time, share), plant, shot_energy=1e6, rate=1.0, standby=1e5)
    assert 0.0 < done.fired.sum() * 1e6 <= 2.0 * 2e6 * 3600.0 * share.sum() / 2.0
    assert np.all(done.fired <= 3600.0 * (1 + 1e-12))


def test_illumination_out_of_range_is_told():
    with pytest.raises(ModelError, match="illumination"):
        fire_through((np.array([0.0, 1.0]), np.array([0.0, 1.5])), PowerPlant(), shot_energy=1.0, rate=1.0)


def test_every_kind_answers_the_whole_question():
    found = {answer.kind: answer for answer in answers(Task(payload=10.0, speed=2400.0, rate=0.1, acceleration=980.0))}
    assert len(found) == 8
    for kind, answer in found.items():
        assert not answer.refusal
        assert answer.cost.low <= answer.cost.value <= answer.cost.high
        if answer.machine is None:
            continue
        figures = answer.machine.figures
        assert {"acceleration", "muzzle_speed_scatter", "muzzle_vertical_error", "muzzle_lateral_error"} <= set(figures)
        assert "set by" in answer.machine.notes[0]
        assert answer.machine.spares
        assert answer.mass.low <= answer.mass.value <= answer.mass.high
        assert answer.energy > 28.8e6 or kind == "lunar-rocket"
    assert found["lunar-rocket"].propellant > 7.0
    assert found["earth-launch (bought)"].propellant > 100.0 * 10.0


def test_a_kind_that_cannot_says_why():
    refused = {a.kind: a.refusal for a in answers(Task(payload=10.0, speed=9000.0, rate=0.1, acceleration=980.0))}
    assert "above the allowed" in refused["sling"]


def test_departure_from_low_orbit_to_the_moon_and_beyond():
    rocket = EarthRocket()
    assert rocket.departure(1700.0) == pytest.approx(3110.0, abs=40.0)
    assert rocket.departure(3400.0) > rocket.departure(2413.0) > 3100.0
    with pytest.raises(ModelError, match="mass"):
        rocket.mass_in_orbit(0.0, 2400.0)


def test_induction_motor_loses_slip_heat_and_needs_a_plate():
    motor = InductionMotor()
    figures = motor.machine(MOON).figures
    assert figures["slip_speed"][0] == pytest.approx(
        math.pi * 0.02 / (4e-7 * math.pi * 0.008 / 3.5e-8 * 0.25), rel=1e-6
    )
    assert motor.motor_efficiency(20.0, 2400.0) < LinearMotor().motor_efficiency(20.0, 2400.0) < 1.0
    with pytest.raises(ModelError, match="reaction plate"):
        InductionMotor(bucket_ratio=0.0).machine(MOON)
    with pytest.raises(ModelError, match="heats the reaction plate"):
        InductionMotor(plate_thickness="0.1 mm").machine(MOON)


def test_levitation_drag_is_small_and_falls_with_conductivity():
    good, poor = (drag_energy(20.0, 2400.0, 1e4, (rho, 0.01, 0.5)) for rho in (2.86e-8, 2.86e-7))
    assert 0.0 < good < poor < 0.01 * 0.5 * 20.0 * 2400.0**2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["aim", "--shots", "50"], "33.0972 deg east"),
        (["aim", "--launcher", "sling", "--shots", "50"], "0.0017 along, 0.00289 up, 0.017 aside"),
        (["aim", "--point", "1", "--shots", "50", "--elevation", "0.5"], "-149.4543 deg east"),
        (["ground"], "+1.6251 m/s2"),
        (["ground", "--speed", "1700", "--keep", "5"], "raise the muzzle"),
        (["power"], "set by            power"),
        (["power", "--polar", "0.9", "--storage", "1e6", "--steady", "10"], "a year"),
        (["compare"], "earth-launch (bought)"),
    ],
)
def test_commands_answer(arguments, told):
    done = CliRunner().invoke(launchers, arguments)
    assert done.exit_code == 0, done.output
    assert told in done.output


def test_commands_read_profiles_and_series(tmp_path):
    profile, series = tmp_path / "profile.csv", tmp_path / "light.csv"
    profile.write_text("distance_m,height_m\n0,0\n5000,300\n9000,0\n", encoding="utf-8")
    series.write_text("time_h,share\n0,1\n12,0\n", encoding="utf-8")
    ground = CliRunner().invoke(launchers, ["ground", "--profile", str(profile)])
    assert "raise the muzzle" in ground.output
    assert "50.00 %" in CliRunner().invoke(launchers, ["power", "--series", str(series), "--array", "120.96"]).output
    series.write_text("time_h\n0\n", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot read"):
        CliRunner().invoke(launchers, ["power", "--series", str(series)], catch_exceptions=False)
