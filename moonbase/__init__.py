"""Plan lunar industry and mass-driver missions."""

from __future__ import annotations

__version__ = "0.1.0"
