"""A wound coil becomes a stage with the inductance, resistance and mass of its section."""

from __future__ import annotations

import dataclasses

import pytest

from moonbase.api import ModelError
from moonbase_launchers.coilgun_shot import shoot
from moonbase_launchers.reference_guns import single_stage
from moonbase_launchers.thick_coils import Section
from moonbase_launchers.winding import Winding, wound_stage

DRIVE = Winding(section=Section(inner=0.0655, outer=0.0755, low=-0.01, high=0.01), turns=20.0)


def test_reference_coil_has_its_published_inductance():
    assert DRIVE.inductance == pytest.approx(8.65401062487e-5, rel=1e-8)


def test_resistance_mass_and_heat():
    assert DRIVE.area == pytest.approx(1.4e-4)
    assert DRIVE.mass == pytest.approx(8960.0 * 0.44296 * 1.4e-4, rel=1e-4)
    assert DRIVE.resistance == pytest.approx(1.68e-8 * 400.0 * 0.44296 / 1.4e-4, rel=1e-4)
    assert DRIVE.rise(DRIVE.mass * 385.0) == pytest.approx(1.0)


def test_stage_of_a_winding_shoots_like_the_reference():
    gun = single_stage()
    stage = dataclasses.replace(wound_stage(DRIVE, trigger=0.02, capacitance=2e-3, voltage=2000.0), resistance=0.01)
    result = shoot(dataclasses.replace(gun, stages=(stage,)))
    assert result.speed == pytest.approx(37.1232209292, rel=1e-7)
    assert 0.0 < DRIVE.rise(result.stage_losses[0]) < 10.0


@pytest.mark.parametrize("changes", [{"turns": 0.0}, {"fill": 0.0}, {"fill": 1.2}])
def test_windings_that_make_no_sense_are_refused(changes):
    with pytest.raises(ModelError):
        dataclasses.replace(DRIVE, **changes)
