"""A small base drawn by hand: dig, make power, oxygen and metal, build satellites, throw them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from moonbase.graph.grid import make_grid
from moonbase.graph.network import Activity, Balance, Capacity, Exchange, Gate, Network
from moonbase.mission.source import Source
from moonbase.mission.spec import Demand, Mission, Node, Objective, Origin, Period, SupplyUse
from moonbase.models.commodity import Commodity
from moonbase.planning.certificate import Certificate
from moonbase.planning.result import Effort, Plan
from moonbase.quantities import parse_date

YEAR = 365.25 * 86400.0
START = parse_date("2031-01-01")
TEXT = '# a base for tests\n[mission]\nname = "Small base <&>"\nstart = "2031-01-01"\nhorizon = "10 yr"\n'
NAMES = ("electricity", "regolith", "oxygen", "metal", "machinery", "chips", "satellite", "driver shots")
UNITS = {"electricity": "J", "satellite": "1", "driver shots": "1"}
MASS = {"electricity": 0.0, "satellite": 1000.0, "driver shots": 0.0}


def _commodity(name):
    display = {"electricity": "MWh", "oxygen": "t"}.get(name, "")
    return Commodity(name=name, unit=UNITS.get(name, "kg"), mass=MASS.get(name, 1.0), display=display)


def _balances():
    here = [Balance(commodity=_commodity(name), site="base") for name in NAMES]
    orbit = [Balance(commodity=_commodity("satellite"), site="far")]
    return (*here, *orbit, Balance(commodity=Commodity(name="compute", unit="FLOP", mass=0.0), site="far"))


ROW = {name: index for index, name in enumerate(NAMES)} | {"satellite far": 8, "compute": 9}


def _flows(**amounts):
    return tuple(Exchange(balance=ROW[name.replace("_", " ")], amount=amount) for name, amount in amounts.items())


def _process(name, unit, flows, machinery, **capacity):
    return Activity(
        name=name,
        owner=name,
        role="process",
        unit=unit,
        label=f"{unit} of {name}",
        site="base",
        flows=flows,
        capacity=Capacity(equipment=((ROW["machinery"], machinery),), capital_cost=machinery * 10.0, **capacity),
    )


def _activities(grid):
    shots = np.full(grid.size, -1.0)
    return (
        _process("solar-field", "J", _flows(electricity=1.0), 0.02, initial=1e6),
        _process("excavator", "kg", _flows(regolith=1.0, electricity=-300.0), 500.0),
        _process("reactor", "kg", _flows(regolith=-1.0, oxygen=0.2, metal=0.1, electricity=-4e6), 4e4),
        Activity(name="satellite", owner="satellite", role="assembly", unit="1", label="satellite assembled",
                 site="base", flows=_flows(satellite=1.0, metal=-900.0, chips=-100.0, electricity=-1e9)),
        Activity(name="driver", owner="driver", role="launcher", unit="1", label="shot", site="base",
                 flows=_flows(driver_shots=1.0),
                 capacity=Capacity(equipment=((ROW["machinery"], 2e9),), availability=0.8)),
        Activity(name="throw", owner="throw", role="leg", unit="1", label="satellite thrown to far", site="base",
                 flows=(*_flows(satellite=-1.0, electricity=-4e9), Exchange(balance=ROW["driver shots"], amount=shots),
                        Exchange(balance=ROW["satellite far"], amount=1.0, lag=0.3 * YEAR))),
        Activity(name="satellite in service at far", owner="satellite", role="service", unit="s",
                 label="satellite in service", site="far", flows=_flows(compute=1e18),
                 capacity=Capacity(equipment=((ROW["satellite far"], 1.0),), wear=1e-9)),
        Activity(name="earth:machinery", owner="earth", role="purchase", unit="kg", label="kg of it", site="base",
                 flows=_flows(machinery=1.0), cost=2000.0, imported_mass=1.0),
        Activity(name="earth:chips", owner="earth", role="purchase", unit="kg", label="kg of chips", site="base",
                 flows=_flows(chips=1.0), cost=50000.0, imported_mass=1.0),
    )  # fmt: skip


def _legs(grid):
    starts = np.arange(grid.edges[0], grid.edges[-1], 30 * 86400.0)
    ones = np.ones_like(starts)
    windows = np.column_stack([starts, starts + 5 * 86400.0, 2600 * ones, 120 * ones, 0.3 * YEAR * ones, 40 * ones])
    size = np.ones(grid.size)
    return {"throw": SimpleNamespace(open=size / 6, muzzle_speed=2600 * size, onboard_dv=120 * size,
                                     arrival_speed=40 * size, windows=windows)}  # fmt: skip


def make_network():
    grid = make_grid(START, 10 * YEAR, Period())
    return Network(
        title="Small base <&>",
        grid=grid,
        balances=_balances(),
        activities=_activities(grid),
        gates=(Gate(leg=5, launcher=4, open=np.full(grid.size, 1 / 6)),),
        demands=(Demand(name="air", commodity="oxygen", site="base", rate=1e4 / YEAR),),
        objective=Objective(sense="maximise", quantity="compute", site="far"),
        discount_rate=0.05,
        facts={"driver": {"track length": (450.0, "m")}, "throw": {"time of flight": (0.3 * YEAR, "s")}},
        notes={"reactor": ("valid for highland soil <only>",), "driver": ()},
        legs=_legs(grid),
    )


def make_plan(network):
    grid = network.grid
    age = grid.mid_years
    growth = np.exp(0.3 * age)
    rate = {0: 2e6, 1: 0.3, 2: 0.25, 3: 1e-6, 4: 1e-6, 5: 1e-6}
    capacity = np.zeros((len(network.activities), grid.size))
    for index, first in rate.items():
        capacity[index] = first * growth
    built = np.maximum(np.diff(capacity, axis=1, prepend=0.0), 0.0)
    activity = capacity * grid.lengths * 0.7
    capacity[6] = np.cumsum(activity[5]) * 0.95
    built[6] = activity[5]
    activity[6] = capacity[6] * grid.lengths
    capacity[[3, 5]] = built[[3, 5]] = 0.0
    activity[8] = activity[3] * 100.0
    activity[7] = built[0] * 0.02 + built[1] * 500 + built[2] * 4e4
    stock = np.zeros((len(network.balances), grid.size))
    stock[ROW["oxygen"]] = 1e5 * growth
    prices = np.zeros_like(stock)
    prices[ROW["machinery"]] = 3e21 / growth
    prices[ROW["electricity"]] = 1e13
    sink = Demand(name="sink", commodity="compute", site="far")
    rows = np.zeros((len(network.activities), grid.size))
    answers = {
        "activity": activity, "built": built, "capacity": capacity, "stock": stock, "prices": prices,
        "delivered": np.vstack([1e4 / YEAR * grid.lengths, activity[6] * 1e18]),
        "spending": activity[7] * 2000.0 + activity[8] * 5e4, "income": np.zeros(grid.size),
        "imported_mass": activity[7] + activity[8], "demands": (*network.demands, sink),
        "objective": 1.5e27, "terminal_value": 0.0, "discount": np.exp(-0.05 * age), "network": network,
        "certificate": Certificate(residual=1e-9, bound=0.0, dual=2e-9, gap=1e-8, tolerance=1e-6, gap_tolerance=1e-6),
        "effort": Effort(solver="hipo", version="1.15", tried=("hipo: optimal",), rows=10, columns=20, nonzeros=30,
                         iterations=12, build_seconds=0.1, handover_seconds=0.1, solve_seconds=0.2,
                         check_seconds=0.1, bound=1.5e27),
    }  # fmt: skip
    shapes = {"waste": stock * 0, "lost": np.zeros(10), "terminal_prices": np.zeros(9), "gate_rents": rows[:1],
              "limit_prices": rows[:0], "demand_costs": rows[:2], "demand_worths": rows[:2],
              "amount_costs": np.zeros(2)}  # fmt: skip
    names = ("capacity_values", "use_rents", "capacity_rents", "node_limit_prices", "ceiling_prices")
    return Plan(**answers, **shapes, **dict.fromkeys(names, rows))


def _origin(value, unit, where, grade):
    source = "assumed" if grade == "assumed" else "Heiken 1991"
    return Origin(value=value, text=f"{value} {unit}", unit=unit, where=where, source=source, grade=grade)


def make_mission(name="missions/small.toml"):
    origins = {
        "yield": _origin(0.2, "1", "default", "secondary"),
        "power": _origin(4e6, "J/kg", "mission line 9", "assumed"),
    }
    node = Node(name="reactor", kind="process", model_name="melt", model=None, site="base", origins=origins)
    supply = SupplyUse(name="earth", model_name="cargo", model=None, site="base", commodities=("machinery", "chips"),
                       origins={"price": _origin(2000.0, "USD/kg", "preset starship", "estimated")})  # fmt: skip
    return Mission(
        source=Source(name, TEXT), name="Small base <&>", start=START, horizon=10 * YEAR,
        nodes={"reactor": node}, supplies={"earth": supply}, overrides={"reactor.yield": "0.2"},
    )  # fmt: skip


@pytest.fixture(scope="session")
def network():
    return make_network()


@pytest.fixture(scope="session")
def plan(network):
    return make_plan(network)


@pytest.fixture(scope="session")
def mission():
    return make_mission()


@pytest.fixture(scope="session")
def result(mission, network, plan):
    from moonbase.report.summary import summarise

    return summarise(mission, network, plan, [SimpleNamespace(message="nothing feeds <the cat>")])


@pytest.fixture
def without_launch(result):
    return replace(result, launches=None, windows=None)
