"""A mission compiled once for many samples of its steady state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluators.answer import Answer
from moonbase.campaign.evaluators.records import Record, available
from moonbase.campaign.evaluators.varied import VariedNetwork
from moonbase.graph.network import Network
from moonbase.planning.ensemble import SteadyEnsemble, SteadyStates

__all__ = ["Compiled"]

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Compiled:
    """A mission whose numbers are refilled.

    Attributes
    ----------
    varied
        Its steady network with the doors of the factors.
    ensemble
        The compiled programme with its nominal basis.
    names
        Names of the columns to record.
    """

    varied: VariedNetwork
    ensemble: SteadyEnsemble
    names: tuple[str, ...]

    @cached_property
    def _records(self) -> tuple[Record | None, ...]:
        known = available(self.varied.steady)
        return tuple(known.get(name) for name in self.names)

    def solve(self, values: Floats, places: Places, answer: Answer) -> NDArray[np.bool_]:
        """Find the steady states of samples.

        Parameters
        ----------
        values
            Shape ``(n_samples, n_factors)``.
        places
            Row of each sample in the answer, shape ``(n_samples,)``.
        answer
            Takes rows, statuses and messages.

        Returns
        -------
        numpy.ndarray
            Samples that are left out because the refill does not hold them, shape ``(n_samples,)``.
        """
        network, odd = self.varied.samples(values)
        if not odd.all():
            try:
                states = self.ensemble.solve(network)
            except ValueError:  # another structure: each mission by itself then
                return np.ones(len(places), dtype=bool)
            self._take(states, network, places, ~odd, answer)
        return odd

    def nominal(self, place: int, answer: Answer) -> None:
        """Find the steady state of the mission as it is, for the row of one sample."""
        network = self.varied.steady
        network = replace(network, grid=replace(network.grid, copies=1))
        self._take(self.ensemble.solve(network), network, np.array([place]), np.array([True]), answer)

    def _take(
        self, states: SteadyStates, network: Network, places: Places, chosen: NDArray[np.bool_], answer: Answer
    ) -> None:
        for column, record in enumerate(self._records):
            if record is not None:
                answer.rows[places[chosen], column] = record.pick(states, network)[chosen]
        which = np.flatnonzero(chosen).tolist()
        answer.note(places[chosen], [states.words[k] for k in which], [states.messages[k] for k in which])
