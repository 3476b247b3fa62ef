from __future__ import annotations

import csv
import io
import subprocess
import sys

import numpy as np
import pyarrow.parquet as pq
import pytest

from moonbase.report.result import Column, Table
from moonbase.report.tables import _arrow, as_csv, tables_of, write_tables


@pytest.fixture
def folder(result, tmp_path):
    write_tables(result, tmp_path)
    return tmp_path


def test_every_table_is_there(folder):
    names = {path.stem for path in (folder / "tables").iterdir()}
    wanted = {"yearly", "activities", "capacities", "stocks", "flows", "prices", "launches", "windows", "costs"}
    wanted |= {"imports", "landings", "values", "machines", "totals"}
    assert wanted <= names


def test_parquet_holds_the_plan(folder, plan, network):
    table = pq.read_table(folder / "tables" / "activities.parquet").to_pylist()
    values = [row["value"] for row in table if row["name"] == "reactor"]
    assert values == pytest.approx(plan.activity[2], rel=1e-10)
    assert table[0]["start"] == "2031-01-01"
    assert [row["period"] for row in table[:3]] == [0, 1, 2]


def test_units_travel_with_parquet(folder):
    schema = pq.read_schema(folder / "tables" / "yearly.parquet")
    assert schema.field("power").metadata == {b"unit": b"W"}


def test_csv_and_parquet_agree(folder):
    rows = list(csv.reader((folder / "yearly.csv").read_text(encoding="utf-8").splitlines()))
    stored = pq.read_table(folder / "tables" / "yearly.parquet")
    column = rows[0].index("power [W]")
    assert [float(row[column]) for row in rows[1:]] == stored["power"].to_pylist()


def test_csv_quotes_what_needs_it():
    table = Table(
        title="t",
        columns=(
            Column(name="a", label="a", values=('say "hi", twice', None)),
            Column(name="b", label="b", unit="kg", values=(0.1, None)),
        ),
    )
    assert list(csv.reader(io.StringIO(as_csv(table)))) == [["a", "b [kg]"], ['say "hi", twice', "0.1"], ["", ""]]


def test_missing_cells_are_null(result):
    names = dict(tables_of(result))
    assert all(np.isfinite(names["flows"].column("value").values))


def test_no_two_tables_share_a_name(result):
    names = [name for name, _ in tables_of(result)]
    assert len(names) == len(set(names))


def test_what_is_missing_is_null_in_parquet(tmp_path):
    table = Table(
        title="t",
        columns=(
            Column(name="word", label="word", values=("b", None, "ä", "b")),
            Column(name="mass", label="mass", unit="kg", values=(0.1, 2, None, 4.0)),
        ),
    )
    pq.write_table(_arrow(table), tmp_path / "t.parquet")
    stored = pq.read_table(tmp_path / "t.parquet")
    assert stored["word"].to_pylist() == ["b", None, "ä", "b"]
    assert stored["mass"].to_pylist() == [0.1, 2.0, None, 4.0]
    assert stored["word"].chunk(0).dictionary.to_pylist() == ["b", "ä"]


def test_tables_are_written_without_pandas():
    code = """
import pathlib, sys, tempfile
from moonbase.report.result import Column, Table
from moonbase.report.tables import _arrow
import pyarrow.parquet as pq
columns = (Column(name="a", label="a", values=("x", None)), Column(name="b", label="b", unit="kg", values=(1.0, None)))
pq.write_table(_arrow(Table(title="t", columns=columns)), pathlib.Path(tempfile.mkdtemp()) / "t.parquet")
assert "pyarrow" in sys.modules
assert "pandas" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
