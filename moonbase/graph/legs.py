"""Launchers and legs as activities, and the windows that gate them."""

from __future__ import annotations

import math

import numpy as np

from moonbase.errors import ModelError
from moonbase.graph.builder import Builder
from moonbase.graph.network import Activity, Capacity, Exchange, Gate
from moonbase.graph.transfer import Departures, departures
from moonbase.mission.spec import Leg, Node
from moonbase.models.commodity import Commodity
from moonbase.models.launcher import Launcher, LauncherFrame, Machine, Shot, ShotCost
from moonbase.models.payload import PayloadDesign

__all__ = ["add_launcher", "add_leg"]


def add_launcher(builder: Builder, node: Node) -> int:
    """Add a launcher as a maker of shots and give its index among the activities.

    One unit of activity is one shot; capacity is machines times shots per second.

    Raises
    ------
    ModelError
        If the launcher refuses its parameters or its site.
    """
    assert isinstance(node.model, Launcher)
    site = builder.mission.sites[node.site]
    machine = builder.ask(node.model, node.model.machine, site, expected=Machine)
    shots = Commodity(
        name=f"{node.name} shots", unit="1", mass=0.0, storable=False, doc="Shots that the launcher can fire."
    )
    builder.declare(shots)
    per_shot = 1.0 / machine.rate
    builder.facts[node.name] = dict(machine.figures)
    builder.notes[node.name] = machine.notes
    return builder.add(
        Activity(
            name=node.name,
            owner=node.name,
            role="launcher",
            unit="1",
            label="shot",
            site=node.site,
            flows=(
                Exchange(balance=builder.row(shots.name, node.site), amount=1.0),
                *builder.uses(machine.spares, node.site),
            ),
            capacity=Capacity(
                equipment=tuple(
                    (row, amount * per_shot) for row, amount in builder.amounts(machine.equipment, node.site)
                ),
                upkeep=tuple((row, amount * per_shot) for row, amount in builder.amounts(machine.upkeep, node.site)),
                availability=machine.availability,
                lead_time=machine.lead_time,
                lifetime=machine.lifetime,
                initial=node.initial.si("1") * machine.rate if node.initial else 0.0,
                limit=node.limit.si("1") * machine.rate if node.limit else None,
                unit=machine.rate,
                whole=node.whole,
                available_from=node.available_from,
                capital_cost=machine.capital_cost * per_shot,
            ),
        )
    )


def add_leg(builder: Builder, leg: Leg, design: PayloadDesign, launcher_index: int) -> None:
    """Add the throws of a payload to a destination.

    Energy, propellant and muzzle speed differ by period of departure, shape ``(n_periods,)``; the time of flight is
    the lag of the arrival.

    Parameters
    ----------
    builder
        Mission graph so far.
    leg
        Which payload goes where, within which limits.
    design
        The payload as designed for its destination.
    launcher_index
        Index of the launcher's activity.

    Raises
    ------
    ModelError
        If the payload does not bear the acceleration, or the launcher refuses the shot.
    TrajectoryError
        If no departure within the horizon fits the limits.
    """
    mission = builder.mission
    payload, launcher = mission.nodes[leg.payload], mission.nodes[leg.launcher]
    assert isinstance(launcher.model, Launcher)
    origin = mission.sites[launcher.site]
    frame = builder.ask(launcher.model, launcher.model.frame, origin, expected=LauncherFrame)
    if frame.acceleration > design.max_acceleration:
        raise ModelError(
            f"leg {leg.name}: {leg.launcher} accelerates at {frame.acceleration:.4g} m/s2, "
            f"{leg.payload} bears {design.max_acceleration:.4g} m/s2",
            help=f"lower the acceleration of {leg.launcher} or harden {leg.payload}",
        )
    when = departures(leg, origin, mission.sites[leg.to], frame, builder.grid, builder.catalogue.bodies)
    builder.legs[leg.name] = when
    builder.notes[leg.name] = (f"windows and flights solved with {when.backend}", *when.notes)
    propellant, tanks = _propulsion(leg, design, when)
    mass = design.mass + propellant + tanks
    if float(mass.max()) > frame.max_payload:
        raise ModelError(
            f"leg {leg.name}: {leg.payload} weighs {mass.max():.5g} kg at the muzzle, "
            f"{leg.launcher} throws at most {frame.max_payload:.5g} kg",
            help=f"make {leg.payload} lighter or {leg.launcher} stronger, or lower max_onboard_dv of the leg",
        )
    thrown = list(zip(mass.tolist(), when.muzzle_speed.tolist(), strict=True))
    ask, model = builder.ask, launcher.model
    asked = {
        (m, v): ask(model, model.launch, Shot(mass=m, muzzle_speed=v), origin, expected=ShotCost)
        for m, v in dict.fromkeys(thrown)
    }
    costs = [asked[shot] for shot in thrown]
    _check_energy(builder, leg, costs)
    here, there = launcher.site, leg.to
    if payload.site != here:
        raise ModelError(
            f"leg {leg.name}: {leg.payload} is made at {payload.site}, {leg.launcher} stands at {here}",
            help="put both nodes at the same site",
        )
    shots = np.array([cost.shots for cost in costs])
    shot_row = builder.row(f"{leg.launcher} shots", here)
    flows = [
        Exchange(balance=builder.row(leg.payload, here), amount=-1.0),
        Exchange(balance=shot_row, amount=-shots),
        *_shot_flows(builder, costs, here),
    ]
    if design.propellant and propellant.any():
        flows.append(builder.use_by_period(design.propellant, here, propellant))
    if design.tank_commodity and tanks.any():
        flows.append(builder.use_by_period(design.tank_commodity, here, tanks))
    flows += _arrival(builder, leg, design, there, when.time_of_flight)
    index = builder.add(
        Activity(
            name=leg.name,
            owner=leg.name,
            role="leg",
            unit="1",
            label=f"{design.commodity} thrown to {leg.to}",
            site=here,
            flows=tuple(flows),
        )
    )
    builder.gates.append(Gate(leg=index, launcher=launcher_index, open=when.open, use=shots))
    builder.facts[leg.name] = {
        "muzzle speed": (float(when.muzzle_speed.mean()), "m/s"),
        "time of flight": (when.time_of_flight, "s"),
        "on-board delta-v": (float(when.onboard_dv.mean()), "m/s"),
        "mass at the muzzle": (float(mass.mean()), "kg"),
        "open share of the time": (float(np.average(when.open, weights=builder.grid.lengths)), "1"),
    }


