"""How a result shows itself in a notebook, and its tables as pandas objects."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from moonbase.errors import UsageError
from moonbase.parameters.closest import did_you_mean
from moonbase.report.htmlparts import table_html

if TYPE_CHECKING:
    from moonbase.report.result import Result
    from moonbase.report.sections import Column, Table

__all__ = ["frame", "snippet"]

_STYLE = (
    "<style>.moonbase-result table{border-collapse:collapse;font-size:12px;font-variant-numeric:tabular-nums}"
    ".moonbase-result table th,.moonbase-result table td{padding:2px 12px 2px 0;text-align:left;background:none}"
    ".moonbase-result table .n{text-align:right;white-space:nowrap}.moonbase-result .scroll{overflow-x:auto}"
    ".moonbase-result small{display:block;font-weight:400;opacity:.7}.moonbase-result p{max-width:60em;margin:4px 0}"
    ".moonbase-result .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    "</style>"
)


def snippet(result: Result) -> str:
    """Tell a result in a few lines of HTML: question, answer, the table of years.

    Everything from the mission is escaped; there are no scripts and no page-wide styles.
    """
    return (
        f'{_STYLE}<div class="moonbase-result"><p><b>{escape(result.title)}</b><br>'
        f"<i>{escape(result.answer.question)}</i></p><p>{escape(result.answer.sentence)}</p>"
        f"{table_html(result.yearly, whole=True)}</div>"
    )


def frame(result: Result, name: str) -> Any:
    """Give a table of a result as a `pandas.DataFrame`.

    Parameters
    ----------
    result
        A mission that was planned.
    name
        Name of a table as in the run folder: ``"yearly"``, ``"imports"``, ``"flows"``, ...

    Returns
    -------
    pandas.DataFrame
        Numbers in SI units, which ``frame.attrs["units"]`` tells by column; dates (``start``, ``end``, ``opens``) as
        timestamps.

    Raises
    ------
    UsageError
        If there is no such table, or pandas is not installed.
    """
    from moonbase.report.tables import tables_of

    tables = dict(tables_of(result))
    if name not in tables:
        raise UsageError(f'there is no table "{name}"', help=did_you_mean(name, tables))
    try:
        import pandas as pd
    except ImportError:
        raise UsageError("pandas is not installed", help="pip install pandas") from None
    table = tables[name]
    data = pd.DataFrame({column.name: _values(column, pd) for column in table.columns})
    data.attrs["units"] = {column.name: column.unit for column in table.columns if column.unit}
    data.attrs["title"] = table.title
    return _typed(data, table)


def _values(column: Column, pd: Any) -> Any:
    if column.name in ("start", "end", "opens"):
        return pd.to_datetime(list(column.values))
    return list(column.values)


def _typed(data: Any, table: Table) -> Any:
    """Make whole numbers of years and periods."""
    whole = [name for name in ("year", "period") if table.column(name) is not None]
    return data.astype(dict.fromkeys(whole, int))
