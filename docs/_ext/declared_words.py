"""Pages of findings and exit codes."""

from __future__ import annotations

from declared_models import table

from moonbase.campaign.codes import CODES as CAMPAIGN_CODES
from moonbase.cli.console import exit_code_lines
from moonbase.graph.codes import CODES as GRAPH_CODES
from moonbase.mission.diagnostics import CODES as MISSION_CODES

__all__ = ["word_pages"]


def word_pages() -> dict[str, str]:
    """Give the page of exit codes and findings."""
    rows = sorted({**MISSION_CODES, **GRAPH_CODES, **CAMPAIGN_CODES}.items())
    lines = [
        "# Exit codes and findings",
        "",
        "What the shell sees when a command ends:",
        "",
        *table(("code", "meaning"), exit_code_lines()),
        "",
        "What `moonbase check` finds; M for the file, G for the graph that its models make, C for a campaign:",
        "",
        *table(("finding", "meaning"), rows),
        "",
    ]
    return {"codes.md": "\n".join(lines)}
