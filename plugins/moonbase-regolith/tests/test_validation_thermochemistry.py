"""Published and tabulated thermochemistry: stoichiometry, voltages, equilibrium, floors."""

from __future__ import annotations

import pytest

from moonbase.api import ModelError
from moonbase_regolith.ilmenite import (
    equilibrium_constant,
    hydrogen_conversion,
    reaction_enthalpy,
    soil_per_oxygen,
    stoichiometry,
)
from moonbase_regolith.minerals import mineral
from moonbase_regolith.oxides import elements_of, formula, molar_mass, normalised, reduce_soil
from moonbase_regolith.places import soils
from moonbase_regolith.species import species, stable
from moonbase_regolith.thermochemistry import (
    charge_per_oxygen,
    decomposition,
    electrolysis_floor,
    reduction_work,
)

KWH = 3.6e6
T = 1873.15
SIX = ("SiO2", "TiO2", "Al2O3", "FeO", "MgO", "CaO")


def six_oxides(name):
    return normalised({oxide: share for oxide, share in soils()[name].items() if oxide in SIX})


def test_ilmenite_stoichiometry():
    # reference case P01: molar masses of CIAAW 2021
    expected = {"O2": 0.10546, "Fe": 0.36811, "TiO2": 0.52644, "H2": 0.013289, "H2O": 0.11875}
    for name, value in stoichiometry().items():
        assert value == pytest.approx(expected[name], rel=1e-4)


def test_faraday_oxygen():
    # P02: 1 kg of oxygen at 4.2 V and 90 % current efficiency
    charge = charge_per_oxygen()
    assert charge == pytest.approx(1.20614e7, rel=1e-4)
    assert charge / 3600.0 == pytest.approx(3350.4, rel=1e-4)
    assert charge * 4.2 / 0.9 / KWH == pytest.approx(15.635, rel=1e-4)


@pytest.mark.parametrize(
    ("oxide", "janaf"),
    [
        ("FeO", 0.805),
        ("Cr2O3", 1.119),
        ("SiO2", 1.491),
        ("TiO2", 1.576),
        ("MgO", 1.792),
        ("Al2O3", 1.857),
        ("CaO", 2.209),
        ("Na2O", 0.409),
        ("K2O", 0.024),
    ],
)
def test_decomposition_voltage_against_janaf(oxide, janaf):
    # P03: NIST-JANAF tables at 1873.15 K and 1 bar, stable phases
    assert decomposition(oxide, T).voltage == pytest.approx(janaf, abs=0.005)


@pytest.mark.parametrize(
    ("oxide", "enthalpy", "gibbs"),
    [("FeO", 256.50, 154.97), ("SiO2", 938.11, 575.22), ("Al2O3", 1682.21, 1074.60), ("CaO", 788.74, 426.20)],
)
def test_heats_agree_with_cantera(oxide, enthalpy, gibbs):
    # computed with Cantera 3.2 from the same polynomials, kJ/mol
    reaction = decomposition(oxide, T)
    assert reaction.enthalpy / 1000.0 == pytest.approx(enthalpy, abs=0.01)
    assert reaction.gibbs / 1000.0 == pytest.approx(gibbs, abs=0.01)


@pytest.mark.parametrize(("oxide", "voltage"), [("MgO", 2.034), ("CaO", 2.250)])
def test_liquid_metal_above_its_boiling_point_is_the_known_trap(oxide, voltage):
    assert decomposition(oxide, T, gas=False).voltage == pytest.approx(voltage, abs=0.003)
    assert decomposition(oxide, T).metal.endswith("(g)")
    assert decomposition(oxide, T).voltage < voltage


def test_thermoneutral_voltage_exceeds_the_reversible_one():
    silica = decomposition("SiO2", T)
    assert silica.thermoneutral_voltage == pytest.approx(2.431, abs=0.001)
    assert silica.thermoneutral_voltage > silica.voltage


def test_stable_phases_change_where_they_should():
    silicon = (("Si", 1),)
    assert stable(silicon, 1680.0).name == "Si(cr)"
    assert stable(silicon, 1700.0).name == "Si(L)"
    with pytest.raises(ModelError, match="outside its table"):
        species("K2O(s)").enthalpy(2500.0)


