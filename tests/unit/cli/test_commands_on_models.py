"""models, schema, plugins."""

from __future__ import annotations

import json

import jsonschema
import pytest


def test_models_by_kind(demo):
    done = demo("models")
    assert done.code == 0
    assert done.out.index("process\n  digger  Takes soil") < done.out.index("launcher\n") < done.out.index("supply\n")
    only = demo("models", "payload").out
    assert "satellite" in only
    assert "digger" not in only


def test_models_as_json(demo):
    content = json.loads(demo("models", "--json").out)
    assert content["format"] == 1
    assert {item["name"]: item["kind"] for item in content["models"]}["demo"] == "launcher"
    one = json.loads(demo("models", "digger", "--json").out)
    assert [item["name"] for item in one["parameters"]] == ["energy", "efficiency", "teeth", "tool", "crewed"]
    assert one["presets"][0]["values"] == {"energy": "8 kJ/kg"}


@pytest.mark.parametrize("name", ["digger", "process.digger"])
def test_one_model(demo, name):
    done = demo("models", name)
    for words in (
        "process.digger  (plugin demo-plugin)",
        "Takes soil out of the ground.",
        "energy = 12 kJ/kg    (0 J/kg to 1 MJ/kg)",
        "Energy per soil. [secondary: Test rig log, 2026]",
        "tool = drum    (drum | bucket)",
        "rassor",
    ):
        assert words in done.out


def test_models_that_are_not_there(demo, shell):
    done = demo("models", "diger")
    assert done.code == 2
    assert 'did you mean "digger"' in done.err
    assert demo("models", "launcher.digger").code == 2
    assert demo("models", "--schema").code == 2
    assert shell("--no-plugins", "models").out.startswith("no models")


def test_schema(demo):
    schema = json.loads(demo("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    one = json.loads(demo("schema", "digger").out)
    assert one == json.loads(demo("models", "digger", "--schema").out)
    assert one["title"] == "process.digger"


def test_plugins(demo, demo_plugin):
    for words in ([], ["list"]):
        done = demo("plugins", *words)
        assert done.out.split() == ["demo-plugin", "file", demo_plugin, "4", "models", "fine"]
    for words in (["--json"], ["list", "--json"]):
        (found,) = json.loads(demo("plugins", *words).out)["plugins"]
        assert found["models"] == ["demo", "digger", "earth-cargo", "satellite"]


def test_plugins_doctor(demo, tmp_path):
    assert demo("plugins", "doctor").code == 0
    broken = tmp_path / "broken.py"
    broken.write_text("import nothing_of_this_name")
    done = demo("--plugin", broken, "plugins", "doctor")
    assert done.code == 5
    assert "broken: broken, 0 models" in done.out
    assert "No module named 'nothing_of_this_name'" in done.out


def test_plugins_new(shell, tmp_path):
    done = shell("plugins", "new", "moonbase-rail", "--kind", "launcher", "--into", tmp_path)
    assert (done.code, done.out) == (0, f"{tmp_path / 'moonbase-rail'}\n")
    assert "pip install -e '.[test]'" in done.err
    assert shell("plugins", "new", "moonbase-rail", "--into", tmp_path).code == 2
    assert shell("plugins", "new", "x", "--kind", "engine").code == 2


def test_leaving_out_what_is_not_there(shell):
    done = shell("--without", "lunchers", "models")
    assert done.code == 2
    assert 'did you mean "launchers"' in done.err
    done = shell("--without", "launchers", "models", "launcher")
    assert "coilgun" not in done.out
