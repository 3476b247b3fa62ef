from __future__ import annotations

import subprocess
import sys

import pytest

from moonbase.errors import UsageError


def test_a_notebook_shows_the_answer_and_the_years_and_nothing_that_runs(result):
    shown = result._repr_html_()
    assert result.answer.sentence in shown
    assert shown.count("<tr>") == result.yearly.size + 1
    assert "Small base &lt;&amp;&gt;" in shown
    assert "<script" not in shown
    assert "onclick" not in shown
    assert len(shown) < 20_000


def test_at_a_prompt_a_result_tells_its_answer_and_its_tables(result):
    shown = repr(result)
    assert result.answer.sentence in shown
    assert "yearly, imports" in shown
    assert len(shown) < 1000


def test_tables_become_data_frames_in_si_units(result):
    yearly = result.to_pandas()
    assert list(yearly["year"]) == list(range(2031, 2041))
    assert yearly["power"].tolist() == list(result.yearly.column("power").values)
    assert yearly.attrs["units"]["power"] == "W"
    assert "year" not in yearly.attrs["units"]


def test_series_become_long_frames_with_dates(result):
    flows = result.to_pandas("flows")
    (oxygen,) = {tuple(row) for row in flows.loc[flows["owner"] == "oxygen", ["name", "unit"]].to_numpy()}
    assert oxygen == ("reactor", "kg")
    assert (flows["end"] > flows["start"]).all()
    assert flows["start"].iloc[0].year == 2031
    assert flows["period"].dtype.kind == "i"


def test_every_table_of_the_folder_can_be_had(result):
    assert {"yearly", "imports", "launches", "windows", "flows", "prices"} <= set(result.tables)
    for name in result.tables:
        assert len(result.to_pandas(name)) > 0


def test_a_table_that_does_not_exist(result):
    with pytest.raises(UsageError, match='no table "yearl"') as caught:
        result.to_pandas("yearl")
    assert '"yearly"' in caught.value.help


def test_pandas_is_imported_only_when_asked_for():
    code = "import sys, moonbase.report.result, moonbase.report.html; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
