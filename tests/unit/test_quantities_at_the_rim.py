"""Text with a unit and SI floats, both ways."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonbase.errors import QuantityError
from moonbase.quantities import (
    convert,
    date_text,
    dimension_matches,
    format_quantity,
    parse,
    parse_date,
    split,
    to_unit,
)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("2.4 km/s", "m/s", 2400.0),
        ("49.5 kWh/kg", "J/kg", 49.5 * 3.6e6),
        ("1_000 t", "kg", 1e6),
        ("2 kt", "kg", 2e6),
        ("3 Mt/yr", "kg/s", 3e9 / 31557600),
        ("5 %", "1", 0.05),
        ("50 ppm", "1", 5e-5),
        ("1 GUSD/yr", "USD/s", 1e9 / 31557600),
        ("3000 USD/(kW yr)", "USD/J", 3000 / (1e3 * 31557600)),
        ("12 months", "s", 31557600.0),
        ("10 gee", "m/s2", 98.0665),
        ("90 deg", "rad", 1.5707963267948966),
        ("+.5e1 m²", "m2", 5.0),
        ("1e3kg·m/s²", "N", 1000.0),
        ("4", "1", 4.0),
    ],
)
def test_parse(text, unit, value):
    assert parse(text, unit) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("km/s", "m/s", "does not start with a number"),
        ("nan m", "m", "does not start with a number"),
        ("1e999 m", "m", "not a finite number"),
        ("1e300 Gpc", "pm", "too large"),
        ("3 Km", "m", "not a unit"),
        ("3 m", "kg", "same kind"),
        ("3", "kg", "a bare number"),
        ("3 kg", "1", "a pure number"),
        ("1,000 kg", "kg", "between its digits"),
        ("1 000 kg", "kg", "between its digits"),
        ("3 mag", "m", "not"),
        ("3 dex(m)", "m", "logarithmic"),
        ("3 " + "m" * 200, "m", "too long"),
    ],
)
def test_what_is_no_quantity(text, unit, words):
    with pytest.raises(QuantityError, match=words):
        parse(text, unit)


def test_unknown_units_come_with_a_suggestion():
    with pytest.raises(QuantityError) as caught:
        parse("3 Km", "m")
    assert "km" in caught.value.help


@given(st.floats(-1e12, 1e12), st.sampled_from([("km", "m"), ("kWh", "J"), ("yr", "s"), ("t/h", "kg/s")]))
def test_round_trip(value, units):
    shown, si = units
    there = to_unit(value, shown, si)
    assert to_unit(there, si, shown) == pytest.approx(value, rel=1e-14)
    assert parse(f"{value!r} {shown}", si) == pytest.approx(there, rel=1e-14)


def test_dimensions():
    assert dimension_matches("kWh", "J")
    assert not dimension_matches("kW", "J")
    assert not dimension_matches("nonsense", "J")
    assert split(" 3kg ") == (3.0, "kg")
    assert convert(3.0, "m") == 3.0
    assert format_quantity(0.123456, "1") == "0.1235"


@given(st.dates(dt.date(1950, 1, 1), dt.date(2200, 1, 1)))
def test_dates_round_trip(day):
    assert date_text(parse_date(day)) == day.isoformat()
    assert parse_date(day.isoformat()) == parse_date(day)
    assert parse_date(dt.datetime(day.year, day.month, day.day, 12)) - parse_date(day) == 43200.0  # noqa: DTZ001 - TOML's local date-times


@pytest.mark.parametrize("text", ["2030-13-01", "20300101", "2030-1-1", "tomorrow", "2030-01-01x", ""])
def test_what_is_no_date(text):
    with pytest.raises(QuantityError, match="not a date"):
        parse_date(text)
