"""Version ranges in ``[requires]``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonbase.mission.requirements import satisfies

RELEASES = st.lists(st.integers(0, 30), min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts)))


@pytest.mark.parametrize(
    ("version", "specifier", "fits"),
    [
        ("0.1.0", ">=0.1", True),
        ("0.1", ">=0.1.0", True),
        ("0.10", ">=0.9", True),
        ("1.2.3", ">=1,<2", True),
        ("2.0", ">=1,<2", False),
        ("1.2.3", "~=1.2.0", True),
        ("1.3.0", "~=1.2.0", False),
        ("1.9", "~=1.2", True),
        ("1.0", "!=1", False),
        ("1.0rc1", "==1.0", True),
        ("", ">=0", False),
        ("unknown", "*", True),
        ("1", "", True),
    ],
)
def test_ranges(version, specifier, fits):
    assert satisfies(version, specifier) is fits


@pytest.mark.parametrize("specifier", ["1.0", ">1.x", "=>1", "latest", ">=1 <2", ">=1,about 2"])
def test_what_is_no_range(specifier):
    with pytest.raises(ValueError, match=r"[1la]"):
        satisfies("1.0", specifier)


@given(RELEASES, RELEASES)
def test_comparison_is_an_order(one, other):
    assert satisfies(one, f">={other}") is not satisfies(one, f"<{other}")
    assert satisfies(one, f"=={other}") == (satisfies(one, f">={other}") and satisfies(one, f"<={other}"))
    assert satisfies(one, f">={other}") == satisfies(other, f"<={one}")
