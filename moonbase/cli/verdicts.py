"""Published claims about what a run uses, judged with the installed models, as a table for its report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from moonbase.cli.console import Console

if TYPE_CHECKING:
    from moonbase.claims.ledger import Claim
    from moonbase.claims.verdict import Finding
    from moonbase.report.result import Result
    from moonbase.report.sections import Table

__all__ = ["relevant", "verdicts"]

_STEM = 6  # letters that tell what a word is about
_SIGNS = {"at-least": "≥", "at-most": "≤", "about": "≈"}


def verdicts(console: Console, result: Result) -> Table | None:
    """Judge every shipped claim that concerns a run; None if none does.

    Claims that are tested by planning missions of their own are left to ``moonbase claims run``.
    """
    from moonbase.claims.ledger import shipped
    from moonbase.claims.run import judge_all

    registry = console.registry()
    chosen = [claim for claim in relevant(shipped(), result) if claim.test != "mission"]
    tests: list[Any] = registry.call("moonbase_claim_tests")
    findings = judge_all(chosen, tests, measure=lambda _path, _overrides: {})
    return _table(findings) if findings else None


def relevant(claims: Iterable[Claim], result: Result) -> list[Claim]:
    """Choose claims that can be tested and that speak of a commodity or a model that the run uses.

    Parameters
    ----------
    claims
        To choose from.
    result
        Its commodities and models give the words.
    """
    names = [*result.masses, *(row.model.partition(".")[2] for row in result.provenance)]
    names += [flow.owner for flow in result.series.get("flows", ())]
    words = _stems(" ".join(names))
    return [claim for claim in claims if claim.test and words & _stems(f"{claim.statement} {claim.quantity}")]


def _stems(text: str) -> set[str]:
    """Cut words to their beginnings, so that satellites are satellites and computers compute."""
    return {word[:_STEM] for word in re.split(r"[^a-z]+", text.lower()) if len(word) >= _STEM}


def _table(findings: Iterable[Finding]) -> Table:
    from moonbase.report.sections import Column, Table

    told = list(findings)
    columns = {
        "id": ("id", [one.claim.id for one in told]),
        "verdict": ("verdict", [one.verdict for one in told]),
        "statement": ("statement", [one.claim.statement for one in told]),
        "found": ("found", [_found(one) for one in told]),
        "claimed": ("claimed", [_claimed(one.claim) for one in told]),
        "source": ("source", [one.claim.source for one in told]),
    }
    return Table(
        title="Published claims",
        columns=tuple(
            Column(name=name, label=label, values=tuple(values)) for name, (label, values) in columns.items()
        ),
        note=(
            "Tested with the installed models and the ranges of the ledger, not with the numbers of this mission. "
            "Supported: true in at least 95 % of the draws; not supported: in at most 5 %."
        ),
    )


def _found(finding: Finding) -> str:
    if finding.value is None:
        return finding.note or "–"
    spread = "" if finding.low == finding.high else f" ({finding.low:.3g} to {finding.high:.3g})"
    return f"{finding.claim.quantity}: {finding.value:.3g}{spread}{_unit(finding.claim)}"


def _claimed(claim: Claim) -> str:
    return f"{_SIGNS.get(claim.direction, '')} {claim.threshold:.6g}{_unit(claim)}".strip()


def _unit(claim: Claim) -> str:
    return "" if claim.unit == "1" else f" {claim.unit}"
