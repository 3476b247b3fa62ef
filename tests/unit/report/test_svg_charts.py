from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonbase.report.scales import linear, logarithmic
from moonbase.report.strips import Mark, Strip, strips
from moonbase.report.svg import Chart, Curve, chart
from moonbase.report.units import Scale

BASE = Chart(
    title="power & <light>",
    kind="step",
    edges=(2030.0, 2030.5, 2031.0, 2032.0),
    names=("a", "b", "c"),
    curves=(Curve(label="sun", values=(1e6, 2e6, 4e6)), Curve(label="wind", values=(0.0, 1e6, 0.0), colour=1)),
    scale=Scale(1e6, "MW"),
)


def _tree(text):
    return ET.fromstring(text)


def _all(tree, name):
    return [element for element in tree.iter() if element.tag.rpartition("}")[2] == name]


@pytest.mark.parametrize("kind", ["line", "step", "area", "bar"])
def test_every_kind_is_valid_and_says_its_unit(kind):
    tree = _tree(chart(replace(BASE, kind=kind)))
    text = "".join(tree.itertext())
    assert "power & <light>" in text
    assert "[MW]" in text
    assert {"sun", "wind"} <= {element.text for element in _all(tree, "text")}


def test_hovering_tells_every_value_of_a_period():
    titles = [title.text for title in _all(_tree(chart(BASE)), "title")]
    assert titles == ["a\nsun: 1 MW", "b\nsun: 2 MW\nwind: 1 MW", "c\nsun: 4 MW"]


def test_a_single_curve_needs_no_legend():
    tree = _tree(chart(replace(BASE, curves=BASE.curves[:1])))
    assert "sun" not in {element.text for element in _all(tree, "text")}


def test_a_stack_reaches_the_sum():
    lone = replace(BASE, kind="bar", curves=(Curve(label="all", values=(1e6, 3e6, 4e6)),))
    stacked = _all(_tree(chart(replace(BASE, kind="bar"))), "rect")
    alone = _all(_tree(chart(lone)), "rect")

    def heights(rects):
        return [float(r.get("height")) for r in rects if "fill" in r.get("class", "") and r.get("rx") is None]

    assert sum(heights(stacked)) == pytest.approx(sum(heights(alone)), rel=0.01)


def test_zero_breaks_a_logarithmic_line():
    wind = replace(BASE, log=True, curves=(Curve(label="wind", values=(1e6, 0.0, 4e6)),))
    path = next(element for element in _all(_tree(chart(wind)), "path"))
    assert path.get("d").count("M") == 2


def test_nothing_at_all_can_be_drawn():
    empty = replace(BASE, curves=(Curve(label="none", values=(0.0, 0.0, 0.0)),))
    assert "nothing" in chart(empty)


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20))
def test_a_linear_axis_holds_its_values(values):
    axis = linear(values, 0.0, 100.0)
    dust = 1e-8 * (axis.high - axis.low)
    assert axis.low <= min(values) + dust
    assert axis.high >= max(values) - dust
    assert 2 <= len(axis.ticks) <= 12
    assert all(0.0 <= axis(value) <= 100.0 for value in values)


@given(st.lists(st.floats(1e-12, 1e12), min_size=1, max_size=20))
def test_a_logarithmic_axis_reaches_the_largest_value(values):
    axis = logarithmic(values, 0.0, 100.0)
    assert axis.high >= max(values) * (1 - 1e-9)
    assert len(axis.ticks) <= 8


def test_strips_name_their_rows_and_marks():
    text = strips("why", (Strip(label="a" * 50, marks=(Mark(start=2030, end=2031, text="<dust>"),)),), (2030, 2033))
    titles = [title.text for title in _all(_tree(text), "title")]
    assert titles == ["a" * 50, "<dust>"]
