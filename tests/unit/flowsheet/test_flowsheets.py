"""Flowsheets by hand, drawn samples, and the refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.api import Flow, Flowsheet, ModelError, Process, Recipe, Site, Unit, param, samples
from moonbase.flowsheet.draw import triangular

HERE = Site(name="here")


class Mine(Process):
    """Digs two of ore per unit."""

    energy: float = param(default=3.0, doc="Energy.", source="assumed", distribution=(1.0, 3.0, 5.0))
    grade: float = param(default=0.5, doc="Grade.", source="assumed", distribution=(0.4, 0.5, 0.6))

    def recipe(self, site):
        return Recipe(
            activity="dig",
            flows=(Flow(commodity="ore", amount=2.0), Flow(commodity="electricity", amount=-self.energy)),
            equipment={"machinery": 10.0},
            availability=0.5,
        )


class Smelt(Process):
    """Turns ore into metal at its grade; tools wear."""

    grade: float = param(default=0.5, doc="Grade.", source="assumed", distribution=(0.4, 0.5, 0.6))

    def recipe(self, site):
        return Recipe(
            activity="smelt",
            flows=(Flow(commodity="ore", amount=-1.0), Flow(commodity="metal", amount=self.grade)),
            equipment={"machinery": 4.0},
            spares={"machinery": 0.25},
        )


def sheet(**changes):
    units = {"mine": Unit(model=Mine, closes="ore"), "smelter": Unit(model=Smelt, closes="metal")}
    values = {"site": HERE, "units": units, "demand": {"metal": 1.0}, "together": ("grade",), **changes}
    return Flowsheet(**values)


def test_balances_by_hand():
    # one of metal takes two of ore, that is one dig at three of energy
    result = sheet().evaluate()
    assert result.activity["smelter"][0] == pytest.approx(2.0)
    assert result.activity["mine"][0] == pytest.approx(1.0)
    assert result.net["metal"][0] == pytest.approx(1.0)
    assert result.net["ore"][0] == pytest.approx(0.0)
    assert result.net["electricity"][0] == pytest.approx(-3.0)
    assert result.net["machinery"][0] == pytest.approx(-0.5)
    assert result.equipment["machinery"][0] == pytest.approx(10.0 / 0.5 + 4.0 * 2.0)


def test_draws_follow_their_distributions_and_keep_what_belongs_together():
    result = sheet().monte_carlo(50_000, seed=4)
    used = -result.net["electricity"] / result.activity["mine"]
    assert used.mean() == pytest.approx(3.0, rel=0.01)
    assert used.min() > 1.0
    assert used.max() < 5.0
    np.testing.assert_allclose(result.net["metal"], 1.0)
    low, half, high = result.percentiles("electricity")
    assert low < half < high


def test_the_same_draws_with_any_number_of_workers():
    one, two = (sheet().monte_carlo(25_000, seed=9, workers=workers) for workers in (1, 2))
    other = sheet().monte_carlo(25_000, seed=10)
    for commodity in one.net:
        np.testing.assert_array_equal(one.net[commodity], two.net[commodity])
    assert one.net["electricity"][0] != other.net["electricity"][0]
    assert len(one.net["electricity"]) == 25_000


def test_given_values_are_not_drawn():
    units = {**sheet().units, "mine": Unit(model=Mine, closes="ore", values={"energy": 7.0})}
    result = sheet(units=units).monte_carlo(100)
    np.testing.assert_allclose(-result.net["electricity"] / result.activity["mine"], 7.0)


def test_triangular_meets_its_mean_and_ends():
    uniform = np.linspace(0.0, 1.0, 100_001)
    drawn = triangular(1.0, 2.0, 6.0, uniform)
    assert drawn.min() == pytest.approx(1.0)
    assert drawn.max() == pytest.approx(6.0)
    assert drawn.mean() == pytest.approx(3.0, rel=1e-4)
    np.testing.assert_array_equal(triangular(2.0, 2.0, 2.0, uniform[:3]), 2.0)


def test_flowsheets_that_cannot_be_are_refused():
    twice = {"one": Unit(model=Mine, closes="ore"), "two": Unit(model=Mine, closes="ore")}
    with pytest.raises(ModelError, match="close the same balance"):
        sheet(units=twice).evaluate()
    with pytest.raises(ModelError, match="no single answer"):
        sheet(units={"mine": Unit(model=Mine, closes="metal")}).evaluate()
    with pytest.raises(ModelError, match="run backwards"):
        sheet(demand={"metal": 1.0, "ore": -9.0}).evaluate()


def test_arithmetic_of_samples():
    many = np.array([1.0, 3.0])
    np.testing.assert_array_equal(samples.larger(2.0, many), [2.0, 3.0])
    np.testing.assert_array_equal(samples.smaller(2.0, many), [1.0, 2.0])
    assert samples.larger(2.0, 1.0) == 2.0
    assert samples.smaller(2.0, 1.0) == 1.0
    assert samples.nothing(np.zeros(2))
    assert not samples.nothing(many)
    assert not samples.nothing(-1.0)
    assert samples.middle(many) == 2.0


class Sorter(Smelt):
    """Branches on its grade and calls math on it, as a plugin's author may."""

    def recipe(self, site):
        poor = self.grade < 0.5
        soil = 1.0 + 0.1 * math.log(1.0 + site.soil.get("SiO2", 0.0))
        return Recipe(
            activity="sort",
            flows=(
                Flow(commodity="ore", amount=-2.0 if poor else -1.0),
                Flow(commodity="metal", amount=self.grade * soil),
                *((Flow(commodity="slag", amount=0.5),) if poor else ()),
            ),
            equipment={"machinery": 4.0, **({"magnet": 1.0} if poor else {})},
            availability=0.5 if poor else 1.0,
        )


