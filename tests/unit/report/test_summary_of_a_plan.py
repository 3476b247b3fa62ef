from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from moonbase.mission.spec import Objective
from moonbase.report.summary import summarise

YEAR = 365.25 * 86400.0


def column(result, name):
    found = result.yearly.column(name)
    assert found is not None, [c.name for c in result.yearly.columns]
    return np.array(found.values)


def test_years_add_up_to_the_plan(result, plan):
    assert column(result, "thrown").sum() == pytest.approx(plan.activity[5].sum())
    assert column(result, "assembled").sum() == pytest.approx(plan.activity[3].sum())
    assert column(result, "imported").sum() == pytest.approx(plan.imported_mass.sum())
    assert column(result, "cost").sum() == pytest.approx(plan.spending.sum())
    assert column(result, "delivered_air").sum() == pytest.approx(1e5)
    assert column(result, "regolith").sum() == pytest.approx(plan.activity[1].sum())


def test_what_is_ordered_too_late_has_not_landed(mission, network, plan):
    late = 0.5 * YEAR
    slow = tuple(
        replace(one, flows=tuple(replace(flow, lag=late) for flow in one.flows)) if one.role == "purchase" else one
        for one in network.activities
    )
    result = summarise(mission, replace(network, activities=slow), plan)
    ordered = plan.imported_mass
    inside = network.grid.edges[1:] + late <= network.grid.edges[-1] + 1.0
    assert column(result, "imported").sum() == pytest.approx(ordered[inside].sum())
    assert column(result, "imported")[0] < ordered[:12].sum()
    assert "still under way at the end" in result.yearly.note
    assert "more under way" in result.answer.sentence
    totals = {one.name: sum(one.values) for one in result.series["totals"]}
    assert totals["ordered"] == pytest.approx(ordered.sum())
    assert sum(sum(one.values) for one in result.series["landings"]) == pytest.approx(totals["landed"])


def test_power_is_a_mean_over_the_year(result, plan, network):
    first = plan.activity[0][:12].sum() / network.grid.lengths[:12].sum()
    assert column(result, "power")[0] == pytest.approx(first)


def test_the_fleet_is_counted_at_the_end_of_the_year(result, plan):
    assert column(result, "in_service")[-1] == pytest.approx(plan.capacity[6, -1])


def test_a_mission_without_satellites_has_no_such_columns(mission, network, plan):
    quiet = replace(plan, activity=plan.activity.copy(), capacity=plan.capacity.copy())
    quiet.activity[[3, 5, 6]] = 0.0
    quiet.capacity[6] = 0.0
    names = {c.name for c in summarise(mission, network, quiet).yearly.columns}
    assert not names & {"assembled", "thrown", "in_service", "service_compute"}
    assert {"delivered_air", "imported", "cost"} <= names


def test_a_battery_makes_no_power(mission, network, plan):
    from moonbase.graph.network import Activity, Exchange

    battery = Activity(
        name="battery", owner="battery", role="process", unit="J", label="J stored", site="base",
        flows=(Exchange(balance=0, amount=-1.0), Exchange(balance=0, amount=0.9, lag=1e6)),
    )  # fmt: skip
    bigger = replace(network, activities=(*network.activities, battery))

    def grown(values, extra):
        return np.vstack([values, np.full(network.grid.size, extra)])

    more = replace(
        plan, network=bigger, activity=grown(plan.activity, 1e15), built=grown(plan.built, 0.0),
        capacity=grown(plan.capacity, 0.0), capacity_rents=grown(plan.capacity_rents, 0.0),
        node_limit_prices=grown(plan.node_limit_prices, 0.0), ceiling_prices=grown(plan.ceiling_prices, 0.0),
    )  # fmt: skip
    assert column(summarise(mission, bigger, more), "power") == pytest.approx(
        column(summarise(mission, network, plan), "power")
    )


def test_imports_are_ranked(result):
    assert result.imports.column("commodity").values == ("machinery", "chips")
    assert sum(result.imports.column("share").values) == pytest.approx(100.0)


def test_the_answer_says_what_was_asked_and_what_came_out(result):
    assert "How much compute can be had at far" in result.answer.question
    assert "10 t of oxygen a year to base" in result.answer.question
    assert "payloads are launched" in result.answer.sentence
    assert result.answer.unit == "FLOP"


@pytest.mark.parametrize(
    ("objective", "question", "unit"),
    [
        (Objective(sense="minimise", quantity="cost"), "lowest cost", "USD"),
        (Objective(sense="minimise", quantity="imported-mass"), "least mass to land", "kg"),
        (Objective(sense="minimise", quantity="date", demand="air"), "How early can the demand air", "s"),
    ],
)
def test_every_objective_is_a_question(mission, network, plan, objective, question, unit):
    other = replace(network, objective=objective)
    answer = summarise(mission, other, replace(plan, objective=1.0e9)).answer
    assert question in answer.question
    assert answer.unit == unit


def test_every_parameter_keeps_its_origin(result):
    rows = {(row.owner, row.parameter): row for row in result.provenance}
    assert rows["reactor", "power"].grade == "assumed"
    assert rows["reactor", "power"].where == "mission line 9"
    assert rows["earth", "price"].where == "preset starship"


def test_flows_close_the_books(result, plan, network):
    """Everything that electricity gets and gives, minus what is left: the table holds all of the plan."""
    rows = [one for one in result.series["flows"] if one.owner == "regolith"]
    total = np.sum([one.values for one in rows], axis=0)
    assert total == pytest.approx(plan.activity[1] - plan.activity[2], rel=1e-9)


def test_prices_have_units_of_the_objective(result):
    units = {one.name: one.unit for one in result.series["prices"]}
    assert units == {"electricity at base": "FLOP/J", "machinery at base": "FLOP/kg"}


def test_the_drawing_carries_amounts(result, plan):
    edges = {(e.source, e.target, e.use): e for e in result.drawing.edges}
    bought = edges["activity:earth:chips", "balance:chips@base", "flow"]
    assert bought.amount == pytest.approx(plan.activity[8].sum())
    goal = edges["balance:compute@far", "demand:objective", "flow"]
    assert (goal.unit, goal.amount) == ("FLOP", pytest.approx(plan.delivered[1].sum(), rel=1e-9))


def test_launches_and_windows_are_tables(result, plan):
    assert sum(result.launches.column("launches").values) == pytest.approx(plan.activity[5].sum())
    assert result.windows.column("open_for").values[0] == pytest.approx(5 * 86400.0)


def test_a_plan_that_builds_for_after_the_horizon_says_so(mission, network, plan):
    doubtful = summarise(mission, network, replace(plan, terminal_value=10 * plan.objective))
    assert "builds for after the horizon" in doubtful.diagnostics[-1]
    assert summarise(mission, network, plan).diagnostics == ()
