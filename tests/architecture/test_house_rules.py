"""Rules of the house that a linter cannot see."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(
    path
    for folder in ("moonbase", "plugins", "tests", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts and "templates" not in path.parts
)
PACKAGES = sorted(path for path in CODE if "tests" not in path.parts and "benchmarks" not in path.parts)
HEAVY = {"numpy", "scipy", "astropy", "numba", "pyarrow", "highspy", "poliastro", "boinor", "matplotlib", "pandas"}


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def _functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_stay_readable(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in _functions(tree):
        body = function.body[1:] if ast.get_docstring(function) else function.body
        length = body[-1].end_lineno - body[0].lineno + 1 if body else 0
        assert length <= 75, f"{function.name} has {length} lines of code"


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_everything_public_has_a_docstring(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.name != "__main__.py":
        assert ast.get_docstring(tree), "the module says nothing about itself"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def _modules_after(statement):
    code = f"import sys\n{statement}\nprint(' '.join(sorted(name for name in sys.modules if '.' not in name)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "moonbase",
        "moonbase.api",
        "moonbase.cli.main",
        "moonbase.hookspecs",
        "moonbase.registry",
        "moonbase.trajectories.opportunities",
        "moonbase_regolith",
        "moonbase_fabrication",
        "moonbase_power",
        "moonbase_launchers",
        "moonbase_compute",
    ],
)
def test_start_up_imports_nothing_heavy(module):
    assert not _modules_after(f"import {module}") & HEAVY


def test_hooks_of_all_plugins_import_nothing_heavy():
    statement = "from moonbase import registry\nr = registry.load()\nassert len(r.refs) > 20"
    assert not _modules_after(statement) & HEAVY
