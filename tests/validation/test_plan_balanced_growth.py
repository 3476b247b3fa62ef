"""Cases P2 and P3 of the campaign-planning reference: von Neumann's expanding economy.

P2: D. Gale, The Theory of Linear Economic Models (1960), example 9.6, and a reducible economy, with the values of the
QuantEcon lecture "The Von Neumann Growth Model"; grade: secondary. P3: a lunar replication economy of three goods made
up for this project; grade: computed.
"""

import numpy as np
import pytest

from moonbase.constants import YEAR
from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Balance, Capacity, Exchange, Network
from moonbase.models.commodity import Commodity
from moonbase.planning import growth


def economy(inputs, outputs):
    """Processes that take their inputs at once and give their outputs after a year."""
    goods = len(inputs[0])
    activities = tuple(
        Activity(
            name=f"process {index}",
            owner=f"process {index}",
            role="process",
            unit="1",
            label="run",
            site="base",
            flows=tuple(Exchange(balance=good, amount=-float(takes[good])) for good in range(goods) if takes[good])
            + tuple(
                Exchange(balance=good, amount=float(gives[good]), lag=YEAR) for good in range(goods) if gives[good]
            ),
        )
        for index, (takes, gives) in enumerate(zip(inputs, outputs, strict=True))
    )
    return Network(
        title="expanding economy",
        grid=Grid(np.arange(3) * YEAR),
        balances=tuple(
            Balance(commodity=Commodity(name=f"good {good}", unit="1"), site="base") for good in range(goods)
        ),
        activities=activities,
    )


def factors(inputs, outputs):
    found = growth(economy(inputs, outputs))
    return np.exp(found.rate * YEAR), np.exp(found.interest * YEAR)


def test_gale_example_grows_by_the_cube_root_of_two():
    inputs = [[0, 1, 0, 0], [1, 0, 0, 1], [0, 0, 1, 0]]
    outputs = [[1, 0, 0, 0], [0, 0, 2, 0], [0, 1, 0, 1]]
    np.testing.assert_allclose(factors(inputs, outputs), 2.0 ** (1.0 / 3.0), rtol=1e-8)


def test_reducible_economy_grows_faster_than_its_interest():
    inputs = [
        [0, 1, 0, 0, 0, 0],
        [1, 0, 1, 0, 0, 0],
        [0, 0, 0, 1, 0, 0],
        [0, 0, 1, 0, 0, 1],
        [0, 0, 0, 0, 1, 0],
    ]
    outputs = [
        [1, 0, 0, 1, 0, 0],
        [0, 1, 0, 0, 0, 0],
        [0, 0, 1, 0, 0, 0],
        [0, 0, 0, 0, 2, 0],
        [0, 0, 0, 1, 0, 1],
    ]
    fastest, interest = factors(inputs, outputs)
    assert fastest == pytest.approx(1.25992105, rel=1e-8)
    assert interest == pytest.approx(1.0, abs=1e-8)


def test_lunar_replication_economy():
    inputs = [[1, 0, 0], [1, 8, 0], [1, 0, 1.5]]
    outputs = [[0.99, 10, 0], [0.98, 0, 2], [2.17, 0, 0]]
    np.testing.assert_allclose(factors(inputs, outputs), 1.36292800, rtol=3e-9)


def machine_shop(**capacity):
    """One machine makes `1` machine part per second of which `YEAR` seconds' worth make a machine."""
    return Network(
        title="machine shop",
        grid=Grid(np.arange(3) * YEAR),
        balances=(Balance(commodity=Commodity(name="part"), site="base"),),
        activities=(
            Activity(
                name="shop",
                owner="shop",
                role="process",
                unit="kg",
                label="kg of parts",
                site="base",
                flows=(Exchange(balance=0, amount=1.0),),
                capacity=Capacity(equipment=((0, YEAR),), **capacity),
            ),
        ),
    )


def test_a_shop_that_remakes_itself_in_a_year_grows_at_one_per_year():
    assert growth(machine_shop()).rate * YEAR == pytest.approx(1.0, rel=1e-9)


def test_wear_comes_off_the_growth_rate():
    assert growth(machine_shop(wear=0.25 / YEAR)).rate * YEAR == pytest.approx(0.75, rel=1e-9)


def test_lead_time_slows_growth_to_the_root_of_g_exp_g_tau():
    found = growth(machine_shop(lead_time=0.5 * YEAR))
    rate = found.rate * YEAR
    assert rate * np.exp(0.5 * rate) == pytest.approx(1.0, rel=1e-9)
    assert found.doubling_time == pytest.approx(np.log(2.0) / found.rate)


def test_lifetime_enters_as_the_euler_equation_says():
    rate = growth(machine_shop(lifetime=3.0 * YEAR)).rate * YEAR
    assert rate / (1.0 - np.exp(-3.0 * rate)) == pytest.approx(1.0, rel=1e-9)


def test_a_shop_that_wears_out_faster_than_it_works_does_not_grow():
    found = growth(machine_shop(wear=1.5 / YEAR))
    assert found.rate == 0.0
    assert found.doubling_time == np.inf
