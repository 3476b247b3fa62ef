from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from moonbase.report.html import render
from moonbase.report.result import Bottleneck, Column, Section, Table

VOID = {"meta", "line", "path", "rect", "br", "hr", "img", "input", "link"}


class Balanced(HTMLParser):
    """Every tag that opens closes again, in order."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def page(result):
    held = Bottleneck(year=2033, name="glass <kiln>", cause="capacity", share=0.8, worth=2.0, sentence="more & more")
    return render(replace(result, bottlenecks=(held,)))


def test_the_page_is_well_formed(page):
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))


def test_the_page_reaches_for_nothing_outside(page):
    outside = re.findall(r"""(?:src|href)\s*=\s*["']?(?!#|data:image/png;base64,)[^"'>]+|@import|url\((?!#)""", page)
    assert outside == []
    kinds = re.findall(r"<script([^>]*)>", page)
    own = ["", ' type="text/plain" id="plotly-packed"']
    assert all(kind in own or kind.startswith(' type="application/json" id="spec-') for kind in kinds)


def test_every_section_is_there(page):
    for key in ("warnings", "years", "output", "growth", "building", "flows", "mass", "imports", "bottlenecks",
                "worth", "decides", "calendar", "graph", "facts", "provenance", "plan", "mission"):  # fmt: skip
        assert f'<section id="{key}" aria-labelledby="{key}-title">' in page
        assert f'<a href="#{key}">' in page


def test_text_from_missions_is_escaped(page):
    assert "Small base &lt;&amp;&gt;" in page
    assert "<the cat>" not in page
    assert "glass <kiln>" not in page
    assert "<only>" not in page


def test_light_dark_and_print(page):
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_the_mission_text_is_whole(page, result):
    parser = Balanced()
    parser.feed(page)
    assert result.mission.text in "".join(parser.words)


def test_assumed_parameters_are_counted(page):
    assert "1 secondary, 1 estimated, 1 assumed" in page


def test_a_mission_without_legs_has_no_calendar(without_launch):
    assert 'id="calendar"' not in render(without_launch)


def test_sections_of_plugins_come_in(result):
    table = Table(title="t", columns=(Column(name="a", label="<a>", values=("<b>",)),))
    page = render(replace(result, sections=(Section(title="Dust & sons", paragraphs=("1 < 2",), tables=(table,)),)))
    assert "Dust &amp; sons" in page
    assert "1 &lt; 2" in page
    assert "<b>" not in page.split('id="extra-0"')[1].split("</section>")[0]
