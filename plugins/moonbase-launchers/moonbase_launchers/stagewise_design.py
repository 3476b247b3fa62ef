"""Move the trigger and the capacitance of each stage of a gun for less energy, limits never exceeded further."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from moonbase.api import ModelError

if TYPE_CHECKING:
    from moonbase_launchers.gun import Gun
    from moonbase_launchers.joint_design import JointDesign

__all__ = ["HELD", "MOST_STAGES", "refine_stages"]

MOST_STAGES = 40
"""For a search of about a quarter of a minute."""
HELD = 1.01
"""Share of a limit up to which it counts as held."""
_PASSES = 5
_LEAST = 1e-5  # of the energy: what a step has to save, above the tolerance of the speed
_SHIFT, _SIZE = 0.1, 0.2  # first steps: of the trigger per its reach, of the logarithm of the capacitance
_GROW, _SHRINK = 1.5, 0.4


def refine_stages(
    design: JointDesign,
    bounds: Sequence[tuple[float, float]],
    fire: Callable[[Gun], JointDesign],
    excess: Callable[[JointDesign], float],
) -> JointDesign:
    """Search each stage's trigger and capacitance in turn, from breech to muzzle, several times.

    A step is kept if the gun then takes less energy and comes no further beyond a limit than it was, or, while a limit
    is not held, if it is exceeded less. So what comes out of a design that holds its limits holds them and takes no
    more energy. The search is local; each step fires about three shots, and there are at most four steps per stage
    and pass.

    Parameters
    ----------
    design
        To start from.
    bounds
        Allowed bucket positions of each stage's trigger [m].
    fire
        Scales the voltages of a gun to the muzzle speed and looks at its shot.
    excess
        Largest quantity of a shot per its limit [1].
    """
    count = len(design.gun.stages)
    shifts = [_SHIFT * (high - low) for low, high in bounds]
    sizes = [_SIZE] * count
    for _ in range(_PASSES):
        for index in range(count):
            for steps, move in ((shifts, _moved(index, bounds)), (sizes, _sized(index))):
                better = _try(design, (move, fire, excess), steps[index])
                steps[index] *= _GROW if better is not design else -_SHRINK
                design = better
    return design


def _try(
    design: JointDesign,
    search: tuple[Callable[[Gun, float], Gun], Callable[[Gun], JointDesign], Callable[[JointDesign], float]],
    step: float,
) -> JointDesign:
    """Take the step, or the one back, if it is better; else stay."""
    move, fire, excess = search
    before = excess(design)
    for change in (step, -step):
        try:
            found = fire(move(design.gun, change))
        except ModelError:  # triggers out of order, or the speed is not reached
            continue
        after = excess(found)
        saves = found.result.spent < (1.0 - _LEAST) * design.result.spent
        if (saves and after <= max(before, 1.0)) or (before > HELD and after < before):
            return found
    return design


def _moved(index: int, bounds: Sequence[tuple[float, float]]) -> Callable[[Gun, float], Gun]:
    low, high = bounds[index]

    def move(gun: Gun, step: float) -> Gun:
        stages = list(gun.stages)
        trigger = max(min(max(stages[index].trigger + step, low), high), gun.start)
        stages[index] = dataclasses.replace(stages[index], trigger=trigger)
        return dataclasses.replace(gun, stages=tuple(stages))

    return move


def _sized(index: int) -> Callable[[Gun, float], Gun]:
    def move(gun: Gun, step: float) -> Gun:
        stages = list(gun.stages)
        stage, factor = stages[index], math.exp(step)
        stages[index] = dataclasses.replace(
            stage, capacitance=stage.capacitance * factor, voltage=stage.voltage / math.sqrt(factor)
        )
        return dataclasses.replace(gun, stages=tuple(stages))

    return move
