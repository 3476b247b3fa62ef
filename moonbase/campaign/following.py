"""Inputs that follow another: one draw for several missions, shells or vehicles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from moonbase.campaign.everywhere import Everywhere
from moonbase.campaign.factor import Factor
from moonbase.campaign.names import Input
from moonbase.campaign.study import Varied
from moonbase.campaign.written import leaves
from moonbase.mission.sheet import Table
from moonbase.parameters.check import RefusedError
from moonbase.parameters.closest import did_you_mean

__all__ = ["check_follow"]

_ABLE: Final = ("plan", "compare", "simulate")
_BAD: Final = "C007"


def check_follow(table: Table, inputs: Everywhere, varied: Sequence[Varied], what: str) -> dict[str, str]:
    """Read ``[follow]``: ``"launch_near.slip" = "launch_far.slip"``.

    Parameters
    ----------
    table
        The section.
    inputs
        Of all missions.
    varied
        What varies.
    what
        What is done with a sample.

    Returns
    -------
    dict
        Name of an input to the name of the input that varies and whose value it takes.
    """
    found: dict[str, str] = {}
    leaders = {item.factor.name: item.factor for item in varied}
    for path, raw in leaves(("follow",), table.data):
        name = ".".join(map(str, path[1:]))
        try:
            found[name] = _checked(name, raw, inputs, leaders)
        except RefusedError as refused:
            table.sheet.report(refused.code, refused.message, path, help=refused.help or "")
    if found and what not in _ABLE:
        table.sheet.report(
            _BAD, f"nothing can follow in a {what} study", ("follow",), on="key",
            help=f"{', '.join(_ABLE)} studies can; elsewhere give each its law and correlate them",
        )  # fmt: skip
    return found


def _checked(name: str, raw: Any, inputs: Everywhere, leaders: Mapping[str, Factor]) -> str:
    if not isinstance(raw, str) or raw not in leaders:
        told = raw if isinstance(raw, str) else repr(raw)
        help_ = did_you_mean(told, leaders, otherwise="name an input that stands under [vary]")
        raise RefusedError(_BAD, f"{name} cannot follow {told}, which does not vary", help=help_)
    if name in leaders:
        raise RefusedError(_BAD, f"{name} varies and follows", help="take it out of [vary] or of [follow]")
    if inputs.has_own(name) or inputs.has_own(raw):
        raise RefusedError(_BAD, f"{name} cannot follow {raw}: only inputs of missions can", help="give it a law")
    own, other = inputs.find(name), inputs.find(raw)
    if _kind(own) != _kind(other):
        raise RefusedError(_BAD, f"{name} and {raw} do not have the same unit")
    return raw


def _kind(item: Input) -> tuple[str, bool]:
    return (item.info.unit if item.info is not None else item.unit, item.is_choice)
