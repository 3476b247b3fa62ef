"""Amounts whose unit is not known before a model has answered: kept as written, converted when it has.

How much a node can do is written in its activity unit per time (``"1 t/h"``), and only its recipe knows that unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from moonbase.errors import MissionError, QuantityError
from moonbase.mission.locate import Path
from moonbase.mission.source import Source
from moonbase.quantities import dimension_matches, parse, split

__all__ = ["RawRate"]


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
    """

    text: str = "0"
    path: Path = ()
    source: Source | None = field(default=None, repr=False)

    def si(self, unit: str) -> float:
        """Convert into `unit` per second; for a launcher, whose capacity is a number of machines, use `count`.

        Raises
        ------
        MissionError
            If it is not an amount of `unit` per time; the diagnostic stands at the value.

        Examples
        --------
        >>> RawRate("3.6 t/h").si("kg")
        1.0
        """
        return 0.0 if self._zero else self._parse(per_second(unit), f"{unit if unit != '1' else 'a number'} per time")

    def count(self) -> float:
        """Convert into a number of machines.

        Raises
        ------
        MissionError
            If it has a unit.
        """
        return self._parse("1", "a number of machines, without a unit")

    def bound(self, unit: str) -> tuple[float, bool]:
        """Convert into `unit` or `unit` per second, whichever was written, and tell whether it is per second.

        Raises
        ------
        MissionError
            If it is neither.

        Examples
        --------
        >>> RawRate("2 t/s").bound("kg")
        (2000.0, True)
        """
        per_time = not self._zero and dimension_matches(split(self.text)[1], per_second(unit))
        if per_time or self._zero:
            return self.si(unit), per_time
        return self._parse(unit, f"{unit} or {unit} per time"), False

    @property
    def _zero(self) -> bool:
        number, unit = split(self.text)
        return number == 0 and not unit

    def _parse(self, unit: str, wanted: str) -> float:
        try:
            return parse(self.text, unit)
        except QuantityError as error:
            label = ".".join(map(str, self.path))
            message = f"{label}: {error.message}"
            if self.source is None:
                raise MissionError(message, help=error.help) from None
            finding = self.source.diagnose(
                "M010", message, span=self.source.span(self.path), notes=[f"wanted: {wanted}"], help=error.help or ""
            )
            raise MissionError(message, diagnostics=[finding]) from None


def per_second(unit: str) -> str:
    """Write the unit of a rate.

    Examples
    --------
    >>> per_second("kg"), per_second("J m"), per_second("1")
    ('kg/s', '(J m)/s', '1/s')
    """
    return f"{unit}/s" if unit.isalnum() else f"({unit})/s"
