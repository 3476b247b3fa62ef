"""What a study found as one self-contained page: no network, no scripts, light and dark; and its figures as files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from moonbase.campaign.present.part import Part
from moonbase.campaign.present.samples import Samples
from moonbase.campaign.present.words import text_of
from moonbase.campaign.store.folder import readable_errors, write_whole
from moonbase.report.htmlfigures import plot_html
from moonbase.report.htmlparts import definition, fold, plain_table, region
from moonbase.report.shell import Page, shell
from moonbase.report.style import standalone

__all__ = ["page", "write_figures", "write_page"]


def page(samples: Samples, parts: Sequence[Part]) -> str:
    """Write the page of a study; the same results give the same bytes.

    Parameters
    ----------
    samples
        Table of the study.
    parts
        What it found.
    """
    study = samples.study
    sections = [(part.key, part.title, _content(part)) for part in parts]
    sections.append(("inputs", "What was varied", _inputs(samples)))
    text = region("Mission file", f"<pre>{escape(study.mission.text)}</pre>", "scroll tall")
    sections.append(("mission", "Mission", fold("the mission file", text)))
    framed = Page(
        title=study.name,
        told=f"{len(samples.numbers)} samples, {study.design.kind}, {study.what}",
        sections=sections,
        top=f'<dl class="cards">{_cards(samples)}</dl>',
        footer=f", results {samples.digest}; the Parquet files hold every number.",
    )
    return shell(framed)


def _cards(samples: Samples) -> str:
    ok = int((samples.status == 0).sum())
    cards = [
        definition("samples that are ok", f"{ok} of {len(samples.numbers)}"),
        definition("inputs varied", str(len(samples.factors))),
        definition("results recorded", str(len(samples.results))),
        definition("seed", str(samples.study.design.seed)),
    ]
    return "".join(cards)


def _content(part: Part) -> str:
    words = "".join(f"<p>{escape(sentence)}</p>" for sentence in part.sentences)
    rows = plain_table(part.heads, part.rows) if part.heads else ""
    drawings = "".join(plot_html(replace(plot, name=_stem(part, name))) for name, plot in part.drawings.items())
    return words + rows + (f'<div class="figures">{drawings}</div>' if drawings else "")


def _stem(part: Part, name: str) -> str:
    """Name a drawing: its anchor and its file."""
    return re.sub(r"[^A-Za-z0-9]+", "-", f"{part.key} {name}").strip("-").lower()


def _inputs(samples: Samples) -> str:
    rows = [
        (
            item.factor.name,
            item.law.kind,
            text_of(item.factor, float(column.min())),
            text_of(item.factor, float(column.max())),
            item.grade,
            item.source,
        )
        for item, column in zip(samples.study.varied, samples.inputs.T, strict=True)
    ]
    return plain_table(("input", "law", "least drawn", "greatest drawn", "grade", "source"), rows, "words")


def write_page(samples: Samples, parts: Sequence[Part], path: Path) -> None:
    """Write the page, whole or not at all.

    Raises
    ------
    UsageError
        If the disk refuses.
    """
    with readable_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, page(samples, parts).encode())


def write_figures(parts: Sequence[Part], folder: Path) -> list[Path]:
    """Write every figure as an SVG file of its own.

    Parameters
    ----------
    parts
        What a study found.
    folder
        Where; made with its parents.

    Returns
    -------
    list
        The files.

    Raises
    ------
    UsageError
        If the disk refuses.
    """
    written = []
    with readable_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for part in parts:
            for name, plot in part.drawings.items():
                path = folder / f"{_stem(part, name)}.svg"
                write_whole(path, standalone(plot.svg).encode())
                written.append(path)
    return written
