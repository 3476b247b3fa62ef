from __future__ import annotations

import json
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner

from moonbase.cli import graph, report, run
from moonbase.cli.console import Console
from moonbase.errors import InfeasibleError, MissionError, UsageError, ValidityError
from moonbase.report.result import Result

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
TOY = FIXTURES / "toy_oxygen.toml"


def call(command, *arguments, quiet=False):
    console = Console(plugin_files=[str(FIXTURES / "toy_plugin.py")], no_plugins=True, quiet=quiet)
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(command, words, obj=console, catch_exceptions=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("runs") / "toy"
    done = call(run.command, TOY, "--out", out)
    assert done.exit_code == 0
    (out.parent / "screen.txt").write_text(done.stdout, encoding="utf-8")
    return out


def test_run_tells_the_answer_and_writes_the_folder(folder):
    text = (folder.parent / "screen.txt").read_text(encoding="utf-8")
    assert "40 t of oxygen reach base" in text
    assert text.rstrip().endswith(f"Report: {folder.as_posix()}/report.html")
    assert (folder / "report.html").stat().st_size > 10_000
    assert (folder / "mission.toml").read_bytes() == TOY.read_bytes()


def test_run_says_on_standard_error_what_it_does_unless_quiet(tmp_path):
    loud = call(run.command, TOY, "--out", tmp_path / "a")
    silent = call(run.command, TOY, "--out", tmp_path / "b", "--quiet")
    assert loud.stderr.startswith("Planning ")
    assert silent.stderr == ""
    assert loud.stdout.replace("/a/", "/b/") == silent.stdout


def test_a_second_run_needs_force(folder):
    with pytest.raises(UsageError, match="already holds a run"):
        call(run.command, TOY, "--out", folder)
    assert call(run.command, TOY, "--out", folder, "--force").exit_code == 0


def test_the_default_folder_is_under_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call(run.command, TOY)
    assert (tmp_path / "runs" / "toy_oxygen" / "result.json").is_file()


def test_json_is_the_result_and_writes_nothing(tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    done = call(run.command, TOY, "--json")
    assert json.loads(done.stdout)["title"] == "Toy oxygen"
    assert done.stdout == (folder / "result.json").read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_set_and_period_change_the_plan(tmp_path):
    plain = Result.from_json(call(run.command, TOY, "--json").stdout)
    changed = Result.from_json(call(run.command, TOY, "--json", "--set", "oven.share=0.125", "--period", "1 yr").stdout)
    assert changed.answer.value > plain.answer.value
    assert len(changed.edges) == 7
    assert changed.mission.overrides == {"oven.share": "0.125", "time.period": "1 yr"}
    assert any(row.where == "--set" for row in changed.provenance)


def test_strict_stops_at_warnings(tmp_path):
    idle = tmp_path / "idle.toml"
    idle.write_text(TOY.read_text(encoding="utf-8") + 'sites.spare = { like = "toy-crater" }\n', encoding="utf-8")
    with pytest.raises(ValidityError, match="under --strict"):
        call(run.command, idle, "--strict", "--json")
    done = call(run.command, idle, "--json")
    assert "warning" in done.stderr
    assert "spare" in Result.from_json(done.stdout).diagnostics[0]


def test_failures_are_moonbase_errors(tmp_path):
    with pytest.raises(MissionError):
        call(run.command, tmp_path / "absent.toml", "--json")
    with pytest.raises(InfeasibleError):
        call(run.command, TOY, "--json", "--set", "demands.air.from=2031-01-01")


def test_report_rebuilds_the_page(folder, tmp_path):
    page = (folder / "report.html").read_bytes()
    (folder / "report.html").unlink()
    assert call(report.command, folder).stdout.strip() == f"{folder.as_posix()}/report.html"
    assert (folder / "report.html").read_bytes() == page
    call(report.command, folder, "-o", tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == page


def test_report_can_print_the_summary(folder):
    assert call(report.command, folder, "--text").stdout == (folder.parent / "screen.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "start"), [("svg", "<svg"), ("dot", 'digraph "Toy oxygen"'), ("mermaid", "flowchart LR")]
)
def test_graph_draws_a_mission(form, start):
    text = call(graph.command, TOY, "--format", form).stdout
    assert text.startswith(start)
    for name in ("digger", "oven", "earth:toy-machine", "oxygen"):
        assert name in text


def test_graph_of_a_run_carries_amounts(folder):
    text = call(graph.command, folder).stdout
    assert "oxygen 40 t" in "".join(ET.fromstring(text).itertext())


def test_graph_follows_the_name_of_the_file(tmp_path):
    call(graph.command, TOY, "-o", tmp_path / "toy.dot")
    assert (tmp_path / "toy.dot").read_text(encoding="utf-8").startswith("digraph")
    with pytest.raises(UsageError, match="cannot write"):
        call(graph.command, TOY, "-o", tmp_path / "no" / "toy.svg")


def test_the_first_line_comes_before_the_heavy_imports():
    """A person sees within a third of a second that something happens."""
    code = (
        "import sys\nfrom moonbase.cli.console import Console\n"
        "def say(self, text):\n"
        "    heavy = {'numpy', 'scipy', 'astropy', 'pyarrow', 'highspy'} & set(sys.modules)\n"
        "    print(text, sorted(heavy), flush=True)\n    sys.exit(0)\n"
        "Console.say = say\nfrom moonbase.cli.run import command\n"
        f"command.main([{str(TOY)!r}], obj=Console(), standalone_mode=False)"
    )
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("toy_oxygen.toml []")
    assert time.monotonic() - start < 5.0
