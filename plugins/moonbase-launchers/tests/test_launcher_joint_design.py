"""Triggers and capacitors chosen together keep the speed, take less energy, and stay within limits or say why not."""

from __future__ import annotations

import pytest

from moonbase.api import ModelError
from moonbase_launchers.joint_design import Limits, design_jointly
from moonbase_launchers.reference_guns import twenty_stages

REACH = (-0.02, 0.03)


@pytest.fixture(scope="module")
def free():
    return design_jointly(twenty_stages(8), 80.0, Limits(), reach=REACH)


def test_less_energy_at_the_same_speed(free):
    assert free.result.speed == pytest.approx(80.0, rel=1e-5)
    assert free.result.spent < free.before


@pytest.mark.parametrize(("limit", "share"), [("acceleration", 0.93), ("current", 0.93), ("rise", 1.0)])
def test_a_limit_that_can_be_kept_is_kept(free, limit, share):
    allowed = share * getattr(free, limit)
    found = design_jointly(twenty_stages(8), 80.0, Limits(**{limit: allowed}), reach=REACH)
    assert getattr(found, limit) <= 1.01 * allowed
    assert found.result.speed == pytest.approx(80.0, rel=1e-5)
    assert found.result.spent >= 0.999 * free.result.spent


@pytest.mark.parametrize(
    ("limits", "told"), [(Limits(current=10.0), "allowed current"), (Limits(rise=1e-6), "temperature rise")]
)
def test_a_limit_that_cannot_be_kept_is_named(limits, told):
    with pytest.raises(ModelError, match=told):
        design_jointly(twenty_stages(3), 40.0, limits, reach=REACH)


def test_triggers_that_cannot_move_are_refused():
    with pytest.raises(ModelError, match="cannot move"):
        design_jointly(twenty_stages(3), 40.0, Limits(), reach=(0.0, 0.0))


@pytest.mark.parametrize(
    ("limit", "share"), [("acceleration", 1e9), ("acceleration", 0.93), ("current", 0.93), ("rise", 1.0)]
)
def test_stages_moved_one_by_one_hold_limits_and_save_energy(free, limit, share):
    limits = Limits(**{limit: share * getattr(free, limit)})
    together = design_jointly(twenty_stages(8), 80.0, limits, reach=REACH)
    apart = design_jointly(twenty_stages(8), 80.0, limits, reach=REACH, each_stage=True)
    assert apart.result.spent < 0.995 * together.result.spent
    assert getattr(apart, limit) <= 1.01 * getattr(limits, limit)
    assert apart.result.speed == pytest.approx(80.0, rel=1e-5)
    first = twenty_stages(8).stages
    shifts = [stage.trigger - before.trigger for stage, before in zip(apart.gun.stages, first, strict=True)]
    assert REACH[0] - 1e-12 <= min(shifts) < max(shifts) <= REACH[1] + 1e-12
    assert len({round(s.capacitance / b.capacitance, 6) for s, b in zip(apart.gun.stages, first, strict=True)}) > 1


def test_stages_one_by_one_within_a_limit_that_all_together_cannot_hold(free):
    limits = Limits(rise=0.85 * free.rise)
    with pytest.raises(ModelError, match="temperature rise"):
        design_jointly(twenty_stages(8), 80.0, limits, reach=REACH)
    found = design_jointly(twenty_stages(8), 80.0, limits, reach=REACH, each_stage=True)
    assert found.rise <= 1.01 * limits.rise


def test_too_many_stages_to_move_one_by_one_are_refused():
    with pytest.raises(ModelError, match="41 stages are too many"):
        design_jointly(twenty_stages(41), 170.0, Limits(), reach=REACH, each_stage=True)
