"""A signal that asks a run to end is obeyed wherever it arrives."""

from __future__ import annotations

import signal

import pytest

from moonbase.cli.campaign.stop import stopping


class Finalised:
    """Receives a signal while it is finalised, where Python drops what the handler raises."""

    def __init__(self, number: signal.Signals) -> None:
        self.number = number

    def __del__(self) -> None:
        signal.raise_signal(self.number)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_in_a_finaliser_is_obeyed_at_the_next_look(number, code, capfd):
    def run() -> None:
        with stopping("study") as stop:
            stop.check()
            thing = Finalised(number)
            del thing
            stop.check()

    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == code
    errors = capfd.readouterr().err
    assert "moonbase campaign resume study goes on" in errors
    assert "Traceback" not in errors


def test_signal_in_ordinary_code_is_obeyed_at_once():
    def run() -> None:
        with stopping("study"):
            signal.raise_signal(signal.SIGTERM)
            raise AssertionError

    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 143


def test_ignored_signal_stays_ignored_and_handlers_are_put_back():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stopping("study") as stop:
            signal.raise_signal(signal.SIGINT)
            stop.check()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert signal.getsignal(signal.SIGINT) is before
