"""The steady network of many samples: one period per sample, with arrays where they differ.

Models that take arrays are asked once for all samples; models that do not are asked once per sample, and only those
that a factor touches. Which is which is found out by asking both ways for a few samples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluators.doors import Door, enter
from moonbase.campaign.evaluators.stacking import like, same_numbers, stack, stack_activities, stack_gates
from moonbase.errors import MoonbaseError
from moonbase.graph.again import Renewed, limits_of, renew, touched
from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Exchange, Gate, Network
from moonbase.mission.spec import Mission
from moonbase.models.catalogue import Catalogue
from moonbase.models.commodity import Commodity
from moonbase.models.guard import ANSWER_TIME, bounded_together
from moonbase.planning.steady import opening, settled, settled_demands, settled_gate, settled_limits

__all__ = ["VariedNetwork"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_EXACT = 1e-12
_MODELLED = ("nodes", "supplies", "legs")


class Parts(NamedTuple):
    """What differs between samples, on a grid of one period."""

    activities: Mapping[int, Activity]
    gates: Mapping[int, Gate]
    commodities: Mapping[int, Commodity]


@dataclass(frozen=True, eq=False)
class VariedNetwork:
    """A mission whose factors have doors.

    Attributes
    ----------
    mission, network
        Checked and resolved, without the factors.
    steady
        The steady network of it.
    catalogue
        The plugins that take part.
    doors
        Where the factors enter.
    at_once
        Nodes and supplies that are asked once for all samples.
    one_by_one
        Nodes, supplies and legs that are asked once per sample.
    """

    mission: Mission
    network: Network
    steady: Network
    catalogue: Catalogue
    doors: tuple[Door, ...]
    at_once: frozenset[str]
    one_by_one: frozenset[str]

    @classmethod
    def find(
        cls, mission: Mission, network: Network, steady: Network, catalogue: Catalogue, doors: Sequence[Door],
        probes: Floats,
    ) -> VariedNetwork:  # fmt: skip
        """Find out which models take arrays.

        Parameters
        ----------
        mission, network, steady, catalogue, doors
            As in the attributes.
        probes
            A few samples over the range of the factors, shape ``(n_probes, n_factors)``.
        """
        owners = dict.fromkeys(door.name for door in doors if door.section in _MODELLED)
        simple = {node.name for node in mission.nodes.values() if node.kind == "process"} | set(mission.supplies)
        every = cls(mission, network, steady, catalogue, tuple(doors), frozenset(), frozenset())
        at_once = frozenset(name for name in owners if name in simple and every.takes_arrays(name, probes))
        return replace(every, at_once=at_once, one_by_one=touched(mission, set(owners) - at_once))

    def takes_arrays(self, name: str, probes: Floats) -> bool:
        """Tell whether a model gives for arrays what it gives for numbers."""
        if any(np.ndim(each.cost) for each in self.network.activities if each.owner == name):
            return False  # prices that change with the date, which arrays of samples would be taken for
        own = tuple(door for door in self.doors if door.name == name and door.section in _MODELLED)
        alone = replace(self, doors=own, one_by_one=frozenset({name}))
        numbers = {door: door.numbers(probes[:, door.column]) for door in own}
        good = np.all([door.fits(values) for door, values in numbers.items()], axis=0)
        found, refused = alone.each(numbers, good)
        good &= ~refused
        if not good.any():
            return False
        try:
            at_once = replace(alone, at_once=frozenset({name})).together(
                {door: values[good] for door, values in numbers.items()}
            )
        except Exception:  # noqa: BLE001 - a model that takes no arrays can fail in any way
            return False
        return all(
            same_numbers(each, at_once.activities[index], good, _EXACT) for index, each in found.activities.items()
        )

    def together(self, numbers: Mapping[Door, Floats]) -> Parts:
        """Ask the models that take arrays."""
        if not self.at_once:
            return Parts({}, {}, {})
        doors = [(door, values) for door, values in numbers.items() if door.name in self.at_once]
        found = renew(self.network, enter(self.mission, doors), self.catalogue, self.at_once)
        return Parts({index: self._averaged(activity) for index, activity in found.activities.items()}, {}, {})

    def _averaged(self, activity: Activity) -> Activity:
        """Put an activity with arrays of samples on a grid of one period."""
        flows = tuple(Exchange(balance=flow.balance, amount=flow.amount) for flow in activity.flows)
        plain = settled(self.network.grid, replace(activity, flows=(), cost=0.0), self.network.grid.lengths)
        return replace(plain, flows=flows, cost=activity.cost)

    def each(self, numbers: Mapping[Door, Floats], chosen: Bools) -> tuple[Parts, Bools]:
        """Ask the models that do not, sample by sample; tell which samples were refused."""
        refused = np.zeros(len(chosen), dtype=bool)
        if not self.one_by_one:
            return Parts({}, {}, {}), refused
        doors = [door for door in numbers if door.name in self.one_by_one and door.section in _MODELLED]
        nominal = self._settled(renew(self.network, self.mission, self.catalogue, self.one_by_one))
        known: dict[tuple[float, ...], Parts | None] = {}
        found: list[Parts] = []
        with bounded_together(ANSWER_TIME * len(chosen)):
            for sample in range(len(chosen)):
                key = tuple(float(numbers[door][sample]) for door in doors)
                if chosen[sample] and key not in known:
                    known[key] = self._one(list(zip(doors, key, strict=True)), nominal)
                own = known[key] if chosen[sample] else nominal
                refused[sample] = own is None
                found.append(nominal if own is None else own)
        return _joined(found), refused

    def _one(self, entered: list[tuple[Door, Any]], nominal: Parts) -> Parts | None:
        """Ask for one sample; None if it is refused or has another structure, which the whole mission then tells."""
        try:
            found = self._settled(renew(self.network, enter(self.mission, entered), self.catalogue, self.one_by_one))
        except MoonbaseError:
            return None
        alike = all(like(each, found.activities[index]) for index, each in nominal.activities.items())
        open_alike = all((gate.open > 0.0).all() for gate in found.gates.values())
        return found if alike and open_alike and found.gates.keys() == nominal.gates.keys() else None

    def _settled(self, found: Renewed) -> Parts:
        grid = self.network.grid
        weights = {gate.leg: opening(grid, gate) for gate in found.gates.values()}
        return Parts(
            {
                index: settled(grid, activity, weights.get(index, grid.lengths))
                for index, activity in found.activities.items()
            },
            {position: settled_gate(grid, gate) for position, gate in found.gates.items()},
            found.commodities,
        )

    def samples(self, values: Floats) -> tuple[Network, Bools]:
        """Give the steady network of samples, and which of them it does not hold.

        Parameters
        ----------
        values
            Shape ``(n_samples, n_factors)``.

        Returns
        -------
        network
            One period per sample.
        odd
            Samples whose numbers a mission may not hold, that a model refuses or that change the structure; the
            nominal numbers stand in for them. Shape ``(n_samples,)``.
        """
        numbers = {door: door.numbers(values[:, door.column]) for door in self.doors}
        odd = ~np.all([door.fits(each) for door, each in numbers.items()], axis=0) if numbers else _none(values)
        odd |= self._contradictory(numbers, len(values))
        parts, refused = self.each(numbers, ~odd)
        odd |= refused
        at_once = self._at_once(numbers, odd)
        if not odd.all():
            numbers = {door: np.where(odd, each[~odd][0], each) for door, each in numbers.items()}
        return self._joined(numbers, parts, at_once, odd), odd

    def _at_once(self, numbers: Mapping[Door, Floats], odd: Bools) -> Parts:
        """Ask for all samples; where that fails, find the samples at fault by asking for each in the same way."""
        for alone in (False, True):
            if alone:
                odd |= np.array([self._fails(numbers, sample) for sample in range(len(odd))])
            if odd.all():
                return Parts({}, {}, {})
            try:
                return self.together({door: np.where(odd, each[~odd][0], each) for door, each in numbers.items()})
            except Exception:
                if alone:
                    raise
        raise AssertionError

    def _contradictory(self, numbers: Mapping[Door, Floats], count: int) -> Bools:
        """Tell where a least value exceeds a most: a mission file that says so is refused."""
        entered = enter(self.mission, [item for item in numbers.items() if item[0].section in ("demands", "limits")])
        bad = np.zeros(count, dtype=bool)
        pairs: list[tuple[Any, Any]] = [(each.rate, each.most) for each in entered.demands.values()]
        pairs += [(each.least, each.most) for each in entered.limits.values()]
        for limit in entered.limits.values():
            if limit.raw_least is not None and limit.raw_most is not None:
                unit = limit.raw_most.text.partition(" ")[2]
                pairs.append((limit.raw_least.si(unit), limit.raw_most.si(unit)))
        for least, most in pairs:
            if least is not None and most is not None:
                bad |= np.asarray(least > most)
        return bad

    def _fails(self, numbers: Mapping[Door, Floats], sample: int) -> bool:
        try:
            self.together({door: each[sample : sample + 1] for door, each in numbers.items()})
        except Exception:  # noqa: BLE001 - a plugin's code can fail in any way
            return True
        return False

    def _joined(self, numbers: Mapping[Door, Floats], parts: Parts, at_once: Parts, odd: Bools) -> Network:
        count = len(odd)
        steady = self.steady
        activities = list(steady.activities)
        for index, activity in [*parts.activities.items(), *at_once.activities.items()]:
            activities[index] = activity
        balances = list(steady.balances)
        for row, commodity in parts.commodities.items():
            balances[row] = replace(balances[row], commodity=replace(balances[row].commodity, mass=commodity.mass))
        gates = [
            parts.gates.get(position, replace(gate, open=np.repeat(gate.open, count)))
            for position, gate in enumerate(steady.gates)
        ]
        entered = enter(self.mission, [item for item in numbers.items() if item[0].section not in _MODELLED])
        whole = replace(self.network, activities=tuple(activities), demands=tuple(entered.demands.values()))
        whole = replace(whole, limits=limits_of(whole, entered, self.catalogue))
        return replace(
            steady,
            grid=Grid(steady.grid.edges, copies=count),
            balances=tuple(balances),
            activities=tuple(activities),
            gates=tuple(gates),
            demands=settled_demands(whole),
            limits=settled_limits(whole),
            discount_rate=entered.discount_rate,
        )


def _none(values: Floats) -> Bools:
    return np.zeros(len(values), dtype=bool)


def _joined(found: Sequence[Parts]) -> Parts:
    first = found[0]
    masses = {row: [each.commodities[row].mass for each in found] for row in first.commodities}
    return Parts(
        {index: stack_activities([each.activities[index] for each in found]) for index in first.activities},
        {position: stack_gates([each.gates[position] for each in found]) for position in first.gates},
        {row: replace(first.commodities[row], mass=stack(values)) for row, values in masses.items()},
    )