def test_heat_capacity_is_the_slope_of_enthalpy():
    oxygen = species("O2(g)")
    slope = (oxygen.enthalpy(1500.5) - oxygen.enthalpy(1499.5)) / 1.0
    assert oxygen.heat_capacity(1500.0) == pytest.approx(slope, rel=1e-6)
    assert species("O2(g)").entropy(298.15) == pytest.approx(205.15, abs=0.05)  # NIST


def test_ilmenite_equilibrium_with_hydrogen():
    # P04: Holland & Powell 2011 minerals, NASA gases; check: Eagle 1988 designs for 0.105 per pass
    assert equilibrium_constant(1273.15) == pytest.approx(0.1045, rel=0.15)
    assert hydrogen_conversion(1273.15) == pytest.approx(0.0946, rel=0.15)
    assert reaction_enthalpy(1273.15) / molar_mass("FeTiO3") == pytest.approx(224e3, rel=0.10)
    assert equilibrium_constant(1373.15) > equilibrium_constant(1273.15)


@pytest.mark.parametrize(
    ("name", "atoms"),
    [
        ("rutile", (("O", 2), ("Ti", 1))),
        ("periclase", (("Mg", 1), ("O", 1))),
        ("corundum", (("Al", 2), ("O", 3))),
        ("lime", (("Ca", 1), ("O", 1))),
        ("quartz", (("O", 2), ("Si", 1))),
    ],
)
def test_two_mineral_tables_agree(name, atoms):
    nasa = stable(atoms, 1273.15, gas=False)
    assert mineral(name).gibbs(1273.15) == pytest.approx(nasa.gibbs(1273.15), abs=2500.0)


def test_eagle_soil_chain():
    # P05: Eagle Engineering 1988 table 6-5: 995 t/day, 137 kW mining, 1002 kW beneficiation
    per_oxygen = soil_per_oxygen(0.075, 0.438, 0.98, 0.9)
    soil = per_oxygen * 3044.0
    assert per_oxygen == pytest.approx(327.3, rel=0.005)
    assert soil / 1000.0 == pytest.approx(996.2, rel=0.005)
    assert soil * 11.9 / 86400.0 == pytest.approx(137.2, rel=0.005)
    assert soil * 87.0 / 86400.0 == pytest.approx(1003.0, rel=0.005)


@pytest.mark.parametrize(
    ("soil", "percent"), [("apollo-11", 42.34), ("apollo-12", 43.04), ("apollo-16", 45.02), ("apollo-17", 43.30)]
)
def test_oxygen_in_soils(soil, percent):
    # P06: from table 7.15 of the Lunar Sourcebook, normalised
    assert 100.0 * elements_of(soils()[soil])["O"] == pytest.approx(percent, abs=0.05)


@pytest.mark.parametrize(
    ("element", "percent"), [("Si", 20.96), ("Al", 14.39), ("Fe", 3.95), ("Ti", 0.32), ("Mg", 3.42), ("Ca", 11.18)]
)
def test_elements_of_apollo_16_soil(element, percent):
    assert 100.0 * elements_of(soils()["apollo-16"])[element] == pytest.approx(percent, abs=0.02)


@pytest.mark.parametrize(
    ("soil", "reduced", "oxygen", "gibbs", "heat", "total"),
    [
        ("apollo-16", ("FeO", "SiO2"), 0.2527, 4.889, 7.977, 10.016),  # P08
        ("apollo-16", ("FeO", "SiO2", "TiO2", "Al2O3"), 0.3842, 5.339, 8.570, 9.911),
        ("apollo-16", SIX, 0.4521, 5.578, 9.287, 10.426),
        ("apollo-11", ("FeO", "SiO2"), 0.2625, 4.690, 7.658, 9.575),
        ("apollo-11", ("FeO",), 0.0346, 2.691, 4.453, 19.017),
        ("apollo-17", ("FeO", "SiO2"), 0.2601, 4.750, 7.754, 9.718),
    ],
)
def test_electrolysis_floor(soil, reduced, oxygen, gibbs, heat, total):
    # P08 and its neighbours: 298.15 K feed, 1873.15 K melt, six oxides normalised, kWh per kg of oxygen
    oxides = six_oxides(soil)
    conversions = dict.fromkeys(reduced, 1.0)
    mass, work, enthalpy = reduction_work(oxides, conversions, T)
    assert mass == pytest.approx(oxygen, abs=1e-4)
    assert work / mass / KWH == pytest.approx(gibbs, rel=1e-3)
    assert enthalpy / mass / KWH == pytest.approx(heat, rel=1e-3)
    assert electrolysis_floor(oxides, conversions, T) / mass / KWH == pytest.approx(total, rel=1e-3)


