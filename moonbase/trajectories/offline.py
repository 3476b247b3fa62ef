"""Keep astropy off the network: planning must give the same answer on a closed machine.

With the versions that poliastro 0.17 needs, astropy tries to download Earth-orientation tables for a mere
change of time scale. Nothing in this package needs those tables (numbers here are TDB seconds), so the
switches cost nothing.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["stay_offline"]


@lru_cache(maxsize=1)
def stay_offline() -> None:
    """Switch astropy's downloads off, once per process; call it before the first use of astropy's times or frames.

    Tables that ship with astropy are used whatever their age, and beyond their end with a warning instead of
    an error. Only for code at the edge that builds poliastro objects with units: the compiled core functions
    that `moonbase.trajectories.backend` hands out never load astropy.
    """
    from astropy.utils import data, iers

    data.conf.allow_internet = False
    iers.conf.auto_download = False
    iers.conf.auto_max_age = None
    if hasattr(iers.conf, "iers_degraded_accuracy"):
        iers.conf.iers_degraded_accuracy = "warn"
