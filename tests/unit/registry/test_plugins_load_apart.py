"""What is wrong with one plugin costs that one only, and is told."""

from __future__ import annotations

import textwrap
from importlib.metadata import EntryPoint

import pytest

from moonbase import mission, registry
from moonbase.errors import PluginError, UsageError
from moonbase.registry import discover

GOOD = """
    from moonbase.api import Commodity, Process, Recipe, hookimpl

    class Press(Process):
        "Presses."
        def recipe(self, site):
            return Recipe(activity="press")

    @hookimpl
    def moonbase_models():
        return [Press]

    @hookimpl
    def moonbase_commodities():
        return [Commodity(name="brick", doc="Pressed soil.")]
"""
MODELS = "from moonbase.api import ModelRef, hookimpl\n@hookimpl\ndef moonbase_models():\n    "
BROKEN = {
    "syntax": ("def", "SyntaxError"),
    "raises": ("raise RuntimeError('no luck')", "RuntimeError: no luck"),
    "exits": ("raise SystemExit(3)", "SystemExit: 3"),
    "imports": ("import no_such_package", "ModuleNotFoundError"),
    "hook-raises": (f"{MODELS}1 / 0", "ZeroDivisionError"),
    "unknown-hook": (f"{MODELS}return []".replace("_models", "_modells"), "moonbase_modells is not a hook"),
    "wrong-argument": (f"{MODELS}return []".replace("()", "(graph)"), 'moonbase_models(graph) asks for "graph"'),
    "unmarked-hook": (MODELS.replace("@hookimpl\n", "") + "return []", "moonbase_models() is not marked as a hook"),
    "wrong-answer": (f"{MODELS}return ['mill']", "declares str"),
    "no-list": (f"{MODELS}return 7", "TypeError"),
    "wrong-kind": (f"{MODELS}return [ModelRef(kind='mill', name='m', target='', summary='')]", "no known kind"),
    "other-api": ("MOONBASE_API = 99", "written for version 99"),
}


@pytest.fixture
def plugin(tmp_path):
    def write(name, text):
        path = tmp_path / f"{name}.py"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return str(path)

    return write


def health(loaded):
    return {found.name: found.error for found in loaded.plugins}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_leaves_the_others_alone(plugin, name):
    text, words = BROKEN[name]
    loaded = registry.load([plugin(name, text), plugin("good", GOOD)], no_plugins=True)
    assert words in health(loaded)[name]
    assert health(loaded)["good"] == ""
    assert list(loaded.refs) == ["press"]
    assert loaded.model("press").__name__ == "Press"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("imports", "install what it needs"),
        ("unknown-hook", 'did you mean "moonbase_models"?'),
        ("unmarked-hook", "write @hookimpl above it"),
        ("wrong-argument", "write def moonbase_models()"),
        ("other-api", "install a release of it for version 1"),
    ],
)
def test_a_broken_plugin_comes_with_advice(plugin, name, advice):
    (found,) = registry.load([plugin(name, BROKEN[name][0])], no_plugins=True).plugins
    assert advice in found.helps[0]


def test_a_broken_plugin_keeps_no_name_from_others(plugin):
    half = plugin("half", GOOD + "\n    @hookimpl\n    def moonbase_sites():\n        raise ValueError('here')\n")
    other = plugin("other", GOOD.replace('"Pressed soil."', '"Pressed soil.", mass=2.0'))
    loaded = registry.load([half, other], no_plugins=True)
    assert health(loaded)["other"] == ""
    assert loaded.owners == {"press": "other"}
    assert loaded.commodities["brick"].mass == 2.0
    assert loaded.model("press").__module__ == "moonbase_file_other"


def test_what_a_plugin_prints_is_no_result(plugin, capsys):
    registry.load([plugin("talks", "print('hello')\n" + textwrap.dedent(GOOD))], no_plugins=True)
    assert capsys.readouterr() == ("", "hello\n")


def test_authors_can_have_the_traceback(plugin, monkeypatch):
    monkeypatch.setenv("MOONBASE_PLUGIN_ERRORS", "raise")
    with pytest.raises(RuntimeError, match="no luck"):
        registry.load([plugin("raises", BROKEN["raises"][0])], no_plugins=True)


def test_one_hook_that_fails_does_not_silence_the_others(plugin):
    path = plugin("half", GOOD + "\n    @hookimpl\n    def moonbase_sites():\n        raise ValueError('here')\n")
    loaded = registry.load([path], no_plugins=True)
    assert health(loaded)["half"] == "moonbase_sites: ValueError: here"
    assert "brick" in loaded.commodities
    with pytest.raises(PluginError, match="ValueError: here"):
        loaded.model("press")


def test_two_plugins_may_say_the_same_about_a_commodity(plugin):
    same = (
        GOOD.replace("class Press", "class Stamp")
        .replace("[Press]", "[Stamp]")
        .replace("Pressed soil.", "Other words.")
    )
    loaded = registry.load([plugin("one", GOOD), plugin("two", same)], no_plugins=True)
    assert health(loaded) == {"one": "", "two": ""}
    assert loaded.commodities["brick"].doc == "Pressed soil."


def test_the_second_to_contradict_is_the_broken_one(plugin):
    other = (
        GOOD.replace("class Press", "class Stamp")
        .replace("[Press]", "[Stamp]")
        .replace('name="brick"', 'name="brick", mass=2.0')
    )
    loaded = registry.load([plugin("one", GOOD), plugin("two", other)], no_plugins=True)
    assert health(loaded)["one"] == ""
    assert 'commodity "brick" is declared otherwise by the plugin "one"' in health(loaded)["two"]
    assert loaded.commodities["brick"].mass == 1.0
    loaded.model("press")
    with pytest.raises(PluginError, match="declared otherwise"):
        loaded.model("stamp")


