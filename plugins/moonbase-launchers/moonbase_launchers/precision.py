"""From errors at the muzzle to what has to catch or correct them."""

from __future__ import annotations

import importlib
import math
from collections.abc import Mapping
from dataclasses import dataclass

from moonbase.api import AchromaticSite, Launcher, ModelError, MuzzleError, Site
from moonbase_launchers import moonbase_models

__all__ = ["Correction", "Miss", "corrections", "error_of_kind", "miss", "muzzle_error"]

_SURE = 3.0  # standard deviations that a corrector must cover


@dataclass(frozen=True, kw_only=True)
class Miss:
    """First- and second-order miss at the target.

    Attributes
    ----------
    in_plane, across
        Standard deviations in the plane of the Moon's orbit and across it [m].
    bias
        Mean miss in the plane, from the square of the speed error [m].
    """

    in_plane: float
    across: float
    bias: float


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What each way of coping with the miss has to do.

    Attributes
    ----------
    catcher_radius
        Of a catcher that takes 95 % of the throws [m].
    catcher_speed
        That a catcher needs to be everywhere within three standard deviations between two shots [m/s].
    trim_impulse
        Velocity that a trim station near the muzzle takes out of a payload at three standard deviations [m/s].
    trimmed_miss
        Standard deviation of the miss behind it, from its own errors [m].
    onboard_dv
        Velocity that the payload's own thrusters need to meet the point, early in the flight, at three standard
        deviations [m/s].
    """

    catcher_radius: float
    catcher_speed: float
    trim_impulse: float
    trimmed_miss: float
    onboard_dv: float


def muzzle_error(figures: Mapping[str, tuple[float, str]]) -> MuzzleError:
    """Muzzle error of a launcher, with its covariance, from the figures of its machine.

    The speed scatters with the energy of the stages or with the spin; the direction with the alignment of the track
    or with wobble and release. These are different causes, and the two planes of a track are aligned one by one, so
    that the three are independent.

    Parameters
    ----------
    figures
        Of a `Machine`, by name with their unit.

    Raises
    ------
    ModelError
        If the launcher does not tell one of the three.
    """
    names = ("muzzle_speed_scatter", "muzzle_vertical_error", "muzzle_lateral_error")
    absent = [name for name in names if name not in figures]
    if absent:
        raise ModelError(f"this launcher does not tell {absent[0]}", help="add the figure to its machine")
    speed, vertical, lateral = (figures[name][0] for name in names)
    return MuzzleError(speed=speed, vertical=vertical, lateral=lateral)


def error_of_kind(kind: str) -> MuzzleError:
    """Muzzle error of a kind of launcher with its default parameters.

    Raises
    ------
    ModelError
        If there is no such kind.
    """
    targets = {ref.name: ref.target for ref in moonbase_models()}
    if kind not in targets:
        raise ModelError(f'no kind of launcher is called "{kind}"', help=f"known: {', '.join(sorted(targets))}")
    module, _, name = targets[kind].partition(":")
    launcher: Launcher = getattr(importlib.import_module(module), name)()
    return muzzle_error(launcher.machine(Site(name="equator")).figures)


def miss(site: AchromaticSite, error: MuzzleError) -> Miss:
    """Estimate the miss by its closed law: first order in every component, second in the speed.

    ``s^2 = (a s_v)^2 + 2 (q s_v^2)^2 + (b s_w)^2 + 2 a b C_vw`` in the plane with a, q, b the sensitivities to speed,
    its square and vertical velocity, and C_vw their covariance; ``c s_l`` across; the mean is ``q s_v^2``.

    Parameters
    ----------
    site
        With its sensitivities.
    error
        Covariance at the muzzle.
    """
    square = site.along_squared * error.speed**2
    shared = 2.0 * site.along * site.vertical * error.covariance[0][2]
    first = (site.along * error.speed) ** 2 + (site.vertical * error.vertical) ** 2 + shared
    return Miss(
        in_plane=math.sqrt(max(first, 0.0) + 2.0 * square**2),
        across=abs(site.lateral * error.lateral),
        bias=square,
    )


def corrections(
    site: AchromaticSite, error: MuzzleError, *, rate: float, metrology: float = 1e-4, radius_95: float | None = None
) -> Correction:
    """Size a catcher, a trim station, or thrusters on board.

    Parameters
    ----------
    site
        With its sensitivities.
    error
        Standard deviations at the muzzle.
    rate
        Shots per second [1/s].
    metrology
        Error of measuring and trimming each component of the velocity at the trim station [m/s]; two-station timing
        of 1 ns and 0.1 mm over 1 km gives 8e-6 along and 3.4e-4 across.
    radius_95
        From a Monte Carlo [m]; the closed law of a normal miss otherwise.
    """
    spread = miss(site, error)
    total = math.hypot(spread.in_plane, spread.across)
    trimmed = miss(site, MuzzleError(speed=metrology, vertical=metrology, lateral=metrology))
    size = _SURE * math.sqrt(error.speed**2 + error.vertical**2 + error.lateral**2)
    return Correction(
        catcher_radius=radius_95 if radius_95 is not None else abs(spread.bias) + 2.0 * total,
        catcher_speed=2.0 * _SURE * total * rate,
        trim_impulse=size,
        trimmed_miss=math.hypot(trimmed.in_plane, trimmed.across),
        onboard_dv=size + _SURE * total / site.time_of_flight,
    )
