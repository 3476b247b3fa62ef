"""Every hook is in the table for plugin authors and has an example that runs."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from moonbase import hookspecs

ROOT = Path(__file__).resolve().parents[2]
HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("moonbase_"))


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_in_the_table_of_hooks(name):
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    assert f"| `{name}" in page


@pytest.mark.parametrize("name", HOOKS)
def test_the_example_of_a_hook_implements_and_calls_it(name):
    (found,) = doctest.DocTestFinder(recurse=False).find(vars(hookspecs)[name], name, globs={})
    code = "".join(example.source for example in found.examples)
    assert f"def {name}(" in code
    assert doctest.DocTestRunner(verbose=False).run(found).failed == 0


def test_there_are_hooks():
    assert len(HOOKS) >= 10
