"""What of the streams one drawing can show: the large ones, the small ones closer, and many small ends as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from moonbase.report.streamsums import Link, Streams

__all__ = ["View", "views"]

_CROWDED = 26  # links, from which a drawing is taken apart
_LARGE = 0.02  # of the largest link, from which a link stands in the overview
_SMALL = 0.05  # of the largest link, below which a link stands in the close-up
_CRUMB = 0.015  # of the largest link, below which the ends of a bar are drawn as one
_FEW = 3  # ends that are folded
_OTHERS = 5  # colour of folded ends


@dataclass(frozen=True, kw_only=True)
class View:
    """One drawing of streams: an ending for its name, words for its title, and the links in it."""

    name: str = ""
    words: str = ""
    streams: Streams


def views(streams: Streams) -> tuple[View, ...]:
    """Take streams apart so that each drawing can be read.

    Parameters
    ----------
    streams
        All of them, the largest first.

    Returns
    -------
    tuple of View
        One where they are few; else an overview and a close-up of the small ones, which share those in between.
    """
    whole = _folded(streams)
    if len(whole.links) <= _CROWDED:
        return (View(streams=whole),)
    most = whole.links[0].amount
    large = tuple(link for link in whole.links if link.amount >= _LARGE * most)
    small = tuple(link for link in streams.links if link.amount < _SMALL * most)
    if len(small) < _FEW or len(large) == len(whole.links):
        return (View(streams=whole),)
    return (
        View(words=f", streams of at least {100.0 * _LARGE:g} % of the largest", streams=_with(streams, large)),
        View(
            name="-small",
            words=f", closer: streams below {100.0 * _SMALL:g} % of the largest",
            streams=_folded(_with(streams, small)),
        ),
    )


def _with(streams: Streams, links: Sequence[Link]) -> Streams:
    return replace(streams, links=tuple(links))


def _folded(streams: Streams) -> Streams:
    """Join the small streams of a bar that lead to ends, or come from ends, into one each way."""
    most = max((link.amount for link in streams.links), default=0.0)
    degree: dict[str, int] = defaultdict(int)
    for link in streams.links:
        degree[link.start] += 1
        degree[link.end] += 1
    crumbs: dict[tuple[str, bool], list[Link]] = defaultdict(list)
    for link in streams.links:
        if link.amount < _CRUMB * most:
            if degree[link.end] == 1:
                crumbs[link.start, True].append(link)
            elif degree[link.start] == 1:
                crumbs[link.end, False].append(link)
    folded = {key: links for key, links in crumbs.items() if len(links) >= _FEW}
    gone = {link for links in folded.values() for link in links}
    kept = [link for link in streams.links if link not in gone]
    colours = dict(streams.colours)
    for (bar, away), links in sorted(folded.items()):
        name = f"{len(links)} {'users' if away else 'sources'} of {bar}" if (bar, not away) in folded else ""
        name = name or f"{len(links)} others"
        name = name if name not in colours else f"{name} ({bar})"
        colours[name] = _OTHERS
        total = sum(link.amount for link in links)
        ends = (bar, name) if away else (name, bar)
        kept.append(Link(start=ends[0], end=ends[1], what=_listed(links, away=away), amount=total))
    return replace(streams, links=tuple(sorted(kept, key=_rank)), colours=colours)


def _rank(link: Link) -> tuple[float, str, str]:
    return -link.amount, link.start, link.end


def _listed(links: Sequence[Link], *, away: bool) -> str:
    return ", ".join(link.end if away else link.start for link in sorted(links, key=_rank))
