from __future__ import annotations

import itertools
import json
import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from moonbase.graph.drawing import Drawing
from moonbase.report.budgets import cost_table, mass_table
from moonbase.report.figurefiles import write_figures
from moonbase.report.figures import figures
from moonbase.report.flights import flights_figure
from moonbase.report.gantt import building
from moonbase.report.heat import Heat, heat
from moonbase.report.html import render
from moonbase.report.htmlfigures import scripts
from moonbase.report.pluginfigures import line_plot
from moonbase.report.result import Energies, Flight, Lever, Result, Way
from moonbase.report.sankeylayout import place
from moonbase.report.sections import Curve, LinePlot, Section
from moonbase.report.streamsums import Link, energy_streams, mass_streams
from moonbase.report.style import declared
from moonbase.report.windowfigure import window_plots


@pytest.fixture(scope="module")
def drawn(result):
    lever = Lever(owner="earth", activity="earth:chips", kind="running cost", what="USD", size=5e4, unit="USD/kg",
                  worth=-2e26)  # fmt: skip
    return {figure.key: figure for figure in figures(replace(result, levers=(lever,)))}


def test_every_figure_is_drawn(drawn):
    wanted = {"output", "growth", "building", "flows", "imports", "worth", "decides", "calendar"}
    assert wanted <= set(drawn)


def test_every_drawing_is_well_formed_and_says_what_it_is(drawn):
    names = [plot.name for figure in drawn.values() for plot in figure.plots]
    assert len(names) == len(set(names))
    for figure in drawn.values():
        assert figure.caption
        for plot in figure.plots:
            root = ET.fromstring(plot.svg)
            assert root.attrib["role"] == "img"
            assert root.attrib["aria-label"] == plot.title or plot.name.startswith(("bottlenecks", "building"))
            numbers = [float(text) for text in re.findall(r' (?:x|y|width|height)="([^"]+)"', plot.svg)]
            assert all(math.isfinite(number) for number in numbers)


def test_what_is_explored_is_plain_data_of_few_digits(drawn):
    lively = [plot for figure in drawn.values() for plot in figure.plots if plot.live]
    assert {"growth-mass", "mass-flow", "prices", "costs"} <= {plot.name for plot in lively}
    for plot in lively:
        text = json.dumps(plot.live, allow_nan=False)
        assert not re.search(r"\d\.\d{9,}", text)
        assert plot.live["data"][0]["type"] in ("scatter", "bar", "heatmap", "sankey")


def test_a_name_cannot_end_the_script(result):
    curve = Curve(label="</script><script>alert(1)", x=(0.0, 1.0), y=(0.0, 2.0))
    plot = LinePlot(title="t", x_label="x", y_label="y", x_unit="m", y_unit="W", curves=(curve,))
    page = render(replace(result, sections=(Section(title="s", plots=(plot,)),)))
    assert "</script><script>alert" not in page
    assert 'id="figure-extra-0-0"' in page


def test_plotly_travels_once_and_the_same_every_time(drawn):
    plots = [plot for figure in drawn.values() for plot in figure.plots]
    first = scripts(plots)
    assert first.count('id="plotly-packed"') == 1
    assert first == scripts(plots)
    assert scripts([plot for plot in plots if plot.live is None]) == ""


def test_plugins_give_curves_and_the_report_chooses_units():
    curve = Curve(label="speed", x=(0.0, 2e4), y=(0.0, 2400.0))
    plot = line_plot("p", LinePlot(title="Ride", x_label="along the track", y_label="speed", x_unit="m", y_unit="m/s",
                                   curves=(curve,)))  # fmt: skip
    assert "along the track [km]" in plot.svg
    assert "speed [km/s]" in plot.svg
    assert plot.live["data"][0]["y"] == [0.0, 2.4]


def test_mass_that_is_made_and_landed_is_used_built_in_or_left(result):
    streams = mass_streams(result)
    made = math.fsum(link.amount for link in streams.links if link.end == "regolith at base")
    assert made == 0.0  # one maker and one user need no node between them
    (dug,) = (link for link in streams.links if link.start == "excavator")
    (used,) = (one for one in result.series["flows"] if (one.name, one.owner) == ("reactor", "regolith"))
    assert dug.amount == pytest.approx(-math.fsum(used.values))
    table = mass_table(result)
    rows = dict(zip(table.column("commodity").values, table.column("share").values, strict=True))
    assert rows["chips at base"] == "100.0%"
    assert rows["oxygen at base"] == "–"


def test_energy_of_a_service_is_no_stream_of_the_base(result):
    ends = {name for link in energy_streams(result).links for name in (link.start, link.end)}
    assert "solar-field" in ends
    assert not any("compute" in name for name in ends)


def test_costs_add_up(result):
    table = cost_table(result)
    assert math.fsum(table.column("share").values) == pytest.approx(100.0)
    total = math.fsum(value for one in result.series["costs"] for value in one.values)
    assert math.fsum(table.column("cost").values) == pytest.approx(total)


def test_building_is_told_with_dates_and_yearly_capacity(result):
    (plot,) = building(result).plots
    table = plot.table
    assert "excavator" in table.column("name").values
    assert "satellite in service at far" not in table.column("name").values
    assert all(a < b for a, b in zip(table.column("first").values, table.column("last").values, strict=True))
    assert any(text.endswith("/yr") for text in table.column("capacity").values)


@pytest.fixture
def circle():
    return [
        Link(start="a", end="b", what="x", amount=10.0),
        Link(start="b", end="c", what="y", amount=8.0),
        Link(start="c", end="a", what="z", amount=1.0),
        Link(start="a", end="c", what="w", amount=3.0),
    ]


