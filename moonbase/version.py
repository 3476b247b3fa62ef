"""The version of moonbase, kept equal to that of the distribution by a test."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
