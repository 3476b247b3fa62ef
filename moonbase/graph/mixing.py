"""Compare what the makers and the users of a commodity mean by it.

A recipe that states the composition of a stream closes its elements only if the stream really has it. Where a
maker's and a user's composition of one commodity at one site differ, elements would appear or vanish between them.
"""

from __future__ import annotations

from moonbase.graph.builder import Builder, Stream

__all__ = ["find_mismatched_streams"]

_TOLERANCE = 1e-6


def find_mismatched_streams(builder: Builder) -> None:
    """Report, once per pair of nodes, commodities that are made otherwise than they are used."""
    makers = [stream for stream in builder.streams if stream.sign > 0]
    users = [stream for stream in builder.streams if stream.sign < 0]
    for user in users:
        for maker in makers:
            if maker.balance == user.balance:
                element, gap = _largest_gap(maker, user)
                if gap > _TOLERANCE:
                    builder.report(
                        "G013",
                        ("nodes", user.node),
                        f"{maker.node} makes {builder.balances[user.balance].label} otherwise than {user.node} "
                        f"takes it: {element} differs by {gap:.3g} kg/kg",
                        f"give {maker.node} and {user.node} the same soil and conversions",
                        "warning",
                    )


def _largest_gap(maker: Stream, user: Stream) -> tuple[str, float]:
    elements = sorted({*maker.composition, *user.composition})
    gaps = {name: abs(maker.composition.get(name, 0.0) - user.composition.get(name, 0.0)) for name in elements}
    worst = max(gaps, key=lambda name: gaps[name])
    return worst, gaps[worst]