def test_a_model_that_branches_is_asked_draw_by_draw():
    units = {"mine": Unit(model=Mine, closes="ore"), "smelter": Unit(model=Sorter, closes="metal")}
    drawn = sheet(units=units).monte_carlo(400, seed=3)
    by_array = sheet().monte_carlo(400, seed=3)
    # the same draws of the grade as a model on arrays gets
    assert drawn.activity["smelter"] == pytest.approx(by_array.activity["smelter"])
    grade = 1.0 / drawn.activity["smelter"]
    poor = grade < 0.5
    assert 0 < poor.sum() < 400
    assert drawn.net["slag"] == pytest.approx(np.where(poor, 0.5 / grade, 0.0))
    assert drawn.activity["mine"] == pytest.approx(np.where(poor, 1.0, 0.5) / grade)
    assert drawn.equipment["magnet"] == pytest.approx(np.where(poor, 2.0 / grade, 0.0))


def test_drawn_soils_reach_a_model_that_branches():
    units = {"mine": Unit(model=Mine, closes="ore"), "smelter": Unit(model=Sorter, closes="metal")}
    here = Site(name="here", soil={"SiO2": 0.5})

    def soils(site, count, generator):
        return {"SiO2": generator.uniform(0.4, 0.6, count)}

    one, two = (sheet(units=units, site=here).monte_carlo(20_000, seed=1, workers=n, soils=soils) for n in (1, 2))
    assert (one.activity["smelter"] == two.activity["smelter"]).all()
    flat = sheet(units=units, site=here).monte_carlo(20_000, seed=1)
    assert not np.allclose(one.activity["smelter"], flat.activity["smelter"])


def test_an_error_of_the_model_itself_still_shows():
    class Broken(Smelt):
        """Cannot be asked at all."""

        def recipe(self, site):
            raise ValueError("no such furnace")

    units = {"mine": Unit(model=Mine, closes="ore"), "smelter": Unit(model=Broken, closes="metal")}
    with pytest.raises(ValueError, match="no such furnace"):
        sheet(units=units).monte_carlo(10)
