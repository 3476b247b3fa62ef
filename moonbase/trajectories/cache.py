"""Answers of the trajectory layer kept on disk, so that no window is solved twice.

An entry is found by the content of the question, the versions of moonbase and of the two-body library, and the source
of this package: an answer outlives none of them. See `moonbase.kept`.
"""

from __future__ import annotations

import hashlib
import io
import sys
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moonbase.kept import folder, keep
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.solve import opportunities

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["cached_opportunities", "stamp"]

_WORDS = ("backend", "notes")


def cached_opportunities(
    site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits
) -> Opportunities:
    """Answer like `opportunities`, from the cache where the same question was answered before.

    Raises
    ------
    TrajectoryError
        As `opportunities` does; refusals are not kept.
    """
    place = folder()
    if place is None:
        return opportunities(site, destination, start, end, limits)
    question = repr((site, destination, start, end, limits))
    content = f"{stamp()} {question}".encode()
    path = place / f"{hashlib.blake2b(content, digest_size=16).hexdigest()}.npz"
    known = _kept(path, question, _age(path))
    if known is not None:
        return known
    found = opportunities(site, destination, start, end, limits)
    _write(path, question, found)
    return found


@lru_cache(maxsize=1)
def stamp() -> str:
    """Everything besides the question that an answer depends on."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    names = ("moonbase", "boinor", "poliastro", "numpy", "scipy")
    versions = [f"{name} {_version(name)}" for name in names]
    return " ".join([*versions, sys.version, digest.hexdigest()])


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def _age(path: Path) -> tuple[int, int] | None:
    """Tell an entry from what may be written in its place; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)
def _kept(path: Path, question: str, age: tuple[int, int] | None) -> Opportunities | None:
    """Read an entry once, as long as it stays the same: studies ask for it with every sample."""
    return None if age is None else _read(path, question)


def _read(path: Path, question: str) -> Opportunities | None:
    import numpy as np

    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            if str(stored["question"]) != question:
                return None
            values: Mapping[str, Any] = {
                name: stored[name] for name in Opportunities.__dataclass_fields__ if name not in _WORDS
            }
            return Opportunities(**values, backend=str(stored["backend"]), notes=tuple(map(str, stored["notes"])))
    except Exception:  # noqa: BLE001 - whatever is wrong with an entry, the answer is computed anew
        return None


def _write(path: Path, question: str, found: Opportunities) -> None:
    import numpy as np

    values = {name: getattr(found, name) for name in Opportunities.__dataclass_fields__ if name not in _WORDS}
    content = io.BytesIO()
    np.savez(content, question=question, backend=found.backend, notes=np.array(found.notes, dtype=str), **values)
    keep(path, content.getvalue())
