from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonbase.graph.grid import make_grid
from moonbase.mission.spec import Period
from moonbase.quantities import parse_date
from moonbase.report.years import calendar_year, date_seconds, date_text, years_of

YEAR = 365.25 * 86400.0


def test_a_decade_of_months_has_ten_years_and_no_sliver():
    years = years_of(make_grid(parse_date("2030-01-01"), 10 * YEAR, Period()).edges)
    assert years.labels == tuple(range(2030, 2040))
    assert years.seconds == pytest.approx(YEAR, rel=0.01)


def test_whole_periods_stay_in_their_year():
    grid = make_grid(parse_date("2030-01-01"), 10 * YEAR, Period())
    assert set(np.round(years_of(grid.edges).weights.ravel(), 12)) == {0.0, 1.0}


def test_a_year_that_starts_in_july_is_split():
    grid = make_grid(parse_date("2030-07-01"), 2 * YEAR, Period(kind="uniform", blocks=((YEAR, 2),)))
    years = years_of(grid.edges)
    assert years.labels == (2030, 2031, 2032)
    assert years.total(np.array([100.0, 100.0])) == pytest.approx([50, 100, 50], abs=1.0)


def test_the_level_at_the_end_of_a_year_is_that_of_its_last_period():
    grid = make_grid(parse_date("2030-01-01"), 2 * YEAR, Period(kind="uniform", blocks=((YEAR / 4, 8),)))
    assert years_of(grid.edges).at_end(np.arange(8.0)) == pytest.approx([3.0, 7.0])


@given(st.integers(0, 3000), st.lists(st.floats(1.0, 900.0), min_size=1, max_size=40), st.floats(0.0, 1e6, width=32))
def test_spreading_over_years_keeps_the_total(day, lengths, amount):
    edges = parse_date("2030-01-01") + 86400.0 * (day + np.concatenate(([0.0], np.cumsum(lengths))))
    amounts = np.full(len(lengths), amount)
    assert years_of(edges).total(amounts).sum() == pytest.approx(amounts.sum(), rel=1e-9)


def test_dates_go_there_and_back():
    assert date_text(date_seconds("2044-02-29")) == "2044-02-29"
    assert date_seconds("2044-02-29") == parse_date("2044-02-29")


def test_new_year_is_a_whole_number():
    assert calendar_year(parse_date("2037-01-01")) == 2037.0
    assert calendar_year(parse_date("2037-07-02")) == pytest.approx(2037.5, abs=0.003)


@pytest.mark.parametrize("start", ["2030-01-01", "2031-01-01", "2032-01-01", "2033-01-01"])
def test_a_decade_ends_on_new_year(start):
    end = parse_date(start) + 10 * YEAR
    assert date_text(end) == f"{int(start[:4]) + 10}-01-01"
