r"""The bootstrapping study of Metzger et al. 2013 as it was counted: generation builds generation, once in two years.

Every generation works for the same time and then makes place for the next; nothing is chosen. With Z sets in a
generation, p kilograms of parts that a set prints in that time, crudeness k, local share s and robot-weeks R of what is
built:

.. math:: p\,Z_g - A_g = W_g (k_{g+1} m + s_{g+1} e) + U_g m_r + V_g m_e, \qquad Z_{g+1} = W_g

Robots U and makers of electronics V are those that the next generation needs for its own work, for which the study
iterates: :math:`U_g = (21 W_{g+1} + U_{g+1} + V_{g+1}) R_{g+1}/T`. The recurrence is linear; one solution of a small
system takes the place of the iteration. The study's spreadsheet is not public: what it leaves open is a parameter here,
with what was taken for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from moonbase.api import ModelError
from moonbase_fabrication.replication import metzger_generations, metzger_seed
from moonbase_fabrication.tables import DATA

__all__ = ["Study", "StudyRow", "bootstrap"]

_ROBOT = "Robonaut assemblers"
_DUST = 1e-9
_BEYOND = 10  # further generations like the last, so that nothing depends on how the series ends
_MAKER = "3D printer 2 (large parts)"


@dataclass(frozen=True, kw_only=True)
class Study:
    """What the study varies, and what it leaves open.

    Attributes
    ----------
    rate
        Time-averaged manufacturing over its maximum of 4 kg/h and set; about half in the study's slow case [1].
    duty
        Share of the time in sunlight [1].
    years
        Time of one generation.
    printed
        Parts that one set prints [kg/h].
    maker_rate
        Electronics that one maker makes [kg/h]; not published, 0.2 from a public reproduction (recalled).
    whole_robots
        Generations, from the second on, whose robots come whole from Earth; the study makes their structure locally
        from generation 3.0 on, the fourth of seven.
    """

    rate: float = 1.0
    duty: float = 0.70
    years: float = 2.0
    printed: float = 4.0
    maker_rate: float = 0.2
    whole_robots: int = 2


@dataclass(frozen=True, kw_only=True)
class StudyRow:
    """One generation: sets, robots and makers of electronics at work, their mass, and what was launched for it [kg].

    `closure_mass` and `closure_count` are the shares of its mass and of its machines that were made on the Moon [1].
    """

    name: str
    sets: float
    robots: float
    makers: float
    mass: float
    launched: float
    closure_mass: float
    closure_count: float


def bootstrap(study: Study | None = None) -> list[StudyRow]:
    """Count the generations of the study.

    Parameters
    ----------
    study
        Its choices; the maximum manufacturing rate if not given.

    Raises
    ------
    ModelError
        If a generation cannot build what is set aside and the next one with it.

    References
    ----------
    Metzger et al. 2013, J. Aerosp. Eng. 26(1):18-29, figure 1 and tables 1 and 2.
    """
    import numpy as np

    given = study or Study()
    sets, robots, makers = (np.asarray(values) for values in _solve(given))
    if min(sets.min(), robots.min(), makers.min()) < -_DUST:
        raise ModelError(
            f"at {given.rate:.0%} of the rate a generation cannot build the next one and what is set aside",
            help="raise rate or duty",
        )
    return [_row(given, place, *numbers) for place, numbers in enumerate(zip(sets, robots, makers, strict=True))]


def _solve(study: Study) -> tuple[list[float], list[float], list[float]]:
    import numpy as np

    generations, set_mass, set_vitamins = metzger_generations(), *_of_set()
    generations += generations[-1:] * _BEYOND
    robot, maker = _asset(_ROBOT), _asset(_MAKER)
    hours, weeks = study.years * 8760.0 * study.duty, study.years * 52.0 * study.duty
    count, assets = len(generations), metzger_seed().assets
    table, given = np.zeros((3 * count, 3 * count)), np.zeros(3 * count)
    for place, generation in enumerate(generations):
        built = generations[min(place + 1, count - 1)]
        sets, robots, makers = place, count + place, 2 * count + place
        share = built.local_electronics
        table[sets, sets] = built.crudeness * set_mass + share * set_vitamins
        table[sets, robots] = _robot_parts(study, place + 1, built.crudeness, share)
        table[sets, makers] = built.crudeness * maker[0] + share * maker[1]
        given[sets] = -generation.set_aside
        if place == 0:
            given[sets] += study.printed * hours * study.rate
        else:
            table[sets, sets - 1] = -study.printed * hours * study.rate
        then = min(place + 1, count - 1)
        labour = generations[then].robot_weeks / weeks
        later = generations[min(then + 1, count - 1)].local_electronics
        output = study.maker_rate * hours * study.rate
        table[robots, robots] += 1.0
        table[makers, makers] += 1.0
        for column, machines, vitamins in (
            (then, assets, set_vitamins),
            (count + then, 1.0, robot[1]),
            (2 * count + then, 1.0, maker[1]),
        ):
            table[robots, column] -= labour * machines
            table[makers, column] -= later * vitamins / output
    found = np.linalg.solve(table, given)
    seed_robots = float(_quantity(_ROBOT))
    told = count - _BEYOND - 1
    return (
        [1.0, *found[:told]],
        [seed_robots, *found[count : count + told]],
        [0.0, *found[2 * count : 2 * count + told]],
    )


def _row(study: Study, place: int, sets: float, robots: float, makers: float) -> StudyRow:
    generation, set_mass, set_vitamins = metzger_generations()[place], *_of_set()
    maker = _asset(_MAKER)
    rough, share = generation.crudeness, generation.local_electronics
    # the three robots of the first set are inside it; later the robots are counted by themselves
    extra = 0.0 if place == 0 else robots
    robot_mass = _robot_parts(study, place, rough, share) + _robot_imports(study, place, share)
    masses = (sets * (rough * set_mass + set_vitamins), extra * robot_mass, makers * (rough * maker[0] + maker[1]))
    launched = sets * (1.0 - share) * set_vitamins + makers * (1.0 - share) * maker[1]
    launched += extra * _robot_imports(study, place, share)
    if place == 0:
        launched = sum(masses)
    machines = sets * metzger_seed().assets + extra + makers
    foreign = machines if place == 0 else extra if place <= study.whole_robots else 0.0
    return StudyRow(
        name=generation.name,
        sets=sets,
        robots=robots,
        makers=makers,
        mass=sum(masses),
        launched=launched,
        closure_mass=1.0 - launched / sum(masses),
        closure_count=1.0 - foreign / machines,
    )


def _robot_parts(study: Study, place: int, crudeness: float, share: float) -> float:
    """Mass of one robot of a generation that is made on the Moon [kg]."""
    if place <= study.whole_robots:
        return 0.0
    mass, vitamins = _asset(_ROBOT)
    return crudeness * mass + share * vitamins


def _robot_imports(study: Study, place: int, share: float) -> float:
    mass, vitamins = _asset(_ROBOT)
    return mass + vitamins if place <= study.whole_robots else (1.0 - share) * vitamins


def _of_set() -> tuple[float, float]:
    seed = metzger_seed()
    return seed.mass - seed.electronics, seed.electronics


def _asset(name: str) -> tuple[float, float]:
    row = _rows()[name]
    return float(row["mass_without_electronics_kg"]), float(row["electronics_kg"])


def _quantity(name: str) -> int:
    return int(_rows()[name]["quantity"])


def _rows() -> dict[str, dict[str, str]]:
    return {row["asset"]: row for row in DATA.rows("metzger_2013.csv")}
