"""Disposable, spared, serviced and refreshed fleets: what is installed, how output falls, what upkeep asks for."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from moonbase_compute.satellite_parameters import SatelliteParameters
from moonbase_compute.satellite_parts import unit_mass

__all__ = ["FLEETS", "Fleet", "fleet_of", "output_at", "working_share"]

FLEETS = ("disposable", "spared", "serviced", "refreshed")
"""Ways to live with failures."""
_AGES = 12


@dataclass(frozen=True, kw_only=True)
class Fleet:
    """How a satellite is kept working.

    Attributes
    ----------
    installed
        Packages built into one satellite.
    life
        From arrival to retirement [s].
    losses, degradation
        Whole satellites lost, and output of the living lost, per time [1/s].
    curve
        ``(age [s], share of the output)`` where spares make it no plain exponential.
    upkeep
        Units of each commodity per satellite and second at its place.
    """

    installed: int
    life: float
    losses: float
    degradation: float
    curve: tuple[tuple[float, float], ...] = ()
    upkeep: Mapping[str, float] = field(default_factory=dict)


def fleet_of(satellite: SatelliteParameters, *, dry_mass: float, dose: float, computing: float) -> Fleet:
    """Plan how a satellite is kept working.

    Parameters
    ----------
    satellite
        Its parameters; `fleet` names the way.
    dry_mass
        Of one satellite [kg]; servicing is counted per mass.
    dose
        Ionising dose at its place [Gy/s]; what packages tolerate ends their service.
    computing
        IT power [W]; hosts are exchanged with their packages.

    Notes
    -----
    *disposable*: packages fail and stay failed; the satellite retires at its life. *spared*: more packages are built
    in than are powered, and the spares step in one by one. *serviced*: what fails is exchanged, for
    `servicing_share` of the mass per year. *refreshed*: serviced, and all packages are exchanged at the end of
    their life while the satellite goes on to the end of its own.
    """
    failing = satellite.package_failures * satellite.space_factor
    tolerated = satellite.dose_limit / dose if dose > 0.0 else math.inf
    life = min(satellite.life, tolerated)
    if satellite.fleet in ("disposable", "spared"):
        return _left_alone(satellite, failing, life)
    exchanged = failing
    if satellite.fleet == "refreshed":
        exchanged += 1.0 / life
        life = max(satellite.bus_life, life)
    return Fleet(
        installed=satellite.packages,
        life=life,
        losses=satellite.satellite_failures * (1.0 - satellite.repaired_share),
        degradation=0.0,
        upkeep=_upkeep(satellite, exchanged, dry_mass, computing),
    )


def _left_alone(satellite: SatelliteParameters, failing: float, life: float) -> Fleet:
    needed, spares = satellite.packages, 0
    if satellite.fleet == "spared":
        spares = math.ceil(satellite.spare_share * needed)
    least = math.ceil(satellite.least_working * needed)
    plain = Fleet(installed=needed, life=life, losses=satellite.satellite_failures, degradation=failing)
    if not spares and least <= 1:
        return plain
    ageing = failing * (needed + satellite.dormant_failures * spares) / (needed + spares)
    ages = [life * index / (_AGES - 1) for index in range(_AGES)]
    curve = tuple(
        (age, working_share(needed + spares, needed, least, round(math.exp(-ageing * age), 12))) for age in ages
    )
    return Fleet(
        installed=needed + spares, life=life, losses=satellite.satellite_failures, degradation=0.0, curve=curve
    )


def _upkeep(satellite: SatelliteParameters, exchanged: float, dry_mass: float, computing: float) -> dict[str, float]:
    packages = exchanged * satellite.packages
    hosts = exchanged * satellite.host_mass * computing
    chips = packages * satellite.package_mass
    rest = satellite.servicing_share * dry_mass - chips - hosts
    return {"compute-package": chips / unit_mass("compute-package"), "electronics": hosts, "machinery": max(rest, 0.0)}


@lru_cache(maxsize=4096)
def working_share(installed: int, needed: int, least: int, alive: float) -> float:
    """Mean output of units of which some are spare, ``E[min(n, X); X >= k] / n`` with X binomial [1].

    Parameters
    ----------
    installed
        Units built in, N.
    needed
        Units that work at once, n.
    least
        Units below which nothing works, k.
    alive
        Probability that a unit is alive [1].

    Examples
    --------
    >>> round(working_share(72, 72, 0, 0.5), 9)
    0.5
    >>> round(working_share(80, 72, 0, 0.9), 3)
    0.985
    >>> round(working_share(72, 72, 54, math.exp(-0.04 * 5)), 3)
    0.781
    """
    if alive >= 1.0:
        return min(installed, needed) / needed
    if alive <= 0.0:
        return 0.0
    spread = math.sqrt(installed * alive * (1.0 - alive))
    first = max(least, math.floor(installed * alive - 12.0 * spread), 0)
    last = min(installed, math.ceil(installed * alive + 12.0 * spread))
    if first > last:
        return 0.0
    chance = math.exp(
        math.lgamma(installed + 1) - math.lgamma(first + 1) - math.lgamma(installed - first + 1)
        + first * math.log(alive) + (installed - first) * math.log1p(-alive)
    )  # fmt: skip
    odds, total = alive / (1.0 - alive), 0.0
    for count in range(first, last + 1):
        total += min(count, needed) * chance
        chance *= (installed - count) / (count + 1.0) * odds
    return total / needed


def output_at(fleet: Fleet, age: float) -> float:
    """Share of the first output that a fleet still gives at an age, before infant losses [1].

    Parameters
    ----------
    fleet
        From `fleet_of`.
    age
        Since arrival [s].
    """
    if age > fleet.life:
        return 0.0
    kept = math.exp(-(fleet.losses + fleet.degradation) * age)
    points = fleet.curve or ((0.0, 1.0), (math.inf, 1.0))
    for (start, first), (end, last) in itertools.pairwise(points):
        if start <= age <= end:
            reached = (age - start) / (end - start) if math.isfinite(end) else 0.0
            return kept * (first + (last - first) * reached)
    return kept * points[-1][1]
