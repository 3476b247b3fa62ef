"""What a flowsheet is; light, so that hook modules can hold one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from moonbase.models.process import Process
from moonbase.models.site import Site

if TYPE_CHECKING:
    import numpy as np

    from moonbase.flowsheet.result import FlowsheetResult

__all__ = ["Flowsheet", "Unit"]

Soils = Callable[[Site, int, "np.random.Generator"], Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One process of a flowsheet.

    Attributes
    ----------
    model
        Its class.
    closes
        Commodity whose balance sizes it: what it makes on demand, or what it takes in full.
    values
        Parameters, as a mission file would write them.
    """

    model: type[Process]
    closes: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Flowsheet:
    """Processes at one site, each sized by one balance.

    Attributes
    ----------
    site
        Where all of them stand.
    units
        Processes by name.
    demand
        Units of each commodity that leave, per second.
    together
        Names of parameters that are one quantity wherever they appear, such as a conversion that a furnace has and
        a refinery must know.
    """

    site: Site
    units: Mapping[str, Unit]
    demand: Mapping[str, float]
    together: tuple[str, ...] = ()

    def evaluate(self) -> FlowsheetResult:
        """Solve the balances with every parameter at its value.

        Raises
        ------
        ModelError
            If a model refuses or the balances have no answer.
        """
        from moonbase.flowsheet.solve import evaluate

        return evaluate(self)

    def monte_carlo(
        self, samples: int, *, seed: int = 0, workers: int = 1, soils: Soils | None = None
    ) -> FlowsheetResult:
        """Solve the balances for many draws of every parameter that has a distribution.

        Parameters
        ----------
        samples
            How many draws.
        seed
            Of the random numbers; one seed gives the same draws with any number of workers.
        workers
            Threads.
        soils
            Draws soils of the site, as mass fractions by oxide; None for the mean soil in every draw.
        """
        from moonbase.flowsheet.solve import monte_carlo

        return monte_carlo(self, samples, seed=seed, workers=workers, soils=soils)
