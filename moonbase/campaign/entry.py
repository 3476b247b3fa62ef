"""Campaigns from Python and from the command line: run a file, resume a folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from moonbase import registry
from moonbase.campaign.campaign import Campaign, create, open_campaign
from moonbase.campaign.engines.choose import EngineChoice, make_engine
from moonbase.campaign.engines.task import Engine
from moonbase.campaign.file import check_study, is_campaign
from moonbase.campaign.identity import identity_of
from moonbase.campaign.runner import Progress, refuse_difference, run_missing
from moonbase.campaign.size import rows_of
from moonbase.campaign.store.folder import Folder, readable_errors
from moonbase.campaign.store.lock import Lock
from moonbase.campaign.study import Plugins, Study
from moonbase.campaign.toml import to_toml
from moonbase.errors import UsageError
from moonbase.mission.source import Source, read

__all__ = ["campaign", "default_folder", "load_study", "resume", "run_study"]


def default_folder(name: str | Path) -> Path:
    """Give the folder in which a campaign is stored unless another is given: ``runs/NAME``."""
    return Path("runs") / Path(name).name.removesuffix(".toml").removesuffix(".campaign")


def load_study(
    source: str | Path | Source,
    *,
    overrides: Mapping[str, str] | None = None,
    plugins: Plugins | None = None,
    budget: float | None = None,
) -> tuple[Study, str]:
    """Read and check a campaign file.

    Parameters
    ----------
    source
        Path, or text as `moonbase.mission.read` gives it.
    overrides
        Values that hold for all samples.
    plugins
        Which plugins take part; None for all that are installed.
    budget
        Most bytes of results [B]; None for the default.

    Returns
    -------
    tuple
        The study and the text of the file.

    Raises
    ------
    MissionError
        With every problem of the file.
    UsageError
        If it is a mission.
    """
    text = source if isinstance(source, Source) else read(source, "campaign")
    if not is_campaign(text):
        raise UsageError(
            f"{text.name} is no campaign: it says neither what varies nor how to sample",
            help=f"moonbase run {text.name} plans a mission",
        )
    chosen = plugins or Plugins()
    catalogue = registry.load(chosen.files, no_plugins=chosen.none, without=chosen.without)
    study = check_study(text, catalogue, overrides=overrides, plugins=chosen, budget=budget)
    return study, text.text


def run_study(
    study: Study, text: str, folder: str | Path, choice: EngineChoice, progress: Progress | None = None
) -> Campaign:
    """Run a study in a folder, or go on with it if the folder holds the same study.

    Parameters
    ----------
    study, text
        From `load_study`.
    folder
        Where.
    choice
        Engine.
    progress
        Whom to tell; None for nobody.

    Raises
    ------
    UsageError
        If the folder holds another study, is being worked on, or cannot be written.
    StudyError
        If it had to stop early.
    """
    place = Folder(Path(folder))
    asked = identity_of(study)
    _refuse_foreign(place)
    with _locked(place):
        if place.exists():
            held = open_campaign(place.path)
            refuse_difference(held, asked)
            return _run(held, make_engine(choice, study, held.division.shards), progress)
        engine = make_engine(choice, study, rows_of(study))
        with contextlib.closing(engine):
            return _run(create(place, study, text, engine.describe(), asked), engine, progress)


def resume(path: str | Path, choice: EngineChoice, progress: Progress | None = None) -> Campaign:
    """Verify a study and do the rest of it.

    Raises
    ------
    UsageError
        If there is none, it is being worked on, or something that its results depend on has changed.
    StudyError
        If it had to stop early again.
    """
    held = open_campaign(path)
    refuse_difference(held, identity_of(held.study))
    with _locked(held.folder):
        return _run(held, make_engine(choice, held.study, held.division.shards), progress)


def _run(held: Campaign, engine: Engine, progress: Progress | None) -> Campaign:
    with contextlib.closing(engine):
        held.folder.prepare()
        run_missing(held, engine, progress or Progress())
    return held


@contextlib.contextmanager
def _locked(folder: Folder) -> Iterator[None]:
    lock = Lock(folder.path)
    with readable_errors(folder.path):
        folder.path.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _refuse_foreign(folder: Folder) -> None:
    """Refuse a folder that holds something else than a study or the beginning of one."""
    if folder.exists() or not folder.path.exists():
        return
    if not folder.path.is_dir():
        raise UsageError(f"{folder.path} is not a folder", help="give another folder with --out")
    names = {entry.name.removesuffix(".part") for entry in os.scandir(folder.path)}
    if names - {"lock", "shards", "failures", "study.toml", "mission.toml", "run.json"}:
        raise UsageError(f"{folder.path} is not empty and holds no campaign", help="give another folder with --out")


def campaign(  # noqa: PLR0913 - each argument is one fact of the study
    source: str | Path,
    folder: str | Path | None = None,
    *,
    vary: Mapping[str, Any] | None = None,
    what: str = "steady",
    design: str | Mapping[str, Any] = "latin-hypercube",
    n: int = 100,
    seed: int = 0,
    record: Sequence[str] = (),
    correlate: Mapping[tuple[str, str], float] | None = None,
    follow: Mapping[str, str] | None = None,
    others: Sequence[str | Path] = (),
    overrides: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
    limits: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    plugins: Plugins | None = None,
    engine: str | EngineChoice = "local",
    workers: int = 0,
    progress: Progress | None = None,
) -> Campaign:
    """Run a campaign and give its results; run again on the same folder, it goes on where it stopped.

    Parameters
    ----------
    source
        A campaign file, or a mission together with `vary`.
    folder
        Where results are stored; ``runs/NAME`` by default.
    vary
        For a mission: how inputs vary, by dotted name: ``"declared"``, a list of values, or a law as in a campaign
        file, such as ``{"triangular": ["5 yr", "8 yr", "12 yr"]}``.
    what
        What is done with each sample.
    design, n, seed, settings
        How samples are placed: the kind of design, or a table as in a campaign file; `settings` are further keys of it.
    record
        Columns to keep; all by default.
    correlate
        Rank correlation by pair of names.
    follow
        Inputs that take the value of one that varies, by name.
    others
        Further missions, for ``what="compare"``.
    overrides
        Values that hold for all samples.
    options
        Table of options of `what`.
    limits
        ``timeout`` and ``memory`` of a sample.
    plugins
        Which plugins take part.
    engine, workers
        Where samples are evaluated.
    progress
        Whom to tell.

    Returns
    -------
    Campaign
        ``.table``, ``.to_pandas()``, ``.to_polars()``, ``.to_xarray()``.

    Raises
    ------
    MissionError
        With every problem of the campaign or its mission.
    UsageError
        If the folder holds another study or is being worked on.
    StudyError
        If it had to stop early.
    """
    if vary is None:
        study, text = load_study(source, overrides=overrides, plugins=plugins)
    else:
        kind = {"kind": design} if isinstance(design, str) else dict(design)
        data = {
            "format": 1,
            "campaign": Path(source).stem,
            "mission": Path(source).name,
            "what": what,
            **({"record": list(record)} if record else {}),
            **({"others": [os.fspath(Path(other).absolute()) for other in others]} if others else {}),
            "vary": dict(vary),
            **({"follow": dict(follow)} if follow else {}),
            **(
                {"correlate": [{"pair": list(pair), "rank": rank} for pair, rank in correlate.items()]}
                if correlate
                else {}
            ),
            "design": {"n": n, "seed": seed, **kind, **(settings or {})},
            **({what: dict(options)} if options else {}),
            **({"limits": dict(limits)} if limits else {}),
        }
        name = os.fspath(Path(source).with_suffix(".campaign.toml"))
        study, text = load_study(Source(name, to_toml(data)), overrides=overrides, plugins=plugins)
    choice = engine if isinstance(engine, EngineChoice) else EngineChoice(name=engine, workers=workers)
    return run_study(study, text, folder or default_folder(source), choice, progress)
