"""How often the search for tours finds the record of GTOP's Cassini1, and how long it takes.

Run with ``python benchmarks/tours.py``. Each seed searches once in the stretched coordinates of
`moonbase.trajectories.tour_coordinates` and once in plain times of flight, the baseline. CPU time; a success is less
than 4.95 km/s (the record is 4.9307, the next valley 5.3033).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from scipy.optimize import differential_evolution

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "validation"))
from test_traj_gravity_assist import cassini_1

from moonbase.trajectories.tour_coordinates import Coordinates
from moonbase.trajectories.tour_costs import costs
from moonbase.trajectories.tour_search import optimiser_settings

SUCCESS = 4950.0  # m/s


def main() -> None:
    """Print one line per kind of coordinates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    seeds = parser.parse_args().seeds
    question = cassini_1()
    for stretch in (True, False):
        to, found, begun = Coordinates(question, stretch=stretch), [], time.process_time()
        for seed in range(seeds):

            def generation(columns: np.ndarray, to: Coordinates = to) -> np.ndarray:
                return costs(question, to.rows(np.atleast_2d(columns.T)))

            found.append(differential_evolution(generation, to.bounds, seed=seed, **optimiser_settings()).fun)
        spent = (time.process_time() - begun) / seeds
        hits = sum(one < SUCCESS for one in found)
        name = "stretched about resonances" if stretch else "plain times of flight"
        print(
            f"{name:<28} {hits:>3} of {seeds} below 4.95 km/s   best {min(found) / 1e3:.4f} km/s   {spent:.1f} s a seed"
        )


if __name__ == "__main__":
    main()
