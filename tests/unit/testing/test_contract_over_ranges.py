"""The kit tries parameters over their ranges, holds declared trends, and lets no check be skipped in silence."""

from __future__ import annotations

import subprocess
import sys

import pytest

from moonbase.api import Flow, ModelError, Process, Recipe, param
from moonbase.testing import Subject, contract
from moonbase.testing.ranges import answers_hold_over_the_ranges, answers_move_as_declared, span


class Kiln(Process):
    """Bakes soil; hotter takes more."""

    energy: float = param(default="2 MJ/kg", unit="J/kg", doc="Per soil.", source="assumed", lo=0.0, hi="3 MJ/kg")
    loss: float = param(
        default=0.1, doc="Share that is lost.", source="assumed", lo=0.0, hi=1.0, distribution=(0.0, 0.1, 0.9)
    )
    trays: int = param(default=4, unit="", doc="Trays.", source="assumed", lo=3)
    mode: str = param(default="slow", unit="", doc="How.", source="assumed", choices=("slow", "fast"))

    def recipe(self, site):
        flows = (Flow(commodity="electricity", amount=-self.energy), Flow(commodity="regolith", amount=1 - self.loss))
        return Recipe(activity="kg", unit="kg", flows=flows, from_place=1.0, to_waste=self.loss)


def used(recipe):
    return -recipe.flows[0].amount


test_kiln = contract(Kiln, hooks="", rises={"energy": used}, falls={"loss": lambda recipe: recipe.flows[1].amount})


class Cracked(Kiln):
    """Breaks beyond a share."""

    def recipe(self, site):
        if self.loss > 0.5:
            return Recipe(activity="kg", unit="kg", flows=(Flow(commodity="regolith", amount=1.0),), from_place=0.5)
        return super().recipe(site)


class Empty(Kiln):
    """Divides by what can be zero."""

    def recipe(self, site):
        return Recipe(activity="kg", fixed_cost=1.0 / (self.trays - 3 if self.trays < 8 else 0))


class Careful(Kiln):
    """Refuses in words where it cannot work."""

    def recipe(self, site):
        if self.loss > 0.5:
            raise ModelError("the loss is too high for this kiln")
        return super().recipe(site)


def info(name):
    from moonbase.parameters.declare import params_of

    return next(found for found in params_of(Kiln) if found.name == name)


def test_ranges_come_from_distribution_then_default_inside_the_limits():
    assert span(info("energy")) == (1e6, 3e6)
    assert span(info("loss")) == (0.0, 0.9)
    assert span(info("trays")) == (3.0, 8.0)
    assert span(info("mode")) is None


def test_a_law_broken_away_from_the_default_is_found_with_the_values():
    with pytest.raises(AssertionError, match="kg"):
        answers_hold_over_the_ranges(Subject(cls=Cracked))


def test_a_failure_away_from_the_default_is_found():
    with pytest.raises(ZeroDivisionError):
        answers_hold_over_the_ranges(Subject(cls=Empty))


def test_a_refusal_in_words_is_an_answer():
    answers_hold_over_the_ranges(Subject(cls=Careful))


@pytest.mark.parametrize(("rises", "falls"), [({"loss": used}, {"energy": used}), ({}, {"energy": used})])
def test_a_trend_that_does_not_hold_is_told_with_its_numbers(rises, falls):
    with pytest.raises(AssertionError, match="is followed by"):
        answers_move_as_declared(Subject(cls=Kiln, falls=falls, rises=rises))


def test_a_trend_of_an_unknown_parameter_is_refused():
    with pytest.raises(AssertionError, match="no parameter"):
        answers_move_as_declared(Subject(cls=Kiln, rises={"heat": used}))


SUITE = """
import pytest
from moonbase.api import Process, Recipe
from moonbase.testing import contract

class Idle(Process):
    "Does nothing."
    def recipe(self, site):
        return Recipe(activity="idle")

test_idle = contract(Idle, hooks="")
"""


def run(tmp_path, suite, *words):
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["moonbase.testing.pytest_plugin"]\n')
    (tmp_path / "test_it.py").write_text(suite)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)


def test_checks_that_were_left_out_are_counted(tmp_path):
    done = run(tmp_path, SUITE, "-k", "finite")
    assert "process idle contract: 1 of " in done.stdout


def test_a_skipped_check_fails_the_run(tmp_path):
    done = run(tmp_path, SUITE + "\ntest_idle = pytest.mark.skip(reason='later')(test_idle)\n")
    assert done.returncode == 1, done.stdout
    assert "was skipped: a contract has no checks to spare" in done.stdout
