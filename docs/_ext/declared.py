"""Writes the reference from what the installed plugins declare, each time the documentation is built.

Nothing of it is kept in the repository, so it cannot differ from the code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from declared_commands import command_pages
from declared_models import model_pages
from declared_words import word_pages

__all__ = ["setup"]


def setup(app: Any) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("builder-inited", write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def write(app: Any) -> None:
    """Write the pages under ``reference/declared``, touching only those that changed."""
    folder = Path(app.srcdir) / "reference" / "declared"
    folder.mkdir(parents=True, exist_ok=True)
    pages = {**model_pages(), **command_pages(), **word_pages()}
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
