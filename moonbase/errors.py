"""The exception tree and the exit codes of the command line.

::

    MoonbaseError                 1
    ├── UsageError                2
    ├── MissionError              3   carries every diagnostic of the file
    │   └── GraphError            3   a balance of mass, elements or energy does not close
    ├── InfeasibleError           4   carries the conflicting requirements
    ├── PluginError               5
    ├── ValidityError             6   a model left its range under ``--strict``
    ├── StudyError                7   a study stopped early and can be resumed
    ├── ModelError                3   a model refuses its parameters or its place
    ├── TrajectoryError           3   no transfer, no window, dates outside the ephemeris
    │   └── DisagreementError     1   two solvers of the same problem give different answers
    └── SolverError               1   no way of solving gives a plan that passes its certificate
        └── UnboundedError        3   the mission lacks a limit: something can be had without end

Everything else that escapes is a bug and ends with exit code 1 and a traceback.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

__all__ = [
    "DisagreementError",
    "ExitCode",
    "GraphError",
    "InfeasibleError",
    "MissionError",
    "ModelError",
    "MoonbaseError",
    "PluginError",
    "QuantityError",
    "SolverError",
    "StudyError",
    "TrajectoryError",
    "UnboundedError",
    "UsageError",
    "ValidityError",
    "raise_broken",
]


class ExitCode(IntEnum):
    """What the shell sees when ``moonbase`` ends."""

    DONE = 0
    BUG = 1
    USAGE = 2
    MISSION = 3
    INFEASIBLE = 4
    PLUGIN = 5
    VALIDITY = 6
    STUDY = 7
    INTERRUPTED = 130
    TERMINATED = 143


class MoonbaseError(Exception):
    """A failure that moonbase understands: it is told in words, never as a traceback.

    Parameters
    ----------
    message
        What went wrong and where.
    help
        The next step for the user, if one is known.
    """

    exit_code: ExitCode = ExitCode.BUG

    def __init__(self, message: str, *, help: str | None = None) -> None:  # noqa: A002 - the word users see
        super().__init__(message)
        self.message = message
        self.help = help


class UsageError(MoonbaseError):
    """The command line or a call asks for something that does not exist."""

    exit_code = ExitCode.USAGE


class QuantityError(MoonbaseError):
    """A text is not a quantity of the wanted dimension."""

    exit_code = ExitCode.MISSION


class MissionError(MoonbaseError):
    """A mission file is invalid; `diagnostics` holds every problem found."""

    exit_code = ExitCode.MISSION

    def __init__(self, message: str, *, diagnostics: Sequence[Any] = (), help: str | None = None) -> None:  # noqa: A002
        super().__init__(message, help=help)
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        """Give the message with every problem in a line of its own, as a traceback or a notebook shows it."""
        told = [f"  - {item.message}" + (f" ({item.help})" if item.help else "") for item in self.diagnostics]
        return "\n".join([self.message, *told])


class GraphError(MissionError):
    """A recipe breaks a conservation law."""


class ModelError(MoonbaseError):
    """A model cannot answer with these parameters at this place."""

    exit_code = ExitCode.MISSION


class InfeasibleError(MoonbaseError):
    """No plan meets the requirements; `conflict` names the smallest set that collides."""

    exit_code = ExitCode.INFEASIBLE

    def __init__(self, message: str, *, conflict: Any = None, help: str | None = None) -> None:  # noqa: A002
        super().__init__(message, help=help)
        self.conflict = conflict


class PluginError(MoonbaseError):
    """A plugin is missing, broken, or of the wrong version, and the mission needs it."""

    exit_code = ExitCode.PLUGIN


class ValidityError(MoonbaseError):
    """A model was used outside its stated range of validity and ``--strict`` was given."""

    exit_code = ExitCode.VALIDITY


class StudyError(MoonbaseError):
    """A study stopped early: the disk is full, the workers are gone. What was done is kept and can be resumed."""

    exit_code = ExitCode.STUDY


class TrajectoryError(MoonbaseError):
    """A transfer cannot be computed; the message says what is missing and by how much."""

    exit_code = ExitCode.MISSION


class DisagreementError(TrajectoryError):
    """Two solvers give different answers to the same problem; `cell` is its row and column in the grid."""

    exit_code = ExitCode.BUG

    def __init__(self, message: str, *, cell: tuple[int, int], help: str | None = None) -> None:  # noqa: A002
        super().__init__(message, help=help)
        self.cell = cell


class SolverError(MoonbaseError):
    """No way of solving gave a plan that passes its certificate, or the solver refused a setting."""


class UnboundedError(SolverError):
    """Something can be had without end: the mission lacks a limit, so the mission is at fault."""

    exit_code = ExitCode.MISSION


def raise_broken(broken: Sequence[PluginError]) -> None:
    """Raise what failed in plugins as one error that tells all of it; nothing if nothing failed.

    Raises
    ------
    PluginError
        With the words of each, and the help of the first.
    """
    if broken:
        said = list(dict.fromkeys(error.message for error in broken))
        raise PluginError("\n".join([said[0], *(f"also: {words}" for words in said[1:])]), help=broken[0].help)
