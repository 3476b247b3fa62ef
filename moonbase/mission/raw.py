"""Amounts whose unit is not known before a model has answered: kept as written, converted when it has.

How much a node can do is written in its activity unit per time (``"1 t/h"``), and only its recipe knows that unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from moonbase.errors import MissionError, QuantityError
from moonbase.mission.locate import Path
from moonbase.mission.source import Source
from moonbase.quantities import dimension_matches, parse, split

__all__ = ["RawRate", "per_second"]


@dataclass(frozen=True)
class RawRate:
    """A capacity, activity or bound as the mission wrote it.

    Attributes
    ----------
    text
        Number and unit, such as ``"1 t/h"``; zero needs no unit.
    path
        Where it stands in the mission, for errors.
    source
        The mission's text; None for a value that nobody wrote.
    given
        The override that put the value there; empty if the file did.
    """

    text: str
    path: Path = ()
    source: Source | None = field(default=None, repr=False)
    given: str = ""

    def si(self, unit: str) -> float:
        """Convert into `unit`: ``"kg/s"`` for a process that counts kilograms, ``"1"`` for a number of machines.

        Raises
        ------
        MissionError
            If it measures something else; the diagnostic (``M010``) stands at the value.

        Examples
        --------
        >>> RawRate("3.6 t/h").si("kg/s")
        1.0
        """
        number, written = split(self.text)
        if number == 0 and not written:
            return 0.0
        try:
            return parse(self.text, unit)
        except QuantityError as error:
            raise self._refusal(error, unit) from None

    def bound(self, unit: str) -> tuple[float, bool]:
        """Convert into `unit` or `unit` per second, whichever was written, and tell whether it is per second.

        Raises
        ------
        MissionError
            If it is neither.

        Examples
        --------
        >>> RawRate("2 t/s").bound("kg"), RawRate("10 kt").bound("kg")
        ((2000.0, True), (10000000.0, False))
        """
        per_time = dimension_matches(split(self.text)[1], per_second(unit))
        return self.si(per_second(unit) if per_time else unit), per_time

    def _refusal(self, error: QuantityError, unit: str) -> MissionError:
        message = f"{'.'.join(map(str, self.path))}: {error.message}"
        if self.source is None:
            return MissionError(message, help=error.help)
        notes = [f"{self.path[-2] if len(self.path) > 1 else 'this'} is measured in units like {unit}"]
        finding = self.source.diagnose(
            "M010",
            message,
            span=None if self.given else self.source.span(self.path),
            notes=[*notes, self.given] if self.given else notes,
            help=error.help or "",
        )
        return MissionError(message, diagnostics=[finding], help=error.help)


def per_second(unit: str) -> str:
    """Write the unit of a rate.

    Examples
    --------
    >>> per_second("kg"), per_second("J"), per_second("J m"), per_second("1")
    ('kg/s', 'W', '(J m)/s', '1/s')
    """
    if unit == "J":
        return "W"
    return f"{unit}/s" if unit.isalnum() else f"({unit})/s"
