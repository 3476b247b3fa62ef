"""The bounds on a plugin's time and memory hold for plugins that misbehave, and not for those that others hold up."""

from __future__ import annotations

import sys
import time

import pytest

from moonbase.models import guard
from moonbase.models.guard import TookTooLongError, bounded

SHORT, LONG = 0.2, 0.9


def test_one_that_sleeps_is_ended():
    began = time.monotonic()
    with pytest.raises(TookTooLongError), bounded(SHORT):
        time.sleep(60.0)
    assert time.monotonic() - began < 30.0


def test_waiting_for_a_processor_is_not_its_fault(monkeypatch):
    monkeypatch.setattr(guard, "_time_waited", time.monotonic)
    monkeypatch.setattr(guard, "_PATIENCE", 1e6)
    with bounded(SHORT):
        time.sleep(LONG)


def test_patience_ends_on_a_busy_machine_too(monkeypatch):
    monkeypatch.setattr(guard, "_time_waited", time.monotonic)
    with pytest.raises(TookTooLongError), bounded(SHORT):
        time.sleep(60.0)


def test_what_is_printed_goes_to_standard_error(capsys):
    with bounded(60.0):
        sys.stdout.write("loading")
    assert capsys.readouterr() == ("", "loading")


def test_libraries_find_room_on_machines_with_many_processors(monkeypatch):
    """OpenBLAS takes 32 MiB per processor when it is first imported, and tries for ever if that is refused."""
    monkeypatch.setenv("MOONBASE_PLUGIN_MEMORY", "0.25")
    monkeypatch.setattr(guard.os, "cpu_count", lambda: 16)
    with bounded(60.0):
        assert len(bytearray(800 * 2**20)) == 800 * 2**20
    monkeypatch.setattr(guard.os, "cpu_count", lambda: 1)
    with pytest.raises(MemoryError), bounded(60.0):
        bytearray(800 * 2**20)
