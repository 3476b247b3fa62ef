"""Speed of the industry models: flowsheets, Monte-Carlo draws, equilibrium; each beside a baseline of the same run.

Run with ``python benchmarks/industry.py``. Baselines: a loop that builds each sample's models one by one, and a
general-purpose solver (SciPy ``trust-constr``) on the primal Gibbs problem.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from scipy.optimize import LinearConstraint, minimize

from moonbase.api import Unit
from moonbase_power.solar_power import SolarPower
from moonbase_regolith.equilibrium import equilibrium
from moonbase_regolith.oxygen_plant import oxygen_plant
from moonbase_regolith.places import read_sites
from moonbase_regolith.soil_spread import soil_samples
from moonbase_regolith.species import GAS_CONSTANT, species

SAMPLES = 100_000
NAMES = (
    "SiO2(L)", "Si(L)", "SiC(b)", "C(gr)", "CO(g)", "CO2(g)", "SiO(g)", "H2(g)", "H2O(g)", "CH4(g)", "O2(g)", "Si(g)",
)  # fmt: skip
ATOMS = {"Si": 1.0, "O": 2.0, "C": 2.0, "H": 8.0}


def best(work: Callable[[], object], repeats: int = 5) -> float:
    """Least wall time of some runs [s]."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def primal_equilibrium(kelvin: float) -> np.ndarray:
    """Minimise the Gibbs energy over the moles, as textbooks do."""
    items = [species(name) for name in NAMES]
    gas = np.array([item.phase == "gas" for item in items])
    gibbs = np.array([item.gibbs(kelvin) for item in items]) / (GAS_CONSTANT * kelvin)
    atoms = np.array([[dict(item.elements).get(element, 0) for item in items] for element in ATOMS], dtype=float)

    def total(moles: np.ndarray) -> float:
        vapour = np.maximum(moles[gas], 1e-30)
        return float(gibbs @ moles + vapour @ np.log(vapour / vapour.sum()))

    balance = LinearConstraint(atoms, list(ATOMS.values()), list(ATOMS.values()))
    start = np.full(len(NAMES), 0.2)
    return minimize(total, start, method="trust-constr", bounds=[(0.0, None)] * len(NAMES), constraints=[balance]).x


def main() -> None:
    """Print the table."""
    site = {place.name: place for place in read_sites()}["lunar-south-pole"]
    plant = oxygen_plant(site, Unit(model=SolarPower, closes="electricity"))
    plant.evaluate()
    one = best(lambda: [plant.evaluate() for _ in range(100)]) / 100
    print(f"one flowsheet evaluation                {one * 1e3:8.3f} ms    (bound 1 ms)")
    runs = {}
    for workers in (1, 2):
        start = time.perf_counter()
        runs[workers] = plant.monte_carlo(SAMPLES, seed=1, workers=workers, soils=soil_samples)
        spent = time.perf_counter() - start
        threads = "2 threads" if workers > 1 else "1 thread "
        print(f"{SAMPLES} samples on {threads}              {spent:8.3f} s     (bound 10 s)")
    same = all(np.array_equal(runs[1].net[name], runs[2].net[name]) for name in runs[1].net)
    print(f"identical on 1 and 2 workers            {same}")
    print(f"baseline, a loop over samples           {one * SAMPLES:8.1f} s")
    equilibrium(ATOMS, NAMES, 1873.15)
    solve = best(lambda: [equilibrium(ATOMS, NAMES, 1800.0 + step) for step in range(50)]) / 50
    print(f"carbothermal equilibrium                {solve * 1e3:8.3f} ms    (bound 5 ms)")
    start = time.perf_counter()
    found = primal_equilibrium(1873.15)
    spent = time.perf_counter() - start
    exact = equilibrium(ATOMS, NAMES, 1873.15).moles
    off = max(abs(amount - exact.get(name, 0.0)) for name, amount in zip(NAMES, found, strict=True))
    print(f"baseline, trust-constr on the primal    {spent * 1e3:8.1f} ms    off by {off:.2g} mol")


if __name__ == "__main__":
    main()
