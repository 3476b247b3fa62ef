"""Case P4 of the campaign-planning reference: a published lunar campaign with whole spacecraft.

Isaji, Takubo and Ho, "Multidisciplinary design optimization approach to integrated space mission planning and
spacecraft design", J. Spacecraft and Rockets 59(5), 2022, doi 10.2514/1.A35284. Two crewed missions a year apart, Earth
- LEO - LLO - lunar surface, at most six spacecraft of a fixed design on any way at any time. The regression test of
the open toolbox of the authors (myamazum/space-logistics-optimization, MIT) holds 694,264.4171277 kg from Earth; grade
primary. With fractions of spacecraft the programme asks for 413,962.975 kg; grade computed, from this formulation.

Here every way is written with the one mechanism of the mission graph: a flight is an activity that makes room on that
way, whatever is loaded uses room and burns its share of what is aboard, and what is left aboard is unloaded. Steps are
out, back, out, back; what waits at a place waits in a spacecraft that stays there.
"""

import numpy as np
import pytest

from moonbase.mission.spec import Demand, Objective
from moonbase.planning import Options, plan

PAYLOAD, PROPELLANT, DRY = 2837.11768506991, 44362.37800273237, 13071.917273428024  # kg
CREW, MASS_OF_CREW, SURFACE_DAYS = 4, 100.0, 3.0
PER_CREW_DAY, MAINTENANCE = 8.655, 0.01
HABITAT, SAMPLES = 2000.0, 1000.0
EXHAUST = 420.0 * 9.8  # m/s, with the toolbox's gravity
OXYGEN_SHARE = 5.5 / 6.5
PLACES = ("Earth", "LEO", "LLO", "surface")
WAYS = {("Earth", "LEO"): (0.0, 1.0), ("LEO", "LLO"): (4040.0, 3.0), ("LLO", "surface"): (1870.0, 1.0)}
CARGO = ("crew", "food", "spares", "habitat", "samples")
ABOARD = ("food", "spares", "oxygen", "hydrogen")
TANKS = {"oxygen": OXYGEN_SHARE * PROPELLANT, "hydrogen": (1.0 - OXYGEN_SHARE) * PROPELLANT}
MASSES = {"crew": MASS_OF_CREW, "craft": DRY}
OUT, BACK = ((0.0, 1.0), (1.0, 0.0), (2.0, 1.0), (3.0, 0.0)), ((0.0, 0.0), (1.0, 1.0), (2.0, 0.0), (3.0, 1.0))


def at(good, place):
    return f"{good} at {place}"


def when(steps, most):
    return tuple((date, most * on) for date, on in steps)


def add_way(campaign, start, end, dv, days):
    """One way between two places: the flights, what they carry, and what is left on arrival."""
    outward = PLACES.index(end) > PLACES.index(start)
    launch = start == "Earth"
    open_in = OUT if outward else BACK
    burnt = -np.expm1(-dv / EXHAUST)
    way = f"{start}-{end}"
    rooms = {} if launch else {"payload": PAYLOAD, **TANKS}
    for good in [f"room for {room}" for room in rooms] + [f"{good} aboard" for good in ABOARD]:
        campaign.good(f"{good} {way}", wasteable=True)

    def move(good, *, room, whole=False, most=1e6, needs=()):
        mass = MASSES.get(good, 1.0)
        flows = [] if launch else [(at(good, start), -1.0)]
        flows += [(f"{good} aboard {way}", 1.0)] if good in ABOARD else [(at(good, end), 1.0)]
        for fuel, share in (("oxygen", OXYGEN_SHARE), ("hydrogen", 1.0 - OXYGEN_SHARE)):
            flows += [(f"{fuel} aboard {way}", -share * burnt * mass)] if burnt else []
        flows += [(f"{need} aboard {way}", -amount) for need, amount in needs]
        flows += [(f"room for {name} {way}", amount) for name, amount in room.items()]
        words = {"imported_mass": mass if launch else 0.0, "ceiling": when(open_in, most), "whole": whole}
        campaign.do(f"{good} {way}", *flows, **words)

    move("craft", room=rooms, whole=True, most=6.0, needs=(("spares", MAINTENANCE * DRY),))
    for good in (*CARGO, *TANKS):
        room = {"payload" if good in CARGO else good: -MASSES.get(good, 1.0)} if rooms else {}
        move(good, room=room, needs=(("food", PER_CREW_DAY * days),) if good == "crew" else ())
    for good in ABOARD:
        campaign.do(f"unload {good} {way}", (f"{good} aboard {way}", -1.0), (at(good, end), 1.0))


