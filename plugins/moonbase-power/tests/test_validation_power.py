"""Published figures of storage and transmission."""

from __future__ import annotations

import pytest

from moonbase_power.storage import battery_mass, fuel_cell_mass, storage_mass
from moonbase_power.transmission import cable_mass

HOUR = 3600.0
WH = 3600.0


def test_battery_through_half_a_month():
    # P15: Colozza 2020, 9323.2 kWh at 200 Wh/kg and a depth of 80 %
    assert storage_mass(9323.2e3 * WH, 200 * WH, 0.8, 1.0) == pytest.approx(58270.0, rel=1e-4)
    hours = 9323.2 / 25.83
    assert battery_mass(25.83e3, hours * HOUR) == pytest.approx(58270.0, rel=1e-4)


@pytest.mark.parametrize(("hours", "kg_per_kw"), [(354, 776), (96, 211)])
def test_store_per_kilowatt(hours, kg_per_kw):
    # equatorial night and four days of polar shadow at 600 Wh/kg, 0.8, 0.95
    assert storage_mass(1e3 * hours * HOUR, 600 * WH, 0.8, 0.95) == pytest.approx(kg_per_kw, rel=0.005)


def test_fuel_cell_mass_per_kilowatt():
    # Colozza 2020: PV with fuel cells 456 kg/kW where PV with batteries is 2345; the store is most of both
    fuel_cell = fuel_cell_mass(1e3, 9323.2 / 25.83 * HOUR, 832 * WH)
    assert 400 < fuel_cell < 456
    assert battery_mass(1e3, 9323.2 / 25.83 * HOUR) / fuel_cell == pytest.approx(2345 / 456, rel=0.05)


def test_bare_cable():
    # 100 kW, 3 kV, 5 km, 5 % loss, aluminium: 1680 kg out and back
    assert cable_mass(100e3, 5000.0, 3000.0, 0.05) == pytest.approx(1680.0, rel=0.001)


def test_cable_mass_grows_with_the_square_of_the_length():
    assert cable_mass(1e3, 2000.0, 3000.0, 0.05) == pytest.approx(4.0 * cable_mass(1e3, 1000.0, 3000.0, 0.05))
