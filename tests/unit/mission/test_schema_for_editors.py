"""The JSON schema accepts what the checker accepts, and finds what it can find."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moonbase import mission, registry
from moonbase.compat import tomllib
from moonbase.errors import MissionError
from moonbase.mission import Source
from moonbase.mission.schema import mission_schema

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def validator(demo_registry):
    schema = mission_schema(demo_registry)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def problems(validator):
    return lambda text: [error.message for error in validator.iter_errors(as_json(tomllib.loads(text)))]


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


SPELLINGS = {
    "start": ["2031-05-05", '"2031-05-05"', "2031-05-05T06:07:08"],
    "horizon": ['"9.5 yr"', '"+.9e1 yr"', '"  3_600 d "', '"120 months"', '"9e8s"'],
    "period": ['"auto"', '"1 month"', '[{ length = "3 months", count = 40 }]'],
    "discount_rate": ["0", "1", '"5 %"', '"0.05"', '" 5%"', '"1e-2"'],
    "illumination": ["0.5", "1", '"50 %"'],
    "model": ['"digger"', '"process.digger"', '"demo"', '"launcher.demo"', '"satellite"', '"supply.earth-cargo"'],
    "initial": ['"3 t/d"', '"0"', "0", '"1"', "2", '"1 1/d"'],
    "limit": ['"3 t/d"', '"1 kg/s"'],
    "whole": ["true", "false"],
    "efficiency": ["1", "0.5", '"50 %"', "9e-1"],
    "length": ['"1km"', '"300 m"', '"0.5 AU"'],
    "commodities": ['["machinery"]', '["regolith", "machinery"]'],
    "max_onboard_dv": ['"0 m/s"', '"1 km/s"'],
    "amount": ['"3 GJ"', '"0.1 TWh"'],
    "most": ['"3 USD/s"', '"3 USD"', '"1 t/d"', '"2 kt"', "3"],
    "maximise": ['"regolith"', '"sat"'],
    "at": ['"base"'],
}


EDITS = st.lists(st.sampled_from([(key, value) for key, values in SPELLINGS.items() for value in values]), max_size=3)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, pick=st.integers(0, 9))
def test_whatever_the_checker_accepts_the_schema_accepts(problems, demo_registry, demo_source, edits, pick):
    lines = demo_source.text.splitlines()
    for key, value in edits:
        spots = [index for index, line in enumerate(lines) if line.partition(" = ")[0] == key]
        lines[spots[pick % len(spots)]] = f"{key} = {value}"
    text = "\n".join(lines)
    try:
        mission.check(Source("m.toml", text), demo_registry)
    except MissionError:
        return
    assert problems(text) == []


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in ("missions", "moonbase/templates/missions")
        for path in (ROOT / folder).glob("*.toml")
        if not path.name.endswith(".campaign.toml")
    ],
    ids=lambda p: p.name,
)
def test_shipped_missions_are_valid(path):
    jsonschema.validate(as_json(tomllib.loads(path.read_text("utf-8"))), mission_schema(registry.load()))
