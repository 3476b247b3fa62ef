"""Studies for the tests of evaluators: every parameter with a distribution, and whatever else is named."""

from __future__ import annotations

import numpy as np

from moonbase import pipeline, registry
from moonbase.campaign.factor import Factor
from moonbase.campaign.study import Design, Law, Study, Varied
from moonbase.mission import read
from moonbase.parameters.check import display_unit
from moonbase.parameters.declare import params_of
from moonbase.quantities import unit_scale


def varied(name, values, unit="", kind="uniform", choices=(), factor_si=1.0):
    """One factor by hand; values in its unit."""
    factor = Factor(name=name, unit=unit, factor_si=factor_si, choices=choices)
    return Varied(factor=factor, law=Law(kind=kind, values=tuple(value * factor_si for value in values)))


def declared(mission, nodes=None, width=0.03):
    """Every parameter with a distribution, some per cent about its value."""
    found = []
    for item in {**mission.nodes, **mission.supplies}.values():
        for info in params_of(type(item.model)):
            value = getattr(item.model, info.name)
            wanted = nodes is None or item.name in nodes
            if wanted and info.distribution and info.kind in ("quantity", "number") and value is not None:
                unit = display_unit(info)
                low, high = value * (1.0 - width), value * (1.0 + width)
                law = Law(
                    kind="uniform",
                    values=(
                        low if info.lo is None else max(low, info.si(info.lo)),
                        high if info.hi is None else min(high, info.si(info.hi)),
                    ),
                )
                si = unit_scale(unit, info.unit) if info.dimensioned else 1.0
                factor = Factor(name=f"{item.name}.{info.name}", unit=unit, factor_si=si)
                found.append(Varied(factor=factor, law=law, nominal=value))
    return tuple(found)


def study_of(path, nodes=None, more=(), what="steady", **details):
    """A study of a mission that ships."""
    source = read(path)
    own = () if nodes == () else declared(pipeline.check(source, registry.load()).mission, nodes)
    design = Design(kind="monte-carlo", n=8)
    return Study(name="test", mission=source, varied=(*own, *more), design=design, what=what, **details)


def drawn(study, count, seed=0):
    """Samples over the ranges of the factors; of lists and choices one of the values."""
    draws = np.random.default_rng(seed).random((count, len(study.varied)))
    for column, item in enumerate(study.varied):
        values = np.array(item.law.values)
        if item.law.kind == "list":
            draws[:, column] = values[(draws[:, column] * len(values)).astype(int)]
        else:
            draws[:, column] = values[0] + draws[:, column] * (values[-1] - values[0])
    return draws
