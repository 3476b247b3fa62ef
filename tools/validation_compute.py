# ruff: noqa: INP001 - a part of the command beside it
"""The page on compute payloads: sunlight, heat, radiation, reliability, links, scale, calculators, cross-over."""

from __future__ import annotations

import math

import validation_compute_costs as costs
from validation_pages import Case

from moonbase.api import constants
from moonbase_compute import links, radiation, radiator, reliability, scale, sunlight, swarm, view_factors
from moonbase_compute.workloads import torus_bisection

TITLE = "Compute payloads: published against computed"
INTRODUCTION = """
Every number below is computed when this page is written. Grades in brackets: primary means seen in the source itself,
secondary seen quoted, computed worked out from a source by other means than this program, recalled from memory,
estimated judged. Residuals are computed over published, less one.
"""
EARTH = constants.EARTH_RADIUS
YEAR = constants.YEAR


def orbit_cases() -> list[Case]:
    """Shadow and inclination of Earth orbits."""
    cases = [
        Case(
            what=f"longest shadow, share of an orbit at {km:g} km",
            published=share,
            computed=sunlight.eclipse_fraction(EARTH + km * 1e3, 0.0),
            source="closed form; brahe agrees [computed]",
        )
        for km, share in ((550.0, 0.3723), (2000.0, 0.2754), (35_786.0, 0.0483))
    ]
    year = sunlight.dawn_dusk_year(EARTH + 650e3)
    code = "two codes, direct sampling [computed]"
    cases += [
        Case(
            what="dawn-dusk 650 km, inclination, deg",
            published=97.986,
            computed=math.degrees(year.inclination),
            source=code,
        ),
        Case(
            what="dawn-dusk 650 km, least beta, deg",
            published=58.57,
            computed=math.degrees(year.least_beta),
            source=code,
        ),
        Case(what="dawn-dusk 650 km, mean shadow, %", published=3.9, computed=100 * year.mean_eclipse, source=code),
        Case(
            what="dawn-dusk 650 km, longest shadow, min", published=19.7, computed=year.longest_shadow / 60, source=code
        ),
        Case(
            what="dawn-dusk 650 km, days with shadow",
            published=89.0,
            computed=year.shadow_days,
            source=f"87 to 91, {code}",
        ),
    ]
    cases += [
        Case(
            what=f"{angle:g} degrees, {km:g} km, mean shadow",
            published=share,
            computed=sunlight.mean_eclipse(EARTH + km * 1e3, math.radians(angle)),
            source="mean over node and season [computed]",
        )
        for km, angle, share in (
            (500.0, 30.0, 0.361),
            (1000.0, 30.0, 0.307),
            (2000.0, 30.0, 0.231),
            (550.0, 53.0, 0.313),
        )
    ]
    return cases + [
        Case(
            what=f"sunlight at {r:g} AU, W/m2",
            published=flux,
            computed=sunlight.flux(r * constants.ASTRONOMICAL_UNIT),
            source="inverse square [computed]",
        )
        for r, flux in ((0.3, 15_122.0), (0.5, 5444.0), (1.524, 586.0))
    ]


def heat_cases() -> list[Case]:
    """View factors and radiators."""
    formula = "closed form, checked by quadrature [computed]"
    cases = [
        Case(
            what=f"view factor edge on at {km:g} km",
            published=factor,
            computed=view_factors.edge_on_factor(1.0 + km / 6371.0),
            source=formula,
        )
        for km, factor in ((550.0, 0.2578), (1000.0, 0.1939), (2000.0, 0.1182))
    ]
    cases += [
        Case(
            what=f"view factor at {km:g} km, {angle:g} degrees from nadir",
            published=factor,
            computed=view_factors.plate_factor(1.0 + km / 6371.0, math.radians(angle)),
            source=formula,
        )
        for km, angle, factor in ((650.0, 60.0, 0.4788), (550.0, 0.0, 0.8474))
    ]
    around = radiator.Surroundings(infrared=237.0 * view_factors.edge_on_factor(1.0 + 600.0 / 6371.0))
    free = radiator.Surroundings()
    ai1 = "AI1 as reported, balance by hand [secondary]"
    cases += [
        Case(
            what="AI1 radiator at 1400 W/m2, K",
            published=348.5,
            computed=radiator.surface_temperature(1400.0, around),
            source=ai1,
        ),
        Case(
            what="the same without the Earth, K",
            published=342.2,
            computed=radiator.surface_temperature(1400.0, free),
            source=ai1,
        ),
        Case(
            what="the same, one side, K",
            published=406.9,
            computed=radiator.surface_temperature(1400.0, free, sides=1),
            source=ai1,
        ),
    ]
    sun, reflected, infrared = 1366.0, 0.3 * 1366.0 * 0.25, 0.25 * 239.0
    wrong = radiator.Surroundings(sunlight=sun + reflected + infrared)
    right = radiator.Surroundings(sunlight=sun + reflected, infrared=infrared / 2.0)
    told = "Starcloud white paper 2024 [secondary]"
    flux = [radiator.net_flux(293.15, case, emissivity=0.92, absorptance=0.09) for case in (wrong, right)]
    return [
        *cases,
        Case(what="Starcloud radiator, its own arithmetic, W/m2", published=633.0, computed=flux[0], source=told,
             note="infrared absorbed with the solar absorptance, as printed"),
        Case(what="Starcloud radiator, Kirchhoff's law kept, W/m2", published=633.0, computed=flux[1], source=told,
             note="what the printed arithmetic leaves out"),
    ]  # fmt: skip


