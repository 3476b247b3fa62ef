"""Reading results: DuckDB, pandas, polars and xarray, exports, the commands that show, and the call from Python."""

from __future__ import annotations

import json
import re
import sys
import types

import distributed
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from pyarrow import ipc

import moonbase
from moonbase.campaign.campaign import create
from moonbase.campaign.engines.choose import EngineChoice, make_engine
from moonbase.campaign.identity import identity_of
from moonbase.campaign.store.folder import Folder
from moonbase.campaign.study import Plugins
from moonbase.cli.campaign.show import fitting
from moonbase.errors import MissionError, UsageError

SORTS = """
format = 1
campaign = "Sorts"
what = "ishigami"
[vary]
x1 = { range = [0, 1], points = 3 }
x2 = { list = [1, 2] }
x3 = { list = [0.5] }
length = { list = ["1 km", "4 km"] }
shape = ["round", "square"]
count = { list = [1, 5] }
day = { list = [2030-01-01, 2031-06-30] }
[design]
kind = "grid"
"""


def test_other_libraries_read_the_shards_directly(lab):
    campaign = lab.run("study", SORTS)
    shards = str(campaign.folder.shards / "*.parquet")
    columns = ["length", "shape", "count", "status"]
    found = duckdb.sql(f"select min(length), max(shape), sum(count), count(*) from '{shards}'").fetchall()[0]
    assert found == (1000.0 / 1000.0, "square", 96 / 2 * 6, 96)
    assert duckdb.sql(f"select max(day) from '{shards}'").fetchall()[0][0].isoformat() == "2031-06-30"
    frame = pd.read_parquet(campaign.folder.shards)
    assert list(frame["sample"]) == list(range(96))
    assert pl.read_parquet(shards).select(columns).shape == (96, 4)


def test_table_in_other_libraries(lab):
    campaign = lab.run("study", SORTS)
    assert campaign.table.num_rows == 96
    assert campaign.to_pandas()["y"].equals(pd.Series(campaign.to_polars()["y"].to_numpy(), name="y"))
    cube = campaign.to_xarray()
    assert dict(cube.sizes) == {"x1": 3, "x2": 2, "x3": 1, "length": 2, "shape": 2, "count": 2, "day": 2}
    y = cube["y"].sel(x1=0.5, x2=2, shape="round", length=4.0).isel(x3=0, count=1, day=0).item()
    assert y == pytest.approx(np.sin(0.5) + 7 * np.sin(2) ** 2 + 0.1 * 0.5**4 * np.sin(0.5), rel=1e-12)
    assert cube["half"].attrs["units"] == "m"
    assert dict(lab.run("random", n=30).to_xarray().sizes) == {"sample": 30}


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl", ".arrow"])
def test_export_is_one_file_that_is_not_replaced_by_accident(lab, suffix):
    lab.run("study", n=50)
    file = lab.path / f"all{suffix}"
    words = ["export", str(lab.path / "study"), str(file)]
    assert lab.shell(*words).returncode == 0
    read = {
        ".parquet": pl.read_parquet,
        ".csv": pl.read_csv,
        ".jsonl": pl.read_ndjson,
        ".arrow": lambda path: ipc.open_file(path).read_all(),
    }[suffix]
    assert read(file).shape == (50, 8)
    again = lab.shell(*words)
    assert again.returncode == 2
    assert "--force" in again.stderr


def test_commands_answer_in_json(lab):
    lab.run("study", n=50)
    folder = str(lab.path / "study")
    status = json.loads(lab.shell("status", folder, "--json").stdout)
    assert (status["done"], status["statuses"], status["holder"]) == (50, {"ok": 50}, {})
    rows = json.loads(lab.shell("show", folder, "--json", "--rows", "2", "--column", "y").stdout)
    assert [set(row) for row in rows["rows"]] == [{"sample", "y"}] * 2
    one = json.loads(lab.shell("show", folder, "--json", "--sample", "7").stdout)
    assert one["sample"] == 7
    wrong = lab.shell("show", folder, "--column", "yy")
    assert wrong.returncode == 2
    assert 'no column "yy"' in wrong.stderr


def test_status_tells_a_bad_shard_by_its_exit_code(lab):
    campaign = lab.run("study", n=50)
    campaign.folder.shard_path(1).write_bytes(b"x")
    done = lab.shell("status", str(campaign.folder.path), "--verify")
    assert done.returncode == 7
    assert "shard 1: it is torn or was changed" in done.stderr


