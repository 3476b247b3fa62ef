# ruff: noqa: INP001 - a part of the command beside it
"""The page on trajectories: Lambert, Mars windows, three bodies, departure from the Moon, tours, low thrust, traps.

Published numbers that a test holds are taken from that test, so that they stand in one place.
"""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

import numpy as np
from validation_pages import Case

from moonbase.constants import EARTH_GM, MOON_GM, MOON_RADIUS
from moonbase.quantities import parse_date
from moonbase.trajectories.achromat import achromat
from moonbase.trajectories.backend import lambert
from moonbase.trajectories.cr3bp import collinear_point, earth_moon, jacobi
from moonbase.trajectories.lowthrust import spiral
from moonbase.trajectories.lunar_orbit import throw_to_apolune
from moonbase.trajectories.moon import ESCAPE_SPEED
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.periodic import PeriodicOrbit, correct
from moonbase.trajectories.porkchop import transfer
from moonbase.trajectories.spirals import Engine, Orbit
from moonbase.trajectories.tour_build import build

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path.insert(0, str(TESTS / "validation"))
from test_traj_gravity_assist import RECORD, cassini_1  # noqa: E402 - on the path only now
from test_traj_lambert_textbook import CASES  # noqa: E402 - likewise
from test_traj_mars_windows import ROWS  # noqa: E402 - likewise
from test_traj_three_body import EARTH_MOON, ORBITS  # noqa: E402 - likewise

sys.path.pop(0)
TITLE = "Trajectories: published against computed"
INTRODUCTION = """
Every number below is computed when this page is written. Grades in brackets: primary means seen in the source itself,
secondary seen quoted, computed worked out by other means than this program, recalled from memory. Residuals are
computed over published, less one.
"""
DAY = 86400.0
_TEXTBOOKS = {"vallado": "Vallado, ex. 5.7", "curtis": "Curtis, ex. 5.2", "battin": "Battin, ex. 7.12"}


def lambert_cases() -> list[Case]:
    """Give the speeds at both ends."""
    cases = []
    for name, (gm, (r1, r2, tof), options, *wanted, _) in CASES.items():
        solved = lambert(gm, np.array(r1), np.array(r2), tof, options)
        source = _TEXTBOOKS.get(name, "Der, AMOS 2011") + ", as in the tests of lamberthub [secondary]"
        note = "Battin's own print differs in the sixth digit" if name == "battin" else ""
        for end, v, want in zip(("start", "end"), solved, wanted, strict=True):
            speeds = float(np.linalg.norm(want)), float(np.linalg.norm(v))
            what = f"{name}, speed at the {end}, {'AU/yr' if name == 'battin' else 'km/s'}"
            cases.append(Case(what=what, published=speeds[0], computed=speeds[1], source=source, note=note))
    return cases


def mars_cases() -> list[Case]:
    """Give the opportunities of the handbook at its own dates."""
    cases = []
    for depart, arrive, shift, _, c3, arrival in ROWS:
        start = parse_date(depart) + shift * DAY
        out, at_mars, _ = transfer("emb", "mars", start, parse_date(arrive) + shift * DAY - start)
        note = f"printed dates are {shift} days early" if shift else ""
        source = "NASA/TM-2010-216764 [primary]"
        cases += [
            Case(what=f"{depart}, C3, km2/s2", published=c3, computed=float(out @ out) / 1e6, source=source, note=note),
            Case(
                what=f"{depart}, excess speed at Mars, km/s",
                published=arrival,
                computed=float(np.linalg.norm(at_mars)) / 1e3,
                source=source,
                note=note,
            ),
        ]
    return cases


