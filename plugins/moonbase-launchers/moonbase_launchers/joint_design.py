"""Triggers and capacitors of a gun together: least energy for a stated muzzle speed within limits."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
from scipy.optimize import minimize

from moonbase.api import ModelError
from moonbase_launchers.coilgun_shot import ShotResult, traced
from moonbase_launchers.gun import Gun
from moonbase_launchers.shot_history import coil_mass
from moonbase_launchers.sized_gun import reaching
from moonbase_launchers.stagewise_design import HELD, MOST_STAGES, refine_stages
from moonbase_launchers.thermal import COPPER

__all__ = ["JointDesign", "Limits", "design_jointly"]

_PENALTY = 20.0
_ROWS = 400  # steps per stage that are looked at


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """What a shot may ask: acceleration [m/s2], drive current [A], temperature rise of a drive coil [K]."""

    acceleration: float = math.inf
    current: float = math.inf
    rise: float = math.inf


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class JointDesign:
    """A gun that reaches its speed.

    Attributes
    ----------
    gun, result
        Found, and its shot.
    acceleration, current, rise
        Largest of the shot [m/s2], [A], [K].
    before
        Energy out of the capacitors with the given triggers and capacitors at the same speed [J].
    """

    gun: Gun
    result: ShotResult
    acceleration: float
    current: float
    rise: float
    before: float


def design_jointly(
    gun: Gun, speed: float, limits: Limits, *, reach: tuple[float, float], each_stage: bool = False
) -> JointDesign:
    """Move all triggers, and scale all capacitances and voltages, for least energy at a muzzle speed.

    Three numbers are varied: the shift of all triggers, growing or shrinking along the barrel, and the capacitance;
    the voltage follows from the speed. Limits enter as penalties of their relative excess. The trigger and the
    capacitance of each stage can then be moved by themselves, as `refine_stages` says.

    Parameters
    ----------
    gun
        First guess, with evenly kept proportions between its stages.
    speed
        At the muzzle [m/s].
    limits
        Of the shot.
    reach
        Allowed shift of the triggers from where they are [m].
    each_stage
        Move the stages one by one as well; for up to 40 of them.

    Raises
    ------
    ModelError
        If the stages are too many, or the speed cannot be reached, or not within the limits; the message names the
        limit that is exceeded most.
    """
    if each_stage and len(gun.stages) > MOST_STAGES:
        raise ModelError(
            f"{len(gun.stages)} stages are too many to be moved one by one",
            help=f"at most {MOST_STAGES}; without each_stage all triggers move together",
        )
    start, first = reaching(gun, speed, tolerance=1e-6)
    low, high = reach
    if not low <= 0.0 <= high or low == high:
        raise ModelError("the triggers cannot move", help="reach: a shift below and one above zero")

    def built(x: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> JointDesign:
        shift = np.clip(np.linspace(x[0], x[1], len(start.stages)), -1.0, 1.0)
        moves = np.where(shift >= 0.0, shift * high, -shift * low)
        triggers = np.maximum.accumulate(
            np.maximum([s.trigger + move for s, move in zip(start.stages, moves, strict=True)], start.start)
        )
        factor = math.exp(float(np.clip(x[2], -3.0, 3.0)))
        stages = tuple(
            dataclasses.replace(
                s, trigger=float(t), capacitance=s.capacitance * factor, voltage=s.voltage / math.sqrt(factor)
            )
            for s, t in zip(start.stages, triggers, strict=True)
        )
        tried, _ = reaching(dataclasses.replace(start, stages=stages), speed, tolerance=1e-6)
        return _looked_at(tried, first.spent)

    def cost(x: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
        try:
            found = built(x)
        except ModelError:  # this choice does not reach the speed
            return 1e6
        over = sum(max(excess - 1.0, 0.0) ** 2 for excess in _excesses(found, limits).values())
        return math.log(found.result.spent / first.spent) + _PENALTY * over

    simplex = np.array([[0.0, 0.0, 0.0], [0.3, 0.3, 0.0], [-0.1, 0.3, 0.0], [0.0, 0.0, 0.5]])
    options = {"initial_simplex": simplex, "maxfev": 120, "xatol": 1e-3, "fatol": 1e-5}
    best = built(minimize(cost, simplex[0], method="Nelder-Mead", options=options).x)
    if each_stage:
        best = refine_stages(
            best,
            [(stage.trigger + low, stage.trigger + high) for stage in start.stages],
            lambda tried: _looked_at(reaching(tried, speed, tolerance=1e-6)[0], first.spent),
            lambda found: max(_excesses(found, limits).values()),
        )
    excesses = _excesses(best, limits)
    worst = max(excesses, key=lambda name: excesses[name])
    if excesses[worst] > HELD:
        raise ModelError(
            f"{speed:g} m/s takes {excesses[worst]:.3g} times the allowed {worst}",
            help="add stages, allow more, or ask for less speed",
        )
    return best


def _excesses(design: JointDesign, limits: Limits) -> dict[str, float]:
    return {
        "acceleration": design.acceleration / limits.acceleration,
        "current": design.current / limits.current,
        "temperature rise": design.rise / limits.rise,
    }


def _looked_at(gun: Gun, before: float) -> JointDesign:
    result, trace = traced(gun, tolerance=1e-7, rows=_ROWS * len(gun.stages))
    masses = np.array([coil_mass(s.radius, s.turns, s.resistance) for s in gun.stages])
    return JointDesign(
        gun=gun,
        result=result,
        acceleration=float(np.abs(trace[:, 5]).max()) / gun.bucket.mass,
        current=float(result.peak_currents.max()),
        rise=float((result.stage_losses / (masses * COPPER.heat_capacity)).max()),
        before=before,
    )
