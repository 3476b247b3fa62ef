"""Runs what is missing of a study: verify, evaluate, store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from moonbase.campaign import identity
from moonbase.campaign.campaign import Campaign
from moonbase.campaign.designs import sample_values
from moonbase.campaign.engines.task import Engine, Outcome, Task
from moonbase.campaign.evaluation import STATUSES
from moonbase.campaign.optimise import Search, generations, stored_goals
from moonbase.campaign.size import population_of
from moonbase.campaign.store.index import write_index
from moonbase.campaign.store.shard import ShardHeader, encode, header_of, verify
from moonbase.errors import UsageError

__all__ = ["Progress", "refuse_difference", "run_missing", "store"]

_WORTH_AN_ESTIMATE = 8


@dataclass
class Progress:
    """What a run tells while it goes on; the base says nothing.

    Attributes
    ----------
    on_verified
        Called with the numbers of good and of rejected shards.
    on_estimate
        Called with the seconds that the rest is expected to take, before it starts.
    on_shard
        Called after each shard with samples done, samples in all, and what was written.
    """

    on_verified: Callable[[int, list[tuple[int, str]]], None] = field(default=lambda _good, _bad: None)
    on_estimate: Callable[[float, int], None] = field(default=lambda _seconds, _samples: None)
    on_shard: Callable[[int, int, Outcome], None] = field(default=lambda _done, _all, _outcome: None)


def refuse_difference(campaign: Campaign, asked: dict[str, Any]) -> None:
    """Refuse to go on with a study under other conditions than it began.

    Raises
    ------
    UsageError
        With every difference.
    """
    if identity.run_id(asked) == campaign.run:
        return
    held = campaign.folder.record()["identity"]
    lines = identity.differences(held, asked)
    listed = "\n".join(f"  - {line}" for line in lines)
    raise UsageError(
        f"{campaign.folder.path} holds another study; results of the two must not be mixed:\n{listed}",
        help="give another folder with --out, or go back to what it was begun with",
    )


def run_missing(campaign: Campaign, engine: Engine, progress: Progress) -> list[ShardHeader]:
    """Verify what is stored and evaluate the rest.

    Parameters
    ----------
    campaign
        The study; its lock must be held.
    engine
        Where to evaluate.
    progress
        Whom to tell.

    Returns
    -------
    list of ShardHeader
        All shards, in order.

    Raises
    ------
    StudyError
        If the disk refuses; everything done before is kept.
    """
    headers = _verified(campaign, progress)
    missing = [shard for shard in range(campaign.division.shards) if shard not in headers]
    if missing and campaign.study.design.kind == "optimise":
        _search(campaign, engine, headers, progress)
    elif missing:
        _estimate(campaign, engine, missing, progress)
        _store_all(campaign, engine.run(_tasks(campaign, missing)), headers, progress)
    ordered = [headers[shard] for shard in sorted(headers)]
    write_index(campaign.folder.path, ordered, dict(campaign.folder.names()))
    return ordered


def _verified(campaign: Campaign, progress: Progress) -> dict[int, ShardHeader]:
    headers: dict[int, ShardHeader] = {}
    bad: list[tuple[int, str]] = []
    for shard, header, wrong in campaign.folder.verified(campaign.run, campaign.spans()):
        if header is None:
            bad.append((shard, wrong))
        else:
            headers[shard] = header
    for shard, _ in bad:
        campaign.folder.reject(shard)
    progress.on_verified(len(headers), bad)
    return headers


def _tasks(campaign: Campaign, shards: list[int]) -> Iterator[Task]:
    for shard in shards:
        first, rows = campaign.division.span(shard)
        yield Task(
            number=shard,
            samples=np.arange(first, first + rows, dtype=np.int64),
            values=sample_values(campaign.study, first, rows),
        )


def _search(campaign: Campaign, engine: Engine, headers: dict[int, ShardHeader], progress: Progress) -> None:
    """Go through the generations: what is stored is told to the optimiser, what is missing is evaluated."""
    search, whole = Search(campaign.study), population_of(campaign.study)
    for number, shards in enumerate(generations(campaign)):
        values = search.ask()
        tasks = []
        for shard in shards:
            first, rows = campaign.division.span(shard)
            if shard not in headers:
                samples, start = np.arange(first, first + rows, dtype=np.int64), first - number * whole
                tasks.append(Task(number=shard, samples=samples, values=values[start : start + rows]))
        if tasks:
            _store_all(campaign, engine.run(tasks), headers, progress)
        results = np.concatenate([stored_goals(campaign, shard) for shard in shards])
        if len(results) == whole:
            search.tell(results)


def _estimate(campaign: Campaign, engine: Engine, missing: list[int], progress: Progress) -> None:
    """Try a few samples, once to warm up and once to measure, and tell how long the rest will take."""
    task = next(_tasks(campaign, missing))
    rest = sum(campaign.division.span(shard)[1] for shard in missing)
    if rest < _WORTH_AN_ESTIMATE:
        return
    for count in (1, min(len(task.samples), 32)):
        trial = Task(number=-1, samples=task.samples[:count], values=task.values[:count])
        (seconds,) = (outcome.seconds for outcome in engine.run([trial]))
        if seconds > 1.0:
            break
    progress.on_estimate(seconds / count * rest / min(engine.workers, len(missing)), rest)


def _store_all(
    campaign: Campaign, outcomes: Iterator[Outcome], headers: dict[int, ShardHeader], progress: Progress
) -> None:
    for outcome in outcomes:
        headers[outcome.task.number] = store(campaign, outcome)
        done = sum(header.rows for header in headers.values())
        progress.on_shard(done, campaign.division.samples, outcome)


def store(campaign: Campaign, outcome: Outcome) -> ShardHeader:
    """Write one shard, its failures first: a shard that is there is done.

    Raises
    ------
    StudyError
        If the disk refuses.
    """
    task, batch = outcome.task, outcome.batch
    content = encode(campaign.layout, task.number, task.samples, task.values, batch)
    campaign.folder.write_failures(task.number, _failures(campaign, outcome))
    campaign.folder.write_shard(task.number, content)
    return header_of(content, verify(content, campaign.run))


def _failures(campaign: Campaign, outcome: Outcome) -> list[dict[str, Any]]:
    task, batch, factors = outcome.task, outcome.batch, campaign.study.factors
    found = []
    for index in np.flatnonzero(batch.status != STATUSES.index("ok")):
        inputs = {factor.name: factor.text(task.values[index, place]) for place, factor in enumerate(factors)}
        message, _, more = batch.messages[index].partition("\n")
        found.append(
            {
                "sample": int(task.samples[index]),
                "status": STATUSES[batch.status[index]],
                "message": message,
                "traceback": more,
                "inputs": inputs,
            }
        )
    return found
