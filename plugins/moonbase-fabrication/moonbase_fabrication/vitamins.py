"""What must come from Earth for one wafer, as a distribution: the research unknown of a lunar fab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from moonbase.api import Flowsheet, Site, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["IMPORTED", "imports_per_wafer"]

IMPORTED = ("fab-chemicals", "fab-gases", "water", "electronics", "machinery")
_BASE = Site(name="anywhere")


def imports_per_wafer(
    kind: str = "logic", samples: int = 10_000, *, seed: int = 0, values: Mapping[str, Any] | None = None
) -> dict[str, NDArray[np.float64]]:
    """Draw the imports of one finished wafer.

    Parameters
    ----------
    kind
        ``"logic"`` or ``"memory"``.
    samples
        How many draws of every parameter with a distribution: recycle ratios, open-loop use, line yield, spares.
    seed
        Of the random numbers.
    values
        Parameters of the fab that stay as given.

    Returns
    -------
    dict[str, ndarray]
        Mass per wafer [kg] by commodity of `IMPORTED`, each of shape ``(samples,)``; electronics and machinery are
        the spares of the tools, water counts although ice may give it.
    """
    from moonbase_fabrication.wafer_fab import WaferFab
    from moonbase_fabrication.wafer_fab_logic import WaferFabLogic
    from moonbase_fabrication.wafer_fab_memory import WaferFabMemory

    model: type[WaferFab] = WaferFabLogic if kind == "logic" else WaferFabMemory
    product = f"wafer-{kind}"
    sheet = Flowsheet(
        site=_BASE, units={"fab": Unit(model=model, closes=product, values=values or {})}, demand={product: 1.0}
    )
    drawn = sheet.monte_carlo(samples, seed=seed)
    return {name: -drawn.net[name] for name in IMPORTED}
