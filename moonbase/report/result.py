"""The result of a run: everything a report needs, as plain data that survives JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from moonbase.errors import UsageError
from moonbase.graph.drawing import Drawing
from moonbase.report import codec
from moonbase.report.sections import Cell, Column, Section, Table

__all__ = [
    "FORMAT",
    "Answer",
    "Bottleneck",
    "Cell",
    "Column",
    "Fact",
    "Lever",
    "MissionText",
    "Plugin",
    "Provenance",
    "Result",
    "Section",
    "Series",
    "Table",
]

FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Series:
    """One quantity in every period.

    Attributes
    ----------
    name
        What it is about: an activity, a commodity at a site, a demand.
    owner
        Node, leg or supply of the mission file behind it.
    role
        Role of the activity or name of the commodity.
    site
        Where.
    unit
        SI unit of the values.
    values
        Shape ``(n_periods,)``.
    display
        Unit for people; empty to choose one by size.
    """

    name: str
    owner: str = ""
    role: str = ""
    site: str = ""
    unit: str
    values: tuple[float, ...]
    display: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The objective and how it came out.

    Attributes
    ----------
    question, sentence
        What was asked and what the plan answers, in words.
    sense, quantity, site
        As in the mission file.
    value, unit
        Value of the objective as the solver optimised it.
    """

    question: str
    sentence: str
    sense: str
    quantity: str
    site: str
    value: float
    unit: str


@dataclass(frozen=True, kw_only=True)
class Bottleneck:
    """What held the plan back in one year.

    Attributes
    ----------
    year
        Calendar year.
    name
        What was short: a commodity at a place, a node, a limit.
    cause
        ``"capacity"``, ``"node limit"``, ``"supply"``, ``"limit"``, ``"window"`` or ``"demand"``, as planning tells it.
    share
        Share of it in the worth of all that was short in that year [1].
    worth
        What the scarce thing earns in that year [`unit`].
    relief
        Worth of one more natural unit [`unit`].
    unit
        Unit of the objective.
    sentence
        The same in words.
    """

    year: int
    name: str
    cause: str
    share: float = 0.0
    worth: float = 0.0
    relief: float = 0.0
    unit: str = ""
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A result of a model worth telling, such as the track length of a launcher."""

    owner: str
    name: str
    value: float
    unit: str


@dataclass(frozen=True, kw_only=True)
class Lever:
    """A number of the mission that the objective answers to, with its first-order effect.

    Attributes
    ----------
    owner, activity
        Node, leg, supply, demand or limit of the mission file, and the activity it became.
    kind
        ``"input"``, ``"output"``, ``"equipment"``, ``"upkeep"``, ``"running cost"``, ``"building cost"``,
        ``"standing cost"``, ``"imported mass"``, ``"availability"``, ``"highest capacity"``, ``"supply"``,
        ``"window"``, ``"demand"`` or ``"limit"``.
    what
        Commodity and place, or what else is counted.
    size
        The number itself, a mean over the periods where it changes; None where it has no single value [`unit`].
    unit
        Of `size`.
    worth
        What the objective gains if the number grows by its own size, to first order [objective]: a hundredth of it is
        the effect of one percent.
    """

    owner: str
    activity: str
    kind: str
    what: str
    size: float | None
    unit: str
    worth: float


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """One parameter and where its value came from; fields as in `moonbase.mission.spec.Origin`."""

    owner: str
    model: str
    parameter: str
    value: float | str | bool | None
    text: str
    unit: str
    where: str
    source: str
    grade: str


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """A plugin that was present when the mission ran."""

    name: str
    distribution: str = ""
    version: str = ""
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class MissionText:
    """The mission file: its name without folders, its text, its digest, and what ``--set`` changed."""

    name: str
    text: str
    digest: str
    overrides: Mapping[str, str] = field(default_factory=dict)


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
            raise UsageError(f"this is not the result of a run: {error}") from None
        if result.format != FORMAT:
            raise UsageError(
                f"the result has layout {result.format}; this moonbase reads layout {FORMAT}",
                help="run the mission again",
            )
        return result

    def _repr_html_(self) -> str:
        """Show the report in a notebook."""
        import html

        from moonbase.report.html import render

        return f'<iframe srcdoc="{html.escape(render(self))}" width="100%" height="800"></iframe>'
