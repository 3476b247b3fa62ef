"""Verdicts follow from draws: shares, deciding inputs, turning points, missions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from moonbase.claims.ledger import Claim
from moonbase.claims.run import judge_all, pick
from moonbase.claims.verdict import judge
from moonbase.errors import UsageError
from moonbase.models.refs import ClaimRange, ClaimTest


def claim(**changes):
    given = {
        "id": "A-1", "statement": "s", "source": "x", "quantity": "q", "test": "expression", "expression": "a * b",
        "direction": "at-most", "threshold": 10.0, **changes,
    }  # fmt: skip
    return Claim(**given)


RANGES = {
    "a": ClaimRange(low=1.0, mode=2.0, high=3.0, unit="m"),
    "b": ClaimRange(low=1.0, mode=4.0, high=7.0),
    "c": ClaimRange(low=0.0, mode=1.0, high=2.0),
}


def product(inputs):
    return inputs["a"] * inputs["b"]


@pytest.mark.parametrize(("threshold", "verdict"), [(2000.0, "supported"), (8.0, "depends"), (0.5, "not supported")])
def test_the_verdict_is_the_share_of_draws(threshold, verdict):
    found = judge(claim(threshold=threshold), RANGES, product)
    assert found.verdict == verdict
    assert 1.0 <= found.low < found.value < found.high <= 21.0


def test_the_strongest_input_comes_first_and_idle_ones_are_left_out():
    found = judge(claim(), RANGES, product)
    assert [item.input for item in found.decided_by] == ["b", "a"]
    assert found.decided_by[0].weight > found.decided_by[1].weight > 0.3


def test_what_would_have_to_be_true_is_the_turning_point():
    found = judge(claim(threshold=4.0), RANGES, product)
    assert found.would_need[0] == "would hold with b at most 2 (most likely 4)"
    assert found.would_need[1] == "would hold with a at most 1 m (most likely 2 m)"
    assert found.would_need[2] == "holds with all 2 at the end of their ranges that favours it: 1"


@pytest.mark.parametrize("samples", [21, 4000])
def test_a_window_narrower_than_the_grid_is_found_and_its_edges_are_sharp(samples):
    sharp = {name: ClaimRange(low=year, mode=year, high=year) for name, year in (("a", 2022.0), ("b", 2002.0))}
    found = judge(claim(threshold=0.5, samples=samples), sharp, lambda inputs: np.abs(inputs["a"] - inputs["b"]))
    assert found.verdict == "not supported"
    assert found.would_need[0] == "would hold with a from 2001.5 to 2002.5 (most likely 2022)"


def test_an_input_that_cannot_help_is_said_so():
    found = judge(claim(threshold=-1.0), RANGES, product)
    assert found.would_need[0] == "no b from 0.04 to 400 is enough by itself (most likely 4)"


def test_numbers_without_ranges_are_ranked_by_elasticity():
    sharp = {name: ClaimRange(low=item.mode, mode=item.mode, high=item.mode) for name, item in RANGES.items()}
    found = judge(claim(), sharp, lambda inputs: inputs["a"] * inputs["b"] ** 2)
    assert (found.value, found.low, found.high, found.verdict) == (32.0, 32.0, 32.0, "not supported")
    assert [item.input for item in found.decided_by] == ["b", "a"]
    assert found.decided_by[1].weight == pytest.approx(1.0)


def test_about_has_two_sides():
    found = judge(claim(direction="about", threshold=8.0, tolerance=0.1), RANGES, product)
    assert found.verdict == "depends"
    assert found.would_need[1].startswith("holds while a is from 1.8")


def test_the_same_seed_gives_the_same_finding():
    assert judge(claim(), RANGES, product, seed=3) == judge(claim(), RANGES, product, seed=3)
    assert judge(claim(), RANGES, product, seed=3) != judge(claim(), RANGES, product, seed=4)


def test_values_that_do_not_exist_are_left_out():
    found = judge(claim(), RANGES, lambda inputs: np.where(inputs["a"] > 2.0, np.nan, inputs["a"]))
    assert found.high <= 2.0
    assert found.note.endswith("of the draws give no value")
    assert judge(claim(), RANGES, lambda inputs: inputs["a"] * np.nan).verdict == "not testable"


def none(path, overrides):
    raise AssertionError


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"test": "absent.test", "expression": ""}, 'no plugin offers the test "absent.test"'),
        ({"inputs": {"a": RANGES["a"], "b": RANGES["b"], "d": RANGES["c"]}}, "does not use d"),
        ({"inputs": {"a": RANGES["a"]}}, "uses b, which is no input"),
    ],
)
def test_a_claim_that_cannot_be_computed_says_why(changes, words):
    broken, sound = claim(**changes), claim(id="A-2", inputs={"a": RANGES["a"], "b": RANGES["b"]})
    found = judge_all([broken, sound], [], measure=none)
    assert found[0].verdict == "not testable"
    assert words in found[0].note
    assert found[1].verdict == "depends"


def test_a_test_that_is_not_there_is_told():
    test = ClaimTest(name="gone", target="moonbase.claims:nothing", doc="d")
    found = judge_all([claim(test="gone", expression="")], [test], measure=none)
    assert "cannot be imported" in found[0].note


def test_missions_are_planned_at_both_ends_of_each_input():
    asked = []

    def measure(path, overrides):
        asked.append((path, dict(overrides)))
        return {"cost": 5.0 + 3.0 * float(overrides.get("driver.price", "1 USD").split()[0])}

    record = claim(
        test="mission", expression="", mission="m.toml", measure="cost", folder="here", threshold=9.0,
        inputs={"driver.price": ClaimRange(low=0.0, mode=1.0, high=2.0, unit="USD")},
    )  # fmt: skip
    found = judge_all([record], [], measure=measure)[0]
    assert asked == [(Path("here/m.toml"), {"driver.price": text}) for text in ("1 USD", "0 USD", "2 USD")]
    assert (found.verdict, found.value, found.low, found.high) == ("depends", 8.0, 5.0, 11.0)
    assert found.decided_by[0].weight == pytest.approx(0.75)
    wrong = judge_all([claim(test="mission", expression="", mission="m.toml", measure="costs")], [], measure=measure)
    assert "has no figure costs" in wrong[0].note


def test_missions_are_planned_with_all_inputs_in_favour_of_the_claim_too():
    def measure(path, overrides):
        assert overrides["time.horizon"] == "5 yr"
        return {"power": float(overrides["a.x"]) * float(overrides["b.y"].split()[0])}

    record = claim(
        test="mission", expression="", mission="m.toml", measure="power", threshold=11.0, direction="at-least",
        options={"time.horizon": "5 yr"},
        inputs={
            "a.x": ClaimRange(low=1.0, mode=2.0, high=3.0), "b.y": ClaimRange(low=2.0, mode=4.0, high=4.0, unit="W"),
        },
    )  # fmt: skip
    found = judge_all([record], [], measure=measure)[0]
    assert (found.verdict, found.value, found.low, found.high) == ("depends", 8.0, 4.0, 12.0)
    assert found.would_need[-1] == "holds with all 2 at the end of their ranges that favours it: 12"


def test_claims_are_picked_by_id():
    claims = (claim(), claim(id="A-2"))
    assert pick(claims, ()) == claims
    assert [item.id for item in pick(claims, ("A-2",))] == ["A-2"]
    with pytest.raises(UsageError, match="A-3"):
        pick(claims, ("A-3",))
