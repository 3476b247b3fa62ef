"""Payloads as activities: assembly where they are made, service where they arrive."""

from __future__ import annotations

from moonbase.errors import ModelError
from moonbase.graph.builder import Builder
from moonbase.graph.closure import TOLERANCE
from moonbase.graph.network import Activity, Capacity, Exchange
from moonbase.mission.spec import Node
from moonbase.models.commodity import Commodity
from moonbase.models.payload import Payload, PayloadDesign

__all__ = ["add_payload", "add_service"]


def add_payload(builder: Builder, node: Node, destination: str) -> PayloadDesign:
    """Design a payload for its destination and add the line that assembles it.

    One unit of activity is one payload assembled.

    Parameters
    ----------
    builder
        Mission graph so far.
    node
        The payload.
    destination
        Name of the site it will work at.

    Raises
    ------
    ModelError
        If the model refuses its parameters or the destination, or its parts do not add up to its mass.
    """
    assert isinstance(node.model, Payload)
    place = builder.mission.sites[destination]
    design = builder.ask(node.model, node.model.design, place, expected=PayloadDesign)
    builder.declare(
        Commodity(name=node.name, unit="1", mass=design.mass, doc=f"{design.commodity} as designed for {destination}.")
    )
    _check_mass(builder, node, design)
    product = Exchange(balance=builder.row(node.name, node.site), amount=1.0)
    used = builder.uses(design.parts, node.site) + builder.uses(design.effort, node.site)
    builder.add(
        Activity(
            name=node.name,
            owner=node.name,
            role="assembly",
            unit="1",
            label=f"{design.commodity} assembled",
            site=node.site,
            flows=(product, *used),
            capacity=Capacity(
                equipment=builder.amounts(design.assembly_equipment, node.site),
                availability=design.assembly_availability,
                lifetime=design.assembly_lifetime,
                lead_time=design.assembly_lead_time,
                initial=node.initial.si("1/s") if node.initial else 0.0,
                limit=node.limit.si("1/s") if node.limit else None,
                whole=node.whole,
                available_from=node.available_from,
            )
            if design.assembly_equipment or node.limit
            else None,
        )
    )
    builder.facts[node.name] = {"mass": (design.mass, "kg"), **design.figures}
    builder.notes[node.name] = design.notes
    return design


def _check_mass(builder: Builder, node: Node, design: PayloadDesign) -> None:
    parts = sum(builder.commodity(name).mass * amount for name, amount in design.parts.items())
    gap = parts - design.mass - design.scrap
    if abs(gap) > TOLERANCE * max(parts, design.mass):
        builder.report(
            "G011",
            ("nodes", node.name),
            f"node {node.name}: the parts of one {design.commodity} weigh {parts:.9g} kg, "
            f"it weighs {design.mass:.9g} kg and leaves {design.scrap:.9g} kg of scrap: {abs(gap):.6g} kg "
            f"{'too much' if gap > 0 else 'are missing'}",
            f"the model {node.model_name} breaks conservation of mass",
        )
    arriving = sum(builder.commodity(flow.commodity).mass * flow.amount for flow in design.delivers)
    if arriving > design.mass * (1.0 + TOLERANCE):
        raise ModelError(
            f"node {node.name}: one {design.commodity} of {design.mass:.6g} kg would deliver {arriving:.6g} kg"
        )


def add_service(builder: Builder, node: Node, design: PayloadDesign, destination: str) -> None:
    """Add what payloads do after arrival; one unit of activity is one payload working for one second.

    Payloads in service are capacity whose equipment is one arrived payload:
    ``fleet(age) = (1 - infant mortality) * exp(-(failure rate + degradation) * age) * curve(age)`` up to the lifetime.

    Parameters
    ----------
    builder
        Mission graph so far.
    node
        The payload.
    design
        Its design, with a service.
    destination
        Name of the site it works at.
    """
    service = design.service
    assert service is not None
    if service.lifetime > 0.0:
        lasting = {"service_life": (service.lifetime, "s"), "mean_output": (service.mean_output(), "1")}
        if service.upkeep:
            followed = sum(builder.commodity(name).mass * amount for name, amount in service.upkeep.items())
            lasting["upkeep_mass"] = (followed, "kg/s")
        builder.facts[node.name] = {**builder.facts.get(node.name, {}), **lasting}
    builder.add(
        Activity(
            name=f"{node.name} in service at {destination}",
            owner=node.name,
            role="service",
            unit="s",
            label=f"{design.commodity} in service",
            site=destination,
            flows=(Exchange(balance=builder.row(service.commodity, destination), amount=service.rate),),
            capacity=Capacity(
                equipment=((builder.row(node.name, destination), 1.0),),
                wear=service.failure_rate + service.degradation,
                lifetime=service.lifetime,
                fraction=1.0 - service.infant_mortality,
                curve=service.curve,
                upkeep=builder.amounts(service.upkeep, destination),
            ),
        )
    )
