"""``[requires]``: which plugins, in which versions, a mission needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import zip_longest

from moonbase.errors import PluginError
from moonbase.mission.sheet import Table
from moonbase.mission.spec import Requirement
from moonbase.parameters.closest import did_you_mean

__all__ = ["check_requirements", "satisfies"]

MAX_REQUIREMENTS = 100
_CLAUSE = re.compile(r"\s*(>=|<=|==|!=|~=|>|<)\s*v?([0-9]+(?:\.[0-9]+)*)\s*")
_RELEASE = re.compile(r"v?([0-9]+(?:\.[0-9]+)*)")
_TESTS: dict[str, Callable[[int], bool]] = {
    ">=": lambda order: order >= 0,
    "<=": lambda order: order <= 0,
    "==": lambda order: order == 0,
    "!=": lambda order: order != 0,
    ">": lambda order: order > 0,
    "<": lambda order: order < 0,
}


def satisfies(version: str, specifier: str) -> bool:
    """Tell whether a version meets a specifier, comparing release numbers only.

    Parameters
    ----------
    version
        Such as ``"0.3.1"``; suffixes after the numbers are ignored.
    specifier
        Clauses joined by commas (``">=0.1,<2"``); empty or ``"*"`` accepts anything.

    Raises
    ------
    ValueError
        If the specifier cannot be read.

    Examples
    --------
    >>> satisfies("0.3.1", ">=0.1,<2"), satisfies("0.3", "~=0.2.5")
    (True, False)
    """
    clauses = [clause for clause in specifier.split(",") if clause.strip() not in ("", "*")]
    return all([_meets(version, clause) for clause in clauses])  # noqa: C419 - every clause must be readable


def _meets(version: str, clause: str) -> bool:
    read = _CLAUSE.fullmatch(clause)
    if read is None:
        raise ValueError(clause)
    found = _RELEASE.match(version)
    if found is None:
        return False
    operator, wanted = read.groups()
    if operator != "~=":
        return _TESTS[operator](_compare(found.group(1), wanted))
    prefix = wanted.split(".")[:-1]
    return _compare(found.group(1), wanted) >= 0 and found.group(1).split(".")[: len(prefix)] == prefix


def _compare(one: str, other: str) -> int:
    for left, right in zip_longest(map(int, one.split(".")), map(int, other.split(".")), fillvalue=0):
        if left != right:
            return 1 if left > right else -1
    return 0


def check_requirements(table: Table) -> tuple[Requirement, ...]:
    """Check every line of ``[requires]`` against the plugins that were found.

    What is not installed, broken or of the wrong version is an error of plugins, not of the mission.
    """
    if len(table.data) > MAX_REQUIREMENTS:
        table.report("M002", f"the mission requires more than {MAX_REQUIREMENTS} plugins", on="key")
        return ()
    found: list[Requirement] = []
    for name in table.data:
        specifier = table.raw(name)
        if not isinstance(specifier, str):
            table.report("M006", f'{table.label(name)} must be a version in quotes, such as ">=0.1"', name)
            continue
        found.append(Requirement(plugin=name, version=specifier))
        try:
            _look_up(table, name, specifier)
        except ValueError:
            table.report(
                "M010", f'{table.label(name)} = "{specifier}" is not a version range', name, help='write ">=0.1,<2"'
            )
    return tuple(found)


def _look_up(table: Table, name: str, specifier: str) -> None:
    satisfies("0", specifier)
    plugins = table.sheet.catalogue.plugins
    records = [record for record in plugins if _fold(name) in (_fold(record.name), _fold(record.distribution))]
    broken = table.sheet.broken
    asks = f"{table.place(name)}the mission requires the plugin"
    if not records:
        known = {record.name for record in plugins} | {record.distribution for record in plugins if record.distribution}
        hint = did_you_mean(name, known, otherwise="install it with pip into the same environment as moonbase")
        broken.append(PluginError(f'{asks} "{name}", which is not installed', help=hint))
        return
    for record in records:
        if record.error:
            broken.append(
                PluginError(
                    f'{asks} "{name}", which cannot be used: {record.error}',
                    help="moonbase plugins doctor",
                )
            )
        elif not satisfies(record.version, specifier):
            have = record.version or "a file without version"
            broken.append(
                PluginError(
                    f'{asks} "{name}" {specifier}; installed is {have}',
                    help=f'pip install "{record.distribution or name}{specifier}"',
                )
            )


def _fold(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()
