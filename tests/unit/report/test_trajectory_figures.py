"""Figures of windows and flights: arrays in, SVG or plotly dictionaries out."""

from __future__ import annotations

import base64
import json
import zlib
from xml.etree import ElementTree as ET

import numpy as np
import plotly.graph_objects as go
import pytest

from moonbase.report.fields import COLOUR_SCALE, colour, contour, picture
from moonbase.report.trajectoryplots import (
    Body,
    CalendarView,
    Mark,
    PathView,
    PorkchopView,
    Track,
    calendar_figure,
    calendar_svg,
    page,
    path_figure,
    path_svg,
    porkchop_figure,
    porkchop_svg,
    scene_figure,
    standalone,
)

DAY = 86400.0


@pytest.fixture
def bowl():
    depart, tof = np.linspace(9e8, 9.3e8, 31), np.linspace(100.0, 300.0, 21) * DAY
    value = 9.0 + ((depart[:, None] - 9.15e8) / 3e6) ** 2 + ((tof[None, :] / DAY - 200.0) / 20.0) ** 2
    value[0, 0] = np.nan
    mark = Mark(depart=9.15e8, tof=200.0 * DAY, text="I 9.00 <best>")
    return PorkchopView(title="Moon to Mars", depart=depart, tof=tof, value=value, marks=[mark])


@pytest.fixture
def year():
    t = np.arange(9e8, 9e8 + 365 * DAY, DAY / 2)
    value = 800.0 + 600.0 * np.sin(t / DAY / 4.35)
    return CalendarView(title="Calendar", t=t, value=value, limit=1300.0)


@pytest.fixture
def arc():
    angle = np.linspace(0.0, 3.0, 50)
    points = np.column_stack([np.cos(angle), np.sin(angle), 0.1 * angle])
    return PathView(
        title="About the Sun",
        tracks=[Track(name="flight", points=points), Track(name="Earth", points=points * 0.9, dashed=True)],
        bodies=[Body(name="Sun", place=(0.0, 0.0, 0.0), colour=1, radius=0.05)],
        unit="AU",
    )


def test_a_contour_of_a_cone_is_a_circle():
    x, y = np.meshgrid(np.arange(41) - 20.0, np.arange(41) - 20.0, indexing="ij")
    (line,) = contour(np.hypot(x, y), 10.0)
    radius = np.hypot(*(np.array(line).T - 20.0))
    assert line[0] == line[-1]
    assert radius == pytest.approx(10.0, abs=0.05)


def test_a_contour_keeps_out_of_cells_without_a_value():
    values = np.add.outer(np.arange(10.0), np.zeros(6))
    values[4, 2] = np.nan
    lines = contour(values, 4.5)
    assert len(lines) == 2
    assert all(abs(point[0] - 4.5) < 1e-9 for line in lines for point in line)


def test_a_saddle_gives_two_lines():
    assert len(contour(np.array([[1.0, 0.0], [0.0, 1.0]]), 0.5)) == 2


def test_a_picture_has_a_pixel_per_cell_and_holes_are_transparent():
    raw = base64.b64decode(picture(np.array([[0.0, 1.0, np.nan]]), 0.0, 1.0).partition(",")[2])
    size = raw.index(b"IDAT")
    length = int.from_bytes(raw[size - 4 : size], "big")
    rows = zlib.decompress(raw[size + 4 : size + 4 + length])
    assert rows[1:5][3] == 0  # the top row is the hole
    assert "#" + rows[6:9].hex() == COLOUR_SCALE[-1]
    assert "#" + rows[11:14].hex() == COLOUR_SCALE[0] == colour(-3.0)


def test_svg_figures_are_valid_and_escape_names(bowl, year, arc):
    for svg in (porkchop_svg(bowl), calendar_svg(year), path_svg(arc)):
        root = ET.fromstring(standalone(svg))
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "nan" not in svg.lower().replace("base64", "").split("href")[0]
    assert "I 9.00 &lt;best&gt;" in porkchop_svg(bowl)


def test_a_calendar_has_one_cell_per_departure_and_greys_what_is_beyond_the_limit(year):
    svg = calendar_svg(year)
    assert svg.count("<rect") == len(year.t)
    closed = int(np.sum(year.value > year.limit))
    assert svg.count("#8a8f9830") == closed > 0


def test_a_calendar_of_decades_takes_the_cheapest_of_each_day():
    t = np.arange(9e8, 9e8 + 8 * 365.25 * DAY, DAY / 2)
    value = np.where(np.arange(len(t)) % 2, 100.0, 900.0)
    months, hours, index = CalendarView(title="", t=t, value=value).grid()
    assert hours[1] == 24.0
    assert len(hours) == 31
    assert len(months) in (97, 98)
    chosen = index[index >= 0]
    assert np.mean(value[chosen] == 100.0) > 0.99


def test_a_calendar_without_any_launch_says_so(year):
    nothing = CalendarView(title="", t=year.t, value=np.full(len(year.t), np.inf))
    assert "no launch within the limits" in calendar_svg(nothing)
    go.Figure(calendar_figure(nothing))


def test_plotly_takes_every_figure_and_json_has_no_nan(bowl, year, arc):
    figures = [porkchop_figure(bowl), calendar_figure(year), path_figure(arc), scene_figure(arc)]
    for figure in figures:
        go.Figure(figure)
    html = page("Windows <b>", figures, "/* plotly */", ["a & b"])
    assert "NaN" not in html
    assert "Windows &lt;b&gt;" in html
    assert "a &amp; b" in html
    data = html.partition("</div><ul>")[2].partition("<script>")[2].partition(".forEach")[0]
    assert len(json.loads(data)) == 4
