from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from moonbase.errors import UsageError
from moonbase.report.html import render
from moonbase.report.result import Result


def test_a_result_survives_json(result):
    assert Result.from_json(result.to_json()) == result


def test_json_is_the_same_after_a_round_trip(result):
    assert Result.from_json(result.to_json()).to_json() == result.to_json()


def test_the_page_is_the_same_from_json(result):
    assert render(Result.from_json(result.to_json())) == render(result)


def test_json_is_strict(result):
    def refuse(word):
        raise AssertionError(word)

    json.loads(result.to_json(), parse_constant=refuse)


def test_infinite_parameters_survive(result):
    odd = replace(result.provenance[0], value="inf")
    changed = replace(result, provenance=(odd,))
    assert Result.from_json(changed.to_json()).provenance[0].value == "inf"


def test_no_path_gets_into_the_result(mission, network, plan):
    from moonbase.mission.source import Source
    from moonbase.report.summary import summarise

    moved = replace(mission, source=Source("/srv/secret/small.toml", mission.source.text))
    text = summarise(moved, network, plan).to_json()
    assert "secret" not in text
    assert Result.from_json(text).mission.name == "small.toml"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"title": 3}', "no json"])
def test_what_is_no_result_is_refused(text):
    with pytest.raises(UsageError, match="not the result of a run"):
        Result.from_json(text)


def test_another_layout_is_refused(result):
    text = replace(result, format=99).to_json()
    with pytest.raises(UsageError, match="layout 99"):
        Result.from_json(text)


def test_hash_seeds_change_nothing(result, tmp_path):
    """Sets and dictionaries are ordered by hash in odd places: two seeds must give one page."""
    (tmp_path / "result.json").write_text(result.to_json(), encoding="utf-8")
    code = (
        "import hashlib, pathlib\nfrom moonbase.report import Result, render\n"
        f"text = pathlib.Path({str(tmp_path / 'result.json')!r}).read_text('utf-8')\n"
        "print(hashlib.sha256(render(Result.from_json(text)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
