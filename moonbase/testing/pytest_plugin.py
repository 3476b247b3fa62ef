"""Says at the end of a test run how many contract checks ran: a green contract that checked nothing proves nothing."""

from __future__ import annotations

from typing import Any

from moonbase.testing.contract import COUNTS, MARK

__all__ = ["pytest_runtest_logreport", "pytest_sessionfinish", "pytest_terminal_summary"]

_SKIPPED: list[str] = []
_FAILED_STATUS = 1


def pytest_runtest_logreport(report: Any) -> None:
    """Note contract checks that were skipped."""
    if report.skipped and MARK in report.keywords:
        _SKIPPED.append(report.nodeid)


def pytest_sessionfinish(session: Any) -> None:
    """Fail a run in which a contract check was skipped: what is not checked is not kept."""
    if _SKIPPED and session.exitstatus == 0:
        session.exitstatus = _FAILED_STATUS


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Write one line per model, and one per check that was skipped."""
    for label, count in sorted(COUNTS.items()):
        share = (
            f"{count.ran} checks ran" if count.ran == count.planned else f"{count.ran} of {count.planned} checks ran"
        )
        terminalreporter.write_line(f"{label} contract: {share}")
    for name in _SKIPPED:
        terminalreporter.write_line(f"{name} was skipped: a contract has no checks to spare", red=True)
