# ruff: noqa: INP001 - a part of the command beside it
"""The page on industry: soils, thermochemistry, plants, power, fabs and growth."""

from __future__ import annotations

import validation_industry_machines as machines
import validation_industry_soils as soils

TITLE = "Industry: published against computed"
INTRODUCTION = """
Every number below is computed when this page is written. Grades in brackets: primary means seen in the source itself,
secondary seen quoted, computed worked out from a source by other means than this program, recalled from memory.
Residuals are computed over published, less one.
"""

ROUTES = """
Floor, model, published range (low, middle, high) and hardware in kWh per kilogram of oxygen, defaults of the models.
The floor is the heat of reaction and of the feed, less what the model recovers; the chain adds digging, separation and
liquefaction to the model, as the published systems have them.
"""
STUDIES = """
What follows from a study's power, time, mass and oxygen against what it prints; rows as published and corrected. Some
plant masses include their power supply.
"""
SECTIONS = (
    ("Soils", "", soils.soil_cases),
    ("Voltages", "Every substance in its stable phase, metal vapour included; the bound is 5 mV.", soils.voltage_cases),
    ("Reactions", "", soils.reaction_cases),
    ("Routes to oxygen", ROUTES.strip(), soils.routes_table),
    ("System studies", STUDIES.strip(), soils.study_cases),
    ("Power", "", machines.power_cases),
    ("Fabs", "", machines.fab_cases),
    (
        "Growth",
        (
            "The missions `cp2255.toml` and `metzger_2013.toml`, planned; and the second study counted generation by\n"
            "generation as it did (`moonbase fabrication bootstrap`). Its two cases, 12 t and 41 t, differ in the\n"
            "rate of manufacturing. What its spreadsheet took for the makers of electronics is not published;\n"
            "0.2 kg/h is taken here."
        ),
        machines.growth_cases,
    ),
)