def test_the_smallest_link_of_a_circle_runs_backwards(circle):
    placed = place(circle, 300.0)
    assert [ribbon.link.what for ribbon in placed.ribbons if ribbon.back] == ["z"]
    assert [placed.boxes[name].layer for name in "abc"] == [0, 1, 2]


def test_ribbons_fill_their_boxes_and_boxes_do_not_overlap(circle):
    fan = [*circle, *(Link(start="b", end=f"d{n}", what="v", amount=1.0 + n) for n in range(6))]
    placed = place(fan, 300.0)
    widths = sum(ribbon.width for ribbon in placed.ribbons if ribbon.link.start == "b")
    assert widths <= placed.boxes["b"].height * (1 + 1e-9)
    for layer in range(placed.layers):
        column = sorted((box for box in placed.boxes.values() if box.layer == layer), key=lambda box: box.top)
        for upper, lower in itertools.pairwise(column):
            assert upper.top + upper.height <= lower.top


def test_equal_neighbours_of_a_heat_map_are_one_rectangle():
    drawing = heat(Heat(title="t", edges=(2030.0, 2031.0, 2032.0, 2033.0), rows=("a",), values=((1.0, 1.0, 0.0),)))
    assert drawing.count("<rect") == 1
    assert 'opacity="1.00"' in drawing


@pytest.mark.parametrize(("kind", "head"), [("svg", b"<?xml"), ("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_figures_become_files_the_same_every_time(result, tmp_path, kind, head):
    series = {name: result.series[name] for name in ("machines", "flows", "activities")}
    yearly = replace(result.yearly, columns=result.yearly.columns[:2])
    few = replace(result, series=series, yearly=yearly, launches=None, drawing=Drawing())
    first = write_figures(few, tmp_path / "a", kind)
    second = write_figures(few, tmp_path / "b", kind)
    assert {"growth-mass", "mass-flow", "output-power"} <= {path.stem for path in first}
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes().startswith(head)
        assert one.read_bytes() == two.read_bytes()


def test_a_drawing_of_its_own_brings_its_colours(result, tmp_path):
    path = next(path for path in write_figures(result, tmp_path, "svg") if path.stem == "growth-mass")
    text = path.read_text(encoding="utf-8")
    assert ET.fromstring(text.encode()).tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(--fg" not in text
    assert ".c0{--c:#0072b2}" in text


def test_figures_for_a_column_are_slim_and_have_a_margin(result, tmp_path):
    sizes = {}
    for width in ("page", "column"):
        for path in write_figures(result, tmp_path / width, "svg", width=width):
            head = path.read_text(encoding="utf-8").split(">", 2)[1]
            left, top, *size = (float(part) for part in re.search(r'viewBox="([^"]+)"', head)[1].split())
            assert (left, top) == (-8.0, -8.0)
            assert size == [float(re.search(rf' {name}="([^"]+)"', head)[1]) for name in ("width", "height")]
            sizes[width, path.stem] = size[0]
    assert sizes["page", "mass-flow"] == 1156.0
    for name in ("mass-flow", "growth-mass", "prices", "building"):
        assert sizes["column", name] == 366.0


def test_the_style_of_the_page_is_the_style_on_paper():
    assert declared("path", frozenset({"stroke", "c5"}), frozenset({"chart"}))["stroke"] == "#d55e00"
    assert declared("text", frozenset({"title"}), frozenset({"chart"}))["font-weight"] == "600"


def test_windows_are_drawn_day_by_day_from_the_first_launch_on(result):
    (plot,) = window_plots(result)
    assert plot.svg.count("<rect") > 300
    assert 'class="fill c7"' in plot.svg  # days without a launch
    assert plot.live["data"][0]["type"] == "heatmap"
    assert window_plots(replace(result, windows=None)) == ()


def test_departures_to_a_planet_make_a_porkchop_plot(result):
    c3 = tuple(tuple(9e6 + 1e6 * ((i - 4) ** 2 + (j - 3) ** 2) for j in range(7)) for i in range(9))
    energies = Energies(
        target="mars",
        depart=tuple(9.8e8 + 30 * 86400.0 * i for i in range(9)),
        tof=tuple(86400.0 * (150 + 30 * j) for j in range(7)),
        c3=((None, *c3[0][1:]), *c3[1:]),
    )
    chosen = replace(result, energies=(energies,))
    (plot,) = flights_figure(chosen).plots
    assert ">9<" in plot.svg  # the least C3 in km2/s2
    assert plot.live["data"][0]["type"] == "contour"
    assert plot.live["data"][0]["z"][0][0] is None
    assert Result.from_json(chosen.to_json()).energies == (energies,)


def test_flights_are_drawn_flat_and_in_space_and_survive_json(result):
    way = Way(name="payload", points=((0.0, 1.0, 0.0), (0.5, 0.5, 0.1), (1.0, 0.0, 0.0)))
    orbit = Way(name="orbit of the Earth", points=((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)), guide=True)
    flight = Flight(leg="throw", title="The way about the Sun", unit="AU", axes=("x", "y", "z"), lines=(way, orbit),
                    bodies=(("Sun", (0.0, 0.0, 0.0)),))  # fmt: skip
    flown = replace(result, flights=(flight,))
    (plot,) = flights_figure(flown).plots
    assert plot.title == "throw: the way about the Sun"
    assert "stroke-dasharray" in plot.svg
    assert {trace["type"] for trace in plot.live["data"]} == {"scatter3d"}
    assert Result.from_json(flown.to_json()).flights == (flight,)
    assert 'id="flights"' in render(flown)
    assert flights_figure(result) is None
