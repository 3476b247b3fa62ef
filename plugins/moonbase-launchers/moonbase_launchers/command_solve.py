"""``moonbase launchers solve NAME=VALUE ...``: complete a design and name its contradictions."""

from __future__ import annotations

import click

from moonbase.api import ModelError, tell_json

__all__ = ["complete"]


def complete(quantities: tuple[str, ...], *, as_json: bool = False) -> int:
    """Print what follows from the given quantities.

    Parameters
    ----------
    quantities
        As ``NAME=VALUE``.
    as_json
        Whether to print JSON.

    Returns
    -------
    int
        Number of contradictions.

    Raises
    ------
    ModelError
        If one is not understood.
    """
    from moonbase_launchers.design_solver import QUANTITIES, solve_design

    given: dict[str, float] = {}
    for text in quantities:
        name, _, value = text.partition("=")
        try:
            given[name] = float(value)
        except ValueError:
            raise ModelError(f'"{text}" is not NAME=VALUE', help=f"names: {', '.join(QUANTITIES)}") from None
    found = solve_design(given)
    if as_json:
        tell_json(
            given=given, values=found.values, units=QUANTITIES, open=found.unknown, contradictions=found.conflicts
        )
        return len(found.conflicts)
    for name, unit in QUANTITIES.items():
        if name in found.values:
            click.echo(f"{name:14} {found.values[name]:.6g} {unit}{'' if name in given else '  (solved)'}")
    if found.unknown:
        click.echo(f"open           {', '.join(found.unknown)}")
    for conflict in found.conflicts:
        fits = ", or ".join(f"{name} {value:.6g} {QUANTITIES[name]}" for name, value in conflict.quantities.items())
        click.echo(f"contradiction  {conflict.relation}: {conflict.ratio:.3g} times apart; fits with {fits}")
    return len(found.conflicts)
