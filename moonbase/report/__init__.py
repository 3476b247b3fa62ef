"""Results for people and machines: summary, terminal, tables, figures, one self-contained page."""

from __future__ import annotations

from moonbase.report.html import render
from moonbase.report.result import Result, Section
from moonbase.report.runfolder import default_folder, read_result, rebuild, refuse_existing, write
from moonbase.report.summary import summarise
from moonbase.report.terminal import screen

__all__ = [
    "Result",
    "Section",
    "default_folder",
    "read_result",
    "rebuild",
    "refuse_existing",
    "render",
    "screen",
    "summarise",
    "write",
]
