"""Collect balances and activities while nodes, legs and supplies are resolved."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import MissionError, ModelError, PluginError, TrajectoryError
from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Balance, Exchange, Gate, Network
from moonbase.mission.diagnostics import Diagnostic
from moonbase.mission.locate import Path
from moonbase.mission.spec import Mission
from moonbase.models.ask import ask
from moonbase.models.catalogue import Catalogue
from moonbase.models.commodity import Commodity
from moonbase.models.recipe import Flow
from moonbase.models.samples import nothing
from moonbase.parameters.declare import Model

__all__ = ["Builder"]

Answer = TypeVar("Answer")


@dataclass
class Builder:
    """Growing mission graph.

    Attributes
    ----------
    mission, catalogue, grid
        The checked mission, what the plugins offer, the periods.
    own
        Commodities that belong to this mission alone: payloads, shots, cargo space.
    balances, activities, gates
        Rows, columns and windows so far; their order is their index.
    findings
        What is wrong or odd so far.
    facts, notes
        What models said, by node: ``{"driver": {"track length": (288.0, "m")}}``, and sentences.
    legs
        Departure tables by leg.
    broken
        What failed in the plugins that the mission needs.
    """

    mission: Mission
    catalogue: Catalogue
    grid: Grid
    own: dict[str, Commodity] = field(default_factory=dict)
    balances: list[Balance] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    facts: dict[str, Mapping[str, tuple[float, str]]] = field(default_factory=dict)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    legs: dict[str, Any] = field(default_factory=dict)
    broken: list[PluginError] = field(default_factory=list)
    _rows: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def on(cls, network: Network, mission: Mission, catalogue: Catalogue) -> Builder:
        """Start from the rows of a finished mission graph, to add some of its nodes again.

        Payloads and what else belongs to the mission alone may be declared anew, with another mass.
        """
        return cls(
            mission=mission,
            catalogue=catalogue,
            grid=network.grid,
            balances=list(network.balances),
            _rows={(each.commodity.name, each.site): row for row, each in enumerate(network.balances)},
        )

    def declare(self, commodity: Commodity) -> None:
        """Add a commodity that belongs to this mission alone, such as a payload or a launcher's shots.

        Raises
        ------
        ModelError
            If the mission has another one of that name.
        """
        known = self.own.get(commodity.name)
        if known is not None and known != commodity:
            raise ModelError(
                f'two different things in this mission are called "{commodity.name}"', help="rename one of them"
            )
        self.own[commodity.name] = commodity

    def ask(self, model: Model, question: Callable[..., Answer], *arguments: Any, expected: type[Answer]) -> Answer:
        """Ask a model one question of its kind; whatever fails in it is told with the name of its plugin.

        Raises
        ------
        PluginError
            If the model's code fails or answers what is no answer.
        ModelError
            If the model refuses.
        """
        owner = self.catalogue.owners.get(model.model_name, type(model).__module__)
        return ask(model, question, *arguments, expected=expected, owner=owner)

    def commodity(self, name: str) -> Commodity:
        """Find a commodity by name.

        Raises
        ------
        ModelError
            If no plugin and no node of the mission declares it.
        """
        found = self.own.get(name) or self.catalogue.commodities.get(name)
        if found is None:
            close = difflib.get_close_matches(name, [*self.own, *self.catalogue.commodities], n=1)
            hint = f'did you mean "{close[0]}"?' if close else "a plugin that is not loaded may declare it"
            raise ModelError(f'no plugin declares the commodity "{name}"', help=hint)
        return found

    def row(self, commodity: str, site: str) -> int:
        """Give the index of the balance of a commodity at a site, made on first use.

        Raises
        ------
        ModelError
            If nothing declares the commodity.
        """
        key = (commodity, site)
        if key not in self._rows:
            self._rows[key] = len(self.balances)
            self.balances.append(Balance(commodity=self.commodity(commodity), site=site))
        return self._rows[key]

    def exchanges(self, flows: Iterable[Flow], site: str) -> tuple[Exchange, ...]:
        """Turn a model's flows [units per unit of activity] into exchanges with balances.

        Flows that name no site of their own are at `site`; those of zero are left out.
        """
        return tuple(
            Exchange(
                balance=self.row(flow.commodity, flow.site or site),
                amount=flow.amount,
                lag=flow.lag,
                composition=flow.composition or self.commodity(flow.commodity).composition,
            )
            for flow in flows
            if not nothing(flow.amount)
        )

    def amounts(self, amounts: Mapping[str, float], site: str) -> tuple[tuple[int, float], ...]:
        """Turn ``{commodity: amount}`` into ``(balance, amount)`` pairs."""
        return tuple((self.row(name, site), amount) for name, amount in amounts.items() if not nothing(amount))

    def uses(self, amounts: Mapping[str, float], site: str) -> tuple[Exchange, ...]:
        """Turn ``{commodity: amount used}`` into exchanges."""
        return tuple(Exchange(balance=row, amount=-amount) for row, amount in self.amounts(amounts, site))

    def use_by_period(self, commodity: str, site: str, amounts: NDArray[np.float64]) -> Exchange:
        """Make an exchange that takes a different amount in each period of departure.

        Parameters
        ----------
        commodity, site
            What is taken, and where.
        amounts
            Units taken per unit of activity, shape ``(n_periods,)``.
        """
        return Exchange(balance=self.row(commodity, site), amount=-amounts)

    def report(self, code: str, place: Path, message: str, help: str = "", severity: str = "error") -> None:  # noqa: A002
        """Note a finding at a place of the mission file.

        Parameters
        ----------
        code
            One of `moonbase.graph.codes`.
        place
            Path of the entry, such as ``("nodes", "digger")``.
        message, help
            What is wrong, and the next step.
        severity
            ``"error"`` or ``"warning"``.
        """
        source = self.mission.source
        span = source.span(place, "key")
        self.findings.append(source.diagnose(code, message, span=span, severity=severity, help=help))

    def attempt(self, place: Path, step: Callable[..., object], *arguments: object) -> None:
        """Run one step; a refusal becomes a finding and the others go on, so that all are told at once.

        Parameters
        ----------
        place
            Path of the entry that the step is about, for the finding.
        step, arguments
            What is called with what; its answer is dropped.
        """
        try:
            step(*arguments)
        except ModelError as error:
            self.report("G020", place, error.message, error.help or "")
        except TrajectoryError as error:
            self.report("G030", place, error.message, error.help or "")
        except PluginError as error:
            self.broken.append(error)
        except MissionError as error:
            self.findings.extend(error.diagnostics)

    def add(self, activity: Activity) -> int:
        """Append an activity and give its index."""
        self.activities.append(replace(activity, flows=_merged(activity.flows)))
        return len(self.activities) - 1


def _merged(flows: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
    """Add up exchanges with the same balance and lag; the first of them says the composition."""
    merged: dict[tuple[int, float], Exchange] = {}
    for flow in flows:
        key = (flow.balance, flow.lag)
        known = merged.get(key)
        amount = flow.amount if known is None else known.amount + flow.amount
        composition = flow.composition if known is None else known.composition
        merged[key] = Exchange(balance=flow.balance, amount=amount, lag=flow.lag, composition=composition)
    return tuple(merged.values())
