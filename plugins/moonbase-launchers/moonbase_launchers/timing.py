"""Switch timing of a coilgun: find the bucket positions at which the switches should close."""

from __future__ import annotations

import dataclasses

from scipy.optimize import minimize_scalar

from moonbase.api import ModelError
from moonbase_launchers.coilgun_shot import Gun, ShotResult, Stage, shoot

__all__ = ["Timing", "optimise_triggers"]

_LOOK_AHEAD = 2  # stages fired beyond the one that is moved: its tail pulls on through them


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Timing:
    """A gun with better triggers.

    Attributes
    ----------
    gun
        With the triggers found.
    before, after
        Shots with the old and the new triggers.
    """

    gun: Gun
    before: ShotResult
    after: ShotResult


def optimise_triggers(gun: Gun, earliest: float, latest: float, *, tolerance: float = 1e-7) -> Timing:
    """Move each stage's trigger for the highest speed two stages later, from breech to muzzle.

    What a stage does depends on the stages before it and never on those that have not fired, so that one pass from
    breech to muzzle, each stage looking two ahead, is close to the joint optimum at a cost that grows with the square
    of the number of stages.

    Parameters
    ----------
    gun
        Start; its triggers are the first guess.
    earliest, latest
        Allowed bucket positions relative to each coil's centre [m].
    tolerance
        Of the integration.

    Raises
    ------
    ModelError
        If the range is empty or allows no trigger ahead of the bucket's start.
    """
    if not earliest < latest or gun.stages[0].position + latest <= gun.start:
        raise ModelError("no trigger is allowed", help="earliest < latest, and the first coil's ahead of the start")
    stages = list(gun.stages)
    for index in range(len(stages)):
        low = max(stages[index].position + earliest, stages[index - 1].trigger if index else gun.start)
        high = stages[index].position + latest
        if low < high:
            stages[index] = _best(gun, stages, index, (low, high), tolerance)
            stages[index + 1 :] = [_not_before(stage, stages[index].trigger) for stage in stages[index + 1 :]]
    better = dataclasses.replace(gun, stages=tuple(stages))
    before, after = shoot(gun, tolerance=tolerance), shoot(better, tolerance=tolerance)
    if after.speed < before.speed:
        better, after = gun, before
    return Timing(gun=better, before=before, after=after)


def _best(gun: Gun, stages: list[Stage], index: int, bounds: tuple[float, float], tolerance: float) -> Stage:
    shown = stages[: index + 1 + _LOOK_AHEAD]

    def slowness(trigger: float) -> float:
        moved = [*shown[:index], dataclasses.replace(shown[index], trigger=trigger)]
        moved += [_not_before(stage, trigger) for stage in shown[index + 1 :]]
        try:
            return -shoot(dataclasses.replace(gun, stages=tuple(moved)), tolerance=tolerance).speed
        except ModelError:  # a bucket that is stopped is the worst of all
            return 0.0

    found = minimize_scalar(
        slowness, bounds=bounds, method="bounded", options={"xatol": 1e-3 * (bounds[1] - bounds[0])}
    )
    best = float(found.x) if found.fun < slowness(stages[index].trigger) else stages[index].trigger
    return dataclasses.replace(stages[index], trigger=min(max(best, bounds[0]), bounds[1]))


def _not_before(stage: Stage, trigger: float) -> Stage:
    return stage if stage.trigger >= trigger else dataclasses.replace(stage, trigger=trigger)