def three_body_cases() -> list[Case]:
    """Give libration points, periodic orbits corrected from rounded entries, and the achromatic site."""
    source = "JPL Three-Body Periodic Orbits API 1.0 [primary]"
    cases = []
    for point, x, constant in ((1, 0.836915125772357, 3.188341117749), (2, 1.155682165444884, 3.172160460969),
                               (3, -1.005062645810278, 3.012147150681)):  # fmt: skip
        found = collinear_point(EARTH_MOON, point)
        energy = float(jacobi(EARTH_MOON, np.array([found, 0.0, 0.0, 0.0, 0.0, 0.0])))
        cases += [
            Case(what=f"L{point}, x", published=x, computed=found, source=source),
            Case(what=f"L{point}, Jacobi constant", published=constant, computed=energy, source=source),
        ]
    for name, (mu, x, z, vy, constant, period, stability) in ORBITS.items():
        rounded = PeriodicOrbit(mu=mu, x=x, z=z, vy=round(vy, 5), period=round(period, 3))
        orbit = correct(rounded, fixed="x")
        note = "found again from entries rounded to five digits"
        cases += [
            Case(what=f"{name}, period", published=period, computed=orbit.period, source=source, note=note),
            Case(what=f"{name}, Jacobi constant", published=constant, computed=orbit.jacobi, source=source),
            Case(what=f"{name}, stability index", published=stability, computed=orbit.stability, source=source),
        ]
    return [
        *cases,
        Case(
            what="achromatic site for L2, degrees east",
            published=33.1,
            computed=math.degrees(achromat(earth_moon()).longitude),
            source="settlement studies of the 1970s [recalled]",
            note="method: Heppenheimer 1977, doi 10.2514/3.7345",
        ),
    ]


def moon_cases() -> list[Case]:
    """Give the arithmetic of leaving the Moon."""
    source = "two-body arithmetic, DE440's constants [computed]"
    pole = LaunchSite(latitude=math.pi / 2, longitude=0.0, azimuth=0.0)
    cases = [
        Case(what="escape speed, m/s", published=2375.68, computed=ESCAPE_SPEED, source=source),
        Case(what="circular speed, m/s", published=1679.86, computed=ESCAPE_SPEED / math.sqrt(2.0), source=source),
    ]
    for height, speed, burn in ((100e3, 1703.19, 23.0), (50e3, 1691.73, 11.8), (15e3, 1683.46, 3.6)):
        muzzle, top, _ = throw_to_apolune(pole, MOON_RADIUS + height)
        circle = math.sqrt(MOON_GM / (MOON_RADIUS + height))
        where = f"level throw to {height / 1e3:g} km"
        cases += [
            Case(what=f"{where}, m/s", published=speed, computed=muzzle, source=source),
            Case(what=f"{where}, burn there, m/s", published=burn, computed=circle - top, source=source),
        ]
    for c3, best, across, worst in ((0.0, 2411.7, 2961.0, 3423.2), (9.182e6, 3327.9, 4236.7, 4982.4),
                                    (20e6, 4375.0, 5363.5, 6196.3)):  # fmt: skip
        speed = math.sqrt(c3 + 2.0 * EARTH_GM / 384400e3)
        own = (speed - 1024.55, math.hypot(speed, 1024.55), speed + 1024.55)
        for way, want, excess in zip(("along", "across", "against"), (best, across, worst), own, strict=True):
            what = f"C3 {c3 / 1e6:g} km2/s2, {way} the Moon's motion, m/s"
            cases.append(Case(what=what, published=want, computed=math.hypot(excess, ESCAPE_SPEED), source=source))
    return cases


