"""Colour, streams and small helpers."""

from __future__ import annotations

import io

import click
import pytest

from moonbase.cli.console import Console, parse_overrides, report_error, table, wants_colour, wrap
from moonbase.errors import UsageError


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "variable", "switched_off", "colour"),
    [
        (Terminal(), None, False, True),
        (Terminal(), "1", False, False),
        (Terminal(), "", False, True),
        (Terminal(), None, True, False),
        (io.StringIO(), None, False, False),
    ],
)
def test_colour_only_where_it_is_wanted(monkeypatch, stream, variable, switched_off, colour):
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable is not None:
        monkeypatch.setenv("NO_COLOR", variable)
    assert wants_colour(switched_off=switched_off, stream=stream) is colour


def test_quiet_and_verbose(capsys):
    Console(quiet=True).say("a")
    Console(quiet=True).warn("b")
    Console().detail("c")
    assert capsys.readouterr() == ("", "")
    Console().say("a")
    Console().warn("b")
    Console(verbose=True).detail("c")
    Console().out("d")
    assert capsys.readouterr() == ("d\n", "a\nwarning: b\nc\n")


def test_errors_have_no_colour_in_a_pipe(capsys):
    report_error(UsageError("bad", help="do this"))
    assert capsys.readouterr().err == "error: bad\n  = help: do this\n"


def test_overrides():
    assert parse_overrides(None, None, ["a.b=1", " c.d = x = y "]) == {"a.b": "1", "c.d": "x = y"}
    for wrong in ("a.b", "=3"):
        with pytest.raises(click.BadParameter):
            parse_overrides(None, None, [wrong])


def test_tables_and_paragraphs():
    assert table([["a", "bb", "c"], ["aaa", "b", "cc"]], indent=1) == " a    bb  c\n aaa  b   cc"
    assert table([]) == ""
    assert wrap("a  b\nc", indent=2) == "  a b c"