def radiation_cases() -> list[Case]:
    """Dose and upsets."""
    krad = 5.0 * YEAR / radiation.GRAY_PER_RAD
    spenvis = "SPENVIS SHIELDOSE-2, AP8-min and AE8-max, 10 mm [secondary]"
    cases = [
        Case(
            what=f"five years at 550 km, {angle:g} degrees, rad",
            published=dose,
            computed=radiation.inclined_dose_rate(math.radians(angle), 550e3) * krad,
            source=spenvis,
        )
        for angle, dose in ((30.0, 1195.0), (50.0, 883.0), (70.0, 627.0), (90.0, 558.0), (95.0, 560.0))
    ]
    cases += [
        Case(
            what=f"the same behind {depth:g} mm, {angle:g} degrees, rad",
            published=dose,
            computed=radiation.inclined_dose_rate(math.radians(angle), 550e3, depth=depth / 1e3) * krad,
            source=spenvis.replace(", 10 mm", ""),
        )
        for angle, depth, dose in ((30.0, 3.0, 1825.0), (95.0, 3.0, 4805.0), (95.0, 20.0, 405.3))
    ]
    test = "Suncatcher 2025 [primary]"
    seen = radiation.upsets(1.5 / YEAR)
    return [
        *cases,
        Case(what="silent corruptions per chip and year at 150 rad/yr", published=8.8,
             computed=seen.corruptions * YEAR, source=test),
        Case(what="memory errors per chip and year at 150 rad/yr", published=3.4,
             computed=radiation.upsets_per_year(150.0, 44.0), source=test),
        Case(what="million inferences per corruption, one a second", published=3.6,
             computed=YEAR / (seen.corruptions * YEAR) / 1e6, source=test),
    ]  # fmt: skip


def reliability_cases() -> list[Case]:
    """Failures, checkpoints and their arithmetic."""
    meta = "Llama 3 2024 and RSC-1 [primary]"
    per_year = 8766.0 / (54.0 * 24.0) / 16_384.0
    rate = 6.5 / 1000.0 / 24.0 / 8.0  # per accelerator and hour
    kept = reliability.checkpoint(3.093 * 3600.0, 60.0)
    return [
        Case(what="Llama 3, GPU failures, %/yr", published=6.11, computed=100 * 148 * per_year, source=meta),
        Case(what="Llama 3, GPU and memory, %/yr", published=9.08, computed=100 * 220 * per_year, source=meta),
        Case(what="Llama 3, all causes, %/yr", published=17.3, computed=100 * 419 * per_year, source=meta),
        Case(what="Llama 3, hours between interruptions", published=3.093, computed=54 * 24 / 419, source=meta),
        Case(what="RSC-1 law at 16 384 GPUs, h", published=1.803,
             computed=reliability.mean_time_to_failure(rate, 16_384.0), source=meta),
        Case(what="RSC-1 law at 131 072 GPUs, h", published=0.2254,
             computed=reliability.mean_time_to_failure(rate, 131_072.0), source=meta),
        Case(what="Young's interval, s", published=1156.0, computed=kept[0], source="formula [computed]"),
        Case(what="Daly's efficiency", published=0.8997, computed=kept[1], source="formula; Meta above 0.9 [computed]"),
        Case(what="price of a short life, 10 %/yr", published=1.271,
             computed=reliability.lifetime_penalty(0.1, 5.0), source="Turyshev 2026 [secondary]"),
        Case(what="price of a short life, 20 %/yr", published=1.582,
             computed=reliability.lifetime_penalty(0.2, 5.0), source="Turyshev 2026 [secondary]"),
        Case(what="54 of 72 after five years at 4 %/yr", published=0.947,
             computed=reliability.at_least(54, 72, math.exp(-0.2)), source="binomial [computed]"),
    ]  # fmt: skip


