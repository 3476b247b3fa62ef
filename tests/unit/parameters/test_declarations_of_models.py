"""`param` and `Model`: what an author writes, and what is refused where it is written."""

from __future__ import annotations

import pickle

import pytest

from moonbase.api import Model, param
from moonbase.errors import ModelError
from moonbase.models.refs import Source
from moonbase.parameters.declare import params_of
from moonbase.parameters.describe import citation, describe_model, range_text, value_text
from moonbase.parameters.schema import model_schema
from moonbase.quantities import parse_date


class FastMill(Model):
    """Grinds."""

    kind = "mill"
    power: float = param(
        default="3 kW", unit="W", doc="Draw.", source="rig", lo=0, hi="1 MW", distribution=("1 kW", "3 kW", "5 kW")
    )
    share: float = param(default=0.5, doc="Kept.", source="assumed", lo=0, hi=1)
    stages: int = param(default=2, unit="", doc="Stages.", source="assumed", grade="estimated", lo=1)
    tool: str = param(default="ball", unit="", doc="Tool.", source="assumed", choices=("ball", "rod"))
    since: float = param(default="2030-01-01", unit="date", doc="First day.", source="assumed")
    must: float = param(unit="m", doc="Size.", source="assumed", required=True)


def test_text_becomes_si_when_the_model_is_built():
    mill = FastMill(must="2 km", power="1 kW")
    assert (mill.power, mill.must, mill.since) == (1000.0, 2000.0, parse_date("2030-01-01"))
    assert FastMill(must=2.0).must == 2.0
    assert pickle.loads(pickle.dumps(mill)) == mill


def test_the_name_is_the_class_in_kebab_case_without_its_kind():
    assert FastMill.model_name == "fast"


def test_grades_follow_from_sources():
    grades = {info.name: info.grade for info in params_of(FastMill)}
    assert grades["power"] == "secondary"
    assert grades["share"] == "assumed"
    assert grades["stages"] == "estimated"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"power": "3 kg"}, "fast.power"),
        ({"power": "3 MW"}, "above the allowed"),
        ({"share": -0.1}, "below the allowed 0"),
        ({"share": float("nan")}, "share"),
        ({"tool": "hammer"}, "none of ball, rod"),
        ({"stages": 0}, "stages"),
    ],
)
def test_models_refuse_what_missions_could_not_write(values, words):
    with pytest.raises(ModelError, match=words):
        FastMill(must=1.0, **values)


@pytest.mark.parametrize(
    "facts", [{"doc": "", "source": "x"}, {"doc": "x", "source": ""}, {"doc": "x", "source": "x", "grade": "sure"}]
)
def test_declarations_without_source_meaning_or_known_grade_are_refused(facts):
    with pytest.raises(ModelError):
        param(default=1.0, **facts)


def test_descriptions():
    sources = {"rig": Source(key="rig", citation="Rig log 2026", link="doi:1")}
    content = describe_model(FastMill, sources)
    power = content["parameters"][0]
    assert (power["citation"], power["kind"], power["distribution"]) == (
        "Rig log 2026 (doi:1)",
        "quantity",
        ["1 kW", "3 kW", "5 kW"],
    )
    assert citation("SP-428", sources) == "SP-428"
    infos = {info.name: info for info in params_of(FastMill)}
    assert range_text(infos["power"]) == "0 W to 1 MW"
    assert range_text(infos["stages"]) == "at least 1"
    assert range_text(infos["tool"]) == "ball | rod"
    assert range_text(infos["since"]) == ""
    assert value_text(infos["share"], 0.5) == "0.5"


def test_schema_of_one_model():
    schema = model_schema(FastMill)
    assert schema["required"] == ["must"]
    assert schema["properties"]["tool"]["enum"] == ["ball", "rod"]
    assert schema["properties"]["stages"] == {
        "type": "integer",
        "minimum": 1,
        "description": "Stages. Default 2; at least 1. [estimated: assumed]",
    }
    assert schema["properties"]["power"]["type"] == "string"
