"""Says at the end of a test run how many contract checks ran: a green contract that checked nothing proves nothing."""

from __future__ import annotations

from typing import Any

from moonbase.testing.contract import COUNTS

__all__ = ["pytest_terminal_summary"]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Write one line per model."""
    for label, count in sorted(COUNTS.items()):
        terminalreporter.write_line(f"{label} contract: {count} checks ran")