def test_five_lines_of_python(lab, monkeypatch):
    monkeypatch.chdir(lab.path)
    plugins = Plugins(files=(str(lab.plugin),), none=True)
    study = moonbase.campaign(lab.file(n=40), plugins=plugins, engine="serial")
    assert study.folder.path.as_posix() == "runs/study"
    fixtures = lab.plugin.parent
    files = (str(fixtures / "study_plugin.py"), str(fixtures / "toy_plugin.py"))
    vary = {"x1": {"uniform": [0, 1]}, "x2": [0.25, 0.5], "x3": {"normal": [0.0, 1.0]}, "oven.share": [0.1, 0.2]}
    made = moonbase.campaign(
        fixtures / "toy_oxygen.toml", "made", vary=vary, what="ishigami", design="monte-carlo", n=60, seed=2,
        correlate={("x1", "x3"): 0.8}, record=["half"], options={"rows": 10}, engine="serial",
        plugins=Plugins(files=files, none=True),
    )  # fmt: skip
    frame = made.to_pandas()
    assert list(frame.columns) == ["sample", "x1", "x2", "x3", "oven.share", "status", "half", "message"]
    assert frame["x1"].corr(frame["x3"], method="spearman") == pytest.approx(0.8, abs=0.12)
    text = (lab.path / "made" / "study.toml").read_text(encoding="utf-8")
    assert 'mission = "toy_oxygen.toml"' in text
    assert '"oven.share" = [0.1, 0.2]' in text


def test_record_that_no_column_has_is_refused_before_anything_is_stored(lab):
    text = lab.text(n=40).replace('what = "ishigami"', 'what = "ishigami"\nrecord = ["yy"]')
    with pytest.raises(UsageError, match='"yy" cannot be recorded'):
        lab.run("study", text)
    assert not (lab.path / "study" / "run.json").exists()


def test_batch_systems_are_reached_by_the_name_of_their_class(lab, monkeypatch):
    asked = {}

    class ToyCluster(distributed.LocalCluster):
        def __init__(self, *, queue):
            asked["queue"] = queue
            super().__init__(n_workers=0, threads_per_worker=1, dashboard_address="127.0.0.1:0")

    monkeypatch.setitem(sys.modules, "dask_jobqueue", types.SimpleNamespace(ToyCluster=ToyCluster))
    study, text = lab.load(n=40)
    choice = EngineChoice(name="dask", cluster="ToyCluster", cluster_options={"queue": "long"}, workers=1)
    engine = make_engine(choice, study)
    campaign = create(Folder(lab.path / "toy"), study, text, engine.describe(), identity_of(study))
    assert lab.finish(campaign, engine).digest() == lab.run("quiet", n=40).digest()
    assert asked == {"queue": "long"}
    with pytest.raises(UsageError, match='dask-jobqueue has no "ToyBuster"'):
        make_engine(EngineChoice(name="dask", cluster="ToyBuster"), study).describe()
    bad = EngineChoice(name="dask", cluster="ToyCluster", cluster_options={"cue": 1})
    with pytest.raises(UsageError, match=r"ToyCluster: .*unexpected keyword"):
        make_engine(bad, study).describe()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # its jobs leave their pipes open
def test_any_cluster_class_is_reached_by_its_dotted_name(lab):
    """Workers are started by dask-jobqueue's own job scripts, as a batch system would start them."""
    study, text = lab.load(n=40)
    choice = EngineChoice(
        name="dask",
        cluster="dask_jobqueue.local.LocalCluster",
        cluster_options={"cores": 1, "memory": "1GB", "scheduler_options": {"dashboard_address": "127.0.0.1:0"}},
        workers=1,
    )
    engine = make_engine(choice, study)
    campaign = create(Folder(lab.path / "jobs"), study, text, engine.describe(), identity_of(study))
    assert lab.finish(campaign, engine).digest() == lab.run("quiet", n=40).digest()
    with pytest.raises(UsageError, match="cannot be imported"):
        make_engine(EngineChoice(name="dask", cluster="no_such_package.Cluster"), study).describe()


def test_show_tells_statistics_and_cuts_wide_tables(lab):
    folder = str(lab.run("study", n=40).folder.path)
    told = lab.shell("show", folder).stdout
    assert "40 of 40 samples are done." in told
    assert re.search(r"^50 % quantile +\S+ +\S+$", told, re.MULTILINE)
    few = lab.shell("show", folder, "--rows", "2", "--column", "y").stdout
    assert few.splitlines()[0].split() == ["sample", "y"]
    assert few.splitlines()[-1] == "… and 38 more samples"
    assert fitting([["s" * 30, "t" * 30, "u" * 30, "v" * 80]]) == 3
    assert fitting([["x" * 400, "y"]]) == 1


def test_python_takes_a_design_as_a_table_and_lists_every_problem(lab):
    fixtures = lab.plugin.parent
    mission = fixtures / "toy_oxygen.toml"
    plugins = Plugins(files=(str(fixtures / "toy_plugin.py"),), none=True)
    made = moonbase.campaign(
        mission,
        lab.path / "best",
        vary={"oven.share": {"uniform": [0.1, 0.3]}},
        design={"kind": "optimise", "minimise": "objective"},
        n=8,
        engine="serial",
        plugins=plugins,
    )
    assert repr(made) == f"<Campaign 'toy_oxygen' in {lab.path / 'best'}: 8 of 8 samples>"
    with pytest.raises(MissionError) as caught:
        moonbase.campaign(
            mission,
            vary={"ovn.share": [1], "oven.shar": [1]},
            plugins=plugins,
        )
    assert str(caught.value).count("\n  - ") == 2
    assert 'did you mean "oven"?' in str(caught.value)
