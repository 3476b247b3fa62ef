"""Payloads, launchers and the legs that join them."""

from __future__ import annotations

from collections.abc import Collection

from moonbase.graph.builder import Builder
from moonbase.graph.legs import add_launcher, add_leg
from moonbase.graph.payloads import add_payload, add_service
from moonbase.mission.spec import Node
from moonbase.models.payload import PayloadDesign

__all__ = ["add_throws"]

_GROUND = ("moon", "earth", "planet")


def add_throws(builder: Builder, only: Collection[str] | None = None) -> None:
    """Add every payload and launcher of the mission, then every leg whose two ends could be added.

    Parameters
    ----------
    builder
        Mission graph so far.
    only
        Names of the payloads, launchers and legs to add; None for all. A leg needs its payload and launcher.
    """
    mission = builder.mission
    designs: dict[str, PayloadDesign] = {}
    launchers: dict[str, int] = {}
    destinations: dict[str, str] = {}
    for leg in mission.legs.values():
        destinations.setdefault(leg.payload, leg.to)
    for node in mission.nodes.values():
        if only is not None and node.name not in only:
            continue
        if node.kind == "payload":
            builder.attempt(("nodes", node.name), _add_payload, builder, node, destinations, designs)
        elif node.kind == "launcher":
            builder.attempt(("nodes", node.name), _add_launcher, builder, node, launchers)
    for leg in mission.legs.values():
        if only is not None and leg.name not in only:
            continue
        if destinations[leg.payload] != leg.to:
            builder.report(
                "G021",
                ("legs", leg.name),
                f"leg {leg.name}: {leg.payload} is designed for {destinations[leg.payload]}"
                f" and cannot also go to {leg.to}",
                "write a payload node per destination",
            )
        elif leg.payload in designs and leg.launcher in launchers:
            builder.attempt(("legs", leg.name), add_leg, builder, leg, designs[leg.payload], launchers[leg.launcher])


def _add_payload(builder: Builder, node: Node, destinations: dict[str, str], designs: dict[str, PayloadDesign]) -> None:
    destination = destinations.get(node.name) or _works_in_place(builder, node)
    if destination is None:
        builder.report(
            "G043",
            ("nodes", node.name),
            f"no leg carries the payload {node.name}, so nothing is planned for it",
            "add a leg that throws it, or put it at a site in space to work where it is assembled",
            "warning",
        )
        return
    design = add_payload(builder, node, destination)
    if design.service is not None:
        add_service(builder, node, design, destination)
    designs[node.name] = design


def _works_in_place(builder: Builder, node: Node) -> str | None:
    """Name the payload's own site if it is in space: what is assembled there works there, without a launcher."""
    return node.site if builder.mission.sites[node.site].kind not in _GROUND else None


def _add_launcher(builder: Builder, node: Node, launchers: dict[str, int]) -> None:
    launchers[node.name] = add_launcher(builder, node)
