"""Every launcher answers the protocol, conserves energy, refuses what it cannot do, and reproduces its source."""

from __future__ import annotations

import dataclasses
import importlib

import pytest

import moonbase_launchers
from moonbase.api import Launcher, ModelError, Shot, Site
from moonbase_launchers.coilgun import Coilgun
from moonbase_launchers.linear_motor import LinearMotor
from moonbase_launchers.quenchgun import Quenchgun
from moonbase_launchers.railgun import Railgun
from moonbase_launchers.rocket import LunarRocket
from moonbase_launchers.sling import Sling

MOON = Site(name="base")
MODELS = {ref.name: ref for ref in moonbase_launchers.moonbase_models()}
PRESETS = moonbase_launchers.moonbase_presets()


def load(name: str) -> type[Launcher]:
    module, _, attribute = MODELS[name].target.partition(":")
    return getattr(importlib.import_module(module), attribute)


@pytest.fixture(params=sorted(MODELS))
def launcher(request) -> Launcher:
    return load(request.param)()


def test_names_agree_with_their_references():
    for name in MODELS:
        assert load(name).model_name == name


def test_energy_used_is_at_least_kinetic_energy(launcher):
    frame = launcher.frame(MOON)
    for share in (0.1, 0.5, 1.0):
        shot = Shot(mass=share * frame.max_payload, muzzle_speed=share * frame.max_muzzle_speed)
        cost = launcher.launch(shot, MOON)
        used = -sum(flow.amount for flow in cost.flows if flow.commodity == "electricity")
        assert all(flow.amount < 0 for flow in cost.flows)
        assert cost.kinetic_energy == pytest.approx(0.5 * shot.mass * shot.muzzle_speed**2)
        assert used >= cost.kinetic_energy or launcher.model_name == "lunar-rocket"


def test_faster_and_heavier_shots_take_more(launcher):
    frame = launcher.frame(MOON)

    def taken(mass: float, speed: float) -> float:
        return -sum(flow.amount for flow in launcher.launch(Shot(mass=mass, muzzle_speed=speed), MOON).flows)

    m, v = frame.max_payload, frame.max_muzzle_speed
    assert taken(0.5 * m, v) < taken(m, v)
    assert taken(m, 0.5 * v) < taken(m, v)


def test_too_heavy_and_too_fast_are_refused_with_the_next_step(launcher):
    frame = launcher.frame(MOON)
    with pytest.raises(ModelError) as heavy:
        launcher.launch(Shot(mass=1.01 * frame.max_payload, muzzle_speed=1000.0), MOON)
    with pytest.raises(ModelError) as fast:
        launcher.launch(Shot(mass=frame.max_payload, muzzle_speed=1.01 * frame.max_muzzle_speed), MOON)
    assert heavy.value.help
    assert fast.value.help


def test_machine_is_made_of_something_and_wears(launcher):
    machine = launcher.machine(MOON)
    assert machine.rate > 0.0
    assert all(amount > 0.0 for amount in machine.equipment.values())
    assert all(amount > 0.0 for amount in machine.spares.values())
    assert machine.figures


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: f"{p.model}-{p.name}")
def test_every_preset_builds_a_machine(preset):
    launcher = load(preset.model)(**preset.values)
    frame = launcher.frame(MOON)
    launcher.launch(Shot(mass=frame.max_payload, muzzle_speed=frame.max_muzzle_speed), MOON)
    assert launcher.machine(MOON).rate > 0.0


def test_no_launcher_works_in_air_or_in_orbit(launcher):
    with pytest.raises(ModelError, match="cannot stand"):
        launcher.launch(Shot(mass=1.0, muzzle_speed=100.0), Site(name="kourou", kind="earth"))


def test_sp428_track_and_masses_are_reproduced():
    machine = Coilgun().machine(MOON)
    figures = {name: value for name, (value, _) in machine.figures.items()}
    assert machine.rate == 4.0
    assert figures["powered_length"] == pytest.approx(288.0, rel=1e-12)
    assert figures["track_length"] == pytest.approx(488.0, rel=1e-12)
    assert figures["occupancy"] == pytest.approx(0.96, rel=1e-12)
    assert figures["throughput"] * 31_557_600 == pytest.approx(649.455e6, rel=1e-6)
    assert figures["windings_per_length"] == pytest.approx(221.3, rel=0.005)


def test_sp428_switches_weigh_what_the_study_says():
    gun = Coilgun(converter_mass=0.0, storage_commodity="machinery")
    assert gun.machine(MOON).equipment["electronics"] == pytest.approx(50.3e3, rel=0.005)


