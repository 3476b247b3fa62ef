"""A plugin whose hooks come from a table of models and data files."""

from __future__ import annotations

import sys

import pytest

from moonbase.api import ModelRef, data_hooks

FILES = {
    "commodities.csv": "name,unit,mass,doc,source,storable,wasteable,composition,display\n"
    "basalt-wool,kg,1,Spun slag.,assumed,yes,yes,Si:0.4 O:0.6,t\n",
    "presets.csv": "model,preset,parameter,value,source,grade,doc\n"
    "spinner,slow,speed,0.5,assumed,assumed,Half speed\nspinner,slow,heat,2 kWh/kg,assumed,assumed,Half speed\n",
    "sources.csv": "key,citation,link\nnobody-2026,Nobody 2026,\n",
}


@pytest.fixture
def hooks(tmp_path, monkeypatch):
    package = tmp_path / "moonbase_spun"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    for name, text in FILES.items():
        (package / "data" / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield data_hooks("moonbase_spun", [("spinner", "spinning:Spinner", "Spins.")])
    sys.modules.pop("moonbase_spun", None)


def test_models_point_into_the_package(hooks):
    assert hooks[0]() == (
        ModelRef(kind="process", name="spinner", target="moonbase_spun.spinning:Spinner", summary="Spins."),
    )


def test_files_are_read_when_asked(hooks):
    _, commodities, presets, sources = hooks
    (wool,) = commodities()
    assert wool.composition == {"Si": 0.4, "O": 0.6}
    (slow,) = presets()
    assert slow.values == {"speed": 0.5, "heat": "2 kWh/kg"}
    (source,) = sources()
    assert source.key == "nobody-2026"
