"""The table of sections in the manual and the sections that the page has: what one names, the other has."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from moonbase.report.html import render
from moonbase.report.result import Bottleneck, Column, Flight, Lever, Section, Table, Way

MANUAL = Path(__file__).parents[3] / "docs" / "reports.md"
ELSEWHERE = {"the top", "sections of plugins"}


@pytest.fixture(scope="module")
def titles(result):
    """Titles of a page that has something to say in every section, with the plugin's own left out."""
    way = Way(name="payload", points=((0.0, 1.0, 0.0), (1.0, 0.0, 0.0)))
    flight = Flight(leg="throw", title="The way", unit="AU", axes=("x", "y", "z"), lines=(way,), bodies=())
    full = replace(
        result,
        diagnostics=("the horizon is short",),
        bottlenecks=(Bottleneck(year=2033, name="kiln", cause="capacity", share=0.8, worth=2.0, sentence="more"),),
        levers=(Lever(owner="earth", activity="earth:chips", kind="running cost", what="USD", size=5e4, unit="USD/kg",
                      worth=-2e26),),
        claims=Table(title="Claims", columns=(Column(name="claim", label="claim", values=("it flies",)),)),
        flights=(flight,),
        sections=(Section(title="Of a plugin", paragraphs=("words",)),),
    )  # fmt: skip
    found = [unescape(text) for text in re.findall(r"<h2[^>]*>([^<]*)</h2>", render(full))]
    assert "Of a plugin" in found
    return [text for text in found if text != "Of a plugin"]


def told():
    """Names in the first column of the manual's table, in order."""
    table = MANUAL.read_text(encoding="utf-8").split("| section |", 1)[1].split("\n\n", 1)[0]
    cells = [line.split("|")[1].strip() for line in table.splitlines()[2:]]
    return [name for cell in cells if cell not in ELSEWHERE for name in cell.split(", ")]


def test_the_manual_names_every_section_and_no_other(titles):
    assert sorted(told()) == sorted(titles)


def test_the_manual_names_them_in_the_order_of_the_page(titles):
    assert told() == titles