def test_a_model_name_belongs_to_the_first(plugin):
    loaded = registry.load([plugin("one", GOOD), plugin("two", GOOD)], no_plugins=True)
    assert 'model "press" is declared otherwise' in health(loaded)["two"]
    assert loaded.owners == {"press": "one"}


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("no_such_module:X", "ModuleNotFoundError"),
        ("math:nothing", "AttributeError"),
        ("math:pi", "is not a model class"),
        ("moonbase.models.process:Process", "calls itself process"),
        ("sys:exit.x", "AttributeError"),
    ],
)
def test_a_model_that_cannot_be_imported(plugin, target, words):
    text = f"""
    from moonbase.api import ModelRef, hookimpl
    @hookimpl
    def moonbase_models():
        return [ModelRef(kind="process", name="m", target="{target}", summary="")]
    """
    loaded = registry.load([plugin("p", text)], no_plugins=True)
    assert health(loaded) == {"p": ""}
    with pytest.raises(PluginError, match=words):
        loaded.model("m")


def test_an_unknown_model_is_suggested(demo_registry):
    with pytest.raises(PluginError) as caught:
        demo_registry.model("diger")
    assert "digger" in caught.value.help


def test_a_mission_that_needs_a_broken_plugin_ends_with_its_error(plugin, demo_plugin, demo_source):
    broken = plugin("broken", BROKEN["raises"][0])
    loaded = registry.load([demo_plugin, broken], no_plugins=True)
    assert mission.check(demo_source, loaded)
    for old, new in (('"process.digger"', '"crusher"'), ("demo-plugin =", "broken =")):
        text = demo_source.text.replace(old, new)
        with pytest.raises(PluginError, match="RuntimeError: no luck"):
            mission.check(mission.Source("m.toml", text), loaded)


def test_names_come_sorted(demo_registry):
    assert list(demo_registry.refs) == sorted(demo_registry.refs)
    assert list(demo_registry.commodities) == sorted(demo_registry.commodities)
    assert demo_registry.presets("digger")["rassor"].source == "rig-log"
    assert demo_registry.presets("nothing") == {}
    assert demo_registry.sources["rig-log"].citation == "Test rig log, 2026"


def test_a_model_of_a_plugin_that_was_left_out_is_an_error_of_plugins(demo_plugin, demo_source):
    loaded = registry.load([demo_plugin], no_plugins=True, without=["demo-plugin"])
    text = demo_source.text.replace('[requires]\ndemo-plugin = "*"', "")
    with pytest.raises(PluginError, match=r'there is no model .*the plugin "demo-plugin" was left out'):
        mission.check(mission.Source("m.toml", text), loaded)


def test_leaving_out(demo_plugin):
    assert registry.load([demo_plugin], no_plugins=True, without=["demo-plugin"]).plugins == ()
    with pytest.raises(UsageError) as caught:
        registry.load([demo_plugin], no_plugins=True, without=["demo-plugins"])
    assert "demo-plugin" in caught.value.help
    with pytest.raises(UsageError, match="no plugin file"):
        registry.load(["absent.py"], no_plugins=True)


def test_late_hooks_are_called_apart(plugin):
    text = GOOD + "\n    @hookimpl\n    def moonbase_check(graph):\n        return [graph * 2]\n"
    bad = "from moonbase.api import hookimpl\n@hookimpl\ndef moonbase_check(graph):\n    raise KeyError('k')"
    loaded = registry.load([plugin("one", text)], no_plugins=True)
    assert loaded.call("moonbase_check", graph=21) == [42]
    assert loaded.call("moonbase_report_sections", result=None) == []
    with pytest.raises(PluginError, match='moonbase_check of the plugin "bad" failed: KeyError'):
        registry.load([plugin("bad", bad)], no_plugins=True).call("moonbase_check", graph=1)


class Distribution:
    def __init__(self, name, version="1.0"):
        self.name, self.version = name, version


def entry(name, value, owner):
    point = EntryPoint(name=name, value=value, group="moonbase")
    vars(point).update(dist=Distribution(owner))
    return point


def test_two_distributions_with_one_name_are_both_shown(monkeypatch):
    points = [entry("rail", "json", "zeta"), entry("rail", "csv", "alpha"), entry("core", "abc", "moonbase")]
    monkeypatch.setattr(discover, "entry_points", lambda group: points)
    loaded = registry.load()
    assert [found.name for found in loaded.plugins] == ["core", "rail", "rail (zeta)"]
    assert loaded.plugins[1].distribution == "alpha"
    assert "also offered by alpha" in loaded.plugins[2].error


def test_one_module_offered_twice_is_one_plugin(monkeypatch):
    points = [entry("rail", "json", "moonbase-rail"), entry("rail", "json", "moonbase")]
    monkeypatch.setattr(discover, "entry_points", lambda group: points)
    (found,) = registry.load().plugins
    assert found.distribution == "moonbase"
    assert "declares nothing" in found.error


def test_the_bundled_plugins_are_fine():
    loaded = registry.load()
    assert {name: error for name, error in health(loaded).items() if error} == {}
    assert [loaded.model(name).model_name for name in loaded.refs] == list(loaded.refs)
