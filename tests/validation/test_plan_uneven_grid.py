"""Months, then quarters, then years give the answer of 480 months.

The measured claim of the campaign-planning reference (section 2.4): 60 months, 20 quarters and 30 years give the
objective of 480 monthly periods within 0.2 %. Here on a base of four processes with wear, lead times, cargo and a
highest capacity, in the manner of case P8. Grade: computed.
"""

import pytest

from moonbase.constants import YEAR
from moonbase.graph.grid import make_grid
from moonbase.graph.network import Capacity
from moonbase.mission.spec import Limit, Objective, Period
from moonbase.planning import Options, plan

MONTH = YEAR / 12
FLOWS = {
    "solar": {"power": 10.0},
    "mine": {"power": -1.0, "ore": 8.0},
    "smelter": {"power": -4.0, "ore": -5.0, "metal": 2.0},
    "factory": {"power": -2.0, "metal": -1.5, "vitamins": -0.1, "product": 1.0},
}
METAL = {"solar": 12.0, "mine": 9.0, "smelter": 18.0, "factory": 24.0}  # tonnes per tonne and month of capacity
STORED = {"ore", "metal", "vitamins"}


@pytest.fixture
def base(sketch):
    def build(period, lead):
        drawn = sketch(make_grid(0.0, 40.0 * YEAR, period).edges)
        for good in ("power", "ore", "metal", "vitamins", "product"):
            drawn.good(good, storable=good in STORED, wasteable=good in {"power", "ore"})
        for name, flows in FLOWS.items():
            parts = {"metal": METAL[name] * MONTH, "vitamins": 0.025 * METAL[name] * MONTH}
            size = Capacity(
                equipment=drawn.rows(parts),
                lead_time=lead,
                wear=0.06 / YEAR,
                initial=1.0 / MONTH,
                limit=400.0 / MONTH,
            )
            drawn.do(name, *flows.items(), capacity=size)
        for good in ("metal", "vitamins"):
            drawn.do(f"earth {good}", (good, 1.0), imported_mass=1.0)
        return drawn.network(
            limits=(Limit(name="cargo", quantity="imported-mass", most=24.0 / YEAR, per_time=True),),
            objective=Objective(sense="maximise", quantity="product"),
            discount_rate=0.05,
        )

    return build


@pytest.mark.parametrize("months", [0.0, 3.0])
def test_a_hundred_and_ten_periods_answer_like_480_months(base, months):
    options = Options(terminal="none", method="ipx")
    coarse = plan(base(Period(), months * MONTH), options)
    fine = plan(base(Period(kind="uniform", blocks=((MONTH, 480),)), months * MONTH), options)
    assert (coarse.grid.size, fine.grid.size) == (110, 480)
    assert coarse.objective == pytest.approx(fine.objective, rel=2e-3)
    grown = fine.capacity[fine.activity_index("factory")]
    assert grown.max() > 20.0 * grown[0]
