"""Ask and tell: optima come out, and a study that was interrupted goes on as if it had not been."""

from __future__ import annotations

import pytest

from moonbase.errors import MissionError, UsageError

TEXT = """
format = 1
campaign = "Search"
what = "{what}"
[vary]
x1 = {{ uniform = [{x1}] }}
x2 = {{ uniform = [{x2}] }}
[design]
kind = "optimise"
n = {n}
seed = 3
{goals}
"""


def test_minimum_of_branin_is_the_published_one(lab):
    text = TEXT.format(what="branin", x1="-3.99, 4.0", x2="-4.0, 4.0", n=400, goals='minimise = "z"')
    campaign = lab.run("branin", text)
    assert campaign.table.num_rows == 400
    assert min(campaign.table["z"].to_pylist()) == pytest.approx(0.397887, abs=1e-5)


def test_two_goals_give_a_front(lab):
    goals = 'minimise = ["f1", "f2"]\npopulation = 20'
    campaign = lab.run("front", TEXT.format(what="schaffer", x1="-4.0, 4.0", x2="0.0, 1.0", n=400, goals=goals))
    last = campaign.table.slice(300)
    assert campaign.division.rows == 20
    best = [
        x for x, f1, f2 in zip(*(last[name].to_pylist() for name in ("x1", "f1", "f2")), strict=True) if f1 + f2 < 4.2
    ]
    assert len(best) > 50
    assert min(best) < 0.3
    assert max(best) > 1.7


def test_interrupted_search_goes_on_from_its_shards(lab):
    text = TEXT.format(what="branin", x1="-3.99, 4.0", x2="-4.0, 4.0", n=90, goals='maximise = "z"\npopulation = 12')
    whole = lab.run("whole", text)
    before = whole.digest()
    for shard in (2, 5, 6, 7):
        whole.folder.shard_path(shard).unlink()
    assert lab.run("whole", text).digest() == before
    assert lab.run("local", text, engine="local", workers=2).digest() == before


def test_goal_that_is_not_recorded_or_not_given_is_refused(lab):
    with pytest.raises(UsageError, match='"zz" is not recorded') as caught:
        lab.run("x", TEXT.format(what="branin", x1="0.0, 1.0", x2="0.0, 1.0", n=9, goals='minimise = "zz"'))
    assert "z" in caught.value.help
    with pytest.raises(MissionError, match="1 error"):
        lab.run("y", TEXT.format(what="branin", x1="0.0, 1.0", x2="0.0, 1.0", n=9, goals=""))
