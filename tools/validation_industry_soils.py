# ruff: noqa: INP001 - a part of the command beside it
"""Cases of soils, thermochemistry and plants for the page on industry."""

from __future__ import annotations

from collections.abc import Sequence

from validation_pages import Case

from moonbase_regolith.equilibrium import equilibrium
from moonbase_regolith.floors import Route, compare
from moonbase_regolith.geotechnics import bulk_density, mean_density, sensible_heat, vapour_energy
from moonbase_regolith.ice_mining import IceMining
from moonbase_regolith.ilmenite import equilibrium_constant, hydrogen_conversion, soil_per_oxygen, stoichiometry
from moonbase_regolith.minerals import mineral
from moonbase_regolith.oxides import elements_of, molar_mass, normalised
from moonbase_regolith.places import read_sites, soils
from moonbase_regolith.studies import studies
from moonbase_regolith.thermochemistry import (
    charge_per_oxygen,
    decomposition,
    electrolysis_floor,
    reduction_work,
)
from moonbase_regolith.water_electrolysis import WaterElectrolysis

KWH = 3.6e6
MELT = 1873.15
FORMATION = {"ilmenite": -1232.0, "anorthite": -4234.0, "forsterite": -2173.0, "fayalite": -1478.2}  # kJ/mol
SIX = ("SiO2", "TiO2", "Al2O3", "FeO", "MgO", "CaO")


def _six(name: str) -> dict[str, float]:
    return normalised({oxide: share for oxide, share in soils()[name].items() if oxide in SIX})


def soil_cases() -> list[Case]:
    """Oxygen in soils, density and heat of soil."""
    cases = [
        Case(
            what=f"oxygen in the soil of {soil}, %",
            published=percent,
            computed=100.0 * elements_of(soils()[soil])["O"],
            source="Lunar Sourcebook 7.15 (computed)",
        )
        for soil, percent in (("apollo-11", 42.34), ("apollo-12", 43.04), ("apollo-16", 45.02), ("apollo-17", 43.30))
    ]
    book = "Lunar Sourcebook ch. 9 (recalled)"
    cases += [
        Case(what="density at the surface, kg/m3", published=1301.3, computed=bulk_density(0.0), source=book),
        Case(
            what="density to 15 cm, kg/m3", published=1500.0, computed=mean_density(0.0, 0.15), source=book,
            note="best estimate +- 50",
        ),
        Case(
            what="density to 60 cm, kg/m3", published=1660.0, computed=mean_density(0.0, 0.60), source=book,
            note="best estimate +- 50",
        ),
        Case(
            what="heat of soil from 40 to 263 K, kJ/kg", published=93.63, computed=sensible_heat(40.0, 263.0) / 1e3,
            source="Hayne et al. 2017 (recalled)",
        ),
        Case(
            what="least energy of water from 5 % of ice, kWh/kg", published=1.280,
            computed=vapour_energy(0.05, 40.0, 263.0) / KWH, source="from the same (computed)",
        ),
    ]  # fmt: skip
    return cases


def voltage_cases() -> list[Case]:
    """Decomposition voltages against NIST-JANAF."""
    janaf = {
        "FeO": 0.805, "Cr2O3": 1.119, "SiO2": 1.491, "TiO2": 1.576, "MgO": 1.792, "Al2O3": 1.857, "CaO": 2.209,
        "Na2O": 0.409, "K2O": 0.024,
    }  # fmt: skip
    return [
        Case(
            what=f"voltage of {oxide} at 1873.15 K, V", published=volts, computed=decomposition(oxide, MELT).voltage,
            source="NIST-JANAF (secondary)",
            note=f"{1e3 * (decomposition(oxide, MELT).voltage - volts):+.1f} mV",
        )
        for oxide, volts in janaf.items()
    ]  # fmt: skip


def reaction_cases() -> list[Case]:
    """Stoichiometry, equilibria, floors of melt electrolysis, minerals."""
    masses = stoichiometry()
    cases = [
        Case(
            what=f"{name} per kg of ilmenite, kg",
            published=value,
            computed=masses[name],
            source="CIAAW 2021 (computed)",
        )
        for name, value in (("O2", 0.10546), ("Fe", 0.36811), ("TiO2", 0.52644), ("H2", 0.013289), ("H2O", 0.11875))
    ]
    cases += [
        Case(
            what="current for 1 kg/h of oxygen, A", published=3350.4, computed=charge_per_oxygen() / 3600.0,
            source="Faraday (computed)",
        ),
        Case(
            what="electricity at 4.2 V and 90 %, kWh/kg", published=15.635,
            computed=charge_per_oxygen() * 4.2 / 0.9 / KWH, source="Faraday (computed)",
        ),
        Case(
            what="K of ilmenite with hydrogen at 1273 K", published=0.1045, computed=equilibrium_constant(1273.15),
            source="Holland & Powell 2011 (computed)",
        ),
        Case(
            what="hydrogen converted per pass there", published=0.105, computed=hydrogen_conversion(1273.15),
            source="Eagle 1988 (secondary)", note="the design's figure",
        ),
    ]  # fmt: skip
    floors = (
        ("apollo-16", ("FeO", "SiO2"), 10.016),
        ("apollo-16", ("FeO", "SiO2", "TiO2", "Al2O3"), 9.911),
        ("apollo-16", SIX, 10.426),
        ("apollo-11", ("FeO", "SiO2"), 9.575),
        ("apollo-17", ("FeO", "SiO2"), 9.718),
    )
    for soil, reduced, total in floors:
        oxides, shares = _six(soil), dict.fromkeys(reduced, 1.0)
        oxygen = reduction_work(oxides, shares, MELT)[0]
        cases.append(
            Case(
                what=f"floor of melt electrolysis, {soil}, {len(reduced)} oxides, kWh/kg", published=total,
                computed=electrolysis_floor(oxides, shares, MELT) / oxygen / KWH, source="Cantera 3.2 (computed)",
            )
        )  # fmt: skip
    cases += [
        Case(
            what=f"heat of formation of {name}, kJ/mol", published=value, computed=mineral(name).enthalpy(298.15) / 1e3,
            source="USGS Bulletin 2131 (recalled)", note="two compilations",
        )
        for name, value in FORMATION.items()
    ]  # fmt: skip
    names = ("SiO2(L)", "Si(L)", "C(gr)", "CO(g)")
    low, high = 1900.0, 1980.0
    while high - low > 0.1:
        middle = 0.5 * (low + high)
        made = equilibrium({"Si": 1, "O": 2, "C": 2}, names, middle).moles.get("Si(L)", 0.0) > 0.5
        low, high = (low, middle) if made else (middle, high)
    cases.append(
        Case(what="carbon makes silicon above, K", published=1941.0, computed=high, source="Cantera 3.2 (computed)")
    )
    return cases


