"""What a launcher's plugin may ask the trajectories: where to stand, and where muzzle errors land.

The narrow way from plugins to the trajectory layer, re-exported by `moonbase.api`. Nothing heavy is imported before a
function is called.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from moonbase.constants import MOON_DISTANCE
from moonbase.errors import TrajectoryError

__all__ = ["AchromaticSite", "Misses", "MuzzleError", "achromatic_site", "miss_at_libration_point"]


@dataclass(frozen=True, kw_only=True)
class AchromaticSite:
    """A site on the lunar equator from which a small error in muzzle speed does not move the arrival sideways.

    Attributes
    ----------
    point
        Libration point, 1 or 2.
    longitude
        East [rad].
    muzzle_speed
        To the east [m/s].
    time_of_flight, arrival_speed
        [s], [m/s].
    along, vertical, lateral
        Miss by each component of the muzzle error [m per m/s]; the first and second in the plane of the Moon's orbit,
        the third across.
    along_squared
        Miss by the square of the error in muzzle speed [m per (m/s)2].
    elevation
        Of the muzzle [rad].
    """

    point: int
    longitude: float
    muzzle_speed: float
    time_of_flight: float
    arrival_speed: float
    along: float
    along_squared: float
    vertical: float
    lateral: float
    elevation: float = 0.0


@dataclass(frozen=True, kw_only=True)
class MuzzleError:
    """Scatter of the muzzle velocity about its nominal value, normal in each component.

    Attributes
    ----------
    speed, vertical, lateral
        Standard deviations along the muzzle, across it in the vertical plane, and across it level, to the right of one
        who looks along it with the head up [m/s].
    correlations
        Of speed with lateral, speed with vertical, lateral with vertical [1]; zero for independent errors.
    """

    speed: float
    vertical: float
    lateral: float
    correlations: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @property
    def covariance(self) -> tuple[tuple[float, float, float], ...]:
        """Covariance in the order along, lateral, vertical, shape (3, 3) [m2/s2].

        Examples
        --------
        >>> MuzzleError(speed=0.5, lateral=2.0, vertical=1.0).covariance
        ((0.25, 0.0, 0.0), (0.0, 4.0, 0.0), (0.0, 0.0, 1.0))
        """
        along, side, up = self.speed, self.lateral, self.vertical
        first, second, third = self.correlations
        along_side, along_up, side_up = first * along * side, second * along * up, third * side * up
        return (
            (along * along, along_side, along_up),
            (along_side, side * side, side_up),
            (along_up, side_up, up * up),
        )

    @classmethod
    def from_covariance(cls, covariance: Sequence[Sequence[float]]) -> MuzzleError:
        """Make a muzzle error of its covariance.

        Parameters
        ----------
        covariance
            In the order along, lateral, vertical, shape (3, 3) [m2/s2].

        Raises
        ------
        TrajectoryError
            If it is no symmetric matrix with a diagonal of zero or more.
        """
        along, side, up = (math.sqrt(max(covariance[i][i], 0.0)) for i in range(3))
        pairs = ((0, 1, along * side), (0, 2, along * up), (1, 2, side * up))
        lopsided = any(covariance[i][j] != covariance[j][i] for i, j, _ in pairs)
        if lopsided or any(covariance[i][i] < 0.0 for i in range(3)):
            raise TrajectoryError(
                "this is no covariance of muzzle errors",
                help="symmetric, with variances of zero or more on its diagonal",
            )
        first, second, third = (covariance[i][j] / scale if scale else 0.0 for i, j, scale in pairs)
        return cls(speed=along, lateral=side, vertical=up, correlations=(first, second, third))


@dataclass(frozen=True, kw_only=True)
class Misses:
    """Where many throws with errors arrive.

    Attributes
    ----------
    deviations
        Standard deviations in the plane of the Moon's orbit and across it [m].
    median, radius_95
        Radii about the nominal arrival that hold half and 95 % of the throws [m].
    lost
        Share of throws that never arrive [1].
    """

    deviations: tuple[float, float]
    median: float
    radius_95: float
    lost: float


def achromatic_site(point: int = 2, *, elevation: float = 0.0, distance: float = MOON_DISTANCE) -> AchromaticSite:
    """Find the achromatic launch site for L1 or L2 in the circular restricted three-body problem.

    Parameters
    ----------
    point
        1 or 2.
    elevation
        Of the muzzle [rad].
    distance
        Of Earth and Moon [m]; it changes by 6 % in a month.

    Raises
    ------
    TrajectoryError
        If there is none.
    """
    from moonbase.trajectories.achromat import achromat
    from moonbase.trajectories.cr3bp import earth_moon

    found = achromat(earth_moon(distance), point, elevation=elevation)
    errors = found.sensitivity
    return AchromaticSite(
        point=point,
        longitude=found.longitude,
        muzzle_speed=found.muzzle_speed,
        time_of_flight=found.time_of_flight,
        arrival_speed=found.arrival_speed,
        along=errors.along,
        along_squared=errors.along_squared,
        elevation=elevation,
        vertical=errors.vertical,
        lateral=errors.lateral,
    )


def miss_at_libration_point(site: AchromaticSite, errors: MuzzleError, *, shots: int = 1000, seed: int = 0) -> Misses:
    """Fly throws with random muzzle errors to the libration point.

    Parameters
    ----------
    site
        Launch site with its nominal throw.
    errors
        Standard deviations.
    shots, seed
        Throws, and seed of their random errors.
    """
    from moonbase.trajectories.cr3bp import earth_moon
    from moonbase.trajectories.dispersion import MuzzleErrors, at_libration_point
    from moonbase.trajectories.opportunities import LaunchSite

    found = at_libration_point(
        earth_moon(),
        site.point,
        LaunchSite(latitude=0.0, longitude=site.longitude, azimuth=math.pi / 2, elevation=site.elevation),
        site.muzzle_speed,
        MuzzleErrors(
            speed=errors.speed,
            vertical=errors.vertical,
            lateral=errors.lateral,
            correlations=errors.correlations,
        ),
        n=shots,
        seed=seed,
    )
    variances = found.covariance.diagonal()
    return Misses(
        deviations=(math.sqrt(variances[0]), math.sqrt(variances[1])),
        median=found.radius(0.5),
        radius_95=found.radius(0.95),
        lost=found.lost,
    )
