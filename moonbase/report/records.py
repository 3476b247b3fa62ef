"""The small records that a result is made of: plain data that survives JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = [
    "Answer",
    "Bottleneck",
    "Energies",
    "Fact",
    "Flight",
    "Lever",
    "MissionText",
    "Plugin",
    "Provenance",
    "Series",
    "Way",
]


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
class Way:
    """A line in space: its name and its points ``(x, y, z)``; `guide` if it only helps the eye, as an orbit does."""

    name: str
    points: tuple[tuple[float, float, float], ...]
    guide: bool = False


@dataclass(frozen=True, kw_only=True)
class Flight:
    """A picture of one throw of a leg.

    Attributes
    ----------
    leg, title
        Which, and what is shown.
    unit, axes
        Of the points.
    lines
        The payload's way first.
    bodies
        Name and place of bodies and points.
    """

    leg: str
    title: str
    unit: str
    axes: tuple[str, str, str]
    lines: tuple[Way, ...]
    bodies: tuple[tuple[str, tuple[float, float, float]], ...]


@dataclass(frozen=True, kw_only=True)
class Energies:
    """What departures to a planet take: C3 [m2/s2] over dates [s, TDB after J2000] and times of flight [s]."""

    target: str
    depart: tuple[float, ...]
    tof: tuple[float, ...]
    c3: tuple[tuple[float | None, ...], ...]


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
        The number itself, a mean over the periods where it changes [`unit`].
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
    size: float
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