def link_cases() -> list[Case]:
    """Light time, optical links and bisection."""
    gain = links.antenna_gain(0.1, 1.55e-6)
    power = links.received_power(5.0, (gain, gain), 1.55e-6, 5e6, 0.5)
    paper = "Suncatcher 2025 [primary]"
    return [
        Case(what="gain of 10 cm, dB", published=105.1, computed=10 * math.log10(gain), source=paper),
        Case(what="received over 5000 km, uW", published=1.6, computed=power * 1e6, source=paper),
        Case(what="confocal distance of 5 cm, km", published=5.07,
             computed=links.confocal_distance(0.05, 1.55e-6) / 1e3, source=paper),
        Case(what="round trip 550 km, ms", published=3.67, computed=1e3 * links.round_trip(550e3),
             source="light [computed]"),
        Case(what="round trip geostationary, ms", published=238.7, computed=1e3 * links.round_trip(35_786e3),
             source="light [computed]"),
        Case(what="round trip Moon, ms", published=2564.0, computed=1e3 * links.round_trip(384_400e3),
             source="light [computed]"),
        Case(what="bisection of 8000 satellites at 100 Gbit/s, TB/s", published=2.25,
             computed=float(torus_bisection(8000, 100e9)) / 8e12, source="van Berkel 2026 [secondary]"),
    ]  # fmt: skip


def scale_cases() -> list[Case]:
    """Gigawatts, launches, collisions, Kardashev."""
    memo = "company memo 2026 [secondary]"
    volume = 4.0 / 3.0 * math.pi * ((EARTH + 800e3) ** 3 - (EARTH + 500e3) ** 3)
    return [
        Case(what="thousand packages per GW, 132 kW", published=324.7,
             computed=scale.packages_on(1e9, 132e3) / 1e3, source="interview 2026: 330 [secondary]"),
        Case(what="thousand packages per GW, 142 kW, 25 %", published=289.7,
             computed=scale.packages_on(1e9, 142e3, reserve=1.25) / 1e3, source="interview 2026: 330 [secondary]"),
        Case(what="flights a day, 1 Mt a year of 200 t", published=13.69,
             computed=scale.flights_per_day(1e9, 200e3), source=memo),
        Case(what="ships at 30 h and 10 000 a year", published=34.2,
             computed=scale.ships_in_rotation(1e4, 108_000.0), source=memo),
        Case(what="collisions a year, 80 000 satellites", published=2608.0,
             computed=swarm.collisions(80_000.0, 480.0, 10e3, volume) * YEAR, source="orbit-collisions [secondary]"),
        Case(what="Kardashev today", published=0.7301, computed=swarm.kardashev(2e13), source="definition [computed]"),
        Case(what="Kardashev of the Sun", published=2.0583, computed=swarm.kardashev(swarm.SUN_LUMINOSITY),
             source="definition [computed]"),
        Case(what="1 % of the Sun at 100 W/kg per Moon", published=0.52,
             computed=scale.swarm_mass(0.01 * swarm.SUN_LUMINOSITY, 100.0) / scale.MOON_MASS, source="[computed]"),
        Case(what="years to 1 % at 1 PW a year and 20 %", published=112.0,
             computed=swarm.growth_time(0.01 * swarm.SUN_LUMINOSITY, 1e15, 0.2), source="[computed]"),
    ]  # fmt: skip


SECTIONS = (
    ("Orbits and sunlight", "", orbit_cases),
    ("Heat", "", heat_cases),
    ("Radiation", "", radiation_cases),
    ("Reliability", "", reliability_cases),
    ("Links", "", link_cases),
    ("Scale", "", scale_cases),
    ("Published calculators", costs.CALCULATORS, costs.calculator_cases),
    ("Cross-over", costs.CROSSOVER, costs.crossover_cases),
)
