"""Read ledgers of claims: TOML files with one record per claim."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from moonbase.compat import tomllib
from moonbase.errors import MissionError, UsageError
from moonbase.mission.source import read
from moonbase.models.refs import ClaimRange
from moonbase.parameters.closest import did_you_mean

__all__ = ["DIRECTIONS", "Claim", "read_ledger", "shipped"]

_MOST_SAMPLES = 1_000_000
DIRECTIONS = ("at-least", "at-most", "about")
_TEXTS = (
    "id", "statement", "source", "date", "quantity", "unit", "test", "expression", "mission", "measure", "direction",
    "criterion", "untestable",
)  # fmt: skip
_NUMBERS = ("threshold", "tolerance", "samples")
_TABLES = ("inputs", "options")
_RANGE = ("low", "mode", "high", "unit", "source", "grade", "least", "most")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A published statement and how it is tested.

    Attributes
    ----------
    id, statement, source, date
        Name, the claim in our words, who made it and when.
    quantity, unit
        What is computed.
    test
        ``"expression"``, ``"mission"``, or the name of a test that a plugin offers; empty if nothing can be tested.
    expression
        Arithmetic on the inputs, for the test of that name.
    mission, measure
        Mission file and the figure of its result that is compared, for the test of that name.
    direction, threshold, tolerance
        The claim holds where the value is at least, at most, or within a relative tolerance about the threshold.
    criterion
        Why that threshold stands for the claim.
    inputs
        Ranges by name; added to those that the test brings.
    options
        Words that select what the test computes.
    samples
        Number of draws.
    untestable
        Why the claim carries no testable quantity; empty if it does.
    folder
        Folder of the ledger, from where missions are found.
    """

    id: str
    statement: str
    source: str
    date: str = ""
    quantity: str = ""
    unit: str = "1"
    test: str = ""
    expression: str = ""
    mission: str = ""
    measure: str = ""
    direction: str = ""
    threshold: float = 0.0
    tolerance: float = 0.1
    criterion: str = ""
    inputs: Mapping[str, ClaimRange] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    samples: int = 4000
    untestable: str = ""
    folder: str = ""


def shipped() -> tuple[Claim, ...]:
    """Give every claim that moonbase ships, in the order of its ledgers.

    Examples
    --------
    >>> len(shipped()) > 60
    True
    """
    folder = files("moonbase.claims") / "data"
    beside = str(folder)
    ledgers = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple(claim for item in ledgers for claim in _claims(item.read_text(encoding="utf-8"), item.name, beside))


def read_ledger(path: Path) -> tuple[Claim, ...]:
    """Read a ledger of one's own.

    Raises
    ------
    UsageError
        If the file cannot be read or a record is wrong; the message names file, claim and key.
    """
    try:
        source = read(os.fspath(path))
    except MissionError as error:
        raise UsageError(f"the ledger {path.as_posix()} cannot be read: {error}") from None
    return _claims(source.text, path.name, str(path.parent))


def _claims(text: str, name: str, folder: str) -> tuple[Claim, ...]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: {error}") from None
    except RecursionError:
        raise UsageError(f"{name}: tables and lists are nested too deeply") from None
    records = data.get("claim")
    if not isinstance(records, list) or not records or set(data) != {"claim"}:
        raise UsageError(f"{name} is no ledger", help='write a table [[claim]] with id = "...", statement = "..."')
    claims = tuple(_claim(record, f"{name}, claim {index + 1}", folder) for index, record in enumerate(records))
    twice = {claim.id for claim in claims if sum(other.id == claim.id for other in claims) > 1}
    if twice:
        raise UsageError(f"{name}: {', '.join(sorted(twice))} stands there more than once")
    return claims


