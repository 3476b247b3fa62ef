"""Codes of findings about campaign files; those beginning with M are in `moonbase.mission.diagnostics`."""

from __future__ import annotations

__all__ = ["CODES"]

CODES = {
    "C001": "it cannot be read how an input varies",
    "C002": "correlations contradict each other, or are given where they do not apply",
    "C003": "the design does not fit what varies",
    "C004": "the study is larger than the stated budget",
    "C005": "nothing varies, or something varies twice",
    "C006": "nothing of that name can be done with a sample, or can be recorded",
    "C007": "an input cannot follow another",
}
