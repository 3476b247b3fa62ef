"""Every number of the library has its own grade, which `show` prints and exports carry."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from moonbase_launchers.commands import launchers
from moonbase_launchers.designs import designs, find
from moonbase_launchers.graded_numbers import UNITS, graded_numbers
from moonbase_launchers.tables import DATA

WORSE = ["primary", "secondary", "recalled", "estimated", "assumed"]


def grades(identifier: str) -> dict[str, str]:
    return {number.quantity: number.grade for number in graded_numbers(find(identifier))}


def test_each_own_grade_belongs_to_a_number_that_is_stated_and_differs():
    rows = DATA.rows("number_grades.csv")
    assert len({(row["design"], row["quantity"]) for row in rows}) == len(rows)
    for row in rows:
        design = find(row["design"])
        assert getattr(design, row["quantity"]) not in (None, "")
        assert row["quantity"] in UNITS
        assert row["grade"] in {*WORSE, "computed"}
        assert row["grade"] != design.grade


@pytest.mark.parametrize("design", designs(), ids=lambda d: d.id)
def test_the_row_has_the_worst_grade_of_its_numbers(design):
    found = {number.grade for number in graded_numbers(design)} - {"computed"}
    if found:
        assert design.grade == max(found, key=WORSE.index)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("SP413", {"acceleration_g": "primary", "rate_hz": "secondary", "mean_mw": "recalled"}),
        ("QG92", {"payload_kg": "primary", "length_m": "recalled", "mean_mw": "recalled"}),
        ("EMRG", {"length_m": "primary", "payload_kg": "computed", "rate_hz": "recalled"}),
        ("SNLMORT", {"efficiency": "secondary", "speed_m_s": "recalled"}),
        ("STARTRAM", {"throughput_t_yr": "primary", "cost": "recalled"}),
    ],
)
def test_grades_follow_the_notes_on_the_source(identifier, expected):
    assert expected.items() <= grades(identifier).items()


def test_numbers_called_computed_follow_from_the_others():
    spin, arm, gun = find("SPINL"), find("SAST24"), find("EMRG")
    assert (450 * 2 * 3.141592653589793 / 60) ** 2 * spin.radius_m / 9.80665 == pytest.approx(spin.acceleration_g, 1e-3)
    assert arm.speed_m_s**2 / arm.radius_m / 9.80665 == pytest.approx(arm.acceleration_g, 1e-4)
    assert gun.speed_m_s**2 / (2 * gun.length_m) / 9.80665 == pytest.approx(gun.acceleration_g, 1e-3)
    assert 2 * 32e6 / gun.speed_m_s**2 == pytest.approx(gun.payload_kg, 1e-2)


def test_show_prints_value_unit_and_grade():
    lines = [line.split() for line in CliRunner().invoke(launchers, ["show", "QG92"]).output.splitlines()]
    assert ["payload_kg", "1000", "kg", "primary"] in lines
    assert ["length_m", "150", "m", "recalled"] in lines


def test_exports_carry_every_number_with_its_grade():
    rows = list(csv.DictReader(CliRunner().invoke(launchers, ["export"]).output.splitlines()))
    assert len(rows) == sum(len(graded_numbers(design)) for design in designs())
    assert all(row["grade"] and row["source"] for row in rows)
    (design,) = json.loads(CliRunner().invoke(launchers, ["export", "qg92", "--format", "json"]).output)
    assert design["numbers"]["payload_kg"] == {"value": 1000.0, "unit": "kg", "source": "SP-509 v2", "grade": "primary"}
    assert {name: number["grade"] for name, number in design["numbers"].items()} == grades("QG92")
