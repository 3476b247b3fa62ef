"""The process kind: anything that turns commodities into others at one site."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from moonbase.models.recipe import Recipe
from moonbase.models.site import Site
from moonbase.parameters.declare import Model

__all__ = ["Process"]


class Process(Model, ABC):
    """A reactor, a mill, a fab line, a power plant: flows in, flows out, equipment.

    Implementing one takes a single method, `recipe`.
    """

    kind: ClassVar[str] = "process"

    @abstractmethod
    def recipe(self, site: Site) -> Recipe:
        """Answer what one unit of activity takes and gives at a site.

        Parameters
        ----------
        site
            Where the node stands: soil, illumination, distance from the Sun.

        Returns
        -------
        Recipe
            Flows per unit of activity, equipment per unit of capacity.

        Raises
        ------
        ModelError
            If the process cannot work at that site or with these parameters.
        """
