"""Heat of oxides: tables, what is declared beyond them, and what is refused."""

from __future__ import annotations

import pytest

from moonbase.api import ModelError
from moonbase_regolith.minerals import mineral
from moonbase_regolith.oxide_heat import heating, heating_notes
from moonbase_regolith.oxides import elements_of, molar_mass, normalised
from moonbase_regolith.places import soils
from moonbase_regolith.species import species
from moonbase_regolith.thermochemistry import decomposition

T = 1873.15
SIX = ("SiO2", "TiO2", "Al2O3", "FeO", "MgO", "CaO")


def six_oxides(name):
    return normalised({oxide: share for oxide, share in soils()[name].items() if oxide in SIX})


def test_heat_to_melt_a_highland_soil():
    # oxide sum of the NASA polynomials: 1.86 MJ/kg to 1873 K, each oxide in its stable phase
    assert heating(six_oxides("apollo-16"), T) / 1e6 == pytest.approx(1.86, abs=0.01)


def test_sulphur_is_weighed_and_an_unknown_element_is_refused():
    # 16.00 x 3 + 32.06 g/mol
    assert elements_of({"SO3": 1.0})["S"] == pytest.approx(0.4004, abs=1e-4)
    with pytest.raises(ModelError, match='no atomic mass is known for "Xy"'):
        elements_of({"XyO": 1.0})


def test_heats_beyond_a_table_are_told():
    soil = {"SiO2": 0.97, "MnO": 0.01, "P2O5": 0.01, "K2O": 0.01}
    assert heating_notes({"SiO2": 1.0}, T) == ()
    assert heating_notes(soil, 1273.15) == ()
    (told,) = heating_notes(soil, T)
    assert told == "1.00% of what is heated is extrapolated beyond its tables: P2O5 beyond 1500 K."
    (hotter,) = heating_notes(soil, 2300.0)
    assert hotter.startswith("3.00% of what is heated")
    assert "MnO beyond 2100 K, K2O beyond 2000 K" in hotter


def test_phosphate_is_heated_as_nist_has_it():
    # NIST WebBook, tetraphosphorus decaoxide, solid: H(T) - H(298.15) in kJ/mol of P4O10
    for kelvin, published in ((500.0, 52.10), (1000.0, 241.7), (1500.0, 480.8)):
        assert heating({"P2O5": 2.0 * molar_mass("P2O5")}, kelvin) / 1e3 == pytest.approx(published, abs=0.3)
    # beyond: on at the 501.5 J/mol/K of 1500 K
    step = heating({"P2O5": 2.0 * molar_mass("P2O5")}, 1900.0) - heating({"P2O5": 2.0 * molar_mass("P2O5")}, 1500.0)
    assert step / 400.0 == pytest.approx(501.5, rel=0.002)


def test_manganese_and_potassium_oxides_are_heated_with_their_own_data():
    manganosite = mineral("manganosite")
    heat = (manganosite.enthalpy(T) - manganosite.enthalpy(298.15)) / molar_mass("MnO")
    assert heating({"MnO": 1.0}, T) == pytest.approx(heat)
    potash = species("K2O(s)")
    beyond = potash.enthalpy(2000.0) + 200.0 * potash.heat_capacity(2000.0) - potash.enthalpy(298.15)
    assert heating({"K2O": molar_mass("K2O")}, 2200.0) == pytest.approx(beyond)
    # no jump where the table ends
    assert heating({"K2O": 1.0}, 2000.001) == pytest.approx(heating({"K2O": 1.0}, 2000.0), rel=1e-5)


@pytest.mark.parametrize("name", ["ilmenite", "quartz", "manganosite", "chromite"])
def test_heat_capacity_of_minerals_is_the_slope_of_their_enthalpy(name):
    found = mineral(name)
    for kelvin in (400.0, 800.0, 1200.0):
        slope = (found.enthalpy(kelvin + 0.01) - found.enthalpy(kelvin - 0.01)) / 0.02
        assert found.heat_capacity(kelvin) == pytest.approx(slope, rel=1e-5)


def test_an_oxide_or_a_temperature_without_data_is_an_error():
    with pytest.raises(ModelError, match="no thermodynamic data for O3W"):
        heating({"SiO2": 0.99, "WO3": 0.01}, T)
    with pytest.raises(ModelError, match="the heat of P2O5 at 3100 K is not known"):
        heating({"SiO2": 0.99, "P2O5": 0.01}, 3100.0)
    with pytest.raises(ModelError, match="the heat of MnO at 3100 K is not known"):
        heating({"MnO": 1.0}, 3100.0)
    with pytest.raises(ModelError, match="no thermodynamic data for K2O at 2100 K"):
        decomposition("K2O", 2100.0)
    assert heating({}, T) == 0.0
