"""How much ice there is: a distribution, never a number.

One point was measured (LCROSS: 5.6 +- 2.9 % by mass). Two priors stand beside it: logarithmically uniform from 0.5 to
8 %, and patches, where a share of the ground bears ice at the measured grade and the rest next to none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moonbase.api import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["PRIORS", "ice_samples"]

PRIORS = ("log-uniform", "measured", "patchy")
_LOW, _HIGH = 0.005, 0.08
_MEASURED = (0.056, 0.029)  # Colaprete et al. 2010, doi 10.1126/science.1186986
_BEARING = 0.3  # assumed share of a mined cold trap; ice lies open on 0.035 of the cold traps (Li et al. 2018)
_DRY = 0.001


def ice_samples(prior: str, count: int, generator: np.random.Generator) -> NDArray[np.float64]:
    """Draw the mass fraction of ice in the ground.

    Parameters
    ----------
    prior
        One of `PRIORS`.
    count
        How many.
    generator
        Of random numbers.

    Returns
    -------
    ndarray
        Mass fractions between 0.1 % and 15 %, shape ``(count,)``.

    Raises
    ------
    ModelError
        If there is no such prior.
    """
    import numpy as np

    if prior == "log-uniform":
        return np.asarray(_LOW * (_HIGH / _LOW) ** generator.random(count))
    if prior not in PRIORS:
        raise ModelError(f'no prior "{prior}" for ice', help=f"known: {', '.join(PRIORS)}")
    grade = np.clip(generator.normal(*_MEASURED, count), _DRY, 0.15)
    if prior == "measured":
        return np.asarray(grade)
    bearing = generator.random(count) < _BEARING
    return np.asarray(grade * bearing + _DRY * ~bearing)
