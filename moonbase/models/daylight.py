"""Two qualities of electricity: continuous, and only while the Sun shines.

A plant that idles in the dark takes ``daylight-electricity``, runs for the lit share of the time only, so that more
of it is needed, and takes a little continuous ``electricity`` in the dark to keep warm. A planner that is offered both
ways of running chooses between more plant and more storage.
"""

from __future__ import annotations

from dataclasses import replace

from moonbase.errors import ModelError
from moonbase.models.recipe import Recipe
from moonbase.models.site import Site

__all__ = ["CONTINUOUS", "DAYLIGHT", "ELECTRIC", "by_daylight"]

CONTINUOUS = "electricity"
DAYLIGHT = "daylight-electricity"
ELECTRIC = (CONTINUOUS, DAYLIGHT)


def by_daylight(recipe: Recipe, site: Site, *, idle_power: float = 0.0) -> Recipe:
    """Let a plant run while the Sun shines and idle in the dark.

    Availability becomes ``a f`` with the lit share f of the time; upkeep gains ``p E (1 - f)`` of continuous
    electricity per unit of capacity and second, E being the electricity per unit of activity.

    Parameters
    ----------
    recipe
        Of the plant running day and night.
    site
        Where it stands.
    idle_power
        Share p of the running power that it takes in the dark [1].

    Returns
    -------
    Recipe
        The same flows, with daylight electricity instead of continuous.

    Raises
    ------
    ModelError
        If the Sun never shines there.
    """
    lit = site.illumination
    if lit <= 0.0:
        raise ModelError(
            f'no sunlight at "{site.name}", so nothing can run by daylight',
            help='set night = "run" and bring electricity there with a power-line node',
        )
    used = -sum(flow.amount for flow in recipe.flows if flow.commodity == CONTINUOUS and flow.amount < 0.0)
    kept = used * idle_power * (1.0 - lit)
    upkeep = dict(recipe.upkeep)
    if kept > 0.0:
        upkeep[CONTINUOUS] = upkeep.get(CONTINUOUS, 0.0) + kept
    return replace(
        recipe,
        flows=tuple(
            replace(flow, commodity=DAYLIGHT) if flow.commodity == CONTINUOUS and flow.amount < 0.0 else flow
            for flow in recipe.flows
        ),
        upkeep=upkeep,
        availability=recipe.availability * lit,
        notes=(*recipe.notes, f"Idles in the dark: runs {lit:.0%} of the time that it could."),
    )
