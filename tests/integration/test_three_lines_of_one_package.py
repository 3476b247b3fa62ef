"""Logic, memory and packaging are three lines of one package; plan and steady state say which of them limits."""

from __future__ import annotations

import pytest

from moonbase import pipeline, planning
from moonbase.report.steady import balance_screen

MISSION = """
format = 1
name = "Three lines of one package"
time = { start = 2030-01-01, horizon = "2 yr", period = "1 yr" }
sites.base = { like = "lunar-south-pole" }
objective = { maximise = "compute-package", at = "base" }

[nodes]
sunfield = { model = "solar-power", site = "base", initial = "40 MW" }
purifier = { model = "silicon-purification", site = "base", initial = "100 t/yr" }
logic = { model = "wafer-fab-logic", site = "base", initial = "20000 1/yr", limit = "20000 1/yr" }
memory = { model = "wafer-fab-memory", site = "base", initial = "80000 1/yr", limit = "80000 1/yr" }
packaging = { model = "packaging-line", site = "base", initial = "300000 1/yr", limit = "300000 1/yr" }

[supplies.cargo]
model = "earth-cargo"
site = "base"
flights_per_year = 1000.0
commodities = [
  "silicon", "aluminium", "glass", "machinery", "electronics", "structure", "conductor", "radiator", "solar-array",
  "fab-chemicals", "fab-gases", "water",
]
"""


@pytest.mark.parametrize(("line", "few"), [("logic", "2000"), ("memory", "8000"), ("packaging", "30000")])
def test_the_smallest_line_is_named(line, few, tmp_path):
    path = tmp_path / "lines.toml"
    path.write_text(MISSION, encoding="utf-8")
    size = {f"{line}.{key}": f"{few} 1/yr" for key in ("initial", "limit")}
    result = pipeline.run(path, overrides=size)
    assert {found.name for found in result.bottlenecks} == {line}
    network = pipeline.check(path, overrides=size).network
    steady = planning.balance(network)
    assert [row.name for row in steady.activities if row.limit_worth > 0.0] == [line]
    # everything else is there in plenty: the worth of the line is the whole of what is made
    row = steady.activity(line)
    assert row.limit_worth * row.capacity == pytest.approx(steady.objective, rel=1e-6)
    assert f"  {line}: at its highest, " in balance_screen(network, steady)
