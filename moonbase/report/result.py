"""The result of a run: everything a report needs, as plain data that survives JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from moonbase.errors import UsageError
from moonbase.graph.drawing import Drawing
from moonbase.report import codec
from moonbase.report.records import (
    Answer,
    Bottleneck,
    Energies,
    Fact,
    Flight,
    Lever,
    MissionText,
    Plugin,
    Provenance,
    Series,
    Way,
)
from moonbase.report.sections import Cell, Column, Section, Table

__all__ = [
    "FORMAT",
    "Answer",
    "Bottleneck",
    "Cell",
    "Column",
    "Energies",
    "Fact",
    "Flight",
    "Lever",
    "MissionText",
    "Plugin",
    "Provenance",
    "Result",
    "Section",
    "Series",
    "Table",
    "Way",
]

FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Result:
    """A mission that was planned.

    Attributes
    ----------
    title, description
        Of the mission.
    mission
        Its text.
    answer
        The objective and its value.
    edges
        Dates of the period boundaries [TDB s after J2000], shape ``(n_periods + 1,)``.
    yearly
        What happened per calendar year.
    asked
        Demands and limits beside what became of them; None if there are none.
    imports
        What came from Earth, ranked.
    values
        What one more unit of each commodity is worth, per year.
    series
        Per period, by table name: ``activities``, ``built``, ``capacities``, ``machines``, ``stocks``, ``waste``,
        ``flows``, ``delivered``, ``prices``, ``landings``, ``costs``, ``totals``.
    launches
        Departures by leg and period; None if the mission throws nothing.
    windows
        Every launch opportunity; None if legs are always open or there are none.
    flights
        Pictures of one throw of each leg; empty if none was flown.
    energies
        Porkchop plots of the planets that legs go to; empty if none were solved.
    bottlenecks
        Per calendar year, the most valuable first.
    levers
        What the objective answers to, the strongest first.
    masses
        Mass per unit of each commodity that has mass [kg per unit].
    claims
        Published statements with their verdicts; None if nobody asked.
    facts, notes
        What the models said.
    provenance
        Every parameter with its origin.
    drawing
        The mission graph.
    certificate, solver
        How good the plan is and how it was found.
    plugins, versions
        What computed it.
    diagnostics
        Warnings of the mission file and of the models.
    sections
        Parts that plugins add to the report.
    format
        Version of this layout.
    """

    title: str
    mission: MissionText
    answer: Answer
    edges: tuple[float, ...]
    yearly: Table
    description: str = ""
    asked: Table | None = None
    imports: Table | None = None
    values: Table | None = None
    launches: Table | None = None
    windows: Table | None = None
    series: Mapping[str, tuple[Series, ...]] = field(default_factory=dict)
    flights: tuple[Flight, ...] = ()
    energies: tuple[Energies, ...] = ()
    bottlenecks: tuple[Bottleneck, ...] = ()
    levers: tuple[Lever, ...] = ()
    masses: Mapping[str, float] = field(default_factory=dict)
    claims: Table | None = None
    facts: tuple[Fact, ...] = ()
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()
    drawing: Drawing = field(default_factory=Drawing)
    certificate: Mapping[str, Cell] = field(default_factory=dict)
    solver: Mapping[str, Cell] = field(default_factory=dict)
    plugins: tuple[Plugin, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    format: int = FORMAT

    def to_json(self) -> str:
        """Write the result as JSON; the same result gives the same bytes."""
        return codec.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Result:
        """Read a result back.

        Raises
        ------
        UsageError
            If the text is not a result or was written in another layout.
        """
        try:
            result = codec.loads(text, cls)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"this is not the result of a run: {error}", help="give the result.json that moonbase run wrote"
            ) from None
        if result.format != FORMAT:
            raise UsageError(
                f"the result has layout {result.format}; this moonbase reads layout {FORMAT}",
                help="run the mission again",
            )
        return result

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that `to_pandas` gives."""
        from moonbase.report.tables import tables_of

        return tuple(name for name, _ in tables_of(self))

    def to_pandas(self, table: str = "yearly") -> Any:
        """Give a table as a `pandas.DataFrame`, numbers in SI units; see `moonbase.report.notebook.frame`.

        Raises
        ------
        UsageError
            If there is no such table, or pandas is not installed.
        """
        from moonbase.report.notebook import frame

        return frame(self, table)

    def __repr__(self) -> str:
        """Show the answer and what can be had: all of a result would be a megabyte."""
        return f"<Result of {self.title!r}: {self.answer.sentence} to_pandas() of {', '.join(self.tables)}>"

    def _repr_html_(self) -> str:
        """Show question, answer and the table of years in a notebook."""
        from moonbase.report.notebook import snippet

        return snippet(self)
