"""Whatever a file holds, the answer is a mission or a MissionError, soon."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from moonbase import mission
from moonbase.errors import MissionError
from moonbase.mission import Source
from moonbase.mission.diagnostics import render_github, render_json, render_text
from moonbase.mission.source import MAX_BYTES
from moonbase.models.guard import bounded

HANGS = 60.0  # s, after which something grows faster than the file
HEAD = 'format = 1\nname = "x"\n[time]\nstart = 2030-01-01\nhorizon = "1 yr"\n'


def codes(registry, text, **overrides):
    try:
        findings = mission.check(Source("m.toml", text), registry, **overrides).warnings
    except MissionError as error:
        findings = error.diagnostics or ["a MissionError without a diagnostic"]
    for render in (render_text, render_json, render_github):
        assert isinstance(render(findings), str)
    return {item.code for item in findings}


ATTACKS = {
    "nested arrays": ("x = " + "[" * 20000, "M002"),
    "closed nested arrays": ("x = " + "[" * 400 + "]" * 400, "M002"),
    "nested tables": ("x = " + "{a=" * 20000, "M002"),
    "deep header": ("[" + ".".join("a" * 40) + "]", "M002"),
    "endless dotted key": (".".join("a" * 100000) + " = 1", "M002"),
    "endless dotted header": ("[" + " . ".join("a" * 100000) + "]", "M002"),
    "many keys": ("\n".join(f"k{i} = 1" for i in range(100_001)), "M002"),
    "long array": (f"x = [{'1,' * 100_001}]", "M002"),
    "many unknown keys": ("\n".join(f"k{i} = 1" for i in range(90_000)), "M004"),
    "many unknown names": (f"{HEAD}[supplies.a]\nmodel = 'earth-cargo'\ncommodities = {['x'] * 90_000}", "M018"),
    "many requirements": ("[requires]\n" + "\n".join(f"k{i} = '*'" for i in range(90_000)), "M002"),
    "many nodes": (HEAD + "".join(f"[nodes.n{i}]\nmodel = 'digger'\n" for i in range(20_000)), "M005"),
    "many overlong keys": ("\n".join(f"{'k' * 2000}{i} = 1" for i in range(3000)), "M004"),
    "huge integer": ("x = " + "9" * 10000, "M001"),
    "huge float": (HEAD.replace('"1 yr"', "1e999999"), "M012"),
    "duplicate key": ("a = 1\na = 2", "M001"),
    "duplicate table": ("[a]\n[a]", "M001"),
    "no end": ('x = "', "M001"),
    "control characters": ("x = \x00", "M001"),
    "long name": (f"{HEAD}[nodes.{'a' * 5000}]\nmodel = 'digger'\nsite = 'b'", "M007"),
    "long unit": (HEAD.replace("1 yr", "1 " + "m" * 100_000), "M010"),
    "unit bomb": (HEAD.replace("1 yr", "1 " + "km^9" * 20), "M010"),
    "unit power": (HEAD.replace("1 yr", "1 yr^99999999999"), "M010"),
    "digits": (HEAD.replace("1 yr", "9" * 100_000 + " yr"), "M010"),
    "fullwidth digits": (HEAD.replace("1 yr", "\uff11 yr"), "M010"),
    "periods": (HEAD + 'period = "1 h"\n', None),
    "a million periods": (HEAD.replace("1 yr", "200 yr") + 'period = "1 h"\n', "M022"),
    "look-alike letter": (f'{HEAD}[nodes."\u0430bc"]\nmodel = "digger"', "M007"),
    "terminal escape": (f'{HEAD}[nodes."\\u001b[2J"]\nmodel = "digger"', "M007"),
    "module as model": (f'{HEAD}[nodes.a]\nmodel = "os.path:join"', "M013"),
    "path as model": (f'{HEAD}[nodes.a]\nmodel = "../../etc/passwd"', "M013"),
    "numbers as names": (f"{HEAD}[nodes.1]\nmodel = 'digger'", "M007"),
    "array as section": ("nodes = [1, 2]", "M006"),
    "array of tables as section": ("[[nodes]]\na = 1", "M006"),
    "text as node": ('[nodes]\na = "b"', "M006"),
    "impossible date": ("[time]\nstart = 2030-02-31", "M001"),
    "last date": ("[time]\nstart = 9999-12-31", "M021"),
    "lone surrogate": ('x = "\\ud800"', "M001"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(demo_registry, name):
    text, code = ATTACKS[name]
    with bounded(HANGS):
        found = codes(demo_registry, text)
    assert code is None or code in found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
@example("\r")
@example("a = 1\r\nb")
@example("\ufeffa = 1")
def test_any_text(demo_registry, text):
    codes(demo_registry, text)


VALUES = st.sampled_from(
    [
        "1",
        "-1",
        "nan",
        "inf",
        "true",
        '""',
        '"x"',
        '"1 kg"',
        '"1 kg/s"',
        '"1e308 Gt"',
        '"-5 USD"',
        "[]",
        "[1]",
        "{}",
        '"base"',
        '"digger"',
        '"compute"',
        '"auto"',
        "2030-01-01",
        "12:00:00",
        '[{ length = "1 h", count = 9 }]',
        "{ a = { b = 1 } }",
        '"\\u0000"',
        "1_000",
        "0xFF",
        '"1 (kg"',
        '"0 /"',
        '"1 /s/s/"',
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_value_anywhere(demo_registry, demo_source, data):
    lines = demo_source.text.splitlines()
    spots = [index for index, line in enumerate(lines) if " = " in line]
    for index in data.draw(st.lists(st.sampled_from(spots), min_size=1, max_size=3)):
        lines[index] = f"{lines[index].partition(' = ')[0]} = {data.draw(VALUES)}"
    codes(demo_registry, "\n".join(lines))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["digger.energy", "time", "time.start", "a.b", "nodes.x.y", "", ".", "digger.", "base.soil.x"]),
        st.one_of(st.text(max_size=20), VALUES),
        max_size=3,
    )
)
def test_any_override(demo_registry, demo_source, overrides):
    codes(demo_registry, demo_source.text, overrides=overrides)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"x = \xff", "line 1 is not UTF-8"), (b" " * (MAX_BYTES + 1), "larger than 8 MB"), (b"\xfe\xff\x00x", "UTF-8")],
)
def test_files_that_cannot_be_read(tmp_path, content, words):
    path = tmp_path / "m.toml"
    path.write_bytes(content)
    with pytest.raises(MissionError, match=words):
        mission.read(path)


def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path, words in (
        (tmp_path, "not a file"),
        (tmp_path / "pipe", "not a file"),
        ("/dev/zero", "not a file"),
        (tmp_path / "absent", "no such file"),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(MissionError, match=words):
            mission.read(path)


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path, demo_registry, demo_source):
    path = tmp_path / "m.toml"
    path.write_bytes(b"\xef\xbb\xbf" + demo_source.text.replace("\n", "\r\n").encode())
    checked = mission.check(mission.read(path), demo_registry)
    assert checked.nodes["digger"].origins["efficiency"].where.startswith("mission line ")
