"""Chemical equilibrium of a gas with pure condensed phases, by the dual of the Gibbs minimisation.

The element potentials ``lam`` maximise ``b . lam`` while no substance could form with a gain:
``A_c lam <= g_c`` for every condensed phase and ``sum_i exp(A_i lam - g_i) <= 1`` for the gas, all in units of RT.
The problem is convex with one unknown per element; amounts follow from the constraints that are tight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, nnls

from moonbase.api import ModelError
from moonbase_regolith.species import GAS_CONSTANT, Species, species

__all__ = ["Equilibrium", "equilibrium"]

_TIGHT = 1e-6  # of RT: a condensed phase this near to forming is present
_RESIDUAL = 1e-6  # of the atoms


@dataclass(frozen=True)
class Equilibrium:
    """A mixture at equilibrium.

    Attributes
    ----------
    moles
        Moles by species; those that are absent are left out.
    potentials
        Chemical potential by element [J/mol].
    """

    moles: Mapping[str, float]
    potentials: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class _Problem:
    names: tuple[str, ...]
    elements: tuple[str, ...]
    atoms: NDArray[np.float64]
    gibbs: NDArray[np.float64]
    gas: NDArray[np.bool_]


def equilibrium(
    atoms: Mapping[str, float], candidates: Sequence[str], temperature: float, pressure: float = 1e5
) -> Equilibrium:
    """Find what atoms turn into.

    Parameters
    ----------
    atoms
        Moles by element.
    candidates
        Species that may form, such as ``("SiO2(L)", "SiC(b)", "CO(g)")``; gases are ideal, condensed phases pure.
    temperature
        [K]
    pressure
        [Pa]

    Raises
    ------
    ModelError
        If the candidates cannot hold the atoms or the answer does not conserve them.

    Examples
    --------
    >>> result = equilibrium({"C": 1, "O": 2}, ("CO(g)", "CO2(g)", "O2(g)", "C(gr)"), 1000.0)
    >>> round(result.moles["CO2(g)"], 3)
    1.0
    """
    problem = _problem(tuple(atoms), [species(name) for name in candidates], temperature, pressure)
    total = np.array([atoms[element] for element in problem.elements], dtype=float)
    potentials = _potentials(problem, total / total.sum())
    moles = _amounts(problem, potentials, total)
    return Equilibrium(
        moles={name: float(count) for name, count in zip(problem.names, moles, strict=True) if count > 0.0},
        potentials={
            element: float(value) * GAS_CONSTANT * temperature
            for element, value in zip(problem.elements, potentials, strict=True)
        },
    )


def _problem(elements: tuple[str, ...], candidates: Sequence[Species], temperature: float, pressure: float) -> _Problem:
    gas = np.array([item.phase == "gas" for item in candidates])
    gibbs = np.array([item.gibbs(temperature) for item in candidates]) / (GAS_CONSTANT * temperature)
    gibbs[gas] += np.log(pressure / 1e5)
    counts = [dict(item.elements) for item in candidates]
    foreign = {symbol for count in counts for symbol in count} - set(elements)
    if foreign:
        raise ModelError(f"candidates hold {', '.join(sorted(foreign))}, the mixture does not")
    atoms = np.array([[count.get(element, 0) for element in elements] for count in counts], dtype=float)
    return _Problem(tuple(item.name for item in candidates), elements, atoms, gibbs, gas)


def _potentials(problem: _Problem, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Element potentials over RT; the start is so low that nothing would form."""
    vapour, solid = problem.atoms[problem.gas], problem.atoms[~problem.gas]
    vapour_gibbs, solid_gibbs = problem.gibbs[problem.gas], problem.gibbs[~problem.gas]
    constraints = []
    if len(solid):
        constraints.append({"type": "ineq", "fun": lambda x: solid_gibbs - solid @ x, "jac": lambda _: -solid})
    if len(vapour):
        constraints.append(
            {
                "type": "ineq",
                "fun": lambda x: -np.atleast_1d(_log_pressure(vapour @ x - vapour_gibbs)[0]),
                "jac": lambda x: -(_log_pressure(vapour @ x - vapour_gibbs)[1] @ vapour)[None],
            }
        )
    start = np.full(len(share), (problem.gibbs / problem.atoms.sum(axis=1)).min() - 2.0)
    found = minimize(
        lambda x: -share @ x,
        start,
        jac=lambda _: -share,
        constraints=constraints,
        method="SLSQP",
        options={"maxiter": 1000, "ftol": 1e-14},
    )
    return np.asarray(found.x, dtype=float)


def _log_pressure(affinity: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Logarithm of the sum of partial pressures, and the mole fractions."""
    top = affinity.max()
    parts = np.exp(affinity - top)
    total = parts.sum()
    return float(top + np.log(total)), parts / total


def _amounts(problem: _Problem, potentials: NDArray[np.float64], total: NDArray[np.float64]) -> NDArray[np.float64]:
    """Moles from the tight constraints, by non-negative least squares on the atoms."""
    affinity = problem.atoms @ potentials - problem.gibbs
    present = np.flatnonzero(~problem.gas & (affinity > -_TIGHT))
    columns = [problem.atoms[index] for index in present]
    fractions = np.zeros(len(problem.names))
    if problem.gas.any():
        fractions[problem.gas] = np.exp(affinity[problem.gas])
        columns.append(fractions @ problem.atoms)
    matrix = np.array(columns, dtype=float).reshape(len(columns), len(total)).T
    counts, residual = nnls(matrix, total)
    if residual > _RESIDUAL * total.sum():
        raise ModelError(
            f"no equilibrium found: {residual:.3g} mol of atoms do not fit the candidates",
            help="add species that can hold every element",
        )
    moles = np.zeros(len(problem.names))
    moles[present] = counts[: len(present)]
    if problem.gas.any():
        moles += counts[-1] * fractions
    return moles
