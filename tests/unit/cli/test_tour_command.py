"""The command that looks for gravity-assist tours."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from moonbase.cli.console import Console
from moonbase.cli.tour import command
from moonbase.errors import UsageError

ARGS = ["--via", "venus", "--to", "mercury", "--depart", "2027-01-01:2028-01-01", "--tof", "80:250", "--tof", "200:700"]


def run(*more, start="emb"):
    more = [*ARGS, "--arrival", "rendezvous", "--seeds", "1", "--from", start, *more]
    return CliRunner().invoke(command, more, obj=Console(), catch_exceptions=False)


def test_full_turns_save_velocity_and_are_told():
    direct = json.loads(run("--json").stdout)["tours"][0]
    turning = json.loads(run("--revolutions", "2", "--json").stdout)["tours"][0]
    assert turning["total_dv_km_s"] < direct["total_dv_km_s"] - 0.5
    assert [leg["revolutions"] for leg in direct["legs"]] == [0, 0]
    last = turning["legs"][-1]
    assert last["revolutions"] > 0
    assert last["path"] in ("low", "high")
    assert sum(leg["tof_days"] for leg in turning["legs"]) == pytest.approx(turning["tof_days"], abs=0.01)
    assert f"full turns about the Sun: {last['revolutions']}, {last['path']} path" in run("--revolutions", "2").stdout


def test_an_unknown_departure_is_refused():
    with pytest.raises(UsageError, match="no departure"):
        run(start="pluto")
