"""From a launcher fixed to the Moon to a place in space: when, how fast, and what the payload must add.

The one door for the rest of moonbase is `moonbase.trajectories.opportunities`; importing it loads no
numerics. Inside, times are TDB seconds after J2000, lengths metres, and vectors lie in the mean ecliptic and
equinox of J2000 unless a name says otherwise.
"""

from __future__ import annotations
