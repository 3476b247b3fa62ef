"""`examine` finds what loading alone does not show."""

from __future__ import annotations

import pytest

from moonbase import registry
from moonbase.errors import PluginError
from moonbase.registry import health
from moonbase.registry.health import examine, heavy_imports


def test_a_healthy_set(demo_registry):
    report = examine(demo_registry)
    assert report.problems == 0
    assert "demo-plugin: fine, 4 models" in report.lines


def test_models_that_cannot_be_imported_are_found(tmp_path):
    path = tmp_path / "p.py"
    path.write_text(
        "from moonbase.api import ModelRef, hookimpl\n@hookimpl\ndef moonbase_models():\n"
        "    return [ModelRef(kind='process', name='m', target='gone:X', summary='')]\n"
    )
    report = examine(registry.load([path], no_plugins=True))
    assert report.problems == 1
    assert any("No module named 'gone'" in line for line in report.lines)
    assert "MOONBASE_PLUGIN_ERRORS=raise" in report.lines[-1]


@pytest.mark.parametrize(("module", "found"), [("json", ()), ("astropy.units", ("astropy", "numpy"))])
def test_heavy_imports_are_seen_in_a_fresh_interpreter(module, found):
    assert heavy_imports(module) == found


def test_a_distribution_without_entry_point_is_named(monkeypatch, demo_registry):
    class Silent:
        name = "moonbase_rail"
        entry_points = ()

    monkeypatch.setattr(health, "distributions", lambda: [Silent])
    assert any(
        line.startswith("moonbase_rail: installed, but it offers no entry point")
        for line in examine(demo_registry).lines
    )


def test_advice_stands_under_the_error(tmp_path):
    path = tmp_path / "p.py"
    path.write_text("import no_such_package\n")
    assert "    = help: install what it needs, which its pyproject.toml should name under dependencies" in (
        examine(registry.load([path], no_plugins=True)).lines
    )


def test_a_module_that_talks_has_no_heavy_imports_for_it(tmp_path, monkeypatch):
    (tmp_path / "talking_module.py").write_text("print('numpy says hello')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert heavy_imports("talking_module") == ()


def test_a_module_that_another_python_cannot_import_is_named(tmp_path, monkeypatch):
    (tmp_path / "dying_module.py").write_text("raise SystemExit('not today')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(PluginError, match="dying_module cannot be imported by a Python of its own: not today"):
        heavy_imports("dying_module")
