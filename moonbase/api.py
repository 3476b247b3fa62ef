"""Everything a plugin may import from moonbase.

This is the only promised import path. A plugin is a light module with hook implementations::

    from moonbase.api import ModelRef, hookimpl

    @hookimpl
    def moonbase_models():
        return [ModelRef(kind="process", name="my-mill", target="my_plugin.mill:MyMill", summary="A mill.")]
"""

from __future__ import annotations

from moonbase import constants
from moonbase.campaign.evaluation import Batch as StudyBatch
from moonbase.campaign.evaluation import Column as StudyColumn
from moonbase.commandkit import CommandGroup, json_option, plain, tell_json
from moonbase.datahooks import data_hooks
from moonbase.errors import ModelError
from moonbase.flowsheet.sheet import Flowsheet, Unit
from moonbase.hookspecs import hookimpl
from moonbase.mission.diagnostics import Diagnostic
from moonbase.models import samples
from moonbase.models.body import CelestialBody
from moonbase.models.commodity import Commodity
from moonbase.models.datafiles import DataFolder
from moonbase.models.daylight import by_daylight
from moonbase.models.launcher import Launcher, LauncherFrame, Machine, Shot, ShotCost
from moonbase.models.payload import Payload, PayloadDesign, Service
from moonbase.models.plant import Plant
from moonbase.models.process import Process
from moonbase.models.recipe import Flow, Recipe
from moonbase.models.refs import ClaimRange, ClaimTest, ModelRef, Preset, Source, StudyTask
from moonbase.models.site import Site
from moonbase.models.supply import Offer, Supply
from moonbase.parameters.declare import Model, param, params_of
from moonbase.report.sections import Column, Curve, LinePlot, Section, Table
from moonbase.targeting import AchromaticSite, Misses, MuzzleError, achromatic_site, miss_at_libration_point

__all__ = [
    "API_VERSION",
    "AchromaticSite",
    "CelestialBody",
    "ClaimRange",
    "ClaimTest",
    "Column",
    "CommandGroup",
    "Commodity",
    "Curve",
    "DataFolder",
    "Diagnostic",
    "Flow",
    "Flowsheet",
    "Launcher",
    "LauncherFrame",
    "LinePlot",
    "Machine",
    "Misses",
    "Model",
    "ModelError",
    "ModelRef",
    "MuzzleError",
    "Offer",
    "Payload",
    "PayloadDesign",
    "Plant",
    "Preset",
    "Process",
    "Recipe",
    "Section",
    "Service",
    "Shot",
    "ShotCost",
    "Site",
    "Source",
    "StudyBatch",
    "StudyColumn",
    "StudyTask",
    "Supply",
    "Table",
    "Unit",
    "achromatic_site",
    "by_daylight",
    "constants",
    "data_hooks",
    "hookimpl",
    "json_option",
    "miss_at_libration_point",
    "param",
    "params_of",
    "plain",
    "samples",
    "tell_json",
]

API_VERSION = 1
