"""Every span that the walk records holds exactly the text that tomllib read the value from."""

from __future__ import annotations

import datetime as dt
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.compat import tomllib
from moonbase.mission.locate import locate

BARE = st.text("abcdefgh_-0123456789", min_size=1, max_size=6)
ODD = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=5)
SPACE = st.sampled_from(["", " ", "  ", "\t"])
COMMENT = st.sampled_from(["", " # note", "  # [x] = \"}\" '''", "\t#"])


@st.composite
def keys(draw):
    name = draw(st.one_of(BARE, ODD))
    if name and set(name) <= set("abcdefgh_-0123456789") and draw(st.booleans()):
        return name
    if "'" not in name and draw(st.booleans()):
        return f"'{name}'"
    return (
        json.dumps(name, ensure_ascii=draw(st.booleans())) if name.isascii() else json.dumps(name, ensure_ascii=False)
    )


PLAIN = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.sampled_from(["1.5", "-0.0", "6.02e23", "inf", "1_000", "0x1F", "true", "false"]),
    st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)).map(dt.date.isoformat),
    st.sampled_from(["1979-05-27 07:32:00Z", "1979-05-27T00:32:00-07:00", "07:32:00"]),
)


@st.composite
def scalars(draw):
    kind = draw(st.integers(0, 7))
    if kind < 4:
        return draw(PLAIN)
    if kind == 4:
        return "'''\n" + draw(ODD).replace("'", "") + "\n''x'''" + draw(st.sampled_from(["", "'", "''"]))
    if kind == 5:
        return '"""' + draw(st.sampled_from(['a\n""b', "\\\n  c", '\\""" # [d', "] }", ""])) + draw(QUOTES)
    return json.dumps(draw(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)))


QUOTES = st.sampled_from(['"""', '""""', '"""""'])


def values(depth):
    if depth == 0:
        return scalars()
    inner = values(depth - 1)
    return st.one_of(scalars(), arrays(inner), inline_tables(inner))


@st.composite
def arrays(draw, inner):
    items = draw(st.lists(inner, max_size=3))
    gap = draw(st.sampled_from([" ", "\n  ", " # ] , [\n"]))
    tail = "," if items and draw(st.booleans()) else ""
    return "[" + gap + f",{gap}".join(items) + tail + gap + "]"


@st.composite
def inline_tables(draw, inner):
    names = draw(st.lists(keys(), max_size=3, unique_by=lambda key: tomllib.loads(f"{key} = 1").popitem()[0]))
    gap = draw(SPACE)
    return "{" + gap + f",{gap}".join(f"{name}{gap}={gap}{draw(inner)}" for name in names) + gap + "}"


@st.composite
def documents(draw):
    lines = []
    for _ in range(draw(st.integers(0, 6))):
        if draw(st.integers(0, 3)) == 0:
            dotted = draw(SPACE).join([".".join(draw(st.lists(keys(), min_size=1, max_size=3)))])
            brackets = draw(st.sampled_from([("[", "]"), ("[[", "]]")]))
            lines.append(brackets[0] + draw(SPACE) + dotted + draw(SPACE) + brackets[1] + draw(COMMENT))
        else:
            name = f"{draw(SPACE)}.{draw(SPACE)}".join(draw(st.lists(keys(), min_size=1, max_size=2)))
            lines.append(f"{draw(SPACE)}{name}{draw(SPACE)}={draw(SPACE)}{draw(values(2))}{draw(COMMENT)}")
        if draw(st.booleans()):
            lines.append(draw(COMMENT))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines) if lines else ""


def leaves(data, path=()):
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    else:
        yield path, data


def tables(data, path=()):
    for key, value in data.items():
        if isinstance(value, dict):
            yield (*path, key)
            yield from tables(value, (*path, key))


def cut(text, span):
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1
    return text[start : start + span.length]


@settings(max_examples=400, deadline=None)
@given(documents())
def test_spans_hold_what_tomllib_read(text):
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = locate(text)
    for path, value in leaves(data):
        place = places[path]
        assert repr(tomllib.loads(f"x = {cut(text, place.value)}")["x"]) == repr(value)
        if isinstance(path[-1], str):
            assert tomllib.loads(f"{cut(text, place.key)} = 1") == {path[-1]: 1}
    assert set(tables(data)) <= set(places)


def test_headers_and_arrays_of_tables():
    text = "[[node]]\nname = 'a'\n[[node]]\n[node.sub . \"x y\"]\nk = 1\n"
    places = locate(text)
    assert places["node", 0, "name"].value.line == 2
    assert places["node", 1].key.line == 3
    assert cut(text, places["node", 1, "sub", "x y"].key) == 'node.sub . "x y"'
    assert places["node", 1, "sub", "x y", "k"].value.column == 5


def test_generated_documents_are_often_valid():
    """The property above would hold of nothing if the generator never made valid text."""
    valid = []

    @settings(max_examples=200, deadline=None, database=None, derandomize=True)
    @given(documents())
    def count(text):
        try:
            valid.append(len(tomllib.loads(text)) > 0)
        except tomllib.TOMLDecodeError:
            valid.append(False)

    count()
    assert sum(valid) > 0.3 * len(valid)
