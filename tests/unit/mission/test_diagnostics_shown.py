"""Findings as people, programs and GitHub see them."""

from __future__ import annotations

import json

import pytest

from moonbase.mission import Source
from moonbase.mission.diagnostics import CODES, Diagnostic, Span, render_github, render_json, render_text

ITEM = Diagnostic(
    code="M011",
    message="too much",
    file="m.toml",
    span=Span(12, 5, 3),
    excerpt="x = 100   # why",
    notes=("allowed: 1 to 5",),
    help="write less",
)


def test_text_underlines_the_place():
    assert render_text([ITEM]).splitlines() == [
        "error[M011]: too much",
        "  --> m.toml:12:5",
        "   |",
        "12 | x = 100   # why",
        "   |     ^^^",
        "   = note: allowed: 1 to 5",
        "   = help: write less",
    ]


def test_colour_is_only_added():
    coloured = render_text([ITEM], colour=True)
    assert "\x1b[1;31m" in coloured
    for code in ("\x1b[1;31m", "\x1b[1m", "\x1b[1;34m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == render_text([ITEM])


def test_a_value_over_several_lines_is_underlined_to_the_end_of_the_first():
    shown = render_text([Diagnostic(code="M006", message="m", file="f", span=Span(1, 5, 40), excerpt="x = [1,")])
    assert shown.splitlines()[-1] == "  |     ^^^"


def test_long_lines_are_cut_around_the_place():
    excerpt = "x = " + "a" * 5000 + "BAD" + "b" * 5000
    shown = render_text([Diagnostic(code="M006", message="m", file="f", span=Span(1, 5005, 3), excerpt=excerpt)])
    line, mark = shown.splitlines()[-2:]
    assert len(line) < 200
    assert line[mark.index("^") :].startswith("BAD")


def test_a_file_cannot_steer_the_terminal():
    item = Diagnostic(code="M004", message="key \x1b[2J", file="f", span=Span(1, 1), excerpt="\x1b]0;owned\x07 = 1")
    assert "\x1b" not in render_text([item])
    assert "\x07" not in render_text([item])


def test_json_has_a_format_and_every_field():
    content = json.loads(render_json([ITEM, Diagnostic(code="M027", message="no place")]))
    assert content["format"] == 1
    first, second = content["diagnostics"]
    assert (first["line"], first["column"], first["length"], first["code"]) == (12, 5, 3, "M011")
    assert "line" not in second


def test_github_annotations_escape_what_would_end_them():
    item = Diagnostic(code="M001", message="a\nb 100%", file="x,y:z.toml", span=Span(3, 4), severity="warning")
    assert render_github([item]) == "::warning file=x%2Cy%3Az.toml,line=3,col=4,title=M001::a%0Ab 100%25"


def test_later_stages_can_point_into_the_file():
    source = Source("m.toml", "[nodes.smelter]\nmodel = 'x'\n[legs]\na.b = 1")
    found = source.diagnose("G010", "mass does not close", span=source.span(("nodes", "smelter"), "key"))
    assert (found.span, found.excerpt) == (Span(1, 2, 13), "[nodes.smelter]")
    assert source.span(("legs", "a"), "key") == Span(4, 1, 1)
    assert source.span(("legs", "a", "missing")) == Span(4, 1, 1)
    assert source.span(("limits", "none")) is None


@pytest.mark.parametrize("code", CODES)
def test_codes_are_short_and_explained(code):
    assert len(code) == 4
    assert CODES[code][0].islower() or CODES[code][:1].isupper()
