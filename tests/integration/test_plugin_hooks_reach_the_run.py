"""A plugin's own checks and report sections take part in a run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = '''
"""A plugin that looks at graphs and adds to reports."""

from moonbase.api import Column, Diagnostic, Section, Table, hookimpl


@hookimpl
def moonbase_check(graph):
    return [Diagnostic(severity="{severity}", code="X001", message=f"counted {{len(graph.activities)}} activities")]


@hookimpl
def moonbase_report_sections(result):
    rows = Column(name="year", label="year", unit="", values=("2030", "2031"))
    table = Table(title="Own table", columns=(rows,))
    return [Section(title="A section of my own", paragraphs=("Seen: " + result.title,), tables=(table,))]
'''


@pytest.fixture
def run(tmp_path):
    def run(severity, *words):
        plugin = tmp_path / "own.py"
        plugin.write_text(PLUGIN.format(severity=severity), encoding="utf-8")
        command = [sys.executable, "-m", "moonbase", "--plugin", str(plugin), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)

    return run


def test_sections_and_warnings_are_in_result_and_page(run, tmp_path):
    done = run("warning", "run", "missions/first_satellite.toml", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "counted" in done.stderr
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert "A section of my own" in [section["title"] for section in result["sections"]]
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "A section of my own" in page
    assert "Seen: First satellite" in page


def test_an_error_of_a_plugin_stops_the_mission(run):
    done = run("error", "check", "missions/first_satellite.toml")
    assert done.returncode == 3
    assert "error[X001]: counted" in done.stdout
