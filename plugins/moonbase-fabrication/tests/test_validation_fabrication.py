"""Published figures of fabs and of self-growing industry."""

from __future__ import annotations

import json
import math

import pytest
from click.testing import CliRunner

import moonbase_fabrication as plugin
from moonbase.api import ModelError, Site
from moonbase_fabrication.accelerator import Accelerator, Die
from moonbase_fabrication.commands import fabrication
from moonbase_fabrication.conductors import ALUMINIUM, IRON, area_ratio, mass_ratio
from moonbase_fabrication.die_yield import (
    bose_einstein,
    die_yield,
    learned_defect_density,
    negative_binomial,
    poisson,
)
from moonbase_fabrication.dies_per_wafer import counted, de_vries, first_order
from moonbase_fabrication.heat_rejection import radiator_flux
from moonbase_fabrication.lithography import scanners
from moonbase_fabrication.replication import (
    closure_limited_mass,
    exponential_units,
    fast_exponential_units,
    leverage,
    metzger_generations,
    metzger_seed,
)

BASE = Site(name="base")
KWH = 3.6e6
WAFER = 706.9  # cm2


def preset(model, name):
    (found,) = (item for item in plugin.moonbase_presets() if (item.model, item.name) == (model, name))
    return dict(found.values)


def on_earth(model):
    """Published fabs run in air, and no soil blows into them."""
    return preset(model, "on-earth")


def test_metzger_seed_totals():
    # P10: 7675 kg, 390 kg of electronics, 64.36 kW, 21 assets
    seed = metzger_seed()
    assert seed.assets == 21
    assert seed.mass == 7675.0
    assert seed.electronics == 390.0
    assert seed.power == pytest.approx(64360.0)
    assert seed.electronics / seed.mass == pytest.approx(0.0508, abs=5e-5)


def test_machine_shop_follows_the_generations(models):
    # the shop's default crudeness is that of generation 3; its robots work 6 weeks per asset, as in generation 2.5
    generations = {item.name: item for item in metzger_generations()}
    shop = models["machine-shop"]()
    assert shop.crudeness == generations["3.0"].crudeness
    seed = metzger_seed()
    weeks = generations["2.5"].robot_weeks
    assert shop.robot_time * seed.mass / seed.assets / (7 * 86400.0) == pytest.approx(weeks, rel=0.01)
    ideal, crude = (models["machine-shop"](crudeness=factor).recipe(BASE) for factor in (1.0, 2.5))
    used = [-flow.amount for recipe in (ideal, crude) for flow in recipe.flows if flow.commodity == "iron"]
    assert used[1] / used[0] == pytest.approx(2.5)
    assert [item.crudeness for item in generations.values()][-1] == 1.0


def test_growth_table_of_the_1980_study():
    # P11: NASA CP-2255 table 5.2, ten working years
    assert exponential_units(10) == 512
    assert 100 * exponential_units(10) == 51200
    assert fast_exponential_units(10) == 12367


@pytest.mark.parametrize(
    ("law", "expected"),
    [("poisson", 0.86071), ("murphy", 0.86232), ("seeds", 0.86957), ("moore", 0.67889), ("rectangular", 0.86394)],
)
def test_yield_laws(law, expected):
    # P12: 1 cm2 at 0.15 defects per cm2; imec 2023 quotes 86 % for Murphy
    assert die_yield(law, 0.15) == pytest.approx(expected, abs=1e-5)
    assert die_yield(law, 0.0) == 1.0


def test_clustered_yield():
    assert die_yield("negative-binomial", 0.15, clustering=2.0) == pytest.approx(0.86533, abs=1e-5)
    assert negative_binomial(0.15, 1.0) == pytest.approx(die_yield("seeds", 0.15))
    assert negative_binomial(0.15, 1e9) == pytest.approx(poisson(0.15))
    assert bose_einstein(0.15, 1) == pytest.approx(die_yield("seeds", 0.15))
    with pytest.raises(ModelError, match="no yield law"):
        die_yield("gauss", 0.1)


def test_defect_density_learns():
    assert learned_defect_density(0.1, 1.0, 0.0, 5.0) == pytest.approx(1.0)
    assert learned_defect_density(0.1, 1.0, 5.0, 5.0) == pytest.approx(0.1 + 0.9 / math.e)


def test_dies_per_wafer_formulas():
    # P13: 100 mm2 on 300 mm
    assert first_order(0.3, 1e-4) == pytest.approx(640.22, rel=1e-4)
    assert de_vries(0.3, 1e-4) == pytest.approx(661.27, rel=1e-4)


@pytest.mark.parametrize(("area", "reference"), [(25, 2502), (100, 612), (110, 554), (600, 93), (800, 69)])
def test_counted_dies(area, reference):
    # grid count with 3 mm edge and 0.1 mm scribe; a coarser search of offsets finds the reference
    side = math.sqrt(area) * 1e-3
    assert reference <= counted(0.3, side, side) <= 1.01 * reference


