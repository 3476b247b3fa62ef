"""The local engine ends when it is told to, also while its threads wait for somebody to take what they give."""

from __future__ import annotations

import threading

import pytest

from moonbase.campaign.engines import local


class Busy:
    """A supervisor whose worker always has one more result, until it is stopped."""

    def __init__(self, start):
        self.stopped = threading.Event()

    def pace(self, samples):
        return 0.0

    def run(self, tasks):
        while not self.stopped.is_set():
            yield object()

    def stop(self):
        self.stopped.set()

    close = stop


class Endless:
    samples = (0,)


@pytest.mark.parametrize("taken", [1, 3])
def test_closing_while_results_wait_ends_the_threads(monkeypatch, taken):
    monkeypatch.setattr(local, "Supervisor", Busy)
    engine = local.LocalEngine(None, workers=2)
    results = engine.run(iter([Endless() for _ in range(1000)]))
    for _ in range(taken):
        next(results)
    closing = threading.Thread(target=engine.close, daemon=True)
    closing.start()
    closing.join(timeout=30.0)
    assert not closing.is_alive()
    assert not any(thread.is_alive() for thread in engine._threads)
