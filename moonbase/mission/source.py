"""The text of a mission file, its path and its digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Source"]


@dataclass(frozen=True)
class Source:
    """A mission file as it was read.

    Attributes
    ----------
    name
        Path as the user gave it, or ``"<text>"``.
    text
        Its content.
    """

    name: str
    text: str

    @cached_property
    def digest(self) -> str:
        """Hash of the text (blake2b, 128 bit, hexadecimal)."""
        return hashlib.blake2b(self.text.encode(), digest_size=16).hexdigest()
