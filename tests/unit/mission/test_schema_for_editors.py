"""The JSON schema accepts what the checker accepts, and finds what it can find."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from moonbase import mission, registry
from moonbase.errors import MissionError
from moonbase.mission import Source
from moonbase.mission.compat import tomllib
from moonbase.mission.schema import mission_schema

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def validator(demo_registry):
    schema = mission_schema(demo_registry)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def as_json(value):
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def test_the_demo_is_valid(validator, demo_source):
    validator.validate(as_json(tomllib.loads(demo_source.text)))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('efficiency = "95 %"', "effciency = 0.7", "'effciency' was unexpected"),
        ('model = "process.digger"', 'model = "diger"', "'diger' is not one of"),
        ('initial = "1 t/h"', "energy = 12", "12 is not of type 'string'"),
        ('initial = "1 t/h"', 'energy = "twelve"', "does not match"),
        ('length = "300 m"\n', "", "'length' is a required property"),
        ("[nodes.sat]", "[nodes.Sat]", "'Sat' does not match"),
        ('preset = "rassor"', 'preset = "rasor"', "'rasor' is not one of"),
        ('kind = "heliocentric"', 'kind = "helio"', "'helio' is not one of"),
        ("[economics]", "[economy]", "'economy' was unexpected"),
    ],
)
def test_mistakes_are_named(validator, demo_source, old, new, words):
    data = as_json(tomllib.loads(demo_source.text.replace(old, new, 1)))
    messages = [error.message for error in validator.iter_errors(data)]
    assert any(words in message for message in messages), messages


VALUES = st.sampled_from(
    ["0.5", "1", '"50 %"', '"9 kJ/kg"', '"2 km/s"', "true", "false", '"drum"', '"bucket"', '"base"', '"swarm"', "12"]
    + [
        '"1 month"',
        '"auto"',
        "2031-05-05",
        '"2031-05-05"',
        '"3 t/d"',
        '"compute"',
        '"1_000 kg"',
        '"+.5e1 km"',
        '"  7 d "',
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_the_checker_accepts_the_schema_accepts(validator, demo_registry, demo_source, data):
    lines = demo_source.text.splitlines()
    spots = [index for index, line in enumerate(lines) if " = " in line]
    for index in data.draw(st.lists(st.sampled_from(spots), min_size=1, max_size=2)):
        lines[index] = f"{lines[index].partition(' = ')[0]} = {data.draw(VALUES)}"
    text = "\n".join(lines)
    try:
        mission.check(Source("m.toml", text), demo_registry)
    except MissionError:
        assume(False)
    validator.validate(as_json(tomllib.loads(text)))


@pytest.mark.parametrize(
    "path",
    [*(ROOT / "missions").glob("*.toml"), *(ROOT / "moonbase/templates/missions").glob("*.toml")],
    ids=lambda p: p.name,
)
def test_shipped_missions_are_valid(path):
    jsonschema.validate(as_json(tomllib.loads(path.read_text("utf-8"))), mission_schema(registry.load()))
