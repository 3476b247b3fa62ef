"""The inputs of several missions at once, for a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from moonbase.campaign.names import Input, Inputs
from moonbase.mission.checker import check as check_mission
from moonbase.mission.source import Source
from moonbase.models.catalogue import Catalogue
from moonbase.parameters.check import RefusedError

__all__ = ["Everywhere"]


class Everywhere:
    """The inputs of several missions: a name means what it means in the first of them that has it.

    Parameters
    ----------
    first
        Inputs of the study's mission.
    others
        Further missions, for a comparison.
    catalogue
        Their models.

    Raises
    ------
    MissionError
        If one of them is wrong.
    """

    def __init__(self, first: Inputs, others: Sequence[Source], catalogue: Catalogue) -> None:
        self._each = (first, *(Inputs(check_mission(other, catalogue, {}), catalogue) for other in others))

    def home(self, name: str) -> Inputs:
        """Give the inputs that have a name.

        Raises
        ------
        RefusedError
            As the first mission refuses it, if none has it.
        """
        refused: RefusedError | None = None
        for inputs in self._each:
            try:
                inputs.find(name)
            except RefusedError as error:  # noqa: PERF203 - a handful of missions, and the first refusal is told
                refused = refused or error
            else:
                return inputs
        assert refused is not None
        raise refused

    def has_own(self, name: str) -> bool:
        """Tell whether a name belongs to what is done with a sample; see `Inputs.has_own`."""
        return self._each[0].has_own(name)

    def find(self, name: str) -> Input:
        """Give an input; see `Inputs.find`."""
        return self.home(name).find(name)

    def matching(self, pattern: str, grades: tuple[str, ...] = ()) -> list[Input]:
        """Give every matching parameter of every mission once; see `Inputs.matching`."""
        found: dict[str, Input] = {}
        for inputs in self._each:
            for item in inputs.matching(pattern, grades):
                found.setdefault(item.name, item)
        return list(found.values())
