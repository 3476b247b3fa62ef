"""Charts of a study on a page, as wide as a desk and as narrow as a phone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from moonbase.campaign.present import figures
from moonbase.campaign.statistics.distribution import converge, cumulative
from moonbase.report.drawingpage import drawing_page
from moonbase.report.units import Scale

pytestmark = pytest.mark.browser

BILLIONS = Scale(label="billion USD", factor=1e9)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Write a page with every kind of chart, of samples with long names and numbers."""
    rng = np.random.default_rng(1)
    cost = 1.2345e12 + 2e8 * rng.normal(size=131_073)
    inputs = ["earth_cargo.price_per_kg", "driver.lifetime_of_the_rails", "sorter.share_of_what_is_kept"]
    ends = np.array([[1.2343e12, 1.2347e12], [1.2344e12, 1.2346e12], [1.23449e12, 1.23451e12]])
    points = np.column_stack([cost[:800] / 1e9, rng.uniform(1e-4, 9e-4, 800)])
    labels = ("earth_cargo.price_per_kg [USD/kg]", "driver.lifetime_of_the_rails [year]")
    years = list(range(2032, 2058))
    spread = np.outer(np.linspace(1e9, 1e12, len(years)), [0.5, 1.0, 1.7])
    plots = [
        figures.cumulative(
            "cost_per_kilowatt_year.ground: share of the samples below", *cumulative(cost[:900]), BILLIONS
        ),
        figures.convergence("cost_per_kilowatt_year.ground: mean as samples came in", converge(cost), BILLIONS),
        figures.tornado("cost_per_kilowatt_year: input low and high", inputs, ends, 1.2345e12, BILLIONS),
        figures.scatter("samples over two inputs", points, labels, points[:, 1] < 4e-4, ("on the front", "beaten")),
        figures.fan("delivered by year: 5 %, median, 95 %", years, spread, BILLIONS),
    ]
    path = tmp_path_factory.mktemp("study") / "study.html"
    named = [replace(plot, name=f"chart-{number}") for number, plot in enumerate(plots)]
    path.write_text(drawing_page("Study", named), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1400, 1000, 390, 360])
def test_letters_in_charts_of_a_study_are_large_whole_and_apart(browser, letters, study, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(study.as_uri())
    slim = page.locator("figure .slim svg")
    assert slim.count() == 5
    assert all(one.is_visible() is (width < 600) for one in slim.all())
    assert page.evaluate(letters) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
