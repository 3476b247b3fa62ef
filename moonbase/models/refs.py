"""References to models, presets, sources and tests of claims: what a plugin declares without importing numerics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["ClaimRange", "ClaimTest", "ModelRef", "Preset", "Source", "StudyTask"]


@dataclass(frozen=True, kw_only=True)
class ModelRef:
    """Where a model lives, so that listing models imports none of them.

    Attributes
    ----------
    kind
        ``"process"``, ``"launcher"``, ``"payload"`` or ``"supply"``.
    name
        Name that mission files use.
    target
        ``"package.module:Class"``.
    summary
        One line for lists.
    """

    kind: str
    name: str
    target: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A named set of parameter values of one model, with its source.

    Attributes
    ----------
    model
        Name of the model.
    name
        Name of the preset.
    values
        Parameter values as a mission file would write them.
    source, grade
        Where the set comes from.
    doc
        One line for lists.
    """

    model: str
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    source: str = "assumed"
    grade: str = "assumed"
    doc: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A citation behind a source key.

    Attributes
    ----------
    key
        What `param` declarations write.
    citation
        Author, year, title, report number.
    link
        DOI or report identifier.
    """

    key: str
    citation: str
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class ClaimRange:
    """A number that a claim depends on: low, most likely and high value in its unit.

    Attributes
    ----------
    low, mode, high
        Of a triangular distribution; all alike for a number that is not in doubt.
    unit
        In words, for readers: the numbers are used as they are.
    source, grade
        Where the range comes from.
    least, most
        Limits of what is possible; None for none.
    """

    low: float
    mode: float
    high: float
    unit: str = "1"
    source: str = "assumed"
    grade: str = "assumed"
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimTest:
    """A calculation that claims can be tested with.

    Attributes
    ----------
    name
        As ledgers write it, such as ``"compute.dose"``.
    target
        ``"package.module:function"``; called with ``{input: array of shape (n_samples,)}`` and ``{option: text}``, it
        gives an array of shape ``(n_samples,)``.
    doc
        One line for lists: what it answers, with its unit.
    defaults
        ``"package.module:function"`` that gives ``{input: ClaimRange}`` for the options, used for inputs that a
        ledger leaves out; empty for none.
    """

    name: str
    target: str
    doc: str
    defaults: str = ""


@dataclass(frozen=True, kw_only=True)
class StudyTask:
    """Something that a campaign can do with a sample, offered by a plugin.

    Attributes
    ----------
    name
        As campaign files write it: ``what = "name"``.
    target
        ``"package.module:callable"``; called with the `moonbase.campaign.study.Study`, it gives a
        `moonbase.campaign.evaluation.Evaluator`. Imported only in the processes that evaluate samples.
    doc
        One line for lists.
    inputs
        ``"package.module:Class"`` of a `Model` whose parameters can be varied besides those of the mission; empty for
        none. A study that varies only these needs no mission.
    """

    name: str
    target: str
    doc: str
    inputs: str = ""
