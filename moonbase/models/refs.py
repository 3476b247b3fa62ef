"""References to models, presets and sources: what a plugin declares without importing numerics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["ModelRef", "Preset", "Source"]


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
