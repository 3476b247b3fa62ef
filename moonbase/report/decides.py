"""What decides the answer: the levers with the largest elasticities, as bars and as a table."""

from __future__ import annotations

from html import escape

from moonbase.report.drawing import SLIM, heading, opening, shortened
from moonbase.report.plots import Figure, Plot
from moonbase.report.result import Column, Lever, Result, Table
from moonbase.report.scales import labels, linear

__all__ = ["decides", "effects", "words_of"]

_BARS, _ROWS = 16, 60
_WIDTH, _SIDE, _ROW, _TOP, _LETTER = 640.0, 44.0, 38.0, 44.0, 6.9
_SPOKEN = 3
_TITLE = "effect of one percent more on the objective"
_SAME = 1e-9


def words_of(lever: Lever) -> str:
    """Name a lever in words: ``"driver: track built into it"``."""
    what = lever.what
    name = lever.activity
    return {
        "input": f"{name}: {what} it uses",
        "output": f"{name}: {what} it makes",
        "equipment": f"{name}: {what} built into it",
        "upkeep": f"{name}: {what} for its upkeep",
        "running cost": f"{name}: price" if ":" in name else f"{name}: running cost",
        "building cost": f"{name}: cost of building it",
        "standing cost": f"{name}: cost of keeping it",
        "imported mass": f"{name}: mass landed per unit",
        "availability": f"{name}: share of time it runs",
        "highest capacity": f"{name}: largest capacity allowed",
        "supply": f"{name}: what the supply can bring",
        "window": f"{name}: time the launch windows are open",
        "demand": f"demand {name}: {what}",
        "limit": f"limit {name}: {what}",
    }.get(lever.kind, f"{name}: {lever.kind} {what}")


def effects(result: Result) -> list[tuple[Lever, float]]:
    """Give the levers with their elasticity: the gain of the objective, as a share of itself, per share of the lever.

    Identities are left out: that one bought kilogram is one kilogram, or one thrown payload one payload.
    """
    total = abs(result.answer.value)
    if not total:
        return []
    roles = {one.name: one.role for one in result.series.get("activities", ())}
    kept = []
    for lever in result.levers:
        passing = roles.get(lever.activity) in ("purchase", "leg") and lever.kind in ("input", "output")
        single = lever.kind == "equipment" and abs(lever.size - 1.0) < _SAME
        if not passing and not single:
            kept.append((lever, lever.worth / total))
    return kept


def decides(result: Result) -> Figure | None:
    """Draw the strongest levers; None if the objective answers to none, as with dates."""
    found = [pair for pair in effects(result) if abs(pair[1]) >= 1e-4]
    if not found:
        return None
    goal = "more" if result.answer.sense == "maximise" else "less"
    quantity = result.answer.quantity.replace("imported-mass", "mass from Earth")
    caption = (
        f"What one percent more of each number does to the objective, to first order and with everything else planned "
        f"again: to the right is better ({goal} {quantity}), to the left worse. From shadow prices; where several "
        f"price systems fit the plan they are a middle one. Whole machines and numbers that only move dates "
        f"(lifetimes, lead times) are not in it."
    )
    plot = Plot(
        name="decides",
        title=_TITLE,
        svg=_bars(found[:_BARS]),
        slim=_bars(found[:_BARS], SLIM),
        told=_told(found),
        table=_table(found[:_ROWS]),
    )
    return Figure(key="decides", title="What decides the answer", caption=caption, plots=(plot,))


def _told(found: list[tuple[Lever, float]]) -> str:
    parts = [f"{words_of(lever)} {_signed(share)} %" for lever, share in found[:_SPOKEN]]
    return f"One percent more changes the objective most by: {'; '.join(parts)}."


def _bars(found: list[tuple[Lever, float]], width: float = _WIDTH) -> str:
    """Draw a bar per lever under its name, so that it fits a phone."""
    across = linear([*(share for _, share in found), 0.0], _SIDE, width - _SIDE)
    words, more = heading(_TITLE, width, "[%]")
    top = _TOP + more
    height = top + _ROW * len(found) + 8.0
    parts = [opening(_TITLE, width, height), *words]
    for tick, label in zip(across.ticks, labels(across), strict=True):
        x = across(tick)
        parts.append(f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{top - 4:g}" y2="{height - 8:g}"/>')
        parts.append(f'<text class="tick" x="{x:g}" y="{top - 8:g}" text-anchor="middle">{label}</text>')
    zero = across(0.0)
    for index, (lever, share) in enumerate(found):
        y, x = top + _ROW * index, across(share)
        name = shortened(words_of(lever), int(width / _LETTER))
        side, anchor = (x + 4.0, "start") if share > 0.0 else (x - 4.0, "end")
        parts.append(f'<text class="halo" x="0" y="{y + 13:g}">{escape(name)}</text>')
        parts.append(
            f'<rect class="fill {"c2" if share > 0.0 else "c5"}" x="{min(x, zero):g}" y="{y + 19:g}" '
            f'width="{max(abs(x - zero), 0.6):g}" height="{_ROW - 26:g}"/>'
        )
        parts.append(
            f'<text class="tick halo" x="{side:g}" y="{y + 28:g}" text-anchor="{anchor}">{_signed(share)}</text>'
        )
    return "\n".join([*parts, "</svg>"])


def _signed(share: float) -> str:
    return f"{share:+.2f}".replace("-", "−")


def _table(found: list[tuple[Lever, float]]) -> Table:
    return Table(
        title="What decides",
        columns=(
            Column(name="number", label="number", values=tuple(words_of(lever) for lever, _ in found)),
            Column(name="of", label="of", values=tuple(lever.owner for lever, _ in found)),
            Column(
                name="effect",
                label="1 % more changes the objective by",
                values=tuple(f"{share:+.3g} % ({'better' if share > 0.0 else 'worse'})" for _, share in found),
            ),
        ),
    )
