"""pykep's Lambert solver in a Python loop, in a process of its own: prints the seconds per problem as JSON.

It reads positions [m], times of flight [s] and the gravitational parameter from an npz file. pykep is an oracle for
the benchmark and for nothing else: it is no dependency, and it ends beside numba with an abort. Its wheel lacks data
files of the part about optimisation, which is therefore not loaded.
"""

from __future__ import annotations

import json
import sys
import time
import types

import numpy as np

stand_in = types.ModuleType("pykep.trajopt")
vars(stand_in)["__getattr__"] = lambda _: None
sys.modules["pykep.trajopt"] = stand_in
import pykep as pk  # noqa: E402 - after the gap is filled


def main() -> None:
    """Solve all problems of a file a few times."""
    data = np.load(sys.argv[1])
    r1, r2, tof, gm = data["r1"], data["r2"], data["tof"], float(data["gm"])
    solve = pk.lambert_problem
    least = np.inf
    for _ in range(int(sys.argv[2])):
        begun = time.process_time()
        for a, b, t in zip(r1, r2, tof, strict=True):
            solve(a, b, t, gm, False, 0)
        least = min(least, time.process_time() - begun)
    last = solve(r1[-1], r2[-1], tof[-1], gm, False, 0)
    velocity = last.v0[0] if hasattr(last, "v0") else last.get_v1()[0]
    answer = {"version": pk.__version__, "seconds": least / len(tof), "last": [float(part) for part in velocity]}
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
