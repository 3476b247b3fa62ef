# ruff: noqa: INP001 - a part of the command beside it
"""Cases of power, fabs and growth for the page on industry."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from scipy.optimize import brentq
from validation_pages import Case

from moonbase import pipeline
from moonbase.api import Site
from moonbase_fabrication.accelerator import Accelerator, Die
from moonbase_fabrication.bootstrapping import Study, bootstrap
from moonbase_fabrication.conductors import ALUMINIUM, area_ratio, mass_ratio
from moonbase_fabrication.die_yield import die_yield, negative_binomial
from moonbase_fabrication.dies_per_wafer import counted, de_vries, first_order
from moonbase_fabrication.lithography import scanners
from moonbase_fabrication.replication import closure_limited_mass, fast_exponential_units, metzger_seed
from moonbase_fabrication.solar_payback import yearly_yield
from moonbase_fabrication.wafer_fab_logic import WaferFabLogic
from moonbase_power.night_storage import NightStorage
from moonbase_power.solar_power import SolarPower
from moonbase_power.storage import battery_mass, storage_mass
from moonbase_power.transmission import cable_mass

MISSIONS = Path(__file__).resolve().parents[1] / "missions"
KWH, HOUR, YEAR = 3.6e6, 3600.0, 365.25 * 86400.0
EQUATOR = Site(name="equator", illumination=0.5, longest_night=354.4 * HOUR)


def power_cases() -> list[Case]:
    """Storage, transmission, arrays, load shedding."""
    array = {"array": "space-array", "efficiency": 0.25, "mast_mass": 0.0, "cable_length": 0.0}
    day = SolarPower(quality="daylight", **array).recipe(EQUATOR).equipment
    arrays = (2.14 * day["space-array"] + day["electronics"]) * 1e3

    def store(energy: float) -> tuple[float, float]:
        recipe = NightStorage(storage="regenerative-fuel-cell", storage_energy=energy).recipe(EQUATOR)
        taken = -sum(flow.amount for flow in recipe.flows if flow.commodity == "daylight-electricity")
        return sum(recipe.equipment.values()) * 1e3, taken

    large, small = store(832.0 * 3600.0), store(456.0 * 3600.0)
    colozza = "Colozza 2020 (secondary)"
    return [
        Case(
            what="battery for 9323 kWh, kg", published=58270.0,
            computed=storage_mass(9323.2 * KWH, 200.0 * 3600.0, 0.8, 1.0), source=colozza,
        ),
        Case(
            what="arrays and batteries around the clock, kg/kW", published=2344.7,
            computed=battery_mass(1e3, 9323.2 / 25.83 * HOUR) + arrays, source=colozza,
            note="2256 of it batteries",
        ),
        Case(
            what="arrays and fuel cells around the clock, kg/kW", published=456.4,
            computed=large[0] + large[1] * arrays, source=colozza,
        ),
        Case(
            what="arrays and fuel cells around the clock, 25.83 kW, kg", published=11789.0,
            computed=25.83 * (large[0] + large[1] * arrays), source=colozza,
        ),
        Case(
            what="the same oxygen by daylight, with a plant of twice the size, kg", published=2020.0,
            computed=25.83 * arrays + 0.5 * (small[0] + small[1] * arrays) + 865.0, source=colozza,
            note="865 kg of bigger plant and 0.5 kW at night as published",
        ),
        Case(
            what="store of 354 h at 600 Wh/kg, kg/kW", published=776.0,
            computed=storage_mass(354.0 * KWH, 600.0 * 3600.0, 0.8, 0.95), source="(computed)",
        ),
        Case(
            what="cable for 100 kW, 3 kV, 5 km, 5 %, kg", published=1680.0,
            computed=cable_mass(100e3, 5000.0, 3000.0, 0.05), source="Csank et al. 2022 (computed)",
        ),
        Case(
            what="yearly yield of 12 % at 90 % light, kWh/m2", published=1288.0,
            computed=yearly_yield(0.12, 0.90) / KWH, source="(computed)",
        ),
    ]  # fmt: skip


def fab_cases() -> list[Case]:
    """Yield, dies, wafers, conductors."""
    laws = {"poisson": 0.86071, "murphy": 0.86232, "seeds": 0.86957, "moore": 0.67889, "rectangular": 0.86394}
    sources = {"murphy": "imec 2023 (secondary)"}
    cases = [
        Case(
            what=f"yield by {law}, 1 cm2, 0.15 per cm2",
            published=value,
            computed=die_yield(law, 0.15),
            source=sources.get(law, "(computed)"),
        )
        for law, value in laws.items()
    ]
    cases += [
        Case(
            what="dies of 100 mm2, first order", published=640.22, computed=first_order(0.3, 1e-4), source="(computed)"
        ),
        Case(what="dies of 100 mm2, de Vries", published=661.27, computed=de_vries(0.3, 1e-4), source="(computed)"),
        Case(
            what="dies of 26 x 33 mm, counted", published=64.0, computed=counted(0.3, 26e-3, 33e-3), source="(computed)"
        ),
        Case(
            what="area of aluminium over copper", published=1.639, computed=area_ratio(ALUMINIUM), source="(computed)"
        ),
        Case(
            what="mass of aluminium over copper", published=0.494, computed=mass_ratio(ALUMINIUM), source="(computed)"
        ),
    ]
    cases.append(
        Case(
            what="yield by negative binomial, a = 2", published=0.86533, computed=negative_binomial(0.15, 2.0),
            source="(computed)",
        )
    )  # fmt: skip
    cases += _accelerator_cases()
    fab = WaferFabLogic(chemical_recycle=0.0, gas_recycle=0.0, water_recycle=0.0, line_yield=1.0, purge_saving=0.0)
    used = {flow.commodity: -flow.amount for flow in fab.recipe(EQUATOR).flows}
    cases += [
        Case(what=f"{name} per wafer without recycling, kg", published=value, computed=used[name], source=source)
        for name, value, source in (
            ("fab-chemicals", 31.8, "Williams et al. 2002 (secondary)"),
            ("fab-gases", 309.0, "Williams et al. 2002 (secondary)"),
            ("water", 7000.0, "TSMC, 60 layers (secondary)"),
        )
    ]
    return cases


def _accelerator_cases() -> list[Case]:
    """One package of 1400 W with the inputs of the reference, and a terawatt of them a year."""

    def gross(area: float) -> float:
        return math.floor(first_order(0.3, area * 1e-6))

    line = 0.90
    memory = Die(gross=gross(110), die_yield=negative_binomial(0.11, 3.0), line_yield=line)
    device = Accelerator(
        logic=Die(gross=gross(800), die_yield=negative_binomial(0.8, 3.0), line_yield=line),
        memory=memory,
        base=memory,
        interposer=Die(gross=11, die_yield=0.95),
    )
    wafers, assembly, area = device.wafers(), device.assembly_yield, 706.9
    logic = wafers.logic * 2.75 * area * assembly
    stacks = (wafers.memory * 1.5 + wafers.base * 1.2) * area * assembly
    interposer = wafers.interposer * 0.5 * area * assembly
    monthly = 1e12 / 1400.0 / 12.0
    rows = (
        ("logic dies of a package, kWh", 137.17, logic),
        ("memory stacks of a package, kWh", 261.88, stacks),
        ("interposer of a package, kWh", 33.82, interposer),
        ("wafers of a good package, kWh", 455.65, (logic + stacks + interposer) / assembly),
        ("logic wafers a month for 1 TW a year, millions", 4.42, wafers.logic * monthly / 1e6),
        ("memory wafers a month for it, millions", 15.7, (wafers.memory + wafers.base) * monthly / 1e6),
        ("scanners for 20 layers of that logic", 650.0, scanners(wafers.logic * monthly, 20, 220, 0.85)),
    )
    return [Case(what=what, published=value, computed=found, source="(computed)") for what, value, found in rows]


def slow_rate() -> float:
    """Give the share of the highest rate at which the bootstrapping study ends with its 156 t."""
    return float(brentq(lambda rate: bootstrap(Study(rate=rate))[-1].mass - 156e3, 0.52, 0.6, xtol=1e-6))


def growth_cases() -> list[Case]:
    """Seeds, closed forms, and the two missions planned."""
    seed = metzger_seed()
    factory = pipeline.plan(pipeline.check(MISSIONS / "cp2255.toml").network)
    solved = pipeline.plan(pipeline.check(MISSIONS / "metzger_2013.toml").network)
    sets = solved.capacity[:7] * 3600.0 / 4.0
    crudeness = np.array([1.0, 2.5, 2.5, 1.5, 1.0, 1.0, 1.0])
    mass = (sets * (7.285 * crudeness + 0.39)[:, None]).sum(axis=0)
    fast, slow = bootstrap(), bootstrap(Study(rate=slow_rate()))
    metzger, study = "Metzger et al. 2013 (secondary)", "NASA CP-2255 table 5.2 (secondary)"
    return [
        Case(what="seed of table 2, kg", published=7675.0, computed=seed.mass, source=metzger),
        Case(what="its electronics, kg", published=390.0, computed=seed.electronics, source=metzger),
        Case(what="its power, kW", published=64.36, computed=seed.power / 1e3, source=metzger),
        Case(
            what="factories in the tenth working year, planned", published=512.0,
            computed=float(factory.capacity[0, 9]) * YEAR / 48e3, source=study,
        ),
        Case(
            what="the same, each built by all others", published=12367.0, computed=float(fast_exponential_units(10)),
            source=study, note="a closed form: a linear plan has no whole factories",
        ),
        Case(
            what="closure-limited growth after 10 yr, t", published=4695.3,
            computed=closure_limited_mass(100.0, 1.0 / YEAR, 0.96, 20.0 / YEAR, 10.0 * YEAR), source="(computed)",
        ),
        Case(
            what="41 t launched become, t, counted as the study counts", published=40000.0,
            computed=fast[-1].mass / 1e3, source=metzger, note='"as high as"; the spreadsheet is not public',
        ),
        Case(
            what="with robots, counted so", published=100000.0, computed=fast[-1].robots, source=metzger,
            note='"as many as"; the study does not retire robots',
        ),
        Case(
            what="launched for it, t", published=41.0, computed=sum(row.launched for row in fast) / 1e3, source=metzger,
            note="robots whole from Earth up to generation 2.5",
        ),
        Case(
            what="rate over the highest at which 156 t stand at the end", published=0.5, computed=slow_rate(),
            source=metzger, note="the study's slow case: half, by pauses",
        ),
        Case(
            what="launched for 156 t, t, counted so", published=12.0, computed=sum(row.launched for row in slow) / 1e3,
            source=metzger,
        ),
        Case(what="with robots, counted so", published=60.0, computed=slow[-1].robots, source=metzger),
        Case(
            what="growth lost at 40 % of sunlight, times", published=10.0,
            computed=fast[-1].mass / bootstrap(Study(duty=0.4))[-1].mass, source=metzger, note='"more than"',
        ),
        Case(
            what="41 t landed become, t, planned", published=40000.0, computed=float(mass[-1]), source=metzger,
            note="an optimum: generations overlap, nothing waits or fails, robots are those of each set",
        ),
        Case(
            what="with robots, planned", published=100000.0, computed=float(3.0 * sets[:, -1].sum()), source=metzger,
            note="three per set as in table 2; their time is what limits the plan",
        ),
    ]  # fmt: skip
