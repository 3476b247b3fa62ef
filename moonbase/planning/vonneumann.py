r"""Balanced growth: how fast a base can grow out of what it makes itself.

In balanced growth everything grows as :math:`e^{gt}`. An arrival with delay :math:`\ell` comes from an activity that
was smaller by :math:`e^{-g\ell}`; capacity :math:`K` with wear :math:`w`, lifetime :math:`L` and lead time
:math:`\lambda` takes building at the rate

.. math:: k = K\,\frac{(w + g)\,e^{g\lambda}}{f\,(1 - e^{-(w+g)L})}.

The growth rate is the largest :math:`g` at which some mix of activities feeds itself (von Neumann 1937; Gale 1960,
chapter 9); the interest rate is the lowest at which some prices leave no activity a profit. Both are found by bisection
over small linear programmes. Limits, ceilings, windows and demands know sizes and play no part.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Network
from moonbase.planning.economy import Economy
from moonbase.planning.homemade import Closure, closure
from moonbase.planning.steady import steady_network

__all__ = ["Growth", "ImportRow", "PriceRow", "growth"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class PriceRow:
    """Price of one unit of a commodity in balanced growth, relative to the dearest."""

    commodity: str
    site: str
    unit: str
    price: float


@dataclass(frozen=True, kw_only=True)
class ImportRow:
    """What it would give to make one imported commodity at home.

    Attributes
    ----------
    commodity
        Name of the purchase.
    share
        Its share of all imported mass [1].
    rate
        Growth rate if it no longer counted as import [1/s].
    """

    commodity: str
    share: float
    rate: float


@dataclass(frozen=True, kw_only=True)
class Growth:
    """Balanced growth of a mission graph.

    Attributes
    ----------
    rate
        Largest growth rate [1/s]; 0 if the base cannot sustain itself.
    interest
        Lowest interest rate from zero on at which no activity makes a profit [1/s]; equal to `rate` unless the economy
        falls apart into parts that do not need each other.
    doubling_time
        [s]; infinite without growth.
    import_share
        Share of the mass of new equipment that imports may make up [1].
    activities
        Mix of activities per second, the largest scaled to 1, by name.
    prices
        Dearest first.
    imports
        Imports by what making them at home would give, best first.
    closure
        How much of its new equipment and spares the industry makes; None without growth.
    """

    rate: float
    interest: float
    doubling_time: float
    import_share: float
    activities: dict[str, float]
    prices: tuple[PriceRow, ...]
    imports: tuple[ImportRow, ...]
    closure: Closure | None


def growth(network: Network, *, import_share: float = 0.0) -> Growth:
    """Find the fastest balanced growth.

    Parameters
    ----------
    network
        Mission graph; what changes with the date is averaged.
    import_share
        Mass that may come from Earth, per mass of new equipment [1]; 0 for none at all.
    """
    economy = Economy(network, import_share)
    rate = economy.fastest()
    mix = economy.mix(rate)
    interest = economy.lowest_interest()
    prices = _prices(network, economy, rate) if rate > 0.0 else ()
    return Growth(
        rate=rate,
        interest=interest,
        doubling_time=float(np.log(2.0) / rate) if rate > 0.0 else float("inf"),
        import_share=import_share,
        activities={activity.name: float(mix[index]) for index, activity in enumerate(network.activities)},
        prices=prices,
        imports=_rank_imports(network, import_share, economy, mix, rate),
        closure=closure(steady_network(network), *economy.building(rate)) if rate > 0.0 else None,
    )


def _rank_imports(
    network: Network, import_share: float, economy: Economy, mix: Floats, rate: float
) -> tuple[ImportRow, ...]:
    if import_share <= 0.0:
        return ()
    masses = np.array([activity.imported_mass for activity in network.activities]) * mix
    bought = [index for index in np.flatnonzero(masses > 0.0) if masses[index] > 1e-9 * masses.sum()]
    rows = [
        ImportRow(
            commodity=network.activities[index].name.partition(":")[2] or network.activities[index].name,
            share=float(masses[index] / masses.sum()),
            rate=max(economy.without_import(int(index)).fastest(), rate),
        )
        for index in bought
    ]
    return tuple(sorted(rows, key=lambda row: (-row.rate, row.commodity)))


def _prices(network: Network, economy: Economy, rate: float) -> tuple[PriceRow, ...]:
    """List the prices that balanced growth itself pays, dearest first."""
    found = economy.prices_at(rate * (1.0 + 1e-9), economy.used(rate))
    if not len(found):
        return ()
    rows = [
        PriceRow(
            commodity=each.commodity.name,
            site=each.site,
            unit=each.commodity.unit,
            price=float(found[index] / np.abs(found).max()),
        )
        for index, each in enumerate(network.balances)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.price, row.commodity)))
