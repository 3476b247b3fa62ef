"""Tells whether the functions of a plugin fit the hooks that they are named after, in words instead of pluggy's."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pluggy

from moonbase import hookspecs
from moonbase.parameters.closest import did_you_mean

__all__ = ["DeclarationError", "refuse_misfits"]

_PREFIX = "moonbase_"


class DeclarationError(Exception):
    """A plugin declares something that cannot be.

    Parameters
    ----------
    said
        What is wrong.
    advice
        What to do about it; empty if nothing can be said.
    """

    def __init__(self, said: str, advice: str = "") -> None:
        super().__init__(said)
        self.advice = advice


def refuse_misfits(manager: pluggy.PluginManager, module: Any) -> None:
    """Look at every function of a plugin's module that is, or seems to be, an implementation of a hook.

    Parameters
    ----------
    manager
        That knows the hooks.
    module
        The plugin's, imported and not yet registered.

    Raises
    ------
    DeclarationError
        If one is marked and is no hook, is a hook and is not marked, or asks for what the hook is not given.
    """
    hooks = sorted(name for name in vars(hookspecs) if name.startswith(_PREFIX))
    for name, function in sorted(_functions(module)):
        marked = manager.parse_hookimpl_opts(module, name) is not None
        if marked and name not in hooks:
            help_ = did_you_mean(name, hooks, otherwise="the reference of moonbase lists all hooks")
            raise DeclarationError(f"{name} is not a hook; hooks are {', '.join(hooks)}", help_)
        if name in hooks and not marked:
            raise DeclarationError(
                f"{name}() is not marked as a hook, so it would never be called",
                "write @hookimpl above it, from moonbase.api",
            )
        if marked:
            _refuse_arguments(name, function)


def _functions(module: Any) -> Iterator[tuple[str, Any]]:
    for name, found in vars(module).items():
        if inspect.isroutine(found) and (name.startswith(_PREFIX) or hasattr(found, f"{hookspecs.PROJECT}_impl")):
            yield name, found


def _refuse_arguments(name: str, function: Any) -> None:
    given = inspect.signature(getattr(hookspecs, name)).parameters
    asked = inspect.signature(function).parameters
    strange = [word for word in asked if word not in given]
    if strange:
        told = f"is given {', '.join(given)}" if given else "is given nothing"
        raise DeclarationError(
            f'{name}({", ".join(asked)}) asks for "{strange[0]}"; the hook {told}',
            f"write def {name}({', '.join(given)})",
        )
