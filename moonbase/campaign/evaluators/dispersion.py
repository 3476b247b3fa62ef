"""Where the shots of a launcher land: its muzzle errors flown to a libration point, sample by sample."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from moonbase import mission as missions
from moonbase import targeting
from moonbase.campaign.evaluation import Batch, Column
from moonbase.campaign.evaluators.answer import Answer, status_of, words_of
from moonbase.campaign.evaluators.doors import enter, find_door
from moonbase.campaign.evaluators.settings import catalogue_of, options_of, overrides_of
from moonbase.campaign.study import Study
from moonbase.errors import ModelError, MoonbaseError, UsageError
from moonbase.mission.spec import Mission
from moonbase.models.launcher import Launcher
from moonbase.parameters.closest import did_you_mean

__all__ = ["Dispersions"]

Floats = NDArray[np.float64]

_ERRORS = ("muzzle_speed_scatter", "muzzle_vertical_error", "muzzle_lateral_error")
_POINTS = {"EML1": 1, "EML2": 2}
_SHOTS = 1000
_COLUMNS = (
    ("radius_95", "m", "Radius about the nominal arrival that holds 95 % of the shots."),
    ("median", "m", "Radius that holds half of them."),
    ("deviation_in_plane", "m", "Standard deviation of the miss in the plane of the Moon's orbit."),
    ("deviation_across", "m", "Standard deviation of the miss across that plane."),
    ("lost", "1", "Share of the shots that never arrive."),
    ("speed_error", "m/s", "Standard deviation along the muzzle."),
    ("vertical_error", "m/s", "Standard deviation across the muzzle, in the vertical plane."),
    ("lateral_error", "m/s", "Standard deviation across the muzzle, level."),
)


class Dispersions:
    """Misses of a launcher's shots from its achromatic site to a libration point.

    Muzzle errors are those that the launcher's model tells with its parameters; they are flown in the circular
    restricted three-body problem. Random errors are keyed by the seed of the study and the number of the sample.

    Parameters
    ----------
    study
        Options: ``launcher``, a node of the mission (default: its only launcher), ``point``, 1 or 2 (default: where
        a leg of the launcher leads, else 2), and ``shots`` per sample (default 1000).

    Raises
    ------
    UsageError
        If the mission has no such launcher.
    """

    rows_per_shard = 16

    def __init__(self, study: Study) -> None:
        self._study = study
        given = options_of(study, {"launcher": str, "point": int, "shots": int})
        self._catalogue = catalogue_of(study)
        self._mission = missions.check(study.mission, self._catalogue, study.overrides)
        self._name = _launcher(self._mission, given.get("launcher", ""))
        self._point = given.get("point", _point(self._mission, self._name))
        self._shots = given.get("shots", _SHOTS)
        if self._point not in _POINTS.values() or self._shots < 2:
            raise UsageError("dispersion.point is 1 or 2, dispersion.shots at least 2")
        factors = enumerate(study.factors)
        doors = [find_door(self._mission, self._catalogue, factor, column) for column, factor in factors]
        self._doors = None if None in doors else [door for door in doors if door is not None]
        self._site = lru_cache(maxsize=64)(targeting.achromatic_site)
        self.columns: tuple[Column, ...] = tuple(Column(name=name, unit=unit, doc=doc) for name, unit, doc in _COLUMNS)

    def __call__(self, values: Floats, samples: NDArray[np.int64]) -> Batch:
        """Fly the shots of samples; see `moonbase.campaign.evaluation.Evaluator`."""
        answer = Answer(len(samples), len(self.columns))
        for place, sample in enumerate(samples.tolist()):
            self._one(values[place], place, sample, answer)
        return answer.batch()

    def _one(self, values: Floats, place: int, sample: int, answer: Answer) -> None:
        try:
            answer.rows[place] = self._flown(self._entered(values), sample)
        except MoonbaseError as error:
            answer.refuse(place, status_of(error), words_of(error))

    def _entered(self, values: Floats) -> Mission:
        """Put a sample into the mission; what it may not hold is refused by checking it as a whole."""
        if self._doors is not None:
            entered = [(door, float(door.numbers(values[door.column : door.column + 1])[0])) for door in self._doors]
            if all(door.fits(np.array([number]))[0] for door, number in entered):
                return enter(self._mission, entered)
        return missions.check(self._study.mission, self._catalogue, overrides_of(self._study, values))

    def _flown(self, mission: Mission, sample: int) -> list[float]:
        node = mission.nodes[self._name]
        assert isinstance(node.model, Launcher)
        place = mission.sites[node.site]
        figures = node.model.machine(place).figures
        absent = [name for name in _ERRORS if name not in figures]
        if absent:
            raise ModelError(f"{self._name} does not tell {absent[0]}", help="its model needs that figure")
        speed, vertical, lateral = (figures[name][0] for name in _ERRORS)
        site = self._site(self._point, elevation=node.model.frame(place).elevation)
        errors = targeting.MuzzleError(speed=speed, vertical=vertical, lateral=lateral)
        seed = int(np.random.SeedSequence([self._study.design.seed, sample]).generate_state(1)[0])
        found = targeting.miss_at_libration_point(site, errors, shots=self._shots, seed=seed)
        return [found.radius_95, found.median, *found.deviations, found.lost, speed, vertical, lateral]


def _launcher(mission: Mission, wanted: str) -> str:
    known = [node.name for node in mission.nodes.values() if node.kind == "launcher"]
    if wanted:
        if wanted not in known:
            raise UsageError(f'the mission has no launcher "{wanted}"', help=did_you_mean(wanted, known))
        return wanted
    if len(known) != 1:
        raise UsageError(f"the mission has {len(known)} launchers", help="name one: dispersion.launcher")
    return known[0]


def _point(mission: Mission, launcher: str) -> int:
    legs = [leg for leg in mission.legs.values() if leg.launcher == launcher]
    return next((_POINTS[mission.sites[leg.to].body] for leg in legs if mission.sites[leg.to].body in _POINTS), 2)