def add_wait(campaign, place):
    """Spacecraft that stay at a place for a step, and what stays in them."""
    rooms = {"payload": PAYLOAD, **TANKS}
    for room in rooms:
        campaign.good(f"room for {room} waiting at {place}", wasteable=True)
    kept = [(at("craft", place), -1.0), (at("craft", place), 1.0, 1.0)]
    offered = [(f"room for {room} waiting at {place}", amount) for room, amount in rooms.items()]
    campaign.do(f"craft waits at {place}", *kept, *offered, whole=True, ceiling=((0.0, 6.0),))
    for good in (*CARGO[1:], *TANKS):
        room = f"room for {'payload' if good in CARGO else good} waiting at {place}"
        campaign.do(f"{good} waits at {place}", (at(good, place), -1.0), (at(good, place), 1.0, 1.0), (room, -1.0))


@pytest.fixture
def campaign(sketch):
    drawn = sketch(np.arange(5.0))
    for place in PLACES:
        for good in ("craft", *CARGO, *TANKS):
            drawn.good(at(good, place), site=place, wasteable=True)
    for (start, end), (dv, days) in WAYS.items():
        add_way(drawn, start, end, dv, days)
        add_way(drawn, end, start, dv, days)
    for place in ("LLO", "surface"):
        add_wait(drawn, place)
    drawn.do("crew leaves the habitat", (at("crew", "surface"), 1.0), ceiling=when(BACK, CREW))
    drawn.do("samples are taken", (at("samples", "surface"), 1.0), ceiling=when(BACK, 1e6))
    wanted = [("crew", "surface", CREW, 0.0), ("habitat", "surface", HABITAT, 0.0)]
    wanted += [("food", "surface", CREW * SURFACE_DAYS * PER_CREW_DAY, 1.0)]
    wanted += [("crew", "Earth", CREW, 1.0), ("samples", "Earth", SAMPLES, 1.0)]
    return drawn.network(
        demands=tuple(
            Demand(
                name=f"{good} to {place} on day {day}",
                commodity=at(good, place),
                site=place,
                amount=amount,
                start=day,
                end=day + 1.0,
            )
            for good, place, amount, step in wanted
            for day in (step, step + 2.0)
        ),
        objective=Objective(sense="minimise", quantity="imported-mass"),
    )


def test_published_mass_with_whole_spacecraft(campaign):
    solved = plan(campaign, Options(terminal="none", integer="exact", gap=1e-9))
    assert solved.objective == pytest.approx(694_264.4171277, rel=1e-10)
    assert solved.effort.bound == pytest.approx(694_264.4171277, rel=1e-8)
    craft = solved.activity[[each.whole for each in campaign.activities]]
    assert craft.shape == (8, 4)
    np.testing.assert_array_equal(craft, np.rint(craft))
    assert craft.max() <= 6.0


@pytest.mark.parametrize("method", ["simplex", "ipx"])
def test_fractions_of_spacecraft_are_a_third_lighter(campaign, method):
    relaxed = plan(campaign, Options(terminal="none", method=method, integer="relax"))
    assert relaxed.objective == pytest.approx(413_962.975, rel=1e-6)
    assert relaxed.objective < 694_264.4171277
