"""Porkchop plots and flights on a page, as wide as a desk and as narrow as a phone."""

from __future__ import annotations

import numpy as np
import pytest

from moonbase.report.drawing import SLIM
from moonbase.report.drawingpage import drawing_page
from moonbase.report.plots import Plot
from moonbase.report.trajectoryplots import (
    Body,
    Mark,
    PathView,
    PorkchopView,
    Track,
    path_svg,
    porkchop_svg,
    scene_svg,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Write a page with a porkchop plot, and with ways and names seen from above and in space."""
    depart, tof = np.linspace(9.0e8, 9.7e8, 60), np.linspace(100.0, 450.0, 50) * 86400.0
    early, late = depart[:, None], tof[None, :] / 86400.0
    value = 9.0 + ((early - 9.3e8) / 4e6) ** 2 + ((late - 250.0 - (early - 9.3e8) / 4e5) / 25.0) ** 2
    marks = [Mark(depart=9.3e8 + step, tof=2.2e7 + step, text=f"{step:g}: 9.18 km²/s²") for step in (0.0, 2e5, 9e5)]
    chart = PorkchopView(
        title="From the Earth to a far planet: direct transfers", depart=depart, tof=tof, value=value, marks=marks
    )
    angle = np.linspace(0.0, 3.0, 50)
    way = np.column_stack([400.0 * np.cos(angle), 60.0 * np.sin(angle), 9.0 * angle])
    places = {"release 2031-01-07": 0, "impulse 1139 m/s": 1, "arrival 2031-01-10": 3, "Moon": 4, "L1 of the Sun": 49}
    view = PathView(
        title="in the neighbourhood, first days: Earth and Moon at rest",
        tracks=[Track(name=f"a way that goes {name}", points=way * (1.0 + k)) for k, name in enumerate(("out", "far"))],
        bodies=[Body(name=name, place=tuple(way[k]), radius=1.7) for name, k in places.items()],
        axes=("from the Earth towards the Moon", "along its motion", "north of the ecliptic"),
    )
    path = tmp_path_factory.mktemp("drawn") / "drawn.html"
    sizes = {"svg": 480.0, "slim": SLIM}
    plots = [
        Plot(name=name, title=name, **{kind: draw(what, width=width) for kind, width in sizes.items()})
        for name, draw, what in (
            ("porkchop", porkchop_svg, chart),
            ("path", path_svg, view),
            ("space", scene_svg, view),
        )
    ]
    path.write_text(drawing_page("Drawn", plots, ["a note"]), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1400, 700, 390, 360])
def test_letters_of_flights_and_porkchop_plots_are_large_whole_and_apart(browser, letters, drawn, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(drawn.as_uri())
    slim = page.locator("figure .slim svg")
    assert slim.count() == 3
    assert all(one.is_visible() is (width < 600) for one in slim.all())
    assert page.evaluate(letters) == []
    page.close()
