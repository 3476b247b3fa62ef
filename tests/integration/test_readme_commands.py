"""Every console block of the README and the docs does what it shows."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _sessions():
    """Yield (page, number, [(command, shown lines)]) for each block that calls moonbase."""
    for page in PAGES:
        for number, block in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), start=1):
            steps = []
            for line in block.splitlines():
                if line.startswith("$ "):
                    steps.append((line[2:].split("  #")[0].strip(), []))
                elif steps and line.strip():
                    steps[-1][1].append(line.strip())
            if steps and all(command.startswith("moonbase ") for command, _ in steps):
                yield pytest.param(steps, id=f"{page.relative_to(ROOT)}-{number}")


@pytest.mark.parametrize("steps", list(_sessions()))
def test_console_block(steps, tmp_path):
    shutil.copytree(ROOT / "missions", tmp_path / "missions")
    for command, shown in steps:
        words = [sys.executable, "-m", "moonbase", *shlex.split(command)[1:]]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
        expected = 3 if any(line.startswith("error:") for line in shown) else 0
        assert done.returncode == expected, done.stdout + done.stderr
        printed = done.stdout + done.stderr
        for line in shown:
            if line not in ("...", "…"):
                pattern = r"\s+".join(re.escape(word).replace(r"\.\.\.", ".*") for word in line.split())
                assert re.search(pattern, printed), f"{command} does not print {line!r}:\n{printed}"


def test_the_readme_shows_commands():
    assert len(list(_sessions())) >= 3
