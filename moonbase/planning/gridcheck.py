"""By how much the time grid bends a plan: the same mission on two grids."""

from __future__ import annotations

from dataclasses import dataclass, replace

from moonbase.graph.network import Network
from moonbase.planning.engine import plan
from moonbase.planning.options import Options

__all__ = ["GridError", "grid_error"]


@dataclass(frozen=True, kw_only=True)
class GridError:
    """Objectives of one mission on two grids.

    Attributes
    ----------
    coarse, fine
        Values of the objective.
    coarse_periods, fine_periods
        Sizes of the grids.
    relative
        Difference over the fine value [1].
    coarse_seconds, fine_seconds
        Time to plan each [s].
    """

    coarse: float
    fine: float
    coarse_periods: int
    fine_periods: int
    relative: float
    coarse_seconds: float
    fine_seconds: float


def grid_error(coarse: Network, fine: Network, options: Options | None = None) -> GridError:
    """Plan a mission on two grids and compare.

    Parameters
    ----------
    coarse
        The mission on the grid to be judged.
    fine
        The same mission on a finer grid, for instance monthly throughout.
    options
        How to solve both; whole units are allowed fractions, because rounding would blur the comparison.
    """
    chosen = replace(options or Options(), integer="relax")
    answers = [plan(network, chosen) for network in (coarse, fine)]
    values = [answer.objective for answer in answers]
    seconds = [answer.effort.build_seconds + answer.effort.solve_seconds for answer in answers]
    return GridError(
        coarse=values[0],
        fine=values[1],
        coarse_periods=coarse.grid.size,
        fine_periods=fine.grid.size,
        relative=(values[0] - values[1]) / abs(values[1]) if values[1] else 0.0,
        coarse_seconds=seconds[0],
        fine_seconds=seconds[1],
    )
