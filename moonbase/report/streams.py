"""The streams of a steady state: what flows into and out of every unit, as rows and as a table for files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from moonbase.models.daylight import ELECTRIC
from moonbase.report.sections import Column, Table

if TYPE_CHECKING:
    from moonbase.graph.network import Activity, Balance, Network
    from moonbase.planning import ActivityRow
    from moonbase.planning import Balance as Steady

__all__ = ["ENERGY", "HEAT", "Stream", "recycle_ratios", "stream_table", "streams"]

ENERGY = (*ELECTRIC, "heat")
HEAT = "waste heat"
_HEATED = ("process", "assembly", "launcher")


@dataclass(frozen=True, kw_only=True)
class Stream:
    """One flow of one unit.

    Attributes
    ----------
    number
        Of the commodity at its site, the same for makers and users and for what goes round; 0 for what belongs to no
        commodity.
    node, role
        Activity and its role.
    commodity, site
        What flows and where: a commodity, or ``"soil in place"``, ``"waste"``, ``"scrap"``, ``"waste heat"``.
    use
        ``"flow"``, ``"spares"`` for worn parts, ``"replacement"`` of scrapped equipment, ``"upkeep"``, ``"place"``
        for what is taken from and left to the surroundings, ``"round"`` for reagents that stay inside and go round,
        ``"heat"``.
    rate
        Out of the unit (+) or into it (-) [unit/s].
    unit
        SI unit of the commodity.
    mass
        The same by mass [kg/s].
    power
        The same as energy, for electricity and heat [W].
    temperature
        Of the heat that the process needs [K]; 0 where it needs none or it is unknown.
    composition
        Mass fraction by element; None where unknown or where there is no mass.
    """

    number: int
    node: str
    role: str
    commodity: str
    site: str
    use: str
    rate: float
    unit: str
    mass: float = 0.0
    power: float = 0.0
    temperature: float = 0.0
    composition: Mapping[str, float] | None = None


def streams(network: Network, steady: Steady) -> tuple[Stream, ...]:
    """List every flow that is not dust beside the others of its commodity, in the order of the graph."""
    from moonbase.planning.steady import steady_network

    found = list(_all(steady_network(network), steady))
    largest: dict[tuple[str, str], float] = {}
    for stream in found:
        key = (stream.commodity, stream.site)
        largest[key] = max(largest.get(key, 0.0), abs(stream.rate))
    kept = [s for s in found if abs(s.rate) > 1e-9 * largest[s.commodity, s.site]]
    numbers: dict[tuple[str, str], int] = {}
    for stream in kept:
        if stream.use not in ("place", "heat", "scrap", "round"):
            numbers.setdefault((stream.commodity, stream.site), len(numbers) + 1)
    return tuple(replace(s, number=numbers.get((s.commodity, s.site), 0)) for s in kept)


def _all(network: Network, steady: Steady) -> Iterator[Stream]:
    for activity, row in zip(network.activities, steady.activities, strict=True):
        own = [*_exchanged(network, activity, row), *_kept_up(network, activity, row)]
        yield from own
        yield from _place(network, activity, row)
        yield from _round(network, activity, row)
        yield from _heat(activity, row, own)


def _of(activity: Activity, balance: Balance, use: str, rate: float, made_of: Mapping[str, float] | None) -> Stream:
    commodity = balance.commodity
    return Stream(
        number=0,
        node=activity.name,
        role=activity.role,
        commodity=commodity.name,
        site=balance.site,
        use=use,
        rate=rate,
        unit=commodity.unit,
        mass=rate * commodity.mass,
        power=rate if commodity.name in ENERGY else 0.0,
        composition=(made_of or commodity.composition) if commodity.mass else None,
    )


def _exchanged(network: Network, activity: Activity, row: ActivityRow) -> Iterator[Stream]:
    worn = dict(activity.spares)
    for flow in activity.flows:
        balance, spares = network.balances[flow.balance], worn.get(flow.balance, 0.0)
        yield _of(activity, balance, "flow", (float(flow.amount) + spares) * row.rate, flow.composition)
        yield _of(activity, balance, "spares", -spares * row.rate, None)


def _kept_up(network: Network, activity: Activity, row: ActivityRow) -> Iterator[Stream]:
    if activity.capacity is None:
        return
    for use, amounts, rate in (
        ("replacement", activity.capacity.equipment, row.replaced),
        ("upkeep", activity.capacity.upkeep, row.capacity),
    ):
        for index, amount in amounts:
            balance = network.balances[index]
            yield _of(activity, balance, use, -amount * rate, None)


def _place(network: Network, activity: Activity, row: ActivityRow) -> Iterator[Stream]:
    scrap = sum(amount * network.balances[index].commodity.mass for index, amount in activity.spares)
    for name, use, amount, made_of in (
        ("soil in place", "place", -activity.from_place, activity.place_composition),
        ("waste", "place", activity.to_waste, activity.waste_composition),
        ("scrap", "scrap", scrap, None),
    ):
        rate = amount * row.rate
        yield Stream(
            number=0,
            node=activity.name,
            role=activity.role,
            commodity=name,
            site=activity.site,
            use=use,
            rate=rate,
            unit="kg",
            mass=rate,
            composition=made_of,
        )


def _round(network: Network, activity: Activity, row: ActivityRow) -> Iterator[Stream]:
    known = {balance.commodity.name: balance for balance in network.balances if balance.site == activity.site}
    for name, amount in activity.circulating.items():
        if name in known:
            yield _of(activity, known[name], "round", float(amount) * row.rate, None)


def recycle_ratios(rows: tuple[Stream, ...], node: str) -> dict[str, float]:
    """Give the share of each reagent of a unit that comes back, one less what is made up of it over what goes round."""
    own = [row for row in rows if row.node == node]
    made_up = {row.commodity: -row.rate for row in own if row.use == "flow" and row.rate < 0.0}
    return {row.commodity: 1.0 - made_up.get(row.commodity, 0.0) / row.rate for row in own if row.use == "round"}


def _heat(activity: Activity, row: ActivityRow, own: list[Stream]) -> Iterator[Stream]:
    """Energy in, less energy out and what stays in the products, leaves as heat; makers of power are left out."""
    net = -sum(stream.power for stream in own)
    heat = net - activity.stored_energy * row.rate
    if activity.role in _HEATED and net > 0.0 and heat > 0.0:
        yield Stream(
            number=0,
            node=activity.name,
            role=activity.role,
            commodity=HEAT,
            site=activity.site,
            use="heat",
            rate=heat,
            unit="J",
            power=heat,
            temperature=activity.heat_temperature,
        )


def _direction(row: Stream) -> str:
    return "round" if row.use == "round" else "out" if row.rate > 0.0 else "in"


def stream_table(network: Network, steady: Steady) -> Table:
    """Lay the streams out for files: one row per flow, SI units per second, a column per element."""
    rows = streams(network, steady)
    elements = sorted({element for row in rows for element in row.composition or ()})

    def words(name: str) -> Column:
        return Column(name=name, label=name, values=tuple(str(getattr(row, name)) for row in rows))

    def numbers(name: str, unit: str) -> Column:
        return Column(name=name, label=name, unit=unit, values=tuple(getattr(row, name) or None for row in rows))

    return Table(
        title="Streams",
        columns=(
            words("number"),
            words("node"),
            words("role"),
            Column(name="direction", label="direction", values=tuple(_direction(row) for row in rows)),
            *map(words, ("commodity", "site", "use", "unit")),
            numbers("rate", "unit/s"),
            numbers("mass", "kg/s"),
            numbers("power", "W"),
            Column(
                name="temperature", label="temperature", unit="K", values=tuple(r.temperature or None for r in rows)
            ),
            *(
                Column(
                    name=element,
                    label=element,
                    unit="kg/kg",
                    values=tuple(r.composition.get(element, 0.0) if r.composition else None for r in rows),
                )
                for element in elements
            ),
        ),
    )
