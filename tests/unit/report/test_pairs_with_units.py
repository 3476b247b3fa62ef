"""Two numbers side by side: one unit, people's counting, and digits enough to see the difference."""

from __future__ import annotations

import pytest

from moonbase.constants import YEAR
from moonbase.report.pairs import change, pair


@pytest.mark.parametrize(
    ("before", "after", "unit", "told"),
    [
        (1200.0, 1300.0, "USD/kg", "1200 → 1300 USD/kg"),
        (10e9 / YEAR, 11e9 / YEAR, "USD/s", "10 → 11 billion USD/yr"),
        (0.0131, 0.0113, "kg/(W)", "13.1 → 11.3 kg/kW"),
        (1e3 * YEAR / 1e3, 2e3 * YEAR / 1e3, "kg/(kg/s)", "1 → 2 t per t/yr"),
        (4000.0, 5000.0, "kg/(1)", "4 → 5 t each"),
        (1e-3 / (1e3 * YEAR), 2e-3 / (1e3 * YEAR), "kg/(W)/s", "1 → 2 g/kW a year"),
        (3.6e9, 7.2e9, "J/1", "1 → 2 MWh"),
        (5e6, 6e6, "J/s", "5 → 6 MW"),
        (12.0 / YEAR, 24.0 / YEAR, "1/s", "12 → 24 /yr"),
        (0.2, 0.3, "1", "0.2 → 0.3"),
        (None, 0.3, "W", "– → 0.3 W"),
        (0.0, 0.0, "kg", "0 → 0 kg"),
    ],
)
def test_a_pair_is_written_as_people_count(before, after, unit, told):
    assert pair(before, after, unit) == told


def test_digits_are_added_until_the_difference_shows():
    assert pair(14640.0, 14580.0, "kg") == "14.64 → 14.58 t"
    assert pair(0.33401, 0.33402, "1") == "0.33401 → 0.33402"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [(2.0, 2.2, "+10.00%"), (2.0, 1.0, "-50.00%"), (1.0, 250.0, "250 times"), (0.0, 1.0, ""), (1.0, None, "")],
)
def test_a_change_is_told_as_share_or_as_multiple(before, after, told):
    assert change(before, after) == told
