"""Every console block of the README and the docs does what it shows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"```(console|python|toml)\n(.*?)```", re.DOTALL)
FILE = re.compile(r"# ([a-z_]+\.(?:py|toml))\n")


def _steps(block):
    """List (command, shown lines) of a console block."""
    steps = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:].split("  #")[0].strip(), []))
        elif steps and line.strip():
            steps[-1][1].append(line.strip())
    return steps


def _pages():
    """Yield the blocks of each page that has a console block: (language, text), in order."""
    for page in PAGES:
        blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
        if any(language == "console" for language, _ in blocks):
            yield pytest.param(blocks, id=str(page.relative_to(ROOT)))


def _run(command, shown, folder):
    assert command.startswith("moonbase "), command
    words = [sys.executable, "-m", "moonbase", *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    printed = done.stdout + done.stderr
    if any(line.startswith(("error:", "error[")) for line in shown):
        assert done.returncode in (2, 3), f"{command}: {printed}"
    else:
        assert done.returncode == 0, f"{command}: {printed}"
    for line in shown:
        if line not in ("...", "…"):
            pattern = r"\s+".join(re.escape(word).replace(r"\.\.\.", ".*") for word in line.split())
            assert re.search(pattern, printed), f"{command} does not print {line!r}:\n{printed}"


@pytest.mark.parametrize("blocks", list(_pages()))
def test_a_page_does_what_it_shows(blocks, tmp_path):
    """One page, one folder: files that it names are written there, commands run in the order of the page."""
    shutil.copytree(ROOT / "missions", tmp_path / "missions")
    for language, text in blocks:
        if language == "console":
            for command, shown in _steps(text):
                _run(command, shown, tmp_path)
        elif named := FILE.match(text):
            (tmp_path / named[1]).write_text(text, encoding="utf-8")


def test_the_pages_show_commands():
    assert len(list(_pages())) >= 3


def _python():
    """Yield each block of Python that is no file of its own, by page."""
    for page in PAGES:
        blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
        code = [text for language, text in blocks if language == "python" and not FILE.match(text)]
        for number, text in enumerate(code):
            yield pytest.param(text, id=f"{page.relative_to(ROOT)}:{number}")


@pytest.mark.parametrize("code", list(_python()))
def test_the_python_of_a_page_runs(code, tmp_path):
    """Each block by itself, beside the missions, with the tutorial's plugin at hand."""
    shutil.copytree(ROOT / "missions", tmp_path / "missions")
    words = [sys.executable, "-W", "error::DeprecationWarning:moonbase", "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "docs" / "tutorial-plugin" / "moonbase-rail")}
    done = subprocess.run(
        words, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