def test_counted_reticle_dies():
    assert counted(0.3, 26e-3, 33e-3) == 64


def test_counting_never_beats_the_area():
    usable = math.pi * 0.147**2
    assert counted(0.3, 5e-3, 7e-3) < usable / (5.1e-3 * 7.1e-3)


def test_accelerator_energy():
    # P14: logic 2 x 800 mm2, eight stacks of twelve, first-order dies per wafer, line yield 0.90, kWh per package
    def gross(area):
        return math.floor(first_order(0.3, area * 1e-6))

    memory_yield = negative_binomial(1.10 * 0.10, 3.0)
    device = Accelerator(
        logic=Die(gross=gross(800), die_yield=negative_binomial(0.8, 3.0), line_yield=0.90),
        memory=Die(gross=gross(110), die_yield=memory_yield, line_yield=0.90),
        base=Die(gross=gross(110), die_yield=memory_yield, line_yield=0.90),
        interposer=Die(gross=11, die_yield=0.95),
    )
    wafers = device.wafers()
    before = device.assembly_yield
    logic = wafers.logic * 2.75 * WAFER * before
    stacks = (wafers.memory * 1.5 + wafers.base * 1.2) * WAFER * before
    interposer = wafers.interposer * 0.5 * WAFER * before
    assert device.logic.die_yield == pytest.approx(0.492, abs=5e-4)
    assert device.memory.die_yield == pytest.approx(0.898, abs=5e-4)
    assert device.stack_yield == pytest.approx(0.886, abs=5e-4)
    assert logic == pytest.approx(137.17, rel=0.005)
    assert stacks == pytest.approx(261.88, rel=0.005)
    assert interposer == pytest.approx(33.82, rel=0.005)
    assert (logic + stacks + interposer) / before == pytest.approx(455.65, rel=0.005)


def test_a_terawatt_of_packages_per_year():
    # 1 TW of 1.4 kW packages: 4.42 M logic and 15.7 M memory wafers a month, about 650 scanners at 20 layers
    memory = Die(gross=579, die_yield=negative_binomial(0.11, 3.0), line_yield=0.90)
    device = Accelerator(
        logic=Die(gross=64, die_yield=negative_binomial(0.8, 3.0), line_yield=0.90),
        memory=memory,
        base=memory,
        interposer=Die(gross=11, die_yield=0.95),
    )
    wafers = device.wafers()
    monthly = 1e12 / 1400.0 / 12.0
    assert wafers.logic * monthly == pytest.approx(4.42e6, rel=0.005)
    assert (wafers.memory + wafers.base) * monthly == pytest.approx(15.7e6, rel=0.01)
    assert scanners(wafers.logic * monthly, 20, 220, 0.85) == pytest.approx(650, rel=0.01)


@pytest.mark.parametrize(("kelvin", "kilowatts"), [(300, 0.39), (400, 1.23), (600, 6.24), (900, 31.6)])
def test_radiator_flux(kelvin, kilowatts):
    # one face, emissivity 0.85, 100 K sink
    assert radiator_flux(kelvin, 100.0, faces=1) / 1000.0 == pytest.approx(kilowatts, abs=0.005 * max(1, kilowatts))


def test_line_of_recipes_reproduces_the_package_energy(models):
    # the same package through the models: dies counted on the grid, base dies from memory wafers
    package = models["packaging-line"](assembly_energy=0.0, dust_particles="0 /cm2").recipe(BASE)
    flows = {flow.commodity: -flow.amount for flow in package.flows}
    electricity = {}
    for name in ("wafer-fab-logic", "wafer-fab-memory"):
        recipe = models[name](**on_earth(name)).recipe(BASE)
        (used,) = (flow.amount for flow in recipe.flows if flow.commodity == "electricity")
        electricity[name] = -used
    total = (
        flows["wafer-logic"] * electricity["wafer-fab-logic"]
        + flows["wafer-memory"] * electricity["wafer-fab-memory"]
        + flows["electricity"]
    )
    assert total / KWH == pytest.approx(455.65, rel=0.06)


def test_closure_limited_growth():
    # P17: 100 t, one copy per year, 96 % closed, 20 t/yr of imports, ten years
    year = 365.25 * 86400.0
    grown = [closure_limited_mass(100.0, 1 / year, 0.96, 20 / year, t * year) for t in (0.0, 1.6094, 10.0)]
    assert grown[0] == 100.0
    assert grown[1] == pytest.approx(500.0, rel=1e-3)
    assert grown[2] == pytest.approx(4695.3, rel=1e-3)
    assert closure_limited_mass(600.0, 1 / year, 0.96, 20 / year, year) == pytest.approx(1100.0)


