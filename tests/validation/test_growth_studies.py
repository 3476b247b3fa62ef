"""Two published pictures of self-growing industry, planned: what a linear plan reproduces, and what it does not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from moonbase import pipeline
from moonbase.api import ModelError
from moonbase_fabrication.bootstrapping import Study, bootstrap
from moonbase_fabrication.replication import metzger_generations

MISSIONS = Path(__file__).resolve().parents[2] / "missions"
YEAR = 365.25 * 86400.0


def planned(name):
    checked = pipeline.check(MISSIONS / name)
    return checked.network, pipeline.plan(checked.network)


def test_factories_double_every_working_year():
    # NASA CP-2255 table 5.2: N = 2^(T - 1), 512 factories in the tenth working year, 51 200 t a year
    _, solved = planned("cp2255.toml")
    factories = solved.capacity[0] * YEAR / 48e3
    np.testing.assert_allclose(factories, 2.0 ** np.arange(10), rtol=1e-9)
    assert factories[9] * 100.0 == pytest.approx(51_200.0)
    # 96 % closed: four tonnes from Earth for each copy that is begun
    assert solved.imported_mass.sum() == pytest.approx(4e3 * (2.0**10 - 1.0))


@pytest.fixture(scope="module")
def planned_study():
    network, solved = planned("metzger_2013.toml")
    crudeness = np.array([1.0, 2.5, 2.5, 1.5, 1.0, 1.0, 1.0])
    sets = solved.capacity[:7] * 3600.0 / 4.0
    assert [activity.name for activity in network.activities][:7] == [
        "seed", "generation_2", "generation_2_5", "generation_3", "generation_4", "generation_5", "generation_6",
    ]  # fmt: skip
    mass = (sets * (7.285 * crudeness + 0.39)[:, None]).sum(axis=0)
    return sets, mass, np.cumsum(solved.imported_mass) / 1e3, solved


def test_forty_one_tonnes_landed(planned_study):
    # 41 t landed become up to 40 000 t in twelve years; a plan that wastes nothing and never fails reaches 1.4 times it
    _, mass, landed, _ = planned_study
    assert landed[-1] + 7.675 == pytest.approx(41.0, abs=0.05)
    assert 40_000.0 < mass[-1] < 1.5 * 40_000.0


def test_labour_limits_growth_and_parts_do_not(planned_study):
    # printers could copy a set 3.2 times a year, robots 1.3 times: what is set aside costs no growth
    _, _, _, solved = planned_study
    labels = [balance.label for balance in solved.network.balances]
    robots = solved.prices[labels.index("robot-time at base")]
    parts = solved.prices[labels.index("factory-parts at base")]
    hours = 21 * 7 * 7 * 86400.0
    later = slice(48, 140)
    assert (robots[later] * hours > 10.0 * parts[later] * 7285.0).mean() > 0.9


def test_what_limits_one_set():
    # 0.5 kg/h from each of eight printers at 70 % for 7675 kg: 3.2 copies a year; three robots for 84 weeks: 1.3
    printed = 4.0 * 0.7 * 8766.0 / 7675.0
    assembled = 3.0 * 0.7 * YEAR / (21 * 4 * 7 * 86400.0)
    assert printed == pytest.approx(3.2, abs=0.01)
    assert assembled == pytest.approx(1.30, abs=0.01)


def test_the_study_as_it_was_counted():
    # "as high as" 40 000 t with "as many as" 100 000 robots for 41 t launched; its spreadsheet is not public
    rows = bootstrap()
    assert rows[0].mass == 7675.0
    assert 15e6 < rows[-1].mass < 40e6
    assert 25e3 < rows[-1].robots < 100e3
    assert sum(row.launched for row in rows) / 1e3 == pytest.approx(41.0, rel=0.25)


def test_its_slow_case_takes_about_half_the_rate():
    # 12 t launched become 156 t when manufacturing pauses half of the time; a plateau near 100 t before full closure
    fast, slow = bootstrap(Study(rate=0.55)), bootstrap(Study(rate=0.53))
    assert slow[-1].mass < 156e3 < fast[-1].mass
    assert sum(row.launched for row in slow) / 1e3 == pytest.approx(12.0, rel=0.1)
    assert all(20e3 < row.mass < 130e3 for row in slow[1:-1])


def test_less_sunlight_costs_more_than_tenfold():
    assert bootstrap()[-1].mass > 10.0 * bootstrap(Study(duty=0.4))[-1].mass


def test_its_balances_hold():
    """Every generation's printers make exactly what stands in the next one, and what is set aside."""
    rows, generations, hours = bootstrap(), metzger_generations(), 2.0 * 8760.0 * 0.7
    for maker, built, generation in zip(rows, rows[1:], generations, strict=False):
        made_on_the_moon = built.mass - built.launched
        assert 4.0 * hours * maker.sets == pytest.approx(made_on_the_moon + generation.set_aside, rel=1e-9)
        nxt = generations[generations.index(generation) + 1]
        assert built.closure_mass == pytest.approx(1.0 - built.launched / built.mass)
        assert (built.launched > 0.0) == (nxt.local_electronics < 1.0)


def test_too_slow_a_rate_is_refused():
    with pytest.raises(ModelError, match="cannot build the next one and what is set aside"):
        bootstrap(Study(rate=0.45))
