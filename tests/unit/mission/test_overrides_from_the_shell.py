"""``--set`` goes through the same checks as the file, and is named when it is wrong."""

from __future__ import annotations

import pytest

from moonbase.errors import MissionError
from moonbase.mission.overrides import override_value


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("digger.energy", "9 kJ/kg", lambda m: m.nodes["digger"].model.energy == 9000.0),
        ("digger.efficiency", "0.5", lambda m: m.nodes["digger"].model.efficiency == 0.5),
        ("digger.crewed", "true", lambda m: m.nodes["digger"].model.crewed is True),
        ("digger.tool", "bucket", lambda m: m.nodes["digger"].model.tool == "bucket"),
        ("nodes.driver.length", "'1 km'", lambda m: m.nodes["driver"].model.length == 1000.0),
        ("earth_cargo.price", "3 USD/kg", lambda m: m.supplies["earth_cargo"].model.price == 3.0),
        ("time.horizon", "11 yr", lambda m: m.horizon == 11 * 31557600.0),
        ("economics.discount_rate", "0.1", lambda m: m.discount_rate == 0.1),
        ("swarm.radius", "1 AU", lambda m: m.sites["swarm"].radius == 149597870700.0),
        ("throw.max_muzzle_speed", "2 km/s", lambda m: m.legs["throw"].max_muzzle_speed == 2000.0),
        ("service.by", "2038-01-01", lambda m: m.demands["service"].end == 1199188800.0),
    ],
)
def test_override(check_text, demo_source, name, text, read):
    checked = check_text(demo_source.text, overrides={name: text})
    assert read(checked)
    assert checked.overrides == {name: text}


def test_the_origin_is_remembered(check_text, demo_source):
    checked = check_text(demo_source.text, overrides={"digger.energy": "9 kJ/kg"}, overrides_from="sample 7")
    assert checked.nodes["digger"].origins["energy"].where == "sample 7"
    assert checked.nodes["digger"].origins["energy"].text == "9 kJ/kg"


@pytest.mark.parametrize(
    ("name", "text", "code", "words"),
    [
        ("digger.energy", "9", "M009", 'energy = "9 kJ/kg"'),
        ("digger.energy", "9 m", "M010", "given by --set nodes.digger.energy=9 m"),
        ("digger.enrgy", "9 kJ/kg", "M016", "energy"),
        ("diger.energy", "9 kJ/kg", "M027", 'did you mean "digger"'),
        ("nodes.diger.energy", "9 kJ/kg", "M027", "digger"),
        ("energy", "9 kJ/kg", "M027", "node.parameter"),
        ("digger..energy", "9 kJ/kg", "M027", "node.parameter"),
        ("digger.energy.x", "9 kJ/kg", "M027", "table"),
        ("time.horizon", "999 yr", "M011", "200 yr"),
    ],
)
def test_wrong_overrides_name_the_option(findings_of, demo_source, name, text, code, words):
    source = demo_source.text.replace('efficiency = "95 %"', 'energy = "5 kJ/kg"')
    found = findings_of(source, overrides={name: text})
    item = next(item for item in found if item.code == code)
    assert item.span is None
    assert words in " ".join([item.message, *item.notes, item.help])
    assert "--set" in " ".join([item.message, *item.notes])


def test_two_things_of_one_name_must_be_told_apart(findings_of, check_text, demo_source):
    text = demo_source.text.replace("[demands.service]", "[demands.digger]")
    (item,) = findings_of(text, overrides={"digger.site": "swarm"})
    assert "could mean nodes or demands" in item.message
    assert check_text(text, overrides={"demands.digger.site": "base"}).demands["digger"].site == "base"


def test_the_file_is_not_changed(check_text, demo_source):
    for value in ("9 kJ/kg", "10 kJ/kg"):
        assert check_text(demo_source.text, overrides={"digger.energy": value}).source.text == demo_source.text


def test_plain_values_are_taken_as_they_are(check_text, demo_source):
    assert check_text(demo_source.text, overrides={"digger.efficiency": 0.25}).nodes["digger"].model.efficiency == 0.25


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1\nx = 2", "1\nx = 2"),
        ("{ a = 1 }", "{ a = 1 }"),
        ("[1, 2]", [1, 2]),
        ("", ""),
        ('"3"', "3"),
        ("[" * 5000, "[" * 5000),
    ],
)
def test_override_values_never_carry_more_than_one_value(text, value):
    assert override_value(text) == value


def test_a_capacity_of_the_wrong_kind_is_told_at_its_override(check_text, demo_source):
    mission = check_text(demo_source.text, overrides={"digger.initial": "100 kW"})
    with pytest.raises(MissionError) as refused:
        mission.nodes["digger"].initial.si("kg/s")
    (finding,) = refused.value.diagnostics
    assert finding.span is None
    assert "given by --set nodes.digger.initial=100 kW" in finding.notes