def test_mass_of_the_windings_goes_with_the_energy_of_a_shot_not_with_acceleration():
    masses = [
        Coilgun(acceleration=a, guideway_ratio=0.0, feeder_mass=0.0, return_track_mass=0.0, hottest_rise=1000.0)
        .machine(MOON)
        .equipment["track"]
        for a in (2e3, 1e4)
    ]
    assert masses[0] == pytest.approx(masses[1], rel=1e-9)


def test_overheated_coils_are_refused_with_the_current_density_that_works():
    with pytest.raises(ModelError, match="heat the first drive coils") as caught:
        Coilgun(current_density=1.9e9).machine(MOON)
    assert "A/mm2" in caught.value.help


def test_drive_current_matches_the_worked_example():
    """21 kg at 10 000 m/s2 with 1 MA-turn in the bucket takes 145 kA-turn at beta 0.7."""
    from moonbase_launchers.coilgun_sizing import windings

    coils = windings(Coilgun())
    assert coils.drive_ampere_turns * coils.bucket_ampere_turns / 1e6 == pytest.approx(144.8e3, rel=1e-3)


def test_efficiency_of_the_coils_grows_with_speed_at_equal_thrust():
    slow, fast = (Coilgun(max_muzzle_speed=v) for v in (500.0, 2400.0))
    efficiencies = [gun.motor_efficiency(21.0, gun.max_muzzle_speed) for gun in (slow, fast)]
    assert efficiencies[0] < efficiencies[1] < 1.0


def test_coilgun_rate_falls_to_its_cooling_limit_and_says_so():
    machine = Coilgun(coolable_loss=1e6).machine(MOON)
    assert machine.rate < 4.0
    assert "cooling" in machine.notes[0]


def test_a_bucket_lighter_than_its_superconductor_is_told():
    notes = Coilgun(bucket_ratio=0.1).machine(MOON).notes
    assert any("superconductor" in note for note in notes)


def test_sp413_needs_no_store_and_has_forty_two_buckets_on_the_track():
    machine = LinearMotor().machine(MOON)
    figures = {name: value for name, (value, _) in machine.figures.items()}
    assert figures["powered_length"] == pytest.approx(10_000.0, rel=1e-9)
    assert figures["acceleration_time"] == pytest.approx(8.33333, rel=1e-5)
    assert figures["occupancy"] == pytest.approx(41.667, rel=1e-4)
    assert figures["storage"] < 0.01 * figures["energy_per_shot"]


def test_quenchgun_holds_the_published_energy_per_metre():
    figures = Quenchgun(transfer_efficiency=1.0).machine(MOON).figures
    assert figures["stored_energy_per_length"][0] == pytest.approx(14.45e6, rel=2e-3)
    assert figures["powered_length"][0] == pytest.approx(150.0, rel=2e-3)


def test_railgun_current_and_half_efficiency():
    gun = Railgun(
        rated_payload=10.0,
        armature_ratio=0.0,
        inductance_gradient="0.5 uH/m",
        field_recovery=0.0,
        resistance_gradient=0.0,
    )
    assert gun.current == pytest.approx(626e3, rel=1e-3)
    assert gun.motor_efficiency(10.0, 1000.0) == pytest.approx(0.5, rel=1e-12)


@pytest.mark.parametrize(("speed", "ratio"), [(1700.0, 2.9), (2400.0, 10.7)])
def test_sling_mass_ratio(speed, ratio):
    sling = Sling(max_muzzle_speed=speed)
    assert sling.arm_mass() / sling.rated_payload == pytest.approx(ratio, rel=0.01)


def test_sling_tip_acceleration_of_the_shanghai_arm():
    frame = Sling(radius=50.0, max_muzzle_speed=2400.0).frame(MOON)
    assert frame.acceleration / 9.80665 == pytest.approx(11_747, rel=1e-4)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"reusable": False, "dry_ratio": 0.0}, 0.77),
        ({"dry_ratio": 0.098}, 0.98),
        ({"dry_ratio": 0.139, "exhaust_speed": 375 * 9.80665}, 1.39),
    ],
)
def test_rocket_propellant_per_payload_to_l2(changes, expected):
    """Dry mass is a tenth of the propellant, as in the published comparison."""
    rocket = LunarRocket(gravity_loss=0.0, **changes)
    assert rocket.propellant(1000.0 * 10, 2520.0) / 10_000.0 == pytest.approx(expected, abs=0.01)


def test_wright_preset_draws_the_published_power():
    preset = next(p for p in PRESETS if p.name == "wright-2011")
    assert preset.model == "induction-motor"  # the source describes a double-sided linear induction motor
    launcher = load(preset.model)(**preset.values)
    cost = launcher.launch(Shot(mass=2.0, muzzle_speed=2530.0), MOON)
    assert -cost.flows[0].amount == pytest.approx(19.2e6, rel=0.03)
    assert dataclasses.asdict(cost)["kinetic_energy"] == pytest.approx(6.4009e6, rel=1e-4)
