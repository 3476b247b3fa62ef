"""Fault 7: what a sample does to its worker is its own row; the others are what they would have been."""

from __future__ import annotations

import locale
import os
import signal
from pathlib import Path

import pytest

DEEDS = {
    "raise": ("raised", "ValueError: nothing good comes of <object object at 0x…>"),
    "exit-call": ("raised", "SystemExit: 3"),
    "nan": ("nonfinite", "not finite: double"),
    "infinite": ("nonfinite", "not finite: sometimes"),
    "wrong-shape": ("raised", "ValueError: the evaluator gave rows of shape (1, 1), not (1, 2)"),
    "wrong-status": ("raised", "ValueError: the evaluator gave a status that is none of the known ones"),
    "hang": ("timeout", "no answer within 6 s"),
    "hog": ("memory", "the memory limit was reached"),
    "segfault": ("crashed", "the worker was killed by SIGSEGV"),
    "exit": ("crashed", "the worker ended itself with exit code 0"),
    "fork-and-die": ("crashed", "the worker ended itself with exit code 1"),
    "shout": ("ok", ""),
    "fork": ("ok", ""),
    "disturb": ("ok", ""),
}
TEXT = """
format = 1
campaign = "Deeds"
what = "deeds"
[vary]
x1 = {{ list = [1, 2] }}
deed = {{ list = ["work", {deeds}, "work-again"] }}
[design]
kind = "grid"
[limits]
timeout = "6 s"
memory = "200 MB"
"""


def _text(*deeds):
    return TEXT.format(deeds=", ".join(f'"{deed}"' for deed in deeds)).replace(', "work-again"', "")


def test_every_deed_is_contained(lab, processes):
    _, gone = processes
    campaign, engine = lab.begin("deeds", _text(*DEEDS), workers=2)
    pids = [one._process.pid for one in engine._supervisors if one._process]
    lab.finish(campaign, engine)
    assert not gone(pids)
    table = campaign.table
    found = {
        (deed, x): (status, message)
        for deed, x, status, message in zip(
            *(table[name].to_pylist() for name in ("deed", "x1", "status", "message")), strict=True
        )
    }
    for x in (1.0, 2.0):
        assert found.pop(("work", x)) == ("ok", "")
    assert found == {(deed, x): what for deed, what in DEEDS.items() for x in (1.0, 2.0)}
    good = [row for row in table.to_pylist() if row["status"] == "ok"]
    assert all(row["double"] == 2.0 * row["x1"] for row in good)
    traceback = campaign.folder.failure(0, table["deed"].to_pylist().index("raise"))
    assert "nothing good comes" in traceback["traceback"]
    assert "_raise" in traceback["traceback"]


def test_serial_engine_contains_what_one_process_can(lab):
    names = [name for name, (status, _) in DEEDS.items() if status in ("raised", "nonfinite", "timeout")]
    before = Path.cwd(), locale.setlocale(locale.LC_ALL), signal.getsignal(signal.SIGTERM), dict(os.environ)
    campaign = lab.run("serial", _text(*names, "disturb").replace('"6 s"', '"3 s"'))
    found = dict(zip(campaign.table["deed"].to_pylist(), campaign.table["status"].to_pylist(), strict=True))
    assert found == {"work": "ok", "disturb": "ok", **{name: DEEDS[name][0] for name in names}}
    assert before == (Path.cwd(), locale.setlocale(locale.LC_ALL), signal.getsignal(signal.SIGTERM), dict(os.environ))


def test_same_rows_and_bytes_with_and_without_supervision(lab):
    text = _text("raise", "nan", "wrong-shape", "infinite")
    assert lab.run("serial", text).digest() == lab.run("local", text, engine="local", workers=2).digest()


def test_evaluator_that_cannot_be_built_is_told_where_people_see_it(lab):
    text = _text("raise").replace('deed = { list = ["work", "raise"] }', "")
    with pytest.raises(ValueError, match="'deed' is not in list"):
        lab.run("nothing", text)
