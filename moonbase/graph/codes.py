"""Codes of findings about the mission graph."""

from __future__ import annotations

__all__ = ["CODES"]

CODES = {
    "G010": "a recipe breaks conservation of mass, elements or energy",
    "G011": "the parts of a payload do not weigh what the payload weighs",
    "G012": "a shot uses less energy than its payload carries away",
    "G013": "a commodity is made with another composition than it is used with",
    "G020": "a model refuses its parameters, its place or its neighbours",
    "G021": "one payload node is sent to two destinations",
    "G030": "a transfer cannot be found",
    "G040": "an activity can never run: nothing feeds it",
    "G041": "capacity can never be built: nothing gives its equipment",
    "G042": "a demand or the objective asks for what nothing gives",
    "G043": "no leg carries a payload",
}
