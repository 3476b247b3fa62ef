"""Nothing committed names a machine's paths, or is a merge left half done."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = re.compile(r"(?<![\w.-])/(?:home|root|work|Users)/\w+/")


MERGE = re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE)


def _texts():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        path = ROOT / name
        if not path.is_file():
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_tracked_file_names_a_path_of_a_machine():
    assert not [f"{name}: {match.group()}" for name, text in _texts() for match in PRIVATE.finditer(text)]


def test_no_tracked_file_is_half_merged():
    assert not [name for name, text in _texts() if MERGE.search(text)]