def test_reduction_keeps_mass():
    soil = soils()["apollo-17"]
    oxygen, metals, left = reduce_soil(soil, {"FeO": 0.7, "SiO2": 0.4})
    assert oxygen + sum(metals.values()) + sum(left.values()) == pytest.approx(1.0, abs=1e-12)
    assert set(metals) == {"Fe", "Si"}


def test_a_formula_that_is_none_is_refused():
    assert formula("CaAl2Si2O8") == {"Ca": 1, "Al": 2, "Si": 2, "O": 8}
    with pytest.raises(ModelError, match="not a chemical formula"):
        formula("water")


def test_published_molar_mass_error_of_one_study():
    # NASA/CR-2020-220368 used 308 g/mol for ilmenite: 2.03 times too much feed
    assert 0.308 / molar_mass("FeTiO3") == pytest.approx(2.030, abs=0.001)


@pytest.mark.parametrize(
    ("name", "enthalpy", "entropy"),
    [
        ("ilmenite", -1232.0, 108.9),
        ("anorthite", -4234.0, 199.3),
        ("albite", -3935.0, 207.4),
        ("forsterite", -2173.0, 94.1),
        ("fayalite", -1478.2, 151.0),
        ("diopside", -3201.5, 142.7),
        ("wollastonite", -1634.8, 81.7),
    ],
)
def test_minerals_against_a_second_compilation(name, enthalpy, entropy):
    # Robie & Hemingway 1995 (USGS Bulletin 2131), recalled: the two compilations differ by their own error bars
    assert mineral(name).enthalpy(298.15) / 1000.0 == pytest.approx(enthalpy, abs=2.5)
    assert mineral(name).entropy(298.15) == pytest.approx(entropy, abs=1.3)


def test_chromite_against_its_own_table():
    # Robie & Hemingway 1995: Cp 133.58 J/mol/K, Gibbs energy of formation -1344.5 kJ/mol at 298.15 K
    chromite, t0 = mineral("chromite"), 298.15
    slope = (chromite.enthalpy(t0 + 1.0) - chromite.enthalpy(t0)) / 1.0
    assert slope == pytest.approx(133.58, abs=0.3)
    elements = species("Fe(a)").entropy(t0) + 2.0 * species("Cr(cr)").entropy(t0) + 2.0 * species("O2(g)").entropy(t0)
    formation = chromite.enthalpy(t0) - t0 * (chromite.entropy(t0) - elements)
    assert formation / 1000.0 == pytest.approx(-1344.5, abs=0.5)
    # a spinel of iron and chromium oxides that holds together up to its range
    for kelvin in (t0, 1000.0, 1600.0):
        oxides = stable((("Fe", 1), ("O", 1)), kelvin, gas=False), stable((("Cr", 2), ("O", 3)), kelvin, gas=False)
        assert chromite.gibbs(kelvin) < sum(oxide.gibbs(kelvin) for oxide in oxides)


def test_minerals_refuse_temperatures_beyond_their_range():
    with pytest.raises(ModelError, match="fayalite at 1800 K is outside its table"):
        mineral("fayalite").gibbs(1800.0)
    with pytest.raises(ModelError, match="outside its table"):
        mineral("ilmenite").entropy(200.0)
    with pytest.raises(ModelError, match="no thermodynamic data for the mineral"):
        mineral("kryptonite")
