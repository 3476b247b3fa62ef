from __future__ import annotations

import math

import pytest

from moonbase.report.units import human, number, per_year, scale_for


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.0, "kg", "0 kg"),
        (999.0, "kg", "999 kg"),
        (1000.0, "kg", "1 t"),
        (2.5e6, "kg", "2.5 kt"),
        (3.6e9, "J", "1 MWh"),
        (1.5e6, "W", "1.5 MW"),
        (2.5e10, "USD", "25 billion USD"),
        (250000.0, "USD", "250\u202f000 USD"),
        (86400.0, "s", "1 d"),
        (2400.0, "m/s", "2.4 km/s"),
        (2e15, "FLOP/s", "2 PFLOP/s"),
        (3.6e-9 * 50, "USD/J", "648 USD/MWh"),
        (1e5, "USD/kg", "100\u202f000 USD/kg"),
        (1234.0, "1", "1234"),
        (None, "kg", "–"),
        (-5000.0, "kg", "-5 t"),
        (math.pi / 4, "rad", "45 °"),
        (55.0, "K", "55 K"),
    ],
)
def test_a_value_gets_the_unit_that_suits_it(value, unit, text):
    assert human(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e-4, "1e-4"), (0.00123, "0.00123"), (1.0, "1"), (99.96, "100"), (123456.0, "123\u202f456"), (2.5e12, "2.5e12")],
)
def test_numbers_have_about_three_digits(value, text):
    assert number(value) == text


def test_numbers_that_are_none():
    assert [number(value) for value in (math.inf, -math.inf, math.nan)] == ["∞", "-∞", "–"]


def test_a_column_shares_the_unit_of_its_largest_value():
    scale = scale_for([1.0, 5e6, None], "kg")
    assert (scale.label, scale(5e6), scale(None)) == ("kt", "5", "–")


def test_the_unit_that_a_commodity_prefers_is_kept_while_it_reads_well():
    assert scale_for([2e6], "kg", "t").label == "t"
    assert scale_for([2e10], "kg", "t").label == "Mt"


def test_dust_beside_large_values_is_nothing():
    scale = scale_for([1e9], "kg")
    assert [scale.column(value, 1e9) for value in (1e-3, 1e4, 1e7)] == ["0", "≈0", "0.0100"]


def test_rates_are_watts_or_per_year():
    assert per_year(5.0, "J") == (5.0, "W")
    assert per_year(1.0, "kg")[0] == pytest.approx(365.25 * 86400)
