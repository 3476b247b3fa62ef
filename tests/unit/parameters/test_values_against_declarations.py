"""A written value against its declaration."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonbase.parameters.check import RefusedError, check_value, display_unit
from moonbase.parameters.declare import ParamInfo
from moonbase.quantities import parse_date


def info(**facts):
    return ParamInfo(
        **{"name": "x", "default": None, "unit": "1", "doc": "D.", "source": "s", "grade": "assumed", **facts}
    )


SPEED = info(default="2.4 km/s", unit="m/s", lo=0.0, hi="10 km/s")


@pytest.mark.parametrize(
    ("declared", "raw", "value"),
    [
        (SPEED, "3 km/s", 3000.0),
        (SPEED, "10 km/s", 10000.0),
        (info(), 0.5, 0.5),
        (info(), 3, 3.0),
        (info(), "30 %", 0.3),
        (info(default=1, unit=""), 7, 7),
        (info(default="a", unit="", choices=("a", "b")), "b", "b"),
        (info(default=False, unit=""), True, True),
        (info(unit="date"), "2030-01-01", parse_date("2030-01-01")),
        (info(default="2027-01-01", unit=""), dt.date(2030, 1, 1), "2030-01-01"),
    ],
)
def test_values_that_fit(declared, raw, value):
    found = check_value(declared, raw, "node.x")
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("declared", "raw", "code", "words"),
    [
        (SPEED, 3, "M009", 'write x = "3 km/s"'),
        (SPEED, "24 km/s", "M011", "node.x = 24 km/s is above the allowed 10 km/s"),
        (SPEED, "-1 m/s", "M011", "below the allowed 0 m/s"),
        (SPEED, "3 kg", "M010", "units like km/s"),
        (SPEED, float("nan"), "M012", "finite"),
        (SPEED, 10**400, "M012", "finite"),
        (SPEED, True, "M006", "true or false"),
        (info(lo=0), -0.1, "M011", "at least 0"),
        (info(hi=1), "150 %", "M011", "at most 100 %"),
        (info(default=1, unit=""), 1.0, "M006", "whole number"),
        (info(default="a", unit="", choices=("alpha", "beta")), "alhpa", "M020", 'did you mean "alpha"'),
        (info(unit="date", lo="2030-01-01"), "2029-12-31", "M021", "before 2030-01-01"),
        (info(unit="date"), 3, "M006", "date"),
        (info(default="someday", unit=""), dt.date(2030, 1, 1), "M006", "text in quotes"),
    ],
)
def test_values_that_do_not(declared, raw, code, words):
    with pytest.raises(RefusedError) as caught:
        check_value(declared, raw, "node.x")
    assert caught.value.code == code
    assert words in " ".join([caught.value.message, *caught.value.notes, caught.value.help or ""])


@pytest.mark.parametrize(
    ("declared", "unit"),
    [
        (SPEED, "km/s"),
        (info(default=1.0, unit="J/kg"), "J/kg"),
        (info(unit="m", hi="3 km"), "km"),
        (info(), ""),
    ],
)
def test_people_see_the_unit_of_the_declaration(declared, unit):
    assert display_unit(declared) == unit


@given(st.floats(0, 10), st.sampled_from(["m/s", "km/s", "km/h", "AU/yr", "m/d"]))
def test_the_unit_never_decides_what_is_allowed(speed, unit):
    """Ten kilometres a second are allowed in any unit, and nothing above them."""
    from moonbase.quantities import unit_scale

    written = f"{speed * 0.999999 * 1000 / unit_scale(unit, 'm/s')!r} {unit}"
    assert check_value(SPEED, written, "x") == pytest.approx(speed * 999.999, rel=1e-9)
    with pytest.raises(RefusedError):
        check_value(SPEED, f"{10001 / unit_scale(unit, 'm/s')!r} {unit}", "x")
