"""Ledgers: what ships is complete, and what is wrong in one is told with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from moonbase.claims.expression import evaluate
from moonbase.claims.ledger import read_ledger, shipped
from moonbase.errors import UsageError

GOOD = """
[[claim]]
id = "A-1"
statement = "Two is more than one."
source = "arithmetic"
quantity = "difference"
test = "expression"
expression = "a - b"
threshold = 0
direction = "at-least"
inputs.a = { low = 1.5, mode = 2, high = 2.5 }
inputs.b = 1
"""


def test_every_claim_of_the_five_sources_is_in_the_ledger():
    numbers = {0: 15, 1: 13, 2: 8, 3: 14, 4: 17}
    wanted = [f"S{source}-{index}" for source, count in numbers.items() for index in range(1, count + 1)]
    assert [claim.id for claim in shipped()] == wanted


def test_every_shipped_claim_has_source_and_either_test_or_reason():
    for claim in shipped():
        assert claim.source
        assert bool(claim.test) != bool(claim.untestable)
        if claim.test:
            assert claim.criterion, claim.id
        for name, item in claim.inputs.items():
            assert item.source, (claim.id, name)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"at-least"', '"above"', 'direction "above" is none of'),
        ("low = 1.5, ", "low = 3, ", "are not in order"),
        ("low = 1.5, ", "lowest = 1.5, ", 'no key "lowest"'),
        ('source = "arithmetic"', "", "has no source"),
        ('test = "expression"', "", "needs a test, or untestable"),
        ('expression = "a - b"', "", "go together"),
        ("threshold = 0", "", "no threshold"),
        ("threshold = 0", 'threshold = "none"', "no finite number"),
        ("threshold = 0", "threshold = nan", "no finite number"),
        ("threshold = 0", "threshold = 0\noptions = 3", "options is a table"),
        ("threshold = 0", "threshold = 0\nsamples = 1e12", "samples lies between 1 and 1000000"),
        ("threshold = 0", "threshold = 0\ntolerance = -1", "is negative"),
        ('statement = "Two is more than one."', "statement = 2", "is no text"),
        ("mode = 2, high = 2.5", "mode = inf, high = inf", "no finite number"),
        ("high = 2.5", "high = 2.5, least = 2", "does not lie within least and most"),
        ("inputs.b = 1", "inputs.b = true", "no finite number"),
        ("inputs.b = 1", 'inputs.b = 1\ninputs."c d" = 1', "no expression can use an input called c d"),
        ('id = "A-1"', 'id = "A 1"', "is no id"),
        ("[[claim]]", "[[claims]]", "is no ledger"),
        ("inputs.b = 1", "inputs.b = ", "line"),
    ],
)
def test_what_is_wrong_is_told(tmp_path, old, new, message):
    ledger = tmp_path / "mine.toml"
    ledger.write_text(GOOD, encoding="utf-8")
    assert read_ledger(ledger)[0].inputs["b"].mode == 1.0
    ledger.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(message)):
        read_ledger(ledger)


def test_the_same_id_twice_and_a_missing_file(tmp_path):
    ledger = tmp_path / "mine.toml"
    ledger.write_text(GOOD + GOOD, encoding="utf-8")
    with pytest.raises(UsageError, match="A-1 stands there more than once"):
        read_ledger(ledger)
    with pytest.raises(UsageError, match="cannot be read"):
        read_ledger(tmp_path / "other.toml")


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "a.real", "a if b else 1", "[a]", "a +", "exp(x=1)", "a // b", "True", "'a'", "print(a)"],
)
def test_expressions_hold_arithmetic_only(text):
    with pytest.raises(UsageError):
        evaluate(text, {"a": 1.0, "b": 2.0})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("exp()", "exp takes 1 value, not 0"),
        ("log(a, a)", "log takes 1 value, not 2"),
        ("minimum(a)", "minimum takes 2 values, not 1"),
        ("(" * 900 + "a" + ")" * 900, "no arithmetic"),
        ("a + " * 1000 + "a", "at most 2000 characters"),
    ],
)
def test_expressions_that_cannot_be_worked_out_are_refused_in_words(text, words):
    with pytest.raises(UsageError, match=words):
        evaluate(text, {"a": 1.0})


def test_inputs_that_are_no_table_and_ledgers_that_never_end_are_refused(tmp_path):
    ledger = tmp_path / "mine.toml"
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith("inputs"))
    ledger.write_text(text + "\ninputs = 3\n", encoding="utf-8")
    with pytest.raises(UsageError, match="inputs is a table"):
        read_ledger(ledger)
    with pytest.raises(UsageError, match="cannot be read"):
        read_ledger(Path("/dev/zero"))


def test_expressions_name_inputs_that_are_missing():
    with pytest.raises(UsageError, match="uses c, which is no input"):
        evaluate("-a + c", {"a": 1.0})
    assert evaluate("maximum(-a, 3) ** 2 / 2", {"a": 1.0}) == 4.5
