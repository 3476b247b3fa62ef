# ruff: noqa: INP001 - a command, not a package
"""Write the pages under ``docs/validation`` that set published against computed numbers.

Run ``python tools/validation_pages.py`` for all pages or name some of them; ``--check`` writes nothing and fails if a
page is not what it would write.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "validation"
PAGES = ("compute", "industry", "trajectories")


@dataclass(frozen=True, kw_only=True)
class Case:
    """One published number beside the computed one.

    Attributes
    ----------
    what
        The quantity, with its unit.
    published, computed
        In that unit.
    source
        Where the published number stands, with its grade in brackets.
    note
        Why they differ, if they do.
    """

    what: str
    published: float
    computed: float
    source: str
    note: str = ""


def table(cases: list[Case]) -> str:
    """Give the cases as a Markdown table; residuals are relative to the published number."""
    lines = [
        "| quantity | published | computed | residual | source | note |",
        "| --- | ---: | ---: | ---: | --- | --- |",
    ]
    for case in cases:
        residual = f"{100.0 * (case.computed / case.published - 1.0):+.2f} %" if case.published else "-"
        residual = "0" if residual in ("+0.00 %", "-0.00 %") else residual
        lines.append(
            f"| {case.what} | {case.published:.5g} | {case.computed:.5g} | {residual} | {case.source} | {case.note} |"
        )
    return "\n".join(lines)


def page(name: str) -> str:
    """Give the text of a page; its cases are in the module ``validation_<name>`` beside this file."""
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        module = importlib.import_module(f"validation_{name}")
    finally:
        sys.path.pop(0)
    parts = [f"# {module.TITLE}", module.INTRODUCTION.strip()]
    for title, words, build in module.SECTIONS:
        body = build()
        parts += [f"## {title}", words, body if isinstance(body, str) else table(body)]
    parts.append(f"Written by `python tools/validation_pages.py {name}`; a test holds it to that.")
    return "\n\n".join(part for part in parts if part) + "\n"


def main() -> int:
    """Write or check the pages that were named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*PAGES, []], default=[])
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    stale = []
    for name in arguments.names or PAGES:
        path, text = FOLDER / f"{name}.md", page(name)
        if arguments.check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run python tools/validation_pages.py {' '.join(stale)}\n")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
