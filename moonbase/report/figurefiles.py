"""Figures as files of their own, for papers and slides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from moonbase.errors import UsageError
from moonbase.report.plots import Plot
from moonbase.report.result import Result

__all__ = ["write_figures", "write_plot"]


def write_figures(result: Result, folder: Path, kind: str = "svg", *, width: str = "page") -> tuple[Path, ...]:
    """Write every drawing of a report as a file.

    Parameters
    ----------
    result
        What is drawn.
    folder
        Where; made with its parents. Files of the same names are replaced.
    kind
        ``"svg"``, ``"pdf"`` or ``"png"`` (200 dots per inch).
    width
        ``"page"``, or ``"column"`` for drawings of 97 mm with letters of the same size, where there is such a one.

    Returns
    -------
    tuple of Path
        The files, in the order of the report.

    Raises
    ------
    UsageError
        If the folder or a file in it cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for plot in _plots(result):
            path = folder / f"{plot.name}.{kind}"
            write_plot(plot, path, kind, width=width)
            written.append(path)
    except OSError as error:
        raise UsageError(f"cannot write figures into {folder}: {error.strerror}") from None
    return tuple(written)


def write_plot(plot: Plot, path: Path, kind: str = "svg", *, width: str = "page") -> None:
    """Write one drawing as a file; arguments as for `write_figures`."""
    from moonbase.report.painter import paint
    from moonbase.report.style import standalone

    drawing = plot.slim if plot.slim and width == "column" else plot.svg
    path.write_bytes(standalone(drawing).encode() if kind == "svg" else paint(drawing, kind))


def _plots(result: Result) -> Iterator[Plot]:
    from moonbase.graph.drawsvg import as_svg
    from moonbase.report.figures import figures
    from moonbase.report.pluginfigures import section_figures
    from moonbase.report.units import human

    for figure in figures(result):
        yield from figure.plots
    for number, section in enumerate(result.sections):
        figure_of = section_figures(section, number)
        if figure_of is not None:
            yield from figure_of.plots
    if result.drawing.nodes:
        drawn = as_svg(result.drawing, result.title, tell=human, style=False)
        yield Plot(name="graph", title="Mission graph", svg=drawn, wide=True)
