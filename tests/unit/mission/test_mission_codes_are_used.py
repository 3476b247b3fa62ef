"""Every code that is explained is given somewhere, and every one that is given is explained."""

from __future__ import annotations

import re
from pathlib import Path

from moonbase.mission.diagnostics import CODES

CORE = Path(__file__).resolve().parents[3] / "moonbase"


def test_codes():
    given = set()
    for path in [*(CORE / "mission").glob("*.py"), *(CORE / "parameters").glob("*.py")]:
        if path.name != "diagnostics.py":
            given |= set(re.findall(r'"(M\d{3})"', path.read_text("utf-8")))
    assert given == set(CODES)