@pytest.mark.parametrize(("closure", "factor"), [(0.67, 3.0), (0.90, 10.0), (0.96, 25.0), (0.99, 100.0)])
def test_leverage_of_imports(closure, factor):
    assert leverage(closure) == pytest.approx(factor, rel=0.02)


def test_aluminium_against_copper():
    # case P19 of the reference, at 61 percent of the annealed copper standard
    assert area_ratio(ALUMINIUM) == pytest.approx(1.639, rel=0.005)
    assert mass_ratio(ALUMINIUM) == pytest.approx(0.494, rel=0.005)
    assert area_ratio(IRON) == pytest.approx(5.9, rel=0.01)
    assert mass_ratio(IRON) == pytest.approx(5.2, rel=0.01)


@pytest.mark.parametrize(
    ("recycle", "chemicals", "gases", "water"),
    [(0.0, 31.8, 309.0, 7000.0), (0.95, 1.59, 15.5, 350.0), (0.99, 0.318, 3.09, 70.0), (0.999, 0.032, 0.31, 7.0)],
)
def test_make_up_per_wafer(recycle, chemicals, gases, water, models):
    # open loop from Williams et al. 2002 and 60 layers at 120 L, per started wafer
    loops = dict.fromkeys(("chemical_recycle", "gas_recycle", "water_recycle"), recycle)
    fab = models["wafer-fab-logic"](**on_earth("wafer-fab-logic"), **loops, line_yield=1.0)
    flows = {flow.commodity: -flow.amount for flow in fab.recipe(BASE).flows}
    assert flows["fab-chemicals"] == pytest.approx(chemicals, rel=0.01)
    assert flows["fab-gases"] == pytest.approx(gases, rel=0.01)
    assert flows["water"] == pytest.approx(water, rel=0.01)


@pytest.mark.parametrize(("density", "wafers"), [("28nm-act", 636.0), ("7nm-act", 1074.0), ("3nm-act", 2297.0)])
def test_energy_per_wafer_by_node(density, wafers, models):
    node = preset("wafer-fab-logic", density)
    recipe = models["wafer-fab-logic"](**on_earth("wafer-fab-logic"), **node, line_yield=1.0).recipe(BASE)
    (used,) = (-flow.amount for flow in recipe.flows if flow.commodity == "electricity")
    assert used / KWH == pytest.approx(wafers, rel=0.002)


def test_array_energy_stays_in_the_published_range(models):
    # 40 to 120 kWh/kg embodied (Peng 2013), 50 in the middle; 4354 MJ/m2 of primary energy (Zhai & Williams 2010) are
    # 423 kWh/m2 of electricity at 35 %
    line = models["solar-array-line"]().recipe(BASE)
    flows = {flow.commodity: -flow.amount for flow in line.flows}
    embodied = (flows["electricity"] / KWH + flows["silicon"] * 70.0 + flows["glass"] * 1.5) / 8.0
    embodied += (flows["structure"] + flows["conductor"]) * 10.0 / 8.0
    assert embodied == pytest.approx(50.0, rel=0.02)
    assert 8.0 * embodied == pytest.approx(0.35 * 4354.0 / 3.6, rel=0.07)


def test_worse_lines_take_more_wafers(models):
    def memory(**values):
        recipe = models["packaging-line"](**values).recipe(BASE)
        (used,) = (-flow.amount for flow in recipe.flows if flow.commodity == "wafer-memory")
        return used

    assert memory() < memory(defect_density="0.5 /cm2") < memory(defect_density="0.5 /cm2", bond_yield=0.95)


@pytest.mark.parametrize("law", ["poisson", "murphy", "seeds", "moore", "rectangular"])
def test_the_line_takes_the_law_that_is_named(law, models):
    line = models["packaging-line"](yield_law=law, dust_particles="0 /cm2")
    x = 2.5 * 3.2 * 0.10
    assert line.accelerator().logic.die_yield == pytest.approx(die_yield(law, x), rel=1e-6)
    assert models["packaging-line"]().yield_law == "negative-binomial"


def test_dies_are_told_by_every_law():
    told = CliRunner().invoke(fabrication, ["dies", "--width", "26", "--height", "33", "--defects", "0.1"])
    assert told.exit_code == 0
    lines = {line.split("  ")[1]: line.split() for line in told.output.splitlines() if line.startswith("  ")}
    assert lines["counted"][1] == "64.0"
    assert lines["negative-binomial"][1] == "47.0%"
    assert lines["seeds"][1] == "53.8%"
    data = CliRunner().invoke(fabrication, ["dies", "--width", "10", "--height", "10", "--json"])
    assert json.loads(data.output)["gross"]["first order"] == pytest.approx(640.22, abs=0.01)
