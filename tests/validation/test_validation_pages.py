"""The generated pages say what the program computes today."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "validation_pages.py"


@pytest.fixture(scope="module")
def pages():
    spec = importlib.util.spec_from_file_location("validation_pages", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules["validation_pages"] = module
    spec.loader.exec_module(module)
    yield module
    for name in [name for name in sys.modules if name.startswith("validation_")]:
        del sys.modules[name]


def test_every_page_is_up_to_date(pages):
    for name in pages.PAGES:
        written = (pages.FOLDER / f"{name}.md").read_text(encoding="utf-8")
        assert written == pages.page(name), f"run python tools/validation_pages.py {name}"


def test_residuals_are_relative_to_the_published_number(pages):
    text = pages.table([pages.Case(what="x", published=2.0, computed=2.5, source="here")])
    assert "| x | 2 | 2.5 | +25.00 % | here |  |" in text
