"""The fast scan against the backend's solver, and what happens when the two disagree."""

from __future__ import annotations

import numpy as np
import pytest

from moonbase.errors import DisagreementError, TrajectoryError
from moonbase.quantities import parse_date
from moonbase.trajectories import porkchop as chart_module
from moonbase.trajectories import scan as module
from moonbase.trajectories.backend import LambertOptions, compiles
from moonbase.trajectories.minima import all_minima, minima, type_name
from moonbase.trajectories.porkchop import porkchop, transfer
from moonbase.trajectories.scan import scan

DAY = 86400.0
DEPART = np.linspace(parse_date("2026-08-01"), parse_date("2027-01-31"), 80)


@pytest.mark.parametrize(
    ("start", "target", "shortest", "longest"),
    [("emb", "mars", 120.0, 450.0), ("earth", "mars", 10.0, 400.0), ("earth", "jupiter", 200.0, 2000.0)],
)
def test_every_cell_agrees_with_the_backend(start, target, shortest, longest):
    tof = np.linspace(shortest * DAY, longest * DAY, 90)
    assert compiles(DEPART.size * tof.size)
    fast, slow = scan(start, target, DEPART, tof), porkchop(start, target, DEPART, tof)
    assert np.allclose(fast.c3, slow.c3, rtol=1e-10)
    assert np.allclose(fast.arrival_speed, np.linalg.norm(slow.arrival_excess, axis=2), rtol=1e-10)
    assert (fast.long_way == slow.long_way).all()
    assert fast.checked >= 150
    assert fast.worst < 1e-12
    assert (fast.alone > 0) == (shortest < 100.0 or target == "jupiter")


def test_cells_without_a_transfer_stay_empty():
    found = scan("emb", "mars", DEPART, np.array([-5.0 * DAY, 0.0, 300.0 * DAY]))
    assert np.isnan(found.c3[:, :2]).all()
    assert np.isfinite(found.c3[:, 2]).all()


def test_minima_of_a_scan_are_those_of_the_solved_chart():
    tof = np.linspace(120.0 * DAY, 450.0 * DAY, 90)
    ranked, solved = minima(scan("emb", "mars", DEPART, tof)), minima(porkchop("emb", "mars", DEPART, tof))
    assert [(m.kind, m.depart) for m in ranked] == [(m.kind, m.depart) for m in solved]


def test_a_wrong_kernel_stops_the_run_and_names_the_cell(monkeypatch):
    from moonbase.trajectories import scan_kernels

    right = scan_kernels.scan_grid

    def wrong(*arguments):
        right(*arguments)
        arguments[4][0][...] *= 1.0 + 1e-8

    monkeypatch.setattr(scan_kernels, "scan_grid", wrong)
    with pytest.raises(DisagreementError, match="days of flight") as caught:
        scan("emb", "mars", DEPART, np.linspace(120.0 * DAY, 450.0 * DAY, 90))
    row, column = caught.value.cell
    assert 0 <= row < 80
    assert 0 <= column < 90
    assert "porkchop" in str(caught.value.help)


def test_dates_and_names_are_checked():
    with pytest.raises(TrajectoryError, match="no planet"):
        scan("emb", "vulcan", DEPART, np.array([1e7]))
    with pytest.raises(TrajectoryError, match="covers"):
        scan("emb", "mars", DEPART + 1e10, np.array([1e7]))
    assert module.TOLERANCE == 1e-9


def test_compiled_and_interpreted_charts_are_the_same(monkeypatch):
    tof = np.linspace(120.0 * DAY, 900.0 * DAY, 8)
    options = LambertOptions(revolutions=1, low_path=False)
    for choice in (LambertOptions(), options):
        slow = porkchop("earth", "venus", DEPART[:12], tof, choice)
        with monkeypatch.context() as patch:
            patch.setattr(chart_module, "compiles", lambda _: True)
            fast = porkchop("earth", "venus", DEPART[:12], tof, choice)
        assert np.allclose(slow.excess, fast.excess, atol=1e-6, equal_nan=True)
        assert np.allclose(slow.arrival_excess, fast.arrival_excess, atol=1e-6, equal_nan=True)
        assert (slow.long_way == fast.long_way).all()
        assert np.isfinite(slow.c3).any()


def test_full_turns_have_types_and_paths_of_their_own():
    assert [type_name(k, long_way=far) for k in (0, 1, 2) for far in (False, True)] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
    ]
    depart = np.linspace(parse_date("2026-01-01"), parse_date("2028-06-01"), 60)
    chart = porkchop("emb", "mars", depart, np.linspace(120.0 * DAY, 1100.0 * DAY, 60))
    found = all_minima(chart, revolutions=1)
    turned = [m for m in found if m.revolutions == 1]
    assert {m.kind for m in turned} <= {"III", "IV"}
    assert {m.path for m in turned} == {"low", "high"}
    for m in turned:
        options = LambertOptions(revolutions=1, low_path=m.path == "low")
        excess, _, long_way = transfer("emb", "mars", m.depart, m.tof, options)
        assert excess @ excess == pytest.approx(m.c3, rel=1e-9)
        assert type_name(1, long_way=long_way) == m.kind
        assert m.tof > 500.0 * DAY
    assert all(m.path == "direct" for m in found if m.revolutions == 0)
