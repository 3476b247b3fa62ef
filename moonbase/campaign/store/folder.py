"""The study folder on disk.

::

    study.toml            what was asked (immutable copy)
    mission.toml          the mission that it was asked of
    run.json              run id, versions, hashes of plugins, layout, host
    shards/000123.parquet the truth: one write-once file per shard
    failures/000123.jsonl message, traceback and inputs of samples without a result
    index.sqlite          convenience: made again from the shards at any time
    rejected/             shards that failed their check, kept for inspection
    lock                  who works on it
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from moonbase.campaign.store.shard import ShardHeader, header_of, verify
from moonbase.errors import StudyError, UsageError
from moonbase.mission.given import help_for_folder

__all__ = ["Folder", "readable_errors", "write_whole"]

_NAME = re.compile(r"(\d{6,})\.parquet")
_TEMPORARY: Final = ".part"


class Folder:
    """A study folder.

    Parameters
    ----------
    path
        Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shards = path / "shards"
        self.failures = path / "failures"
        self.rejected = path / "rejected"

    def exists(self) -> bool:
        """Tell whether there is a study."""
        return (self.path / "run.json").is_file()

    def create(self, study: str, mission: str, record: dict[str, Any]) -> None:
        """Lay out a new study; ``run.json`` comes last, so that a half-made folder is no study.

        Parameters
        ----------
        study, mission
            Texts of the campaign and of its mission.
        record
            Content of ``run.json``.

        Raises
        ------
        UsageError
            If the folder cannot be written.
        """
        with readable_errors(self.path):
            self.shards.mkdir(parents=True, exist_ok=True)
            self.failures.mkdir(exist_ok=True)
            write_whole(self.path / "study.toml", study.encode())
            if mission:
                write_whole(self.path / "mission.toml", mission.encode())
            write_whole(self.path / "run.json", (json.dumps(record, indent=2, sort_keys=True) + "\n").encode())

    def record(self) -> dict[str, Any]:
        """Read ``run.json``.

        Raises
        ------
        UsageError
            If there is no study, or its record is damaged.
        """
        try:
            found = json.loads((self.path / "run.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            raise UsageError(f"{self.path} holds no campaign", help=help_for_folder(self.path, "campaign")) from None
        except (OSError, ValueError) as error:
            raise UsageError(
                f"{self.path / 'run.json'} cannot be read: {error}",
                help="put the record back as it was, or run the campaign into another folder",
            ) from None
        if not isinstance(found, dict):
            raise UsageError(
                f"{self.path / 'run.json'} is no record of a campaign",
                help="give the folder that moonbase campaign run wrote",
            )
        return found

    def prepare(self) -> None:
        """Make sure that the folder can be written, and remove what an interrupted write has left.

        Raises
        ------
        UsageError
            If it cannot be written.
        """
        with readable_errors(self.path):
            self.shards.mkdir(exist_ok=True)
            self.failures.mkdir(exist_ok=True)
            for left in self.shards.glob(f"*{_TEMPORARY}"):
                left.unlink(missing_ok=True)
            probe = self.shards / f"probe{_TEMPORARY}"
            probe.write_bytes(b"")
            probe.unlink()

    def shard_path(self, shard: int) -> Path:
        """Give the file of a shard."""
        return self.shards / f"{shard:06d}.parquet"

    def write_shard(self, shard: int, content: bytes) -> None:
        """Write a shard, whole or not at all.

        Raises
        ------
        StudyError
            If the disk refuses; nothing is left of the attempt.
        """
        with _resumable_errors(self.path):
            write_whole(self.shard_path(shard), content)

    def write_failures(self, shard: int, entries: list[dict[str, Any]]) -> None:
        """Write what is known about the samples of a shard that have no result.

        Raises
        ------
        StudyError
            If the disk refuses.
        """
        path = self.failures / f"{shard:06d}.jsonl"
        if not entries:
            return
        text = "".join(json.dumps(entry, sort_keys=True) + "\n" for entry in entries)
        with _resumable_errors(self.path):
            write_whole(path, text.encode())

    def failure(self, shard: int, sample: int) -> dict[str, Any]:
        """Read what is known about a sample without a result; empty for nothing."""
        path = self.failures / f"{shard:06d}.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        found = (json.loads(line) for line in lines)
        return next((entry for entry in found if entry["sample"] == sample), {})

    def names(self) -> list[tuple[int, Path]]:
        """List the files that look like shards, in order."""
        found = []
        for entry in os.scandir(self.shards) if self.shards.is_dir() else ():
            match = _NAME.fullmatch(entry.name)
            if match:
                found.append((int(match.group(1)), Path(entry.path)))
        return sorted(found)

    def verified(self, run: str, rows: dict[int, tuple[int, int]]) -> Iterator[tuple[int, ShardHeader | None, str]]:
        """Check every shard file.

        Parameters
        ----------
        run
            Run id.
        rows
            First sample and number of samples by shard.

        Yields
        ------
        tuple
            Number, header, and "" for a good shard; number, None and what is wrong for a bad one.
        """
        for shard, path in self.names():
            header, wrong = _check(path, run)
            if header is None:
                yield shard, None, wrong
            elif header.shard != shard or rows.get(shard) != (header.first, header.rows):
                yield shard, None, f"it holds shard {header.shard}"
            else:
                yield shard, header, ""

    def reject(self, shard: int) -> None:
        """Move a bad shard out of the way.

        Raises
        ------
        UsageError
            If the folder cannot be written.
        """
        with readable_errors(self.path):
            self.rejected.mkdir(exist_ok=True)
            path = self.shard_path(shard)
            count = len(list(self.rejected.glob(f"{path.name}.*")))
            path.replace(self.rejected / f"{path.name}.{count}")


def _check(path: Path, run: str) -> tuple[ShardHeader | None, str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, f"it cannot be read: {error}"
    if not content:
        return None, "it is empty"
    checksum = verify(content, run)
    if not checksum:
        return None, _diagnosis(content, run)
    return header_of(content, checksum), ""


def _diagnosis(content: bytes, run: str) -> str:
    """Say in which way a shard is bad."""
    with contextlib.suppress(Exception):
        other = header_of(content).run
        if other != run and verify(content, other):
            return "it belongs to another study"
    return "it is torn or was changed: its checksum does not fit"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file such that it is there whole or not at all, also after a power failure.

    Raises
    ------
    OSError
        If the disk refuses; the attempt is removed.
    """
    temporary = path.with_name(path.name + _TEMPORARY)
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


@contextlib.contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Tell a folder that cannot be written in words."""
    try:
        yield
    except OSError as error:
        words = "is read-only" if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM) else "cannot be written"
        raise UsageError(f"{path} {words}: {error.strerror}", help="give another folder with --out") from None


@contextlib.contextmanager
def _resumable_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        words = "the disk is full" if full else f"the folder cannot be written: {error.strerror}"
        raise StudyError(
            f"{path}: {words}; everything that was done before is kept",
            help=f"{'make room, then ' if full else ''}moonbase campaign resume {path}",
        ) from None
