"""`unit_factors.csv` says what astropy says, so that it saves time and changes nothing."""

from __future__ import annotations

import math

import pytest

from moonbase import quantities
from moonbase.errors import QuantityError


def test_every_factor_is_that_of_astropy():
    known = quantities._everyday()
    assert len(known) > 100
    for (unit, target), factor in known.items():
        if math.isnan(factor):
            with pytest.raises(QuantityError, match="not a unit of the same kind"):
                quantities.computed_scale(unit, target)
            with pytest.raises(QuantityError, match="not a unit of the same kind"):
                quantities.unit_scale(unit, target)
            assert not quantities.dimension_matches(unit, target)
        else:
            assert quantities.computed_scale(unit, target) == pytest.approx(factor, rel=1e-15), (unit, target)
            assert quantities.unit_scale(unit, target) == factor
            assert quantities.dimension_matches(unit, target)


def test_other_pairs_are_asked_for():
    assert ("lyr", "m") not in quantities._everyday()
    assert quantities.unit_scale("lyr", "m") == pytest.approx(9.4607304725808e15)
    assert not quantities.dimension_matches("lyr", "kg")
