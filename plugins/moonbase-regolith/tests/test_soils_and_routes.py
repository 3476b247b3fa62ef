"""Soils with their spread, minerals, ice, calibration rows, and the commands that show them."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner

import moonbase_regolith as plugin
from moonbase.api import Flowsheet, ModelError, Site, Unit, constants
from moonbase_regolith.commands import regolith
from moonbase_regolith.floors import compare, refused
from moonbase_regolith.geotechnics import overburden_ratio
from moonbase_regolith.ice import PRIORS, ice_samples
from moonbase_regolith.modes import modes, norm
from moonbase_regolith.oxides import molar_mass
from moonbase_regolith.places import soils
from moonbase_regolith.residue import composition_of, residue
from moonbase_regolith.soil_spread import relative_spread, soil_samples
from moonbase_regolith.studies import studies


def test_samples_of_soils_keep_their_sum_and_their_spread(sites):
    site = sites["apollo-17"]
    drawn = soil_samples(site, 20_000, np.random.default_rng(3))
    np.testing.assert_allclose(sum(drawn.values()), 1.0, rtol=1e-12)
    spread = relative_spread(site)
    assert drawn["Al2O3"].std() / drawn["Al2O3"].mean() == pytest.approx(spread["Al2O3"], rel=0.2)
    # what one oxide gains the others lose
    assert np.corrcoef(drawn["SiO2"], drawn["Al2O3"])[0, 1] < 0.0


def test_places_that_nobody_sampled_are_less_certain(sites):
    visited, pole = relative_spread(sites["apollo-16"]), relative_spread(sites["lunar-south-pole"])
    assert pole["FeO"] > visited["FeO"]
    assert relative_spread(sites["luna-24"])["TiO2"] > 0.3
    with pytest.raises(ModelError, match="no spread of soils"):
        relative_spread(Site(name="cave", terrain="lava", soil={"SiO2": 1.0}))


@pytest.mark.parametrize("name", sorted(soils()))
def test_norm_keeps_mass_and_stays_under_its_bounds(name):
    soil = soils()[name]
    minerals = norm(soil)
    assert sum(minerals.values()) == pytest.approx(1.0, abs=1e-12)
    assert min(minerals.values()) >= 0.0
    assert minerals["ilmenite"] <= soil["TiO2"] * molar_mass("FeTiO3") / molar_mass("TiO2") + 1e-12
    assert minerals["other"] < 0.02
    assert sum(modes(soil, 0.6).values()) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(
    ("name", "percent"), [("apollo-11", 14.8), ("apollo-12", 5.7), ("apollo-16", 1.0), ("apollo-17", 8.0)]
)
def test_normative_ilmenite(name, percent):
    # from table 7.15 of the Lunar Sourcebook, all titanium in ilmenite
    assert 100.0 * norm(soils()[name])["ilmenite"] == pytest.approx(percent, abs=0.1)


def test_highlands_are_mostly_plagioclase_and_mare_is_not():
    # 60 to 75 % and 15 to 35 % by volume, recalled; the norm counts glass as minerals
    assert 0.6 < norm(soils()["apollo-16"])["plagioclase"] < 0.8
    assert norm(soils()["luna-24"])["plagioclase"] < 0.40
    with pytest.raises(ModelError, match="does not know Cr2O3"):
        norm({"SiO2": 0.9, "Cr2O3": 0.1})


def test_priors_of_ice():
    generator = np.random.default_rng(5)
    drawn = {prior: ice_samples(prior, 50_000, generator) for prior in PRIORS}
    assert drawn["log-uniform"].min() >= 0.005
    assert drawn["log-uniform"].max() <= 0.08
    assert np.median(drawn["log-uniform"]) == pytest.approx(0.02, rel=0.03)
    assert drawn["measured"].mean() == pytest.approx(0.056, rel=0.03)
    assert np.median(drawn["patchy"]) == pytest.approx(0.001)
    assert drawn["patchy"].mean() == pytest.approx(0.3 * 0.056, rel=0.08)
    with pytest.raises(ModelError, match="no prior"):
        ice_samples("plenty", 1, generator)


def test_patchy_ground_and_real_densities_change_what_water_costs(models, sites):
    def energy(**values):
        recipe = models["ice-mining"](**values).recipe(sites["cabeus"])
        flows = {flow.commodity: flow.amount for flow in recipe.flows}
        return -flows["electricity"] / flows["water"]

    assert energy(bearing_share=0.5) > energy() > energy(heat_capacity_factor=0.8)
    assert energy(overburden_depth="1 m") > energy(overburden_depth="0.2 m")
    # 20 cm of loose soil over 30 cm of firmer soil: less than the 0.667 of equal densities
    assert 0.5 < overburden_ratio(0.2, 0.3) < 0.667


def test_residue_names_what_is_missing():
    mass, left = residue([(1.0, {"Fe": 0.5, "O": 0.5})], [(0.2, composition_of("oxygen"))])
    assert mass == pytest.approx(0.8)
    assert left["Fe"] == pytest.approx(0.625)
    with pytest.raises(ModelError, match=r"0\.1 kg of O more than the feeds"):
        residue([(1.0, {"Fe": 0.5, "O": 0.5})], [(0.6, composition_of("oxygen"))])
    with pytest.raises(ModelError, match="no fixed composition"):
        composition_of("slag")


@pytest.mark.parametrize("study", studies(), ids=lambda study: f"{study.name} {study.kind}")
def test_studies_say_what_their_columns_give(study):
    assert study.energy == pytest.approx(study.printed_energy, rel=0.01)
    if study.printed_mass is not None:
        assert study.specific_mass == pytest.approx(study.printed_mass, rel=0.005)
    assert study.source in {source.key for source in plugin.moonbase_sources()}


def test_every_route_lies_between_its_floor_and_its_literature():
    routes = compare()
    assert len(routes) == 8
    for route in routes:
        assert route.floor < route.used < route.chain
        # whole systems are published: from the ground to liquid oxygen
        assert route.published[0] <= route.chain <= route.published[2]
        assert route.measured is None or route.floor < route.measured[0]


def test_routes_tell_what_comes_back_of_their_reagents():
    routes = {route.model: route for route in compare()}
    # 99.7 % of the carbon comes back with 0.0017 kg lost per kg of oxygen (Kleinhenz & Paz 2021)
    assert routes["carbothermal-reduction"].recycled["carbon"] == pytest.approx(0.9977, abs=1e-4)
    assert routes["fluorination"].recycled["potassium-fluoride"] == pytest.approx(0.999)
    assert routes["acid-leaching"].recycled["hydrofluoric-acid"] == pytest.approx(0.99)
    # a tenth of the hydrogen turns to water in a pass: 1.25 kg go round per kg of oxygen
    assert routes["hydrogen-reduction"].made_up["hydrogen"] == pytest.approx(0.002)
    assert routes["hydrogen-reduction"].recycled["hydrogen"] == pytest.approx(1.0 - 0.002 / 1.255, abs=5e-5)
    assert routes["molten-regolith-electrolysis"].made_up == {}


def test_every_floor_holds_the_heat_that_stays_in_the_products(models, sites):
    # all energy comes as electricity or as heat that it makes: less than the heat of reaction cannot do
    for name in ROUTES:
        model = models[name]
        for site in ("apollo-11", "apollo-16"):
            recipe = model().recipe(sites[site])
            assert recipe.energy_floor >= recipe.stored_energy > 0.0, name


def test_ice_is_refused_far_from_the_poles(models, sites):
    with pytest.raises(ModelError, match=r"no ice within reach of \"apollo-17\" at 20\.2 degrees"):
        models["ice-mining"]().recipe(sites["apollo-17"])
    assert set(refused(sites["apollo-17"])) == {"ice-mining"}
    assert {route.model for route in compare(sites["apollo-17"])} == {*ROUTES}
    with pytest.raises(ModelError, match="gives no water at 160 K"):
        models["ice-mining"](ground_temperature="190 K", extraction_temperature="160 K").recipe(sites["cabeus"])


def test_commands_print_floors_and_soils():
    run = CliRunner().invoke
    floors = run(regolith, ["floors"])
    assert floors.exit_code == 0
    (line,) = (line for line in floors.output.splitlines() if line.startswith("molten-regolith"))
    assert line.split()[1:6] == ["apollo-16", "0.214", "10.4", "49.5", "50.9"]
    assert "100-135" in line
    elsewhere = run(regolith, ["floors", "--site", "apollo-17"]).output
    assert "ice-mining cannot work here: no ice within reach" in elsewhere
    assert "hydrogen 0.002 kg (99.84% back)" in elsewhere
    soil = run(regolith, ["soil", "lunar-south-pole"])
    assert soil.exit_code == 0
    assert "Al2O3    27.20 +- " in soil.output
    assert isinstance(run(regolith, ["soil", "atlantis"]).exception, ModelError)


ROUTES = (
    "molten-regolith-electrolysis",
    "carbothermal-reduction",
    "hydrogen-reduction",
    "molten-salt-electrolysis",
    "vacuum-pyrolysis",
    "fluorination",
    "acid-leaching",
)


@pytest.mark.parametrize("route", ROUTES)
def test_a_larger_plant_weighs_less_per_rate(route, models, sites):
    place = sites["apollo-11"]
    small = models[route]()
    large = models[route](
        design_rate=f"{4.0 * small.reference_rate * constants.YEAR / 1000.0} t/yr", scale_exponent=0.7
    )
    masses = [sum(plant.recipe(place).equipment.values()) for plant in (small, large)]
    assert masses[1] / masses[0] == pytest.approx(4.0**-0.3, rel=1e-6)
    sizes = [plant.recipe(place).unit_capacity for plant in (small, large)]
    assert sizes[1] / sizes[0] == pytest.approx(4.0)


@pytest.mark.parametrize("route", ["molten-regolith-electrolysis", "carbothermal-reduction", "vacuum-pyrolysis"])
def test_an_energy_under_the_floor_is_told_and_does_not_count(route, models, sites):
    place = sites["apollo-11"]
    recipe, usual = models[route](specific_energy="10 kWh/kg").recipe(place), models[route]().recipe(place)
    (used,) = (-flow.amount for flow in recipe.flows if flow.commodity == "electricity")
    told = [note for note in recipe.notes if "the floor is" in note]
    if 10.0 * 3.6e6 * sum(flow.amount for flow in recipe.flows if flow.commodity == "oxygen") < recipe.energy_floor:
        assert used == pytest.approx(recipe.energy_floor)
        assert len(told) == 1
    else:
        assert told == []
    assert not any("the floor is" in note for note in usual.notes)


@pytest.mark.parametrize("route", [*ROUTES, "ice-mining", "aluminium-electrolysis"])
def test_every_route_can_be_drawn_with_its_soil(route, models, sites):
    product = "water" if route == "ice-mining" else "oxygen"
    site = sites["lunar-south-pole" if route == "ice-mining" else "apollo-11"]
    sheet = Flowsheet(site=site, units={"route": Unit(model=models[route], closes=product)}, demand={product: 1.0})
    best, drawn = sheet.evaluate(), sheet.monte_carlo(60, soils=soil_samples)
    used = -drawn.net["electricity"]
    assert used.shape == (60,)
    assert used.std() > 0.0
    assert 0.4 < np.median(used) / -best.net["electricity"][0] < 2.5
    recipe = models[route]().recipe(site)
    made = sum(flow.amount for flow in recipe.flows if flow.commodity == product)
    # half of the floor of the mean soil is under the floor of any
    assert used.min() > 0.5 * recipe.energy_floor / made
