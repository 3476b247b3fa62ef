"""Options of the command line that hold a first and a last value, as ``2026-06-01:2027-06-01``."""

from __future__ import annotations

from moonbase.errors import QuantityError, UsageError
from moonbase.quantities import parse_date

__all__ = ["dates", "days", "pair"]


def pair(text: str, option: str, example: str) -> tuple[str, str]:
    """Split what was written at its colon.

    Raises
    ------
    UsageError
        If it is not two values.
    """
    first, colon, last = text.partition(":")
    if not (colon and first and last):
        raise UsageError(f'{option} is "{text}"', help=f"write first:last, as in {option} {example}")
    return first, last


def dates(text: str, option: str) -> tuple[float, float]:
    """Read a first and a last date, as TDB seconds after J2000.

    Raises
    ------
    UsageError
        If it is not two dates, the first before the last.
    """
    first, last = pair(text, option, "2026-06-01:2027-06-01")
    try:
        found = parse_date(first), parse_date(last)
    except QuantityError as error:
        raise UsageError(f"{option}: {error.message}", help=error.help) from None
    if found[0] > found[1]:
        raise UsageError(f'{option} is "{text}", which ends before it begins', help="write first:last")
    return found


def days(text: str) -> tuple[float, float]:
    """Read what was given to ``--tof``, in days, as seconds.

    Raises
    ------
    UsageError
        If it is not two numbers.
    """
    first, last = pair(text, "--tof", "120:450")
    try:
        return float(first) * 86400.0, float(last) * 86400.0
    except ValueError:
        raise UsageError(f'--tof is "{text}"', help="write two numbers of days, as in --tof 120:450") from None