def study_cases() -> list[Case]:
    """System studies: what their columns give against what they print."""
    cases = []
    for study in studies():
        label = f"{study.name} ({study.kind}), {study.model}"
        source = f"{study.source} ({study.grade})"
        cases.append(
            Case(
                what=f"{label}, kWh/kg",
                published=study.printed_energy,
                computed=study.energy,
                source=source,
                note=study.note,
            )
        )
        if study.specific_mass is not None and study.printed_mass is not None:
            cases.append(
                Case(
                    what=f"{label}, kg per kg/h",
                    published=study.printed_mass,
                    computed=study.specific_mass,
                    source=source,
                )
            )
    cases.append(
        Case(
            what="ilmenite of colozza-2020 over what its oxygen needs", published=2.030,
            computed=0.308 / molar_mass("FeTiO3"), source="colozza-2020 (computed)",
            note="308 g/mol in the study; the corrected row removes it",
        )
    )  # fmt: skip
    per_oxygen = soil_per_oxygen(0.075, 0.438, 0.98, 0.9)
    cabeus = {site.name: site for site in read_sites()}["cabeus"]
    water = sum(flow.amount for flow in IceMining().recipe(cabeus).flows if flow.commodity == "water")
    split = {flow.commodity: flow.amount for flow in WaterElectrolysis().recipe(cabeus).flows}
    ggz = next(study for study in studies() if study.name == "ggz-2023")
    polar = "Kleinhenz & Paz 2020 (secondary)"
    cases += [
        Case(
            what="soil of the Eagle plant, t/day", published=995.0, computed=per_oxygen * 3.044,
            source="Eagle 1988 table 6-5 (secondary)",
        ),
        Case(
            what="its mining, kW", published=137.0, computed=per_oxygen * 3044.0 * 11.9 / 86400.0,
            source="Eagle 1988 table 6-5 (secondary)",
        ),
        Case(
            what="its beneficiation, kW", published=1002.0, computed=per_oxygen * 3044.0 * 87.0 / 86400.0,
            source="Eagle 1988 table 6-5 (secondary)",
        ),
        Case(
            what="payback by mass of the ggz-2023 plant, yr", published=0.14,
            computed=(ggz.specific_mass or 0.0) / 8760.0 * 23.9 / (23.9 + 25.0),
            source="ggz-2023, abstract (secondary)",
        ),
        Case(what="icy soil for 15 t of water, t", published=398.0, computed=15.0 / water, source=polar),
        Case(what="oxygen of that water, t", published=13.0, computed=15.0 * split["oxygen"], source=polar),
        Case(what="hydrogen of that water, t", published=1.7, computed=15.0 * split["hydrogen"], source=polar),
        Case(
            what="propellant of it at a mixture ratio of 6, t", published=11.75,
            computed=7.0 * 15.0 * split["hydrogen"], source="(computed)", note="15 t would need 8",
        ),
    ]  # fmt: skip
    return cases


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _made_up(route: Route) -> str:
    told = (
        f"{name} {mass:.2g}" + (f" ({route.recycled[name]:.2%} back)" if name in route.recycled else "")
        for name, mass in route.made_up.items()
    )
    return ", ".join(told) or "-"


def routes_table() -> str:
    """Every route: floor, model, literature, hardware."""
    head = ("route", "site", "oxygen, kg/kg of feed", "floor", "model", "chain", "published", "measured")
    head += ("made up, kg/kg of oxygen", "TRL", "limit of life", "grade")
    lines = [_row(head), _row(["---", "---", *["---:"] * 4, *["---"] * 6])]
    for route in compare():
        low, middle, high = route.published
        measured = f"{route.measured[0]:g} to {route.measured[1]:g} ({route.measured_note})" if route.measured else "-"
        numbers = (f"{route.oxygen:.3f}", f"{route.floor:.1f}", f"{route.used:.1f}", f"{route.chain:.1f}")
        told = (f"{low:g}, {middle:g}, {high:g}", measured, _made_up(route), route.trl, route.life_limit, route.grade)
        lines.append(_row([route.model, route.site, *numbers, *told]))
    return "\n".join(lines)
