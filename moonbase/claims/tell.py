"""Findings as JSON and as text."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from moonbase.claims.ledger import Claim
from moonbase.claims.verdict import Finding

__all__ = ["as_json", "as_text", "listed"]

_SIGNS = {"at-least": "≥", "at-most": "≤", "about": "≈"}
_SHOWN = 4


def as_json(findings: Iterable[Finding]) -> str:
    """Write ``{"claims": [{"id", "statement", "verdict", "value", "low", "high", "unit", "decided_by", ...}]}``."""
    return json.dumps({"claims": [_record(item) for item in findings]}, indent=2, ensure_ascii=False, allow_nan=False)


def _record(finding: Finding) -> dict[str, Any]:
    claim = finding.claim
    return {
        "id": claim.id,
        "statement": claim.statement,
        "verdict": finding.verdict,
        "value": _round(finding.value),
        "low": _round(finding.low),
        "high": _round(finding.high),
        "unit": claim.unit if claim.test else None,
        "decided_by": [asdict(item) for item in finding.decided_by],
        "would_have_to_be_true": list(finding.would_need),
        "share_true": _round(finding.share),
        "quantity": claim.quantity or None,
        "direction": claim.direction or None,
        "threshold": claim.threshold if claim.test else None,
        "tolerance": claim.tolerance if claim.direction == "about" else None,
        "criterion": claim.criterion or None,
        "test": claim.test or None,
        "expression": claim.expression or None,
        "source": claim.source,
        "date": claim.date or None,
        "note": finding.note or None,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")


def as_text(findings: Iterable[Finding]) -> str:
    """Tell each finding in a few lines, and count the verdicts at the end."""
    told = list(findings)
    counts = {name: sum(item.verdict == name for item in told) for name in dict.fromkeys(i.verdict for i in told)}
    summary = ", ".join(f"{count} {name}" for name, count in counts.items())
    return "\n\n".join([*(_told(item) for item in told), f"{len(told)} claims: {summary}"])


def _told(finding: Finding) -> str:
    claim = finding.claim
    lines = [f"{claim.id}  {finding.verdict.upper()}", *_wrapped(claim.statement)]
    if finding.value is None:
        return "\n".join([*lines, *_wrapped(finding.note)])
    spread = "" if finding.low == finding.high else f" ({finding.low:.4g} to {finding.high:.4g})"
    about = f" within {100 * claim.tolerance:.3g} %" if claim.direction == "about" else ""
    unit = "" if claim.unit == "1" else f" {claim.unit}"
    lines += _wrapped(
        f"{claim.quantity}: {finding.value:.4g}{spread}{unit}; "
        f"claimed {_SIGNS[claim.direction]} {claim.threshold:.6g}{unit}{about}; "
        f"{_truth(finding)}"
    )
    if claim.criterion:
        lines += _wrapped(f"taken as the test: {claim.criterion}")
    if finding.decided_by:
        shown = [f"{item.input} {item.weight:+.2f} ({item.grade})" for item in finding.decided_by[:_SHOWN]]
        lines += _wrapped(f"decided by {', '.join(shown)}")
    for need in finding.would_need:
        lines += _wrapped(f"- {need}")
    if finding.note:
        lines += _wrapped(f"but {finding.note}")
    return "\n".join(lines)


def _truth(finding: Finding) -> str:
    share = finding.share or 0.0
    if finding.low == finding.high:
        return "true" if share >= 1.0 else "false"
    return f"true in {100 * share:.3g} % of the {'plans' if finding.claim.test == 'mission' else 'draws'}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, width=110, initial_indent="    ", subsequent_indent="    ")


def listed(claims: Iterable[Claim]) -> str:
    """List claims with the quantity that tests them."""
    lines = []
    for claim in claims:
        sign = f"{_SIGNS[claim.direction]} {claim.threshold:.6g}" if claim.test else ""
        unit = "" if claim.unit == "1" or not claim.test else f" {claim.unit}"
        what = f"{claim.quantity} {sign}{unit} [{claim.test}]" if claim.test else f"not testable: {claim.untestable}"
        lines.append("\n".join([f"{claim.id}  {claim.statement}", *_wrapped(what), *_wrapped(claim.source)]))
    return "\n".join(lines)
