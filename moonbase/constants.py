"""Physical constants in SI units, each with its source."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ASTRONOMICAL_UNIT",
    "EARTH_GM",
    "EARTH_RADIUS",
    "EMRAT",
    "FARADAY",
    "MOON_DISTANCE",
    "MOON_GM",
    "MOON_RADIUS",
    "MOON_SPIN_RATE",
    "SOLAR_CONSTANT",
    "STANDARD_GRAVITY",
    "STEFAN_BOLTZMANN",
    "SUN_GM",
    "YEAR",
]

ASTRONOMICAL_UNIT: Final = 149_597_870_700.0  # m, IAU 2012 resolution B2
SUN_GM: Final = 1.327124400412794e20  # m3/s2, DE440 (Park et al. 2021, doi 10.3847/1538-3881/abd414)
EARTH_GM: Final = 398_600.435507e9  # m3/s2, DE440
MOON_GM: Final = 4_902.800118e9  # m3/s2, DE440
EMRAT: Final = 81.3005682214972  # Earth/Moon mass ratio, DE440
MOON_RADIUS: Final = 1_737_400.0  # m, IAU WGCCRE 2015 mean radius
EARTH_RADIUS: Final = 6_378_137.0  # m, WGS 84 equatorial radius
MOON_DISTANCE: Final = 384_400_000.0  # m, mean Earth-Moon distance
MOON_SPIN_RATE: Final = 2.6616995e-6  # rad/s, sidereal month of 27.321661 d
STANDARD_GRAVITY: Final = 9.80665  # m/s2, CGPM 1901
SOLAR_CONSTANT: Final = 1361.0  # W/m2 at 1 AU, Kopp & Lean 2011, doi 10.1029/2010GL045777
STEFAN_BOLTZMANN: Final = 5.670374419e-8  # W/m2/K4, CODATA 2018
FARADAY: Final = 96_485.33212  # C/mol, CODATA 2018
YEAR: Final = 365.25 * 86_400.0  # s, Julian year
