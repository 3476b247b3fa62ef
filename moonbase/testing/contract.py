"""`contract()`: a parametrised pytest test that holds one model to the promises of its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from moonbase.parameters.declare import Model
from moonbase.testing.subject import Subject

__all__ = ["COUNTS", "MARK", "contract"]


@dataclass
class Count:
    """How many checks of one model were planned, and how many ran."""

    planned: int = 0
    ran: int = 0


COUNTS: dict[str, Count] = {}
MARK = "moonbase_contract"
"""Attribute by which a test run knows the tests of a contract."""


def _told(label: str, check: Callable[[Subject], None], error: AssertionError) -> str:
    """Say which promise was broken and how, without the inside of the kit."""
    promise = (check.__doc__ or check.__name__).partition("\n")[0]
    return "\n".join([f"{label} must: {promise}", str(error), *getattr(error, "__notes__", ())])


def contract(cls: type[Model], *, hooks: str | None = None, **question: Any) -> Callable[..., None]:
    """Make a test of everything that a model of this kind promises.

    Parameters
    ----------
    cls
        Class of the model.
    hooks
        Module with the plugin's hooks; by default the top package of the class. Empty text leaves out the three
        checks of that module, for models that no plugin offers.
    **question
        Further attributes of `Subject`: ``values``, ``site``, ``shot``, ``commodities``, ``plugin_files``,
        ``rises``, ``falls``.

    Returns
    -------
    Callable
        A test function, one case per check; bind it to a name that starts with ``test_``.

    Examples
    --------
    >>> from moonbase.api import Process, Recipe
    >>> class Idle(Process):
    ...     "Does nothing."
    ...     def recipe(self, site):
    ...         return Recipe(activity="idle second")
    >>> test_idle = contract(Idle, hooks="")
    """
    from moonbase.testing.checks import checks_for

    package = cls.__module__.partition(".")[0] if hooks is None else hooks
    subject = Subject(cls=cls, hooks=package, **question)
    checks: Sequence[Callable[[Subject], None]] = checks_for(subject)

    label = f"{cls.kind} {cls.model_name}"
    COUNTS.setdefault(label, Count()).planned += len(checks)

    @pytest.mark.parametrize("check", checks, ids=[check.__name__ for check in checks])
    def test(check: Callable[[Subject], None]) -> None:
        COUNTS[label].ran += 1
        broken = ""
        try:
            check(subject)
        except AssertionError as error:
            broken = _told(label, check, error)
        if broken:
            pytest.fail(broken, pytrace=False)

    setattr(test, MARK, True)
    test.__doc__ = f"{cls.__name__} keeps the contract of a {cls.kind}."
    return test