def _propulsion(leg: Leg, design: PayloadDesign, when: Departures) -> tuple[np.ndarray, np.ndarray]:
    """Propellant and tank mass per period from the rocket equation [kg], each of shape ``(n_periods,)``."""
    dv = when.onboard_dv
    if not np.any(dv > 1e-6):
        return np.zeros_like(dv), np.zeros_like(dv)
    if design.exhaust_speed <= 0.0 or not design.propellant:
        caught = (
            "" if leg.capture == "destination" else ', or let the destination catch it with capture = "destination"'
        )
        raise ModelError(
            f"leg {leg.name}: {leg.payload} must add {dv.max():.4g} m/s on the way and has no propulsion",
            help=f"give the payload propulsion, or throw from a place that looks the right way{caught}",
        )
    growth = np.expm1(dv / design.exhaust_speed)
    left = 1.0 - design.tank_fraction * growth
    if np.any(left <= 0.0):
        raise ModelError(
            f"leg {leg.name}: no amount of propellant gives {leg.payload} {dv.max():.4g} m/s "
            f"with an exhaust speed of {design.exhaust_speed:.4g} m/s and tanks of {design.tank_fraction:.3g} of it",
            help="lower max_onboard_dv of the leg, or give the payload a faster exhaust or lighter tanks",
        )
    propellant = design.mass * growth / left
    return propellant, propellant * (design.tank_fraction if design.tank_commodity else 0.0)


def _check_energy(builder: Builder, leg: Leg, costs: list[ShotCost]) -> None:
    for cost in costs:
        used = -sum(flow.amount for flow in cost.flows if flow.commodity == "electricity")
        if cost.kinetic_energy > 0.0 and 0.0 < used < cost.kinetic_energy * (1.0 - 1e-9):
            builder.report(
                "G012",
                ("legs", leg.name),
                f"leg {leg.name}: a shot leaves with {cost.kinetic_energy:.6g} J and is said to use {used:.6g} J",
                f"the model of {leg.launcher} breaks conservation of energy",
            )
            return


def _shot_flows(builder: Builder, costs: list[ShotCost], site: str) -> list[Exchange]:
    names = sorted({flow.commodity for cost in costs for flow in cost.flows})
    return [
        Exchange(
            balance=builder.row(name, site),
            amount=np.array([math.fsum(f.amount for f in cost.flows if f.commodity == name) for cost in costs]),
        )
        for name in names
    ]


def _arrival(builder: Builder, leg: Leg, design: PayloadDesign, there: str, lag: float) -> list[Exchange]:
    if design.service is not None:
        return [Exchange(balance=builder.row(leg.payload, there), amount=1.0, lag=lag)]
    return [
        Exchange(balance=builder.row(flow.commodity, there), amount=flow.amount, lag=lag + flow.lag)
        for flow in design.delivers
    ]
