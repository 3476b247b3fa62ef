"""Low-thrust transfers between orbits about one body, by the guidance laws of poliastro.

Circles and planes by Edelbaum's law in Kechichian's form (``change_a_inc``), eccentricity
(``change_ecc_quasioptimal``), eccentricity with inclination (``change_ecc_inc``) and argument of the pericentre
(``change_argp``) by Pollard's. All assume a thrust that is small against gravity, so that orbits stay nearly Keplerian
from turn to turn, and no other body. Velocity changes do not depend on the thrust; times and propellant follow from
thrust, mass and specific impulse by the rocket equation. `moonbase.trajectories.spirals.fly` integrates a law and says
where it ends.

Sources: T. N. Edelbaum, ARS Journal 31 (1961) 1079; J. A. Kechichian, J. Guid. Contr. Dyn. 20 (1997) 988;
J. E. Pollard, AIAA 2000-3429.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.spirals import Array, Engine, Law, Orbit, Spiral

__all__ = [
    "change_argument_of_pericentre",
    "change_eccentricity",
    "change_eccentricity_and_inclination",
    "escape",
    "spiral",
]

_SAVED = 0.8082  # of the speed at which thrust equals gravity, by an escape spiral; see escape
_WEAK = 0.03  # thrust acceleration over gravity at the start, above which the averaged laws mean nothing


def _law(name: str, part: str) -> Callable[..., Any]:
    return getattr(import_module(f"{backend().name}.core.thrust.{name}"), part)  # type: ignore[no-any-return]


def _check(start: Orbit, engine: Engine) -> None:
    if min(start.gm, start.a, engine.thrust, engine.mass, engine.specific_impulse) <= 0.0 or not 0.0 <= start.ecc < 1.0:
        raise TrajectoryError(
            "a spiral needs a closed orbit, and an engine with positive thrust, mass and specific impulse"
        )
    share = engine.acceleration * start.a**2 / start.gm
    if share > _WEAK:
        raise TrajectoryError(
            f"the thrust is {share:.2g} of gravity at the start; laws for spirals hold up to {_WEAK:g}",
            help="treat the manoeuvre as an impulse, or lower the thrust",
        )


def _check_eccentricity(ecc: float) -> None:
    if not 0.0 <= ecc < 1.0:
        raise TrajectoryError(f"{ecc:g} is not the eccentricity of a closed orbit")


def _answer(law: str, start: Orbit, engine: Engine, delta_v: float, guidance: Law) -> Spiral:
    return Spiral(
        law=law,
        start=start,
        engine=engine,
        delta_v=delta_v,
        time=engine.time(delta_v),
        propellant=engine.propellant(delta_v),
        steady_time=delta_v / engine.acceleration,
        guidance=guidance,
        backend=str(backend()),
    )


def spiral(start: Orbit, radius: float, engine: Engine, *, inclination: float | None = None) -> Spiral:
    """Go from a circle to another, with a change of plane if wanted (Edelbaum's law).

    Parameters
    ----------
    start
        Circular orbit.
    radius
        Radius of the final circle [m].
    engine
        What pushes.
    inclination
        Final inclination [rad]; that of the start by default. The change must stay below 114.6 degrees.

    Raises
    ------
    TrajectoryError
        If the start is not circular, the change of plane is too large, or the thrust too strong.

    Notes
    -----
    ``dv^2 = V0^2 + V1^2 - 2 V0 V1 cos(pi/2 di)``.
    """
    _check(start, engine)
    final = start.inc if inclination is None else inclination
    if start.ecc > 1e-3 or radius <= 0.0 or abs(final - start.inc) >= 2.0:
        raise TrajectoryError(
            "Edelbaum's law goes from circle to circle and turns the plane by less than 114.6 degrees",
            help="make the orbit circular first with change_eccentricity",
        )
    law = _law("change_a_inc", "change_a_inc")
    guidance, delta_v, _ = law(start.gm, start.a, radius, start.inc, final, engine.acceleration)
    if radius < start.a and final == start.inc:  # the law's yaw angle knows no braking without a change of plane
        outwards = guidance

        def guidance(t: float, state: Array, k: float) -> Array:
            return np.asarray(-outwards(t, state, k))

    return _answer("change_a_inc", start, engine, float(delta_v), guidance)


def escape(start: Orbit, engine: Engine) -> Spiral:
    """Spiral out from a circle along the velocity until the energy is zero.

    Parameters
    ----------
    start
        Circular orbit.
    engine
        What pushes.

    Raises
    ------
    TrajectoryError
        If the start is not circular or the thrust too strong.

    Notes
    -----
    ``dv = V0 (1 - 0.8082 (f/g)^(1/4))`` with f the acceleration and g the gravity at the start. A weak spiral forgets
    where it began but for the speed V0 that it has to lose, so that what is saved depends on GM and f alone; the number
    is computed (integration at f/g from 1e-4 to 1e-3, spread 2e-4; 0.805 to 0.820 up to f/g = 0.03).
    """
    _check(start, engine)
    if start.ecc > 1e-3:
        raise TrajectoryError("the escape spiral starts from a circle", help="make the orbit circular first")
    speed = math.sqrt(start.gm / start.a)
    delta_v = speed * (1.0 - _SAVED * (engine.acceleration * start.a / speed**2) ** 0.25)
    guidance, _, _ = _law("change_a_inc", "change_a_inc")(
        start.gm, start.a, 1e3 * start.a, start.inc, start.inc, engine.acceleration
    )
    return _answer("change_a_inc", start, engine, delta_v, guidance)


def change_eccentricity(start: Orbit, ecc: float, engine: Engine) -> Spiral:
    """Change the eccentricity, not the semi-major axis, with a thrust fixed in space across the line of apsides.

    ``dv = 2/3 V |asin e0 - asin e1|`` with V the circular speed at the semi-major axis. The direction of the thrust is
    set here: the backend's public law wants astropy's units and orbits for it.

    Parameters
    ----------
    start
        Orbit at the start.
    ecc
        Final eccentricity.
    engine
        What pushes.
    """
    _check(start, engine)
    _check_eccentricity(ecc)
    law = _law("change_ecc_quasioptimal", "extra_quantities")
    delta_v, _ = law(start.gm, start.a, start.ecc, ecc, engine.acceleration)
    speed = start.state[3:]  # at the pericentre, across the line of apsides
    push = math.copysign(engine.acceleration, ecc - start.ecc) * speed / np.linalg.norm(speed)
    return _answer("change_ecc_quasioptimal", start, engine, float(delta_v), lambda *_: push)


def change_eccentricity_and_inclination(start: Orbit, ecc: float, inclination: float, engine: Engine) -> Spiral:
    """Change eccentricity and inclination together; the semi-major axis stays.

    Parameters
    ----------
    start
        Orbit at the start; the argument of its pericentre decides what turning the plane costs.
    ecc
        Final eccentricity, not that of the start.
    inclination
        Final inclination [rad].
    engine
        What pushes.
    """
    _check(start, engine)
    _check_eccentricity(ecc)
    if ecc == start.ecc:
        raise TrajectoryError("the law needs a change of eccentricity", help="turn the plane alone with spiral")
    guidance, delta_v, _ = _law("change_ecc_inc", "change_ecc_inc")(
        k=start.gm,
        a=start.a,
        ecc_0=start.ecc,
        ecc_f=ecc,
        inc_0=start.inc,
        inc_f=inclination,
        argp=start.argp,
        r=start.state[:3],
        v=start.state[3:],
        f=engine.acceleration,
    )
    return _answer("change_ecc_inc", start, engine, float(delta_v), guidance)


def change_argument_of_pericentre(start: Orbit, argp: float, engine: Engine) -> Spiral:
    """Turn the line of apsides in its plane.

    ``dv = 2/3 V e |dw| / sqrt(1 - e^2)`` with V the circular speed at the semi-major axis.

    Parameters
    ----------
    start
        Eccentric orbit.
    argp
        Final argument of the pericentre [rad].
    engine
        What pushes.
    """
    _check(start, engine)
    if start.ecc < 1e-3 or argp == start.argp:
        raise TrajectoryError("the line of apsides of a circle has no direction, or there is nothing to turn")
    law = _law("change_argp", "change_argp")
    guidance, delta_v, _ = law(start.gm, start.a, start.ecc, start.argp, argp, engine.acceleration)
    return _answer("change_argp", start, engine, float(delta_v), guidance)
