"""Results for people and machines: summary, terminal, tables, figures, one self-contained page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moonbase.report.html import render
    from moonbase.report.result import Result
    from moonbase.report.runfolder import default_folder, read_result, rebuild, refuse_existing, write
    from moonbase.report.sections import Column, Section, Table
    from moonbase.report.summary import summarise
    from moonbase.report.terminal import screen

__all__ = [
    "Column",
    "Result",
    "Section",
    "Table",
    "default_folder",
    "read_result",
    "rebuild",
    "refuse_existing",
    "render",
    "screen",
    "summarise",
    "write",
]

_HOMES = {
    "Column": "sections",
    "Result": "result",
    "Section": "sections",
    "Table": "sections",
    "default_folder": "runfolder",
    "read_result": "runfolder",
    "rebuild": "runfolder",
    "refuse_existing": "runfolder",
    "render": "html",
    "screen": "terminal",
    "summarise": "summary",
    "write": "runfolder",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that declaring a section costs nothing."""
    if name in _HOMES:
        return getattr(import_module(f"moonbase.report.{_HOMES[name]}"), name)
    raise AttributeError(name)
