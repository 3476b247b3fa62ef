"""What held the plan back."""

from __future__ import annotations

from moonbase.report.result import Bottleneck
from moonbase.report.yearly import Reading

__all__ = ["bottlenecks_of"]


def bottlenecks_of(reading: Reading) -> tuple[Bottleneck, ...]:
    """Rank."""
    return ()
