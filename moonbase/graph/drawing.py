"""The mission graph as boxes and arrows: what every drawing of it starts from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Drawing", "DrawnEdge", "DrawnNode"]


@dataclass(frozen=True, kw_only=True)
class DrawnNode:
    """A box of the mission graph.

    Attributes
    ----------
    key
        Unique: ``"activity:NAME"``, ``"balance:COMMODITY@SITE"`` or ``"demand:NAME"``.
    label
        What is written in it.
    role
        Role of the activity, or ``"commodity"`` or ``"demand"``.
    site
        Where it stands.
    detail
        One line more for who asks.
    """

    key: str
    label: str
    role: str
    site: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawnEdge:
    """An arrow of the mission graph.

    Attributes
    ----------
    source, target
        Keys of the boxes it joins.
    commodity
        What moves.
    use
        ``"flow"`` for what is used or made per unit of activity, ``"build"`` for what is built in or worn.
    amount
        Amount that the plan moves over the horizon [`unit`]; None without a plan.
    unit
        SI unit of the commodity.
    """

    source: str
    target: str
    commodity: str
    use: str = "flow"
    amount: float | None = None
    unit: str = "kg"


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Boxes and arrows, in the order of the mission file.

    Attributes
    ----------
    nodes
        A box per activity, per commodity at a site, and per goal.
    edges
        An arrow per flow, between keys of `nodes`.
    """

    nodes: tuple[DrawnNode, ...] = ()
    edges: tuple[DrawnEdge, ...] = ()