def _claim(record: Any, where: str, folder: str) -> Claim:
    if not isinstance(record, dict):
        raise UsageError(f"{where} is no table")
    where = f"{where} ({record.get('id', 'without id')})"
    known = (*_TEXTS, *_NUMBERS, *_TABLES)
    for key in record:
        if key not in known:
            raise UsageError(f'{where}: there is no key "{key}"', help=did_you_mean(key, known))
    for key in ("id", "statement", "source"):
        if not str(record.get(key, "")).strip():
            raise UsageError(f"{where} has no {key}")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", str(record["id"])):
        raise UsageError(f'{where}: "{record["id"]}" is no id', help="use letters, digits, dots and dashes")
    _check_kinds(record, where)
    numbers: dict[str, Any] = {key: _number(record[key], f"{where}: {key}") for key in _NUMBERS if key in record}
    samples = int(numbers.pop("samples", Claim.samples))
    inputs = {name: _range(value, f"{where}, input {name}") for name, value in record.get("inputs", {}).items()}
    options = {name: str(value) for name, value in record.get("options", {}).items()}
    texts: dict[str, Any] = {key: str(record[key]) for key in _TEXTS if key in record}
    claim = Claim(**texts, **numbers, samples=samples, inputs=inputs, options=options, folder=folder)
    _check(claim, record, where)
    return claim


def _check_kinds(record: Mapping[str, Any], where: str) -> None:
    for key in _TABLES:
        if not isinstance(record.get(key, {}), dict):
            raise UsageError(f"{where}: {key} is a table", help=f"write {key}.NAME = ...")
    for key in _TEXTS:
        if not isinstance(record.get(key, ""), str):
            raise UsageError(f"{where}: {key} = {record[key]!r} is no text", help="put it in quotes")


def _check(claim: Claim, record: Mapping[str, Any], where: str) -> None:
    if bool(claim.test) == bool(claim.untestable):
        raise UsageError(f"{where} needs a test, or untestable with the reason, not both")
    if not claim.test:
        return
    for key in ("quantity", "threshold", "direction"):
        if key not in record:
            raise UsageError(f"{where} has a test and no {key}")
    if claim.direction not in DIRECTIONS:
        raise UsageError(f'{where}: direction "{claim.direction}" is none of {", ".join(DIRECTIONS)}')
    for test, keys in (("expression", ("expression",)), ("mission", ("mission", "measure"))):
        for key in keys:
            if (claim.test == test) != (key in record):
                raise UsageError(f'{where}: test = "{test}" and {key} go together')
    _check_ranges(claim, where)


def _check_ranges(claim: Claim, where: str) -> None:
    if not 1 <= claim.samples <= _MOST_SAMPLES:
        raise UsageError(f"{where}: samples lies between 1 and {_MOST_SAMPLES}")
    if claim.tolerance < 0.0:
        raise UsageError(f"{where}: tolerance = {claim.tolerance:g} is negative")
    for name in claim.inputs if claim.test == "expression" else ():
        if not name.isidentifier():
            raise UsageError(f"{where}: no expression can use an input called {name}", help="use letters, digits and _")


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise UsageError(f"{where} = {value!r} is no finite number", help="write plain numbers; the unit stands beside")
    return float(value)


def _range(value: Any, where: str) -> ClaimRange:
    entry = value if isinstance(value, dict) else {"mode": value}
    for key in entry:
        if key not in _RANGE:
            raise UsageError(f'{where}: there is no key "{key}"', help=did_you_mean(key, _RANGE))
    if "mode" not in entry:
        raise UsageError(f"{where} has no mode")
    numbers = {
        key: _number(entry[key], f"{where}: {key}") for key in ("low", "mode", "high", "least", "most") if key in entry
    }
    mode = numbers["mode"]
    low, high = numbers.get("low", mode), numbers.get("high", mode)
    limits: dict[str, Any] = {key: numbers[key] for key in ("least", "most") if key in numbers}
    if not low <= mode <= high:
        raise UsageError(f"{where}: low {low:g}, mode {mode:g} and high {high:g} are not in order")
    if not limits.get("least", low) <= low or not high <= limits.get("most", high):
        raise UsageError(f"{where}: {low:g} to {high:g} does not lie within least and most")
    words: dict[str, Any] = {key: str(entry[key]) for key in ("unit", "source", "grade") if key in entry}
    return ClaimRange(low=low, mode=mode, high=high, **words, **limits)
