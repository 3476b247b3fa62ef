"""Figures of windows and flights: arrays in, SVG or plotly dictionaries out."""

from __future__ import annotations

import base64
import json
import re
import zlib
from xml.etree import ElementTree as ET

import numpy as np
import plotly.graph_objects as go
import pytest

from moonbase.report.drawingpage import drawing_page
from moonbase.report.fields import COLOUR_SCALE, colour, contour, picture
from moonbase.report.figurefiles import write_plot
from moonbase.report.plots import Plot
from moonbase.report.style import standalone
from moonbase.report.svgparts import Labels
from moonbase.report.trajectoryplots import (
    Body,
    CalendarView,
    Mark,
    PathView,
    PorkchopView,
    Track,
    calendar_figure,
    calendar_svg,
    path_figure,
    path_svg,
    porkchop_figure,
    porkchop_svg,
    scene_figure,
    scene_svg,
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
    for svg in (porkchop_svg(bowl), calendar_svg(year), path_svg(arc), scene_svg(arc)):
        root = ET.fromstring(standalone(svg))
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "nan" not in svg.lower().replace("base64", "").split("href")[0]
    assert "I 9.00 &lt;best&gt;" in porkchop_svg(bowl)


def test_a_calendar_has_one_cell_per_departure_and_greys_what_is_beyond_the_limit(year):
    svg = calendar_svg(year)
    assert svg.count("<rect") == len(year.t)
    closed = int(np.sum(year.value > year.limit))
    assert svg.count('class="fill c7"') == closed > 0


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


def painted(value):
    """Put colours in as the page does."""
    if isinstance(value, dict):
        return {key: painted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [painted(inner) for inner in value]
    return "#123456" if isinstance(value, str) and re.fullmatch("c[0-7]|over", value) else value


def plots_of(bowl, year, arc):
    drawn = ((porkchop_svg, porkchop_figure, bowl), (calendar_svg, calendar_figure, year),
             (path_svg, path_figure, arc), (scene_svg, scene_figure, arc))  # fmt: skip
    return [
        Plot(name=f"one-{i}", title=f"{view.title} <b>", svg=svg(view), live=live(view))
        for i, (svg, live, view) in enumerate(drawn)
    ]


def test_plotly_takes_every_figure_and_the_page_has_them_without_nan(bowl, year, arc):
    plots = plots_of(bowl, year, arc)
    for plot in plots:
        go.Figure(painted(plot.live))
    html = drawing_page("Windows <b>", plots, ["a & b"])
    specs = re.findall(r'<script type="application/json" id="spec-one-\d">(.*?)</script>', html)
    assert [len(json.loads(spec)["data"]) for spec in specs] == [len(plot.live["data"]) for plot in plots]
    assert "NaN" not in "".join(specs)
    assert "Windows &lt;b&gt;" in html
    assert "a &amp; b" in html
    assert 'name="viewport"' in html
    outside = re.sub(r'<script type="text/plain" id="plotly-packed">.*?</script>', "", html, flags=re.DOTALL)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', outside)


@pytest.mark.parametrize(("kind", "magic"), [("pdf", b"%PDF-"), ("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_every_drawing_becomes_a_file_of_its_own(tmp_path, bowl, year, arc, kind, magic):
    sizes = set()
    for plot in plots_of(bowl, year, arc):
        path = tmp_path / f"{plot.name}.{kind}"
        write_plot(plot, path, kind)
        assert path.read_bytes().startswith(magic)
        sizes.add(path.stat().st_size)
    assert len(sizes) == 4


def dots(svg):
    return [
        (float(one.get("cx")), float(one.get("cy")), float(one.get("r"))) for one in ET.fromstring(svg).iter("circle")
    ]


def test_both_axes_of_a_way_have_the_same_scale_and_bodies_their_true_size():
    ends = Track(name="way", points=np.array([[0.0, 0.0, 0.0], [400.0, 100.0, 5.0]]))
    bodies = [
        Body(name="Earth", place=(0.0, 0.0, 0.0), size=5.0, radius=60.0),
        Body(name="a", place=(300.0, 0.0, 0.0), size=2.0),
        Body(name="b", place=(300.0, 100.0, 0.0), size=2.0),
        Body(name="c", place=(400.0, 100.0, 0.0), size=2.0),
    ]
    (x0, y0, r), a, b, c = dots(path_svg(PathView(title="", tracks=[ends], bodies=bodies)))
    scale = (a[0] - x0) / 300.0
    assert r == pytest.approx(60.0 * scale, abs=0.1)
    assert a[1] - b[1] == pytest.approx(100.0 * scale, abs=0.1)
    assert c[0] - b[0] == pytest.approx(100.0 * scale, abs=0.1)
    assert y0 == pytest.approx(a[1], abs=0.1)


def test_a_body_too_small_to_see_is_a_ring_with_a_dot_and_said_to_be(arc):
    small = PathView(title="", tracks=arc.tracks, bodies=[Body(name="Moon", place=(0.0, 0.0, 0.0), radius=1e-4)])
    (ring, dot) = dots(path_svg(small))
    assert ring[:2] == dot[:2]
    assert ring[2] > dot[2]
    assert "rings mark Moon" in path_svg(small)
    assert "rings" not in path_svg(arc)
    assert "Sun to scale" in path_svg(arc)


def test_names_keep_off_each_other_and_inside_the_frame():
    places = [(100.0, 100.0), (104.0, 101.0), (99.0, 104.0), (297.0, 100.0), (102.0, 97.0)]
    labels = Labels((0.0, 0.0, 300.0, 200.0))
    for x, y in places:
        labels.occupy(x, y, 3.0)
    for number, (x, y) in enumerate(places):
        labels.beside(f"name {number}", x, y, 3.0)
    boxes = labels.taken[len(places) :]
    for i, a in enumerate(boxes):
        assert a[0] >= 0.0
        assert a[2] <= 300.0
        for b in boxes[i + 1 :]:
            assert min(a[2], b[2]) <= max(a[0], b[0]) or min(a[3], b[3]) <= max(a[1], b[1])


def test_in_space_what_lies_behind_a_body_is_drawn_before_it():
    angle = np.linspace(0.0, 2.0 * np.pi, 90)
    ring = Track(name="ring", points=1.5 * np.column_stack([np.cos(angle), np.sin(angle), 0.0 * angle]))
    moon = Body(name="Moon", place=(0.0, 0.0, 0.0), colour=7, radius=1.0)
    behind = Body(name="behind", place=(-0.6, 1.04, 0.0), colour=5)
    before = Body(name="before", place=(0.6, -1.04, 0.0), colour=5)
    svg = scene_svg(PathView(title="", tracks=[ring], bodies=[moon, behind, before]))
    disc = svg.index('class="fill c7"')
    paths = [found.start() for found in re.finditer(r'class="stroke c0" d="M[^"]*"><title>ring', svg)]
    assert min(paths) < disc < max(paths)
    assert ">before</text>" in svg
    assert ">behind</text>" not in svg


def test_every_axis_of_a_drawing_in_space_is_named_with_its_unit(arc):
    words = " ".join(ET.fromstring(scene_svg(arc)).itertext())
    assert "x, y, z [AU]" in words
    assert "x [AU]" in " ".join(ET.fromstring(path_svg(arc)).itertext())


def test_sides_of_a_box_in_space_are_shown_in_their_true_proportions(arc):
    scene = scene_figure(arc)["layout"]["scene"]
    spans = [scene[f"{axis}axis"]["range"][1] - scene[f"{axis}axis"]["range"][0] for axis in "xyz"]
    ratio = [scene["aspectratio"][axis] for axis in "xyz"]
    assert np.array(ratio) / ratio[0] == pytest.approx(np.array(spans) / spans[0], rel=1e-4)
