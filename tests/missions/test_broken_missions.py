"""Twenty-five broken missions of ordinary and hostile kinds: each is refused, for its reason, at its line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from moonbase import mission, registry
from moonbase.errors import MissionError

BROKEN = Path(__file__).parent / "broken"
EXPECTED = {
    "bare_numbers": [("M009", 7), ("M009", 16), ("M009", 38)],
    "code_in_a_model": [("M013", 19)],
    "commodities_unknown": [("M018", 33), ("M018", 36)],
    "dates": [("M021", 6)],
    "dates_outside": [("M021", 20), ("M021", 40)],
    "format_of_the_future": [("M003", 2)],
    "leg_that_leads_nowhere": [("M014", 42), ("M019", 43)],
    "limits": [("M005", 41), ("M019", 46), ("M028", 48)],
    "model_mistyped": [("M013", 19)],
    "model_of_another_kind": [("M014", 19), ("M014", 23)],
    "names_alike": [("M008", 22), ("M008", 30)],
    "names_not_allowed": [("M007", 18), ("M007", 22)],
    "no_nodes": [("M023", 0)],
    "no_objective": [("M024", 0)],
    "not_finite": [("M012", 11), ("M012", 27)],
    "objective_contradicts_itself": [("M024", 41)],
    "parameter_mistyped": [("M016", 28)],
    "parameter_out_of_range": [("M011", 28), ("M011", 29)],
    "section_mistyped": [("M004", 35)],
    "site_unknown": [("M017", 11), ("M017", 15)],
    "syntax_key_twice": [("M001", 8)],
    "syntax_missing_quote": [("M001", 3)],
    "too_many_periods": [("M022", 8)],
    "unknown_units": [("M010", 7), ("M010", 16)],
    "wrong_dimensions": [("M010", 8), ("M010", 38)],
}


def test_every_file_has_an_expectation():
    assert {path.stem for path in BROKEN.glob("*.toml")} == set(EXPECTED)


@pytest.fixture(scope="module")
def installed():
    return registry.load()


@pytest.mark.parametrize("name", EXPECTED)
def test_broken_mission(name, installed):
    with pytest.raises(MissionError) as caught:
        mission.check(mission.read(BROKEN / f"{name}.toml"), installed)
    found = [(item.code, item.span.line if item.span else 0) for item in caught.value.diagnostics]
    assert found == EXPECTED[name]


@pytest.mark.parametrize("name", ["parameter_mistyped", "bare_numbers"])
def test_the_shell_tells_it_and_ends_with_code_3(name):
    command = [sys.executable, "-m", "moonbase", "check", str(BROKEN / f"{name}.toml")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (3, "")
    places = re.findall(r"^error\[(M\d+)\]: .*\n +--> .*:(\d+):\d+$", done.stdout, re.MULTILINE)
    assert [(code, int(line)) for code, line in places] == EXPECTED[name]
