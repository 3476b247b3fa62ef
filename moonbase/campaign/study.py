"""A study after its file was checked: what is varied, how it is sampled, what is done with each sample.

A `Study` is plain data: it goes to worker processes and into the store as JSON, and two studies are the same study if
their canonical JSON is the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import PurePath
from typing import Any, Final

from moonbase.campaign.factor import Factor
from moonbase.mission.source import Source

__all__ = ["DESIGNS", "LAWS", "WHAT", "Design", "Law", "Limits", "Plugins", "Study", "Varied", "study_from_json"]

WHAT: Final = ("steady", "plan", "simulate", "dispersion", "compare")
"""What moonbase itself can do with a sample; plugins add words of their own."""

DESIGNS: Final = ("grid", "latin-hypercube", "sobol", "monte-carlo", "morris", "saltelli", "optimise")

LAWS: Final = ("list", "range", "uniform", "loguniform", "triangular", "normal", "lognormal", "pert", "discrete")


@dataclass(frozen=True, kw_only=True)
class Law:
    """How one input is distributed, in SI values (indices where the input is a choice).

    Attributes
    ----------
    kind
        One of `LAWS`.
    values
        ``list`` and ``discrete``: the values. ``range``, ``uniform``, ``loguniform``: lowest and highest.
        ``triangular`` and ``pert``: lowest, most likely, highest. ``normal``: mean and standard deviation.
        ``lognormal``: median and standard deviation of the logarithm.
    weights
        ``discrete``: probability of each value; they add up to 1.
    points
        ``range`` in a grid: how many; 0 leaves it to the design.
    log
        ``range``: whether it is divided evenly in the logarithm.
    lo, hi
        Cut of ``normal`` and ``lognormal``; None for none.
    """

    kind: str
    values: tuple[float, ...]
    weights: tuple[float, ...] = ()
    points: int = 0
    log: bool = False
    lo: float | None = None
    hi: float | None = None


@dataclass(frozen=True, kw_only=True)
class Varied:
    """One input with its law.

    Attributes
    ----------
    factor
        The input: name, unit, choices.
    law
        How it is distributed.
    nominal
        Value in the mission [SI], None where the mission has none.
    source, grade
        Where the law comes from: ``"study"``, or the source and grade of the parameter's declaration.
    """

    factor: Factor
    law: Law
    nominal: float | None = None
    source: str = "study"
    grade: str = "assumed"


@dataclass(frozen=True, kw_only=True)
class Design:
    """How samples are placed.

    Attributes
    ----------
    kind
        One of `DESIGNS`.
    n
        What was asked for: points (latin-hypercube, sobol, monte-carlo), base points (saltelli), trajectories
        (morris), evaluations (optimise), points per factor without a number of its own (grid).
    seed
        Every random number of the study follows from it and the number of the sample.
    settings
        Further keys of the design, such as ``levels`` (morris) or ``objectives`` (optimise).
    """

    kind: str
    n: int
    seed: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one sample may take before it is given up.

    Attributes
    ----------
    timeout
        Longest time for one sample [s]; None for no limit.
    memory
        Most address space of a worker above what it uses when it starts [B]; None for no limit.
    """

    timeout: float | None = None
    memory: int | None = None


@dataclass(frozen=True, kw_only=True)
class Plugins:
    """Which plugins take part, as the options of the command line say it."""

    files: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    none: bool = False


@dataclass(frozen=True, kw_only=True)
class Study:
    """A study that passed every check.

    Attributes
    ----------
    name
        Title.
    mission
        Text of the mission with its path and digest.
    others
        Further missions, for ``compare``.
    overrides
        Values that hold for all samples, by dotted name, as ``--set`` takes them.
    varied
        What varies; the order is that of the columns of `Evaluator`'s values.
    correlation
        Rank correlation of the factors, ``n_factors`` rows of ``n_factors``; empty for none.
    follow
        Inputs that take the value of a factor, by name, to the factor's name.
    design
        How samples are placed.
    what
        One of `WHAT`, or what a plugin offers.
    options
        The table of the same name as `what` in the file, as TOML gives it.
    record
        Names of the columns to keep; empty for all that the evaluator has.
    limits
        What one sample may take.
    plugins
        Which plugins take part.
    """

    name: str
    mission: Source
    others: tuple[Source, ...] = ()
    overrides: Mapping[str, str] = field(default_factory=dict)
    varied: tuple[Varied, ...] = ()
    correlation: tuple[tuple[float, ...], ...] = ()
    follow: Mapping[str, str] = field(default_factory=dict)
    design: Design
    what: str
    options: Mapping[str, Any] = field(default_factory=dict)
    record: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    plugins: Plugins = field(default_factory=Plugins)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The inputs that vary, in the order of the columns of the samples."""
        return tuple(item.factor for item in self.varied)

    def to_json(self) -> dict[str, Any]:
        """Give plain data that `study_from_json` turns back into the same study."""
        return asdict(self)

    @property
    def digest(self) -> str:
        """Hash of everything that the study says (blake2b, 128 bit, hexadecimal); paths do not count."""
        content = self.to_json()
        content["plugins"]["files"] = [PurePath(name).name for name in self.plugins.files]
        for source in (content["mission"], *content["others"]):
            del source["name"]
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def study_from_json(data: Mapping[str, Any]) -> Study:
    """Make a study from what `Study.to_json` gave, also after a detour through JSON text.

    Examples
    --------
    >>> design = Design(kind="sobol", n=8)
    >>> study = Study(name="s", mission=Source("m.toml", "format = 1"), design=design, what="steady")
    >>> study_from_json(json.loads(json.dumps(study.to_json()))) == study
    True
    """
    return Study(
        **{
            **data,
            "mission": Source(**data["mission"]),
            "others": tuple(Source(**item) for item in data["others"]),
            "varied": tuple(_varied(item) for item in data["varied"]),
            "correlation": tuple(map(tuple, data["correlation"])),
            "design": Design(**data["design"]),
            "record": tuple(data["record"]),
            "limits": Limits(**data["limits"]),
            "plugins": Plugins(**{key: _tuple(value) for key, value in data["plugins"].items()}),
        }
    )


def _varied(data: Mapping[str, Any]) -> Varied:
    factor = Factor(**{key: _tuple(value) for key, value in data["factor"].items()})
    law = Law(**{key: _tuple(value) for key, value in data["law"].items()})
    return Varied(**{**data, "factor": factor, "law": law})


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
