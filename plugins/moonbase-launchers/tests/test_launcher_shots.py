"""Shots of gun files and library designs, thick coils, diodes, and what a wrong gun is told."""

from __future__ import annotations

import dataclasses
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from click.testing import CliRunner

from moonbase.api import ModelError
from moonbase_launchers.coilgun_shot import coupling_ratio, shoot
from moonbase_launchers.commands import launchers
from moonbase_launchers.compiled_tables import look_up
from moonbase_launchers.coupling_tables import tables
from moonbase_launchers.designs import find
from moonbase_launchers.gun import Gun
from moonbase_launchers.gun_file import read_gun
from moonbase_launchers.inductance import mutual, mutual_gradient
from moonbase_launchers.reference_guns import single_stage, twenty_stages
from moonbase_launchers.shot_history import history
from moonbase_launchers.sized_gun import gun_of_design, reaching
from moonbase_launchers.thick_coils import Section, mutual_of_sections, section_gradient

GUN = """
speed = "10 m/s"
start = "20 mm"
[bucket]
mass = "0.5 kg"
radius = "45.5 mm"
turns = 50
inductance = "2.46085086538e-4 H"
current = "-400 A"
[[stages]]
radius = "70.5 mm"
turns = 20
inductance = "8.65401062487e-5 H"
resistance = "10 mohm"
capacitance = "2 mF"
voltage = "2 kV"
trigger = "20 mm"
"""


def thick(gun: Gun, half: float) -> Gun:
    """Give every coil a square section of this half width."""

    def section(radius):
        return Section(inner=radius - half, outer=radius + half, low=-half, high=half)

    stages = tuple(dataclasses.replace(stage, section=section(stage.radius)) for stage in gun.stages)
    return dataclasses.replace(
        gun, stages=stages, bucket=dataclasses.replace(gun.bucket, section=section(gun.bucket.radius))
    )


def crowbarred(gun: Gun, resistance: float) -> Gun:
    return dataclasses.replace(
        gun, stages=tuple(dataclasses.replace(stage, crowbar=resistance) for stage in gun.stages)
    )


@pytest.mark.parametrize("inner", [0.3, 0.7, 0.95])
def test_tables_keep_inductance_and_gradient(inner):
    _, cells = tables([1.0], inner)
    peak = float(mutual(1.0, inner, 0.0))
    for distance in np.concatenate([np.linspace(-4.0, 4.0, 41) + 0.013, [7.7, 12.1]]):
        m, g = look_up(cells, 0, float(distance))
        assert m == pytest.approx(float(mutual(1.0, inner, distance)), abs=1e-13 * peak, rel=1e-11)
        assert g == pytest.approx(float(mutual_gradient(1.0, inner, distance)), abs=3e-12 * peak / (1.0 - inner))


def test_tables_of_thick_coils_keep_the_quadrature():
    outer = Section(inner=0.0655, outer=0.0755, low=-0.01, high=0.01)
    inner = Section(inner=0.040, outer=0.050, low=-0.01, high=0.01)
    _, cells = tables([outer], inner)
    for distance in (0.0, 0.011, 0.035, -0.035, 0.2):
        m, g = look_up(cells, 0, distance)
        assert m == pytest.approx(mutual_of_sections(outer, inner.moved(distance)), rel=1e-9)
        assert g == pytest.approx(section_gradient(outer, inner.moved(distance)), rel=1e-7, abs=1e-15)
    assert look_up(cells, 0, 0.035)[0] == pytest.approx(4.01223392418623e-8, rel=1e-9)


def test_thin_sections_shoot_like_filaments_and_thick_ones_do_not():
    filament = shoot(twenty_stages(5))
    assert shoot(thick(twenty_stages(5), 1e-5)).speed == pytest.approx(filament.speed, rel=1e-6)
    wide = shoot(thick(twenty_stages(5), 5e-3))
    assert abs(wide.speed / filament.speed - 1.0) > 1e-3
    assert abs(wide.audit) < 1e-9


def test_a_diode_keeps_the_capacitor_from_charging_in_reverse():
    plain, diode = shoot(single_stage()), shoot(crowbarred(single_stage(), 0.02))
    assert plain.voltages[0] < -1000.0
    assert diode.voltages[0] == 0.0
    assert diode.opening[0] > plain.opening[0]
    assert diode.spent == pytest.approx(4000.0)
    assert abs(diode.audit) < 1e-9
    assert shoot(crowbarred(single_stage(), 0.2)).opening[0] < diode.opening[0]


