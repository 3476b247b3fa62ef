"""Rank correlation between inputs: reading it, and refusing what no distribution can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from moonbase.mission.sheet import Table
from moonbase.parameters.closest import did_you_mean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["check_correlation", "copula_of", "nearest_correlation"]

_INDEPENDENT = ("sobol-indices", "saltelli", "morris", "grid", "optimise")


def check_correlation(root: Table, raw: Any, names: Sequence[str], design: str) -> tuple[tuple[float, ...], ...]:
    """Read ``correlate = [{ pair = ["a.b", "c.d"], rank = 0.6 }]`` into a matrix; empty for none.

    Parameters
    ----------
    root
        The campaign, for findings.
    raw
        What the file says.
    names
        The factors in their order.
    design
        Kind of the design: correlation goes with those that sample distributions.
    """
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
        root.report("M006", "correlate must be tables: [[correlate]] with pair and rank", "correlate")
        return ()
    if design in _INDEPENDENT:
        root.report("C002", f"the design {design} needs independent inputs", "correlate", on="key")
        return ()
    before = len(root.sheet.findings)
    matrix = [[float(i == j) for j in range(len(names))] for i in range(len(names))]
    seen: set[tuple[int, int]] = set()
    for index, entry in enumerate(raw):
        table = Table(root.sheet, entry, ("correlate", index))
        found = _pair(table, names)
        rank = _rank(table)
        table.close()
        if found is None or rank is None:
            continue
        if found in seen:
            table.report("C002", f"the correlation of {names[found[0]]} and {names[found[1]]} is given twice", on="key")
        seen.add(found)
        matrix[found[0]][found[1]] = matrix[found[1]][found[0]] = rank
    if len(root.sheet.findings) == before:
        _check_possible(root, matrix, names)
    return tuple(map(tuple, matrix))


def _pair(table: Table, names: Sequence[str]) -> tuple[int, int] | None:
    raw = table.raw("pair")
    if not isinstance(raw, list) or len(raw) != 2 or not all(isinstance(name, str) for name in raw):
        table.report("M006", 'pair must be two names: pair = ["a.b", "c.d"]', "pair")
        return None
    for name in raw:
        if name not in names:
            table.report("C002", f"{name} does not vary", "pair", help=did_you_mean(name, names))
            return None
    first, second = sorted((names.index(raw[0]), names.index(raw[1])))
    if first == second:
        table.report("C002", f"{raw[0]} is paired with itself", "pair")
        return None
    return first, second


def _rank(table: Table) -> float | None:
    raw = table.raw("rank")
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not -1.0 < raw < 1.0:
        table.report("C002", "rank must be a number between -1 and 1: Spearman's rank correlation", "rank")
        return None
    return float(raw)


def _check_possible(root: Table, matrix: list[list[float]], names: Sequence[str]) -> None:
    import numpy as np

    wanted = np.array(matrix)
    lowest = float(np.linalg.eigvalsh(copula_of(wanted))[0])
    if lowest >= -1e-12:
        return
    fix = nearest_correlation(wanted)
    changed = [
        f"{names[i]} and {names[j]}: {wanted[i, j]:g} becomes {np.trunc(fix[i, j] * 1e4) / 1e4:g}"
        for i in range(len(names))
        for j in range(i)
        if wanted[i, j] != 0.0 or abs(fix[i, j]) > 5e-4
    ]
    root.report(
        "C002",
        f"no distribution has these correlations: the matrix is not positive semi-definite (eigenvalue {lowest:.3g})",
        "correlate",
        on="key",
        notes=["the nearest possible correlations:", *changed],
        help="soften the correlations, or leave the least certain one out",
    )


def copula_of(rank: NDArray[np.float64]) -> NDArray[np.float64]:
    r"""Give the correlation of normal variables whose rank correlation is `rank`.

    .. math:: \rho = 2 \sin(\pi r_S / 6)

    Parameters
    ----------
    rank
        Spearman's rank correlations, shape ``(n, n)``.

    References
    ----------
    Kruskal, "Ordinal measures of association", J. Am. Stat. Assoc. 53 (1958), 814-861.

    Examples
    --------
    >>> import numpy as np
    >>> float(copula_of(np.array([[1.0, 0.5], [0.5, 1.0]]))[0, 1].round(6))
    0.517638
    """
    import numpy as np

    found: NDArray[np.float64] = 2.0 * np.sin(np.pi * rank / 6.0)
    return found


def nearest_correlation(rank: NDArray[np.float64], rounds: int = 500) -> NDArray[np.float64]:
    """Give possible rank correlations nearest to impossible ones, in the Frobenius norm of the copula's matrix.

    Alternating projections on the positive semi-definite matrices and on those with a unit diagonal, with Dykstra's
    correction. The result is shrunk towards independence by 1e-4, so that it stays possible when it is rounded.

    Parameters
    ----------
    rank
        Wanted rank correlations, shape ``(n, n)``.
    rounds
        Projections.

    References
    ----------
    Higham, "Computing the nearest correlation matrix", IMA J. Numer. Anal. 22 (2002), 329-343.
    """
    import numpy as np

    point, correction = copula_of(rank), np.zeros_like(rank)
    for _ in range(rounds):
        shifted = point - correction
        values, vectors = np.linalg.eigh(shifted)
        projected = (vectors * np.maximum(values, 0.0)) @ vectors.T
        correction = projected - shifted
        point = projected.copy()
        np.fill_diagonal(point, 1.0)
    lowest = max(0.0, -float(np.linalg.eigvalsh(point)[0]))
    point = (point + lowest * np.eye(len(point))) / (1.0 + lowest)
    off = ~np.eye(len(point), dtype=bool)
    point[off] *= 1.0 - 1e-4 * len(point)
    found: NDArray[np.float64] = 6.0 / np.pi * np.arcsin(np.clip(point / 2.0, -0.5, 0.5))
    return found
