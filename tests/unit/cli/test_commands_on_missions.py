"""check, explain, new."""

from __future__ import annotations

import json
import re

import pytest

from moonbase.cli.new import TEMPLATES


def test_check_says_that_all_is_well(demo, demo_path):
    done = demo("check", "--file-only", demo_path)
    assert (done.code, done.out, done.err) == (0, f"{demo_path}: no errors\n", "")
    assert demo("-q", "check", "--file-only", demo_path).out == ""


def test_check_tells_all_errors_on_standard_output(demo, demo_path, demo_source):
    demo_path.write_text(demo_source.text.replace("horizon =", "horizn =").replace('"cost"', '"costs"'))
    done = demo("check", "--file-only", demo_path)
    assert (done.code, done.err) == (3, "")
    assert re.findall(r"^error\[(M\d+)\]", done.out, re.MULTILINE) == ["M005", "M004", "M020"]
    assert done.out.endswith("demo.toml: 3 errors\n")
    assert "\x1b" not in done.out


def test_check_as_json_and_for_github(demo, demo_path, demo_source):
    demo_path.write_text(demo_source.text.replace("horizon =", "horizn ="))
    done = demo("check", "--file-only", "--format", "json", demo_path)
    assert done.code == 3
    assert [item["code"] for item in json.loads(done.out)["diagnostics"]] == ["M005", "M004"]
    done = demo("check", "--file-only", "--format", "github", demo_path)
    assert done.out.startswith(f"::error file={demo_path},line=8,col=2,title=M005::")
    demo_path.write_text(demo_source.text)
    assert json.loads(demo("check", "--file-only", "--format", "json", demo_path).out)["diagnostics"] == []


def test_check_with_an_override(demo, demo_path):
    done = demo("check", "--file-only", "--set", "digger.energy=5", demo_path)
    assert done.code == 3
    assert "given by --set nodes.digger.energy=5" in done.out
    assert demo("check", "--file-only", "--set", "digger.energy=5 kJ/kg", demo_path).code == 0
    assert demo("check", "--set", "digger.energy", demo_path).code == 2


def test_check_of_what_is_not_there(demo, tmp_path):
    done = demo("check", tmp_path / "absent.toml")
    assert (done.code, done.out) == (3, "")
    assert "moonbase new" in done.err


def test_check_resolves_the_graph(demo, demo_path, demo_source):
    """The demo's swarm is out of reach of a launcher that throws at 100 m/s: only the graph can know."""
    demo_path.write_text(demo_source.text.replace('length = "300 m"', 'length = "300 m"\nmuzzle_speed = "100 m/s"'))
    assert demo("check", "--file-only", demo_path).code == 0
    done = demo("check", demo_path)
    assert done.code == 3
    assert re.search(r"^error\[G\d+\]", done.out, re.MULTILINE)


def test_a_mission_without_its_plugin_ends_with_code_5(shell, demo_path):
    done = shell("--no-plugins", "check", demo_path)
    assert (done.code, done.out) == (5, "")
    assert '"demo-plugin", which is not installed' in done.err


def test_a_broken_plugin_is_a_warning_where_it_is_not_needed(demo, demo_path, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("raise OSError('disk')")
    done = demo("--plugin", broken, "check", "--file-only", demo_path)
    assert done.code == 0
    assert done.err == 'warning: the plugin "broken" cannot be used: OSError: disk\n'
    assert demo("-q", "--plugin", broken, "check", "--file-only", demo_path).err == ""


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["digger.energy"], ["digger.energy = 8 kJ/kg", "in SI +8000 J/kg", "from +preset rassor", "grade +primary"]),
        (["digger.efficiency"], ["digger.efficiency = 95 %", "from +mission line 32", "default +0.9 .assumed"]),
        (["digger.teeth"], ["digger.teeth = 8", "from +default", "range +1 to 100"]),
        (["earth_cargo.price"], ["earth_cargo.price = 1 MUSD/kg", "model +supply.earth-cargo"]),
        (["digger.teeth", "--set", "digger.teeth=3"], ["digger.teeth = 3", "from +--set"]),
    ],
)
def test_explain_in_a_mission(demo, demo_path, words, lines):
    for place in ([demo_path], ["--mission", demo_path]):
        done = demo("explain", words[0], *place, *words[1:])
        assert done.code == 0, done.err
        for line in lines:
            assert re.search(rf"^ *{line}", done.out, re.MULTILINE), (line, done.out)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("digger.energy", ["process.digger.energy = 12 kJ/kg", "Test rig log, 2026", "0 J/kg to 1 MJ/kg"]),
        ("process.digger.energy", ["process.digger.energy = 12 kJ/kg"]),
        ("demo.length", ["launcher.demo.length = must be given"]),
    ],
)
def test_explain_a_default(demo, name, words):
    done = demo("explain", name)
    assert done.code == 0
    for word in words:
        assert word in done.out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["energy"], "NODE.PARAMETER"),
        (["digger.enrgy"], 'did you mean "energy"'),
        (["diger.energy"], 'did you mean "digger"'),
        (["launcher.digger.energy"], "there is no model"),
    ],
)
def test_explain_what_is_not_there(demo, words, hint):
    done = demo("explain", *words)
    assert done.code == 2
    assert hint in done.err


def test_explain_a_node_that_is_not_in_the_mission(demo, demo_path):
    done = demo("explain", "diggr.energy", demo_path)
    assert done.code == 2
    assert 'no node or supply "diggr"' in done.err


@pytest.mark.parametrize("template", sorted(path.stem for path in TEMPLATES.glob("*.toml")))
def test_new_missions_are_right_as_they_are(shell, tmp_path, template):
    path = tmp_path / "mine.toml"
    assert shell("new", template, path).out == f"{path}\n"
    done = shell("check", path)
    assert done.code == 0, done.out + done.err
    assert str(path) in path.read_text()
    done = shell("run", path, "--out", tmp_path / "run")
    assert done.code == 0, done.err
    assert "Plan: optimal" in done.out


def test_new_never_overwrites(shell, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("precious")
    done = shell("new", path)
    assert (done.code, path.read_text()) == (2, "precious")
    assert "exists already" in done.err


@pytest.mark.parametrize(
    ("words", "hint"),
    [(["rocket", "a"], "oxygen, satellite"), (["a", "b", "c"], "path"), (["no/where/x"], "cannot be written")],
)
def test_new_with_wrong_words(shell, tmp_path, monkeypatch, words, hint):
    monkeypatch.chdir(tmp_path)
    done = shell("new", *words)
    assert done.code == 2
    assert hint in done.err
