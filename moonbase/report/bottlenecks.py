"""What held the plan back, as the report keeps it."""

from __future__ import annotations

from moonbase.report.result import Bottleneck
from moonbase.report.yearly import Reading, clean

__all__ = ["bottlenecks_of"]


def bottlenecks_of(reading: Reading) -> tuple[Bottleneck, ...]:
    """Rank what was short in each calendar year, the most valuable first."""
    from moonbase.planning import bottlenecks

    return tuple(
        Bottleneck(
            year=found.year,
            name=found.name,
            cause=found.cause,
            share=clean([found.share])[0],
            worth=clean([found.worth])[0],
            relief=clean([found.relief])[0],
            unit=found.unit,
            sentence=found.sentence.removeprefix(f"{found.year}: "),
        )
        for found in bottlenecks(reading.plan)
    )
