"""The circuit-and-motion model against independent integrations, and the energy it must account for."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from moonbase.api import ModelError
from moonbase_launchers.coilgun_shot import Gun, coupling_ratio, shoot
from moonbase_launchers.compiled_inductance import pair
from moonbase_launchers.dispersion import Scatter, monte_carlo
from moonbase_launchers.inductance import mutual, mutual_gradient
from moonbase_launchers.reference_guns import single_stage, twenty_stages
from moonbase_launchers.scatter import excess_speed_scatter, stage_scatter
from moonbase_launchers.timing import optimise_triggers

SINGLE = {
    "constant": (1.30708864129e-3, 0.0373751954299, 16.411089052, -1843.849465, 9240.3077, 557.888189),
    "flux": (1.24188788691e-3, 0.0509386425456, 37.1232209292, -1765.1816672, 9565.6068, 564.600299),
    "induction": (1.26534804806e-3, 0.0401401727028, 18.5121325388, -1729.43374375, 9233.3776, 541.512445 + 317.060233),
}


def gun_of(variant: str) -> Gun:
    return single_stage(constant_current=variant == "constant", induction=variant == "induction")


@pytest.mark.parametrize("variant", SINGLE)
def test_single_stage_shot(variant):
    time, position, speed, voltage, peak, loss = SINGLE[variant]
    result = shoot(gun_of(variant))
    assert result.time == pytest.approx(time, rel=1e-8)
    assert result.position == pytest.approx(position, rel=1e-8)
    assert result.speed == pytest.approx(speed, rel=1e-7)
    assert result.voltages[0] == pytest.approx(voltage, rel=1e-7)
    assert result.peak_currents[0] == pytest.approx(peak, rel=1e-6)
    assert result.loss == pytest.approx(loss, rel=1e-7)
    assert abs(result.audit) < 1e-9


def test_single_stage_agrees_with_another_integrator():
    gun = single_stage()
    stage, bucket = gun.stages[0], gun.bucket
    flux = bucket.inductance * bucket.current

    def coupling(x):
        turns = stage.turns * bucket.turns
        return (
            turns * float(mutual(stage.radius, bucket.radius, x)),
            turns * float(mutual_gradient(stage.radius, bucket.radius, x)),
        )

    def slopes(_, y):
        x, v, i, u = y
        m, g = coupling(x)
        inner = (flux - m * i) / bucket.inductance
        rate = u - stage.resistance * i - g * v * inner + m * g * v * i / bucket.inductance
        return [
            v,
            i * inner * g / bucket.mass,
            rate / (stage.inductance - m * m / bucket.inductance),
            -i / stage.capacitance,
        ]

    def zero(_, y):
        return y[2]

    zero.terminal, zero.direction = True, -1
    start = [gun.start, gun.speed, 0.0, stage.voltage]
    other = solve_ivp(slopes, (0.0, 3e-3), start, "DOP853", events=zero, rtol=1e-11, atol=1e-12)
    result = shoot(gun, tolerance=1e-11)
    assert result.speed == pytest.approx(other.y[1, -1], rel=1e-9)
    assert result.time == pytest.approx(other.t[-1], rel=1e-9)


def test_twenty_stage_gun():
    result = shoot(twenty_stages())
    assert result.time == pytest.approx(0.0266426944, rel=1e-8)
    assert result.position == pytest.approx(1.94875746, rel=1e-8)
    assert result.speed == pytest.approx(103.2833504, rel=1e-8)
    assert result.bucket_current == pytest.approx(-400.0, abs=1e-4)
    assert result.gained == pytest.approx(2641.86, rel=1e-5)
    stored = sum(0.5 * stage.capacitance * stage.voltage**2 for stage in twenty_stages().stages)
    assert stored == pytest.approx(30_381.02, rel=1e-6)
    assert result.gained / stored == pytest.approx(0.0870, abs=1e-4)
    assert abs(result.audit) < 1e-9


@pytest.mark.parametrize("tolerance", [1e-6, 1e-8, 1e-10])
def test_energy_error_falls_with_the_tolerance(tolerance):
    assert abs(shoot(twenty_stages(), tolerance=tolerance).audit) < 5.0 * tolerance


def test_losses_of_bucket_and_coil_are_told_apart():
    result = shoot(gun_of("induction"))
    assert result.stage_losses[0] == pytest.approx(541.512445, rel=1e-7)
    assert result.loss - result.stage_losses.sum() == pytest.approx(317.060233, rel=1e-7)


def test_switches_close_at_their_triggers_and_open_later():
    result = shoot(twenty_stages())
    assert np.all(np.diff(result.closing) > 0.0)
    assert np.all(result.opening > result.closing)


def test_cost_grows_with_stages_not_with_their_square():
    short, long = shoot(twenty_stages(10), tolerance=1e-8), shoot(twenty_stages(40), tolerance=1e-8)
    assert long.steps < 6 * short.steps
    assert abs(long.audit) < 1e-7


def test_constant_current_is_a_bad_default_in_a_strongly_coupled_gun():
    held, kept = shoot(gun_of("constant")), shoot(gun_of("flux"))
    assert kept.speed > 2.0 * held.speed
    assert coupling_ratio(gun_of("flux"), kept) > 1.0
    assert coupling_ratio(gun_of("induction"), shoot(gun_of("induction"))) == np.inf


def test_a_bucket_current_of_the_wrong_sign_is_pulled_back():
    gun = single_stage()
    wrong = dataclasses.replace(gun, bucket=dataclasses.replace(gun.bucket, current=4000.0), speed=1.0)
    with pytest.raises(ModelError, match="bucket stops"):
        shoot(wrong)


@pytest.mark.parametrize(
    "changes", [{"stages": ()}, {"speed": 0.0}, {"start": 1.0}, {"stages": twenty_stages().stages[::-1]}]
)
def test_guns_that_make_no_sense_are_refused(changes):
    with pytest.raises(ModelError):
        dataclasses.replace(twenty_stages(), **changes)


@pytest.mark.parametrize(("b", "d"), [(0.9, 0.0), (0.9, 0.05), (0.97, 0.001), (0.5, 1.0), (0.6, 3.0), (0.3, -0.4)])
def test_compiled_inductance_agrees_with_the_carlson_form(b, d):
    m, g = pair(1.0, b, d)
    assert m == pytest.approx(float(mutual(1.0, b, d)), rel=1e-12)
    assert g == pytest.approx(float(mutual_gradient(1.0, b, d)), rel=1e-11, abs=1e-30)


def test_scatter_of_the_reference_gun():
    """0.1 % of voltage scatter gives 3.1e-4 in speed, more than the 2.2e-4 of independent stages."""
    found = monte_carlo(twenty_stages(), Scatter(voltage=1e-3), shots=400, seed=1)
    assert stage_scatter(2e-3, 20) == pytest.approx(2.2e-4, rel=0.02)
    assert found.relative == pytest.approx(3.1e-4, rel=0.1)
    assert found.worst_audit < 1e-6


def test_scatter_does_not_depend_on_threads_and_grows_with_trigger_error():
    one, two = (
        monte_carlo(twenty_stages(5), Scatter(trigger=1e-4, start_speed=0.01), shots=20, threads=n) for n in (1, 2)
    )
    np.testing.assert_array_equal(one.speeds, two.speeds)
    assert one.deviation > 0.0


def test_better_timing_makes_a_faster_shot_that_still_closes():
    found = optimise_triggers(twenty_stages(6), -0.02, 0.06)
    assert found.after.speed > 1.02 * found.before.speed
    assert abs(found.after.audit) < 1e-6
    triggers = [stage.trigger for stage in found.gun.stages]
    assert triggers == sorted(triggers)
    assert all(-0.021 <= stage.trigger - stage.position <= 0.061 for stage in found.gun.stages)


def test_impossible_timing_is_refused():
    with pytest.raises(ModelError, match="no trigger"):
        optimise_triggers(twenty_stages(2), 0.03, 0.02)


def test_law_of_independent_stages():
    rng = np.random.default_rng(3)
    energies = 1.0 + 1e-3 * rng.standard_normal((20_000, 100))
    speeds = np.sqrt(energies.sum(axis=1))
    assert speeds.std() / speeds.mean() == pytest.approx(stage_scatter(1e-3, 100), rel=0.02)


@pytest.mark.parametrize(("excess", "factor"), [(422.0, 5.7), (1000.0, 2.6), (2457.0, 1.39)])
def test_hyperbolic_amplification(excess, factor):
    speed = np.hypot(2375.68, excess)
    assert excess_speed_scatter(1.0, speed, excess) == pytest.approx(factor, abs=0.03)


def test_a_thousand_stages_at_a_tenth_of_a_percent():
    assert 2342.0 * stage_scatter(1e-3, 1000) == pytest.approx(0.037, abs=5e-4)
