"""A folder for a file, a file for a folder, one kind of file for the other: the message names the next step."""

from __future__ import annotations

from pathlib import Path

import pytest

MISSIONS = Path(__file__).parents[3] / "missions"
MISSION, CAMPAIGN = MISSIONS / "first_satellite.toml", MISSIONS / "campaigns" / "break_even.toml"
FILES = ("mission.toml", "campaign.toml")
READ_MISSIONS = ("run", "check", "balance", "growth", "compare", "explain digger.energy")


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Lay out an empty folder, a folder of files, what looks like a run, and what looks like a campaign."""
    for name in ("empty", "files", "run", "study"):
        (tmp_path / name).mkdir()
    (tmp_path / "run" / "result.json").write_text("{}", encoding="utf-8")
    (tmp_path / "run" / "mission.toml").write_text("", encoding="utf-8")
    (tmp_path / "study" / "run.json").write_text("{}", encoding="utf-8")
    for name, source in zip(FILES, (MISSION, CAMPAIGN), strict=True):
        (tmp_path / "files" / name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def said(places, shell):
    def run(line):
        done = shell(*line.split())
        assert done.code in (2, 3), done
        return done.out + done.err

    return run


@pytest.mark.parametrize("command", READ_MISSIONS)
def test_commands_that_read_a_mission_say_so(command, said):
    assert "give the path of a mission file" in said(f"{command} empty")
    assert "files/mission.toml" in said(f"{command} files")
    assert "its mission is run/mission.toml" in said(f"{command} run")
    assert "moonbase campaign report study" in said(f"{command} study")
    assert "did you mean files/mission.toml?" in said(f"{command} files/misson.toml")
    assert "moonbase campaign run files/campaign.toml" in said(f"{command} files/campaign.toml")
    assert "moonbase new brandnew.toml" in said(f"{command} brandnew.toml")


@pytest.mark.parametrize("command", ["campaign run", "campaign check"])
def test_commands_that_read_a_campaign_say_so(command, said):
    for place in ("empty", "files", "nowhere.toml"):
        assert "campaign file (.toml)" in said(f"{command} {place}")
        assert "mission file (.toml)" not in said(f"{command} {place}")
    assert "did you mean files/campaign.toml?" in said(f"{command} files/campain.toml")
    assert "moonbase campaign report study" in said(f"{command} study")
    assert "moonbase run files/mission.toml" in said(f"{command} files/mission.toml")


@pytest.mark.parametrize("command", ["report {}", "diff {} {}"])
def test_commands_that_read_a_run_say_so(command, said):
    def told(place):
        return said(command.replace("{}", place))

    assert "a folder that moonbase run wrote" in told("empty")
    assert "moonbase campaign report study" in told("study")
    assert "this is a mission file: moonbase run files/mission.toml" in told("files/mission.toml")
    assert "this is a campaign file: moonbase campaign run files/campaign.toml" in told("files/campaign.toml")
    assert "give its folder, run" in told("run/result.json")
    assert "did you mean run?" in told("runn")


@pytest.mark.parametrize("command", ["show {}", "status {}", "resume {}", "report {}", "export {} table.csv"])
def test_commands_that_read_a_finished_campaign_say_so(command, said):
    def told(place):
        return said("campaign " + command.replace("{}", place))

    assert "moonbase campaign run FILE --out FOLDER" in told("empty")
    assert "it holds a single run: moonbase report run" in told("run")
    assert "moonbase campaign run files/campaign.toml" in told("files/campaign.toml")
    assert "Errno" not in told("files/campaign.toml")
    assert "did you mean study?" in told("studdy")
