"""Designs completed from parts of them, contradictions with their size, and bounds of material and ground."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from moonbase.api import ModelError
from moonbase_launchers.commands import launchers
from moonbase_launchers.design_solver import QUANTITIES, solve_design
from moonbase_launchers.designs import Design
from moonbase_launchers.linter import lint

SP428 = {
    "speed": 2400.0,
    "acceleration": 1e4,
    "payload": 10.5,
    "moving": 21.0,
    "rate": 4.0,
    "power": 125e6,
    "duty": 0.49,
}
WHOLE = solve_design(SP428).values


def test_sp428_follows_from_seven_numbers():
    assert set(WHOLE) == set(QUANTITIES)
    assert WHOLE["length"] == pytest.approx(288.0)
    assert WHOLE["efficiency"] == pytest.approx(0.96768)
    assert WHOLE["throughput"] == pytest.approx(649.455e6, rel=1e-6)
    assert WHOLE["occupancy"] == pytest.approx(0.96)


@pytest.mark.parametrize("hidden", sorted(SP428))
def test_any_derived_number_stands_in_for_a_given_one(hidden):
    stand_in = {
        "speed": "length",
        "acceleration": "time",
        "payload": "kinetic",
        "moving": "thrust",
        "rate": "occupancy",
        "power": "efficiency",
        "duty": "throughput",
    }[hidden]
    part = {name: value for name, value in SP428.items() if name != hidden} | {stand_in: WHOLE[stand_in]}
    solved = solve_design(part)
    assert solved.values == pytest.approx(WHOLE)
    assert not solved.conflicts
    assert not solved.unknown


def test_too_little_leaves_the_rest_open():
    solved = solve_design({"speed": 2400.0, "payload": 10.0})
    assert solved.values["kinetic"] == pytest.approx(28.8e6)
    assert "length" in solved.unknown


def test_contradictions_are_named_with_their_size():
    solved = solve_design({"speed": 2800.0, "acceleration": 800 * 9.80665, "length": 4900.0, "time": 0.357})
    (conflict,) = solved.conflicts[:1]
    assert conflict.ratio == pytest.approx(9.81, rel=0.01)
    assert conflict.quantities["length"] == pytest.approx(499.66, rel=1e-3)
    assert not solve_design({**WHOLE, "length": 288.5}).conflicts
    power = solve_design({"payload": 10.0, "speed": 2400.0, "rate": 5.0, "power": 72e6, "efficiency": 0.8}).conflicts
    assert power[0].ratio == pytest.approx(2.5)


@pytest.mark.parametrize("given", [{"mass": 1.0}, {"speed": -1.0}, {"speed": float("inf")}])
def test_what_cannot_be_is_told(given):
    with pytest.raises(ModelError):
        solve_design(given)


def test_solve_command_takes_any_quantities():
    run = CliRunner().invoke
    good = run(launchers, ["solve", "payload=10.5", "speed=2400", "rate=4", "efficiency=0.96768"])
    assert good.exit_code == 0
    assert "1.25e+08 W  (solved)" in good.output
    bad = run(launchers, ["solve", "speed=2800", "acceleration=7845", "length=4900"])
    assert bad.exit_code == 3
    assert "contradiction" in bad.output
    with pytest.raises(ModelError, match="NAME=VALUE"):
        run(launchers, ["solve", "speed"], catch_exceptions=False)


@pytest.mark.parametrize(
    ("numbers", "check", "level"),
    [
        ({"payload_kg": 18.0, "acceleration_g": 30000.0, "calibre_m": 0.12}, "field", "warning"),
        ({"payload_kg": 18.0, "acceleration_g": 3e6, "calibre_m": 0.12}, "field", "error"),
        ({"payload_kg": 100.0, "acceleration_g": 30000.0, "calibre_m": 0.12}, "stress", "warning"),
        ({"payload_kg": 1000.0, "acceleration_g": 30000.0, "calibre_m": 0.12}, "stress", "error"),
        ({"payload_kg": 1000.0, "speed_m_s": 2400.0, "efficiency": 0.3, "system_mass_t": 100.0}, "action", "warning"),
        ({"payload_kg": 1000.0, "speed_m_s": 2400.0, "efficiency": 0.3, "system_mass_t": 5.0}, "action", "error"),
        ({"winding_mm2": 100.0, "ampere_turns_ka": 600.0, "pulse_ms": 1.0}, "action", "warning"),
        ({"winding_mm2": 100.0, "ampere_turns_ka": 2000.0, "pulse_ms": 1.0}, "action", "error"),
        ({"kind": "coaxial", "payload_kg": 1e6, "acceleration_g": 2.0}, "action", "warning"),
        ({"kind": "coaxial", "payload_kg": 1e6, "acceleration_g": 0.02}, "action", "warning"),
        ({"speed_m_s": 1700.0}, "clearance", "warning"),
    ],
)
def test_bounds_of_material_and_ground(numbers, check, level):
    assert (check, level) in {(found.check, found.level) for found in lint(Design(id="X", **numbers))}


def test_action_integral_of_a_stated_half_sine_pulse():
    stated = {"winding_mm2": 100.0, "ampere_turns_ka": 600.0, "pulse_ms": 1.0}
    (found,) = lint(Design(id="X", **stated))
    assert "1.8e+16 A2 s/m4" in found.message  # (6e9 A/m2)^2 * 1 ms / 2
    assert "1.69e+16" in found.message  # copper from 300 to 400 K, the published figure
    assert not lint(Design(id="X", **{**stated, "ampere_turns_ka": 575.0}))
    assert not lint(Design(id="X", kind="coaxial", payload_kg=1e6, acceleration_g=1e-3))  # below what the model takes
