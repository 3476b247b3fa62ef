"""The default settings of a published calculator of 2025 give its published numbers."""

from __future__ import annotations

import pytest

from moonbase_compute.calculator_2025 import OnOrbit, OnSite, break_even_launch_price


def test_cost_in_orbit():
    assert OnOrbit().satellites == 39_731
    assert OnOrbit().cost == pytest.approx(51.10e9, rel=1e-3)
    assert OnOrbit().cost_per_energy == pytest.approx(1166.6, rel=1e-3)


def test_cost_on_the_ground():
    assert OnSite().cost == pytest.approx(15.85e9, rel=1e-3)
    assert OnSite().cost / OnSite().energy == pytest.approx(425.8, rel=1e-3)


def test_break_even_launch_price_is_negative():
    assert break_even_launch_price(OnOrbit(), OnSite()) == pytest.approx(-263.7, rel=1e-3)
    assert break_even_launch_price(OnOrbit(hardware_price=10.0), OnSite()) > 0.0
