"""Figures in the page: the drawing, the way to look closer, and the numbers behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from moonbase.report.bundle import packed
from moonbase.report.htmlparts import fold, region, table_html
from moonbase.report.plots import Figure, Plot

__all__ = ["figure_html", "plot_html", "scripts"]


def figure_html(figure: Figure) -> str:
    """Write the caption and every plot of a figure."""
    plots = "".join(plot_html(plot) for plot in figure.plots)
    return f'<p class="note">{escape(figure.caption)}</p><div class="figures {figure.key}">{plots}</div>'


def plot_html(plot: Plot) -> str:
    """Write one plot; what is drawn stays as it is where scripts do not run, and on paper."""
    parts = [f'<div class="still">{_drawings(plot)}</div>']
    if plot.live is not None:
        parts.append(f'<p class="name">{escape(plot.title)}</p>')
        parts.append(f'<div class="live" id="live-{plot.name}" data-spec="spec-{plot.name}" hidden></div>')
        told = f"Look closer: {plot.title}"
        parts.append(
            f'<button type="button" class="explore" aria-expanded="false" aria-controls="live-{plot.name}" '
            f'aria-label="{escape(told)}" hidden>Look closer</button>'
        )
    if plot.table is not None:
        parts.append(fold("Numbers of this drawing", table_html(plot.table, whole=True), "data"))
    if plot.told:
        parts.append(f'<figcaption class="hidden" id="told-{plot.name}">{escape(plot.told)}</figcaption>')
    mark = ' class="wide"' if plot.wide else ""
    return f'<figure{mark} id="figure-{plot.name}" aria-label="{escape(plot.title)}">{"".join(parts)}</figure>'


def _drawings(plot: Plot) -> str:
    """Write the drawing for a desk, and the one for a phone where there is one; the style sheet shows one of them."""
    broad = _described(plot, plot.svg)
    broad = region(plot.title, broad) if plot.wide else f"<div>{broad}</div>"
    if not plot.slim:
        return broad
    return f'<div class="broad">{broad}</div><div class="slim">{_described(plot, plot.slim)}</div>'


def _described(plot: Plot, svg: str) -> str:
    return svg.replace(' role="img"', f' role="img" aria-describedby="told-{plot.name}"', 1) if plot.told else svg


def scripts(plots: Iterable[Plot]) -> str:
    """Write what the interactive drawings need: their data and plotly itself, once; nothing where there is none."""
    lively = [plot for plot in plots if plot.live is not None]
    source = packed() if lively else ""
    if not source:
        return ""
    specs = [f'<script type="application/json" id="spec-{plot.name}">{_json(plot)}</script>' for plot in lively]
    licence = "<!-- plotly.js, copyright Plotly, Inc., MIT licence -->"
    return "\n".join([*specs, licence, f'<script type="text/plain" id="plotly-packed">{source}</script>'])


def _json(plot: Plot) -> str:
    """Write a specification so that no text in it can end the script."""
    text = json.dumps(plot.live, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return text.replace("<", "\\u003c")