def test_every_shot_of_a_thousand_stages_closes_its_energy():
    result = shoot(twenty_stages(1000))
    assert abs(result.audit) < 1e-9
    assert result.speed > 200.0


@pytest.mark.parametrize(
    ("part", "change", "told"),
    [
        ("stage", {"capacitance": -2e-3}, "capacitance = -0.002 is not above zero"),
        ("stage", {"inductance": 0.0}, "inductance"),
        ("stage", {"resistance": -1.0}, "resistance"),
        ("stage", {"voltage": 0.0}, "drives nothing"),
        ("bucket", {"mass": float("nan")}, "mass"),
        ("bucket", {"resistance": -1.0}, "resistance"),
    ],
)
def test_parts_that_cannot_be_are_told(part, change, told):
    gun = single_stage()
    with pytest.raises(ModelError, match=told):
        dataclasses.replace(gun.stages[0] if part == "stage" else gun.bucket, **change)


def test_coils_that_touch_are_told():
    gun = thick(single_stage(), 0.013)
    with pytest.raises(ModelError, match="touch"):
        shoot(gun)


def test_a_gun_file_shoots_like_the_reference(tmp_path):
    path = tmp_path / "gun.toml"
    path.write_text(GUN, encoding="utf-8")
    assert shoot(read_gun(path)).speed == pytest.approx(37.1232209292, rel=1e-7)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"2 mF"', '"-2 mF"', "capacitance"),
        ('"2 mF"', "0.002", "capacitance"),
        ("capacitance", "capacitence", "no capacitence"),
        ('voltage = "2 kV"\n', "", "voltage is missing"),
        ('inductance = "8.65401062487e-5 H"\n', "", "no inductance of its own"),
        ("[[stages]]", "count = 2\n[[rows]]", "not a gun"),
        ("turns = 20", "turns = 20\ncount = 3", "lie in one place"),
        ("speed", "speed 3", "cannot read"),
    ],
)
def test_gun_files_that_make_no_sense_are_told(tmp_path, old, new, told):
    path = tmp_path / "gun.toml"
    path.write_text(GUN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ModelError, match=told):
        read_gun(path)


def test_history_conserves_energy_and_ends_where_the_shot_ends():
    shot = history(twenty_stages())
    total = sum(shot.energy.values())
    np.testing.assert_allclose(total, total[0], rtol=1e-12)
    assert np.all(shot.energy["magnetic fields"] > -1e-6 * total[0])
    assert shot.speed[-1] == pytest.approx(shot.result.speed, rel=1e-9)
    assert shot.energy["heat"][-1] == pytest.approx(shot.result.loss, rel=1e-6)
    assert shot.hottest[-1] == pytest.approx(shot.rises.max(), rel=1e-6)
    work = float(np.sum(0.5 * (shot.force[1:] + shot.force[:-1]) * np.diff(shot.position)))
    assert work == pytest.approx(shot.energy["motion"][-1] - shot.energy["motion"][0], rel=0.01)


def test_sp428_reaches_its_speed_with_every_joule_accounted_for():
    gun = gun_of_design(find("SP428"))
    shot = shoot(gun)
    assert len(gun.stages) > 1000
    assert shot.speed == pytest.approx(2400.0, rel=1e-6)
    assert abs(shot.audit) < 1e-9
    assert shot.efficiency > 0.99
    assert coupling_ratio(gun, shot) < 1.0


@pytest.mark.parametrize(("name", "told"), [("DYSON26", "contradicts itself"), ("ROES13", "states too little")])
def test_designs_without_a_shot_say_why(name, told):
    with pytest.raises(ModelError, match=told):
        gun_of_design(find(name))


def test_a_stated_speed_is_reached_or_refused():
    gun, shot = reaching(twenty_stages(5), 60.0)
    assert shot.speed == pytest.approx(60.0, rel=1e-8)
    assert gun.stages[0].voltage != twenty_stages(5).stages[0].voltage
    with pytest.raises(ModelError, match="enters at"):
        reaching(twenty_stages(5), 5.0)


def test_shot_command_writes_a_plot(tmp_path):
    plot = tmp_path / "shot.svg"
    done = CliRunner().invoke(launchers, ["shot", "reference", "--out", str(plot)])
    assert done.exit_code == 0, done.output
    assert "103.283350 m/s" in done.output
    tree = ET.parse(plot)
    lines = [element for element in tree.iter() if element.tag.endswith("polyline")]
    assert len(lines) == 9
    words = " ".join(element.text or "" for element in tree.iter() if element.tag.endswith("text"))
    assert all(word in words for word in ("Current", "Force", "Speed", "Temperature rise", "Energy"))
