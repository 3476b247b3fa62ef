"""How samples are divided into shards: from the study alone, so that every engine writes the same files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from moonbase.campaign.size import population_of, rows_of
from moonbase.campaign.study import Study

__all__ = ["Division", "divide"]

_ROWS: Final = {"steady": 1000, "simulate": 1000, "dispersion": 10, "plan": 2, "compare": 1}
"""Samples of about half a second of work on a slow machine, by what is done with them."""

_OTHER: Final = 100
_LEAST_SHARDS: Final = 16
_MOST_SHARDS: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class Division:
    """Consecutive samples in shards of equal length, the last one shorter.

    Attributes
    ----------
    samples
        How many samples there are.
    rows
        How many go into one shard.
    """

    samples: int
    rows: int

    @property
    def shards(self) -> int:
        """How many shards there are."""
        return -(-self.samples // self.rows)

    def span(self, shard: int) -> tuple[int, int]:
        """Give the first sample of a shard, and how many it has."""
        first = shard * self.rows
        return first, min(self.rows, self.samples - first)


def divide(study: Study, wish: int = 0) -> Division:
    """Decide how many samples go into a shard.

    Half a second of work each, so that storing is cheap and a killed worker costs little; fewer in a small study, so
    that it still spreads over several workers; more in a huge one, so that its folder stays usable. In an
    optimisation, whole shards make a generation.

    Parameters
    ----------
    study
        The study.
    wish
        What the evaluator says (`Described.rows_per_shard`); 0 if it does not.

    Examples
    --------
    >>> from moonbase.campaign.study import Design
    >>> from moonbase.mission.source import Source
    >>> study = Study(name="s", mission=Source("", ""), design=Design(kind="sobol", n=4096), what="steady")
    >>> divide(study)
    Division(samples=4096, rows=256)
    """
    samples = rows_of(study)
    rows = wish if wish > 0 else _ROWS.get(study.what, _OTHER)
    if study.design.kind == "optimise":
        population = population_of(study)
        best = max(size for size in range(1, population + 1) if population % size == 0 and size <= max(1, rows))
        return Division(samples=samples, rows=best)
    rows = min(rows, -(-samples // _LEAST_SHARDS))
    return Division(samples=samples, rows=max(1, rows, -(-samples // _MOST_SHARDS)))