def far_cases() -> list[Case]:
    """Give the tour of the benchmark and the spirals."""
    tour = build(cassini_1(), np.array(RECORD) * DAY)
    cases = [
        Case(
            what="Cassini1 of GTOP, its record, m/s",
            published=4930.72687,
            computed=tour.total_dv if tour else math.nan,
            source="Musegaas 2012, as in the tests of Tudat [secondary]",
            note="planets' masses of DE440, not of the benchmark",
        )
    ]
    engine = Engine(thrust=0.35, specific_impulse=3000.0, mass=1000.0)
    for angle, days, speed in ((28.5, 191.26295, 5.78378), (90.0, 335.0, 10.13), (114.591, 351.0, 10.61)):
        found = spiral(Orbit(gm=3.986004418e14, a=7e6, inc=math.radians(angle)), 4.2166e7, engine, inclination=0.0)
        source, where = "Kechichian 1997, as in poliastro's tests [secondary]", f"spiral to GEO from {angle:g} degrees"
        cases += [
            Case(what=f"{where}, km/s", published=speed, computed=found.delta_v / 1e3, source=source),
            Case(what=f"{where}, days", published=days, computed=found.steady_time / DAY, source=source),
        ]
    return cases


HELD = (
    ("Lambert problem in 0, 1 and more turns, both senses", "validation/test_traj_lambert_textbook.py",
     "test_printed_velocities"),
    ("no solution, one line, no time", "unit/trajectories/test_backend_lambert.py", "test_"),
    ("Mars windows 2026 to 2035, centre of the Earth against barycentre", "validation/test_traj_mars_windows.py",
     "test_published_rows"),
    ("libration points, catalogue of periodic orbits, achromatic site", "validation/test_traj_three_body.py",
     "test_catalogue_orbits_close"),
    ("lunar departure by patched conics", "validation/test_traj_lunar_departure.py", "test_patched_conic_table"),
    ("return of Luna 16, flown in DE440", "validation/test_traj_luna_16.py",
     "test_shooting_at_the_landing_place_finds_a_vertical_throw"),
    ("record of Cassini1, found", "validation/test_traj_gravity_assist.py",
     "test_the_search_finds_the_record_of_cassini_1"),
    ("escape law", "validation/test_traj_low_thrust.py",
     "test_the_number_in_the_law_of_escape_comes_out_of_integration"),
    ("trap: PorkchopPlotter takes barycentric states, 9.820 for 9.188", "validation/test_traj_backend_traps.py",
     "test_porkchop_plotter_takes_barycentric_states"),
    ("trap: Danby's propagator loses hyperbolas", "validation/test_traj_backend_traps.py",
     "test_danby_loses_a_hyperbola_that_farnocchia_keeps"),
    ("trap: cowell with times before its last one", "validation/test_traj_backend_traps.py",
     "test_cowell_makes_up_times_behind_its_last"),
    ("trap: transfers across the poles", "validation/test_traj_backend_traps.py",
     "test_the_side_of_a_transfer_across_the_poles_follows_the_wanted_sense"),
    ("trap: vertical launch", "validation/test_traj_lunar_departure.py", "test_vertical_throw_leaves_straight_up"),
    ("trap: radial orbits in the backend", "validation/test_traj_backend_traps.py",
     "test_a_vertical_throw_breaks_the_backend"),
    ("trap: cells without a solution in a compiled loop", "unit/trajectories/test_backend_lambert.py", "test_"),
    ("trap: unit of length of the catalogue", "validation/test_traj_three_body.py",
     "test_the_catalogues_unit_of_length_would_move_the_site"),
)  # fmt: skip


def held() -> str:
    """Give the table of tests; a name that does not exist stops the page."""
    lines = ["| case | test |", "| --- | --- |"]
    for case, file, name in HELD:
        text = (TESTS / file).read_text(encoding="utf-8")
        if not re.search(rf"^def {name}", text, re.MULTILINE):
            raise LookupError(f"{file} has no {name}")
        lines.append(f"| {case} | `tests/{file}`{'' if name == 'test_' else f', `{name}`'} |")
    return "\n".join(lines)


SECTIONS = (
    ("Lambert's problem", "", lambert_cases),
    ("Windows to Mars", "From the Earth-Moon barycentre, which the handbook means without saying so.", mars_cases),
    ("Three bodies", "", three_body_cases),
    ("Leaving the Moon", "", moon_cases),
    ("Flybys and low thrust", "", far_cases),
    ("Where each case is tested", "", held),
)
