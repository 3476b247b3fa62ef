"""Gives a finding of a later stage its place in the mission file."""

from __future__ import annotations

from moonbase.mission.diagnostics import Diagnostic
from moonbase.mission.spec import Mission

__all__ = ["place"]


def place(
    mission: Mission,
    section: str,
    name: str,
    code: str,
    severity: str,
    message: str,
    help: str = "",  # noqa: A002 - the word users see
) -> Diagnostic:
    """Point at a table of the mission file, such as ``[nodes.smelter]``.

    Parameters
    ----------
    mission
        The mission that was checked.
    section, name
        ``"nodes"`` and ``"smelter"``; what is not in the file is reported at the section, or without a place.
    code, severity, message, help
        Of the finding.

    Returns
    -------
    Diagnostic
        With file, position and line.
    """
    span = mission.source.span((section, name), "key")
    return mission.source.diagnose(code, message, span=span, severity=severity, help=help)
